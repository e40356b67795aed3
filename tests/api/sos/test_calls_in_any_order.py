"""Whatever those in danger and officers do, in any order, twice, late or cut off: no message is lost, no move illegal."""

import os
import random
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any, get_args

from chalicelib.access import Level, Person
from chalicelib.errors import ApiError
from chalicelib.sos import storage
from chalicelib.sos.model.calls import Call, Line
from chalicelib.sos.model.details import Water
from chalicelib.sos.model.requests import CallMove, CallToMake, NewsToTell, WhereToGo
from chalicelib.sos.model.states import OfficerMove
from chalicelib.sos.service import calling, desk, telling
from chalicelib.sos.service.sealing import details_of, said_in
from chalicelib.world import World
from faults import CrashError, broken
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tables import table_like

SEQUENCES, STEPS = 24, 14
# Written apart from the table of moves, as the process is told in words: what may follow a state.
NEXT: dict[str | None, set[str]] = {
    None: {"received"},
    "received": {"received", "seen", "on-the-way", "reached", "safe", "false-alarm"},
    "seen": {"seen", "on-the-way", "reached", "safe", "false-alarm"},
    "on-the-way": {"on-the-way", "seen", "reached", "safe", "false-alarm"},
    "reached": {"reached", "seen", "safe", "false-alarm"},
    "safe": set(),
    "false-alarm": set(),
}
OFFICERS = [Person(f"officer-{n}", "", "", "staff", Level.IDENTITY, True, ("rescue",)) for n in (1, 2)]
PHONES = ["0905123456", "0912345678"]
Sent = tuple[str, str, CallToMake]  # id, secret, what was sent


class Street(RuleBasedStateMachine):
    stage: World
    sent = Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.table = table_like("huecity-reports")
        self.world = replace(self.stage, reports=self.table.__enter__())
        self.told: dict[str, list[str]] = {}

    def teardown(self) -> None:
        self.table.__exit__(None, None, None)

    @rule(target=sent, phone=st.sampled_from(PHONES), water=st.sampled_from(get_args(Water)))
    def call(self, phone: str, water: Water) -> Sent:
        words = secrets.token_hex(4)
        body = CallToMake(phone=phone, place=WhereToGo(ward="phu-xuan"), water=water, words=words)
        key = secrets.token_hex(8)
        call, token = calling.call(self.world, "203.0.113.7", key, body)
        assert calling.call(self.world, "203.0.113.7", key, body) == (call, token)
        self.told.setdefault(call.call_id, []).append(words)
        return call.call_id, token, body

    @rule(minutes=st.integers(1, 90))
    def wait(self, minutes: int) -> None:
        self.world = replace(self.world, now=self.world.now + timedelta(minutes=minutes))

    @rule(
        one=sent,
        water=st.sampled_from([None, *get_args(Water)]),
        safe=st.booleans(),
        at=st.integers(0, 3),
        after=st.booleans(),
    )
    def tell_cut_off_and_sent_again(self, one: Sent, water: Any, safe: bool, at: int, after: bool) -> None:
        """The function dies before or after any call, and the browser sends the same until it hears."""
        call_id, token, _ = one
        before, key, words = self.get(call_id), secrets.token_hex(8), secrets.token_hex(4)
        body = NewsToTell(token=token, water=water, words=words, safe=safe)
        dying, _ = broken(self.world, at, "after" if after else "before")
        with suppress(CrashError, ApiError):
            telling.tell_more(dying, call_id, key, body)
        try:
            call = telling.tell_more(self.world, call_id, key, body)
        except ApiError:
            assert not before.is_open
            assert self.get(call_id) == before, "news that are refused are not half told"
            return
        self.told[call_id].append(words)
        assert call.version == before.version + 1
        assert call.is_open == (not safe or not telling.is_first(before, token))

    @rule(one=sent, move=st.sampled_from(get_args(OfficerMove)), old=st.integers(0, 2), who=st.integers(0, 1))
    def move(self, one: Sent, move: OfficerMove, old: int, who: int) -> None:
        """On what the officer saw now, or some lines ago."""
        before = self.get(one[0])
        body = CallMove(move, max(1, before.version - old), "Đã gọi lại")
        try:
            desk.move(self.world, OFFICERS[who], one[0], body)
        except ApiError:
            assert self.get(one[0]) == before
            return
        again = desk.move(self.world, OFFICERS[who], one[0], body)
        assert again.version <= before.version + 1, "its answer was lost"

    @rule(one=sent, move=st.sampled_from(get_args(OfficerMove)))
    def move_while_who_called_tells_more(self, one: Sent, move: OfficerMove) -> None:
        """The message comes between reading and writing of an officer's move."""
        call_id, token, _ = one
        before, words, body = self.get(call_id), secrets.token_hex(4), NewsToTell(token=token)
        if not before.is_open:
            return
        body.words = words

        def interrupt() -> None:
            telling.tell_more(self.world, call_id, secrets.token_hex(8), body)
            self.told[call_id].append(words)

        interrupted = replace(self.world, reports=Interrupted(self.world.reports, interrupt))  # type: ignore[arg-type]
        with suppress(ApiError):
            desk.move(interrupted, OFFICERS[0], call_id, CallMove(move, before.version, "Đã gọi lại"))

    def get(self, call_id: str) -> Call:
        return telling.get_call(self.world, call_id)

    @invariant()
    def each_history_is_legal_and_whole_and_the_desk_lists_what_is_open(self) -> None:
        calls = [self.get(one) for one in self.told]
        for call in calls:
            self.prove(call, storage.list_lines(self.world.reports, call.call_id, 0))
        listed, mark = storage.page(self.world.reports, 100)
        assert ({one.call_id for one in listed}, mark) == ({one.call_id for one in calls if one.is_open}, "")
        assert [one.mark for one in listed] == sorted(one.mark for one in listed)
        phones = [one.phone_hash for one in listed]
        assert len(phones) == len(set(phones)), "a telephone has one open call"

    def prove(self, call: Call, lines: list[Line]) -> None:
        assert [one.n for one in lines] == list(range(1, call.version + 1))
        assert lines[-1].to_state == call.state
        assert lines[0].to_state in NEXT[lines[0].from_state]
        for before, after in pairwise(lines):
            assert after.from_state == before.to_state
            assert after.to_state in NEXT[after.from_state]
        said = [news.words for one in lines if (news := said_in(self.world, call.call_id, one).news)]
        assert said == self.told[call.call_id], "every message is there, once and in its order"
        known = [one.text for one in details_of(self.world, call).words]
        assert known == self.told[call.call_id][::-1][:10]


class Interrupted:
    """A table on which something happens just before the first transaction."""

    def __init__(self, table: Any, interrupt: Any) -> None:
        self.table, self.interrupt = table, interrupt

    def __getattr__(self, name: str) -> Any:
        return getattr(self.table, name)

    def transact(self, *given: Any) -> None:
        interrupt, self.interrupt = self.interrupt, lambda: None
        interrupt()
        self.table.transact(*given)


def test_no_order_of_calls_messages_and_moves_is_illegal_or_loses_a_message(stage: World) -> None:
    """HUECITY_SEED=… repeats what a failure has printed."""
    number = int(os.environ.get("HUECITY_SEED", random.randrange(2**32)))
    print(f"HUECITY_SEED={number}")
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    limits = settings(max_examples=SEQUENCES, stateful_step_count=STEPS, deadline=None, suppress_health_check=slow)
    street = type("Street", (Street,), {"stage": stage})
    run_state_machine_as_test(seed(number)(street), settings=limits)
