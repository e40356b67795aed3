"""Whatever citizens, officers and the clock do, in whatever order, twice, late or cut off: one legal history a report."""

import os
import random
import re
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any, get_args

import pytest
from chalicelib.access import Level, Person
from chalicelib.errors import ApiError
from chalicelib.reports.model.reports import Event, Report, is_intact
from chalicelib.reports.model.requests import MoveToMake, ReportToSend
from chalicelib.reports.model.states import HIDING, Actor, MoveName
from chalicelib.reports.service import moving, sending
from chalicelib.reports.storage import reports
from chalicelib.world import World
from faults import CrashError, broken
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from square import BROKEN_LIGHT
from tables import table_like

SEQUENCES, STEPS, PARTS = 96, 14, 2
# Written apart from the table of moves, as the process is told in words: what may follow a state.
NEXT: dict[str, set[str]] = {
    "received": {"received", "returned", "rejected", "assigned", "forwarded", "duplicate", "closed"},
    "returned": {"received", "assigned", "in-progress", "reopened", "rejected", "duplicate", "closed", "returned"},
    "rejected": {"reopened"},
    "assigned": {"assigned", "returned", "received", "in-progress", "forwarded", "answered", "duplicate"},
    "in-progress": {"in-progress", "returned", "assigned", "received", "forwarded", "answered", "duplicate"},
    "forwarded": {"forwarded", "assigned", "in-progress", "received", "reopened", "answered"},
    "answered": {"closed", "reopened", "reopen-requested"},
    "reopen-requested": {"reopen-requested", "reopened", "closed"},
    "reopened": {"reopened", "returned", "assigned", "received", "in-progress", "forwarded", "answered", "duplicate"},
    "closed": {"reopened", "reopen-requested"},
    "duplicate": {"received"},
}
CITIZEN = Person("citizen-1", "hash-1", "session-1", "citizen", Level.PHONE)
WISHES = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["", "Đã xem lại."]),
        "unit": st.sampled_from(["", "lighting", "police", "dragons"]),
        "procedure": st.sampled_from([None, "timed", "urgent"]),
        "body": st.sampled_from(["", "power"]),
    }
)


class Street(RuleBasedStateMachine):
    stage: World
    sent = Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.table = table_like("huecity-reports")
        self.world = replace(self.stage, reports=self.table.__enter__())
        self.ids: list[str] = []
        self.was_late: set[str] = set()

    def teardown(self) -> None:
        self.table.__exit__(None, None, None)

    @rule(target=sent)
    def send(self) -> str:
        key, body = secrets.token_hex(8), ReportToSend(**BROKEN_LIGHT)
        report, _ = sending.send(self.world, CITIZEN, key, body)
        assert sending.send(self.world, CITIZEN, key, body)[0].report_id == report.report_id
        self.ids.append(report.report_id)
        return report.report_id

    @rule(days=st.integers(0, 12))
    def wait(self, days: int) -> None:
        self.world = replace(self.world, now=self.world.now + timedelta(days=days, minutes=1))

    @rule(report_id=sent, name=st.sampled_from(get_args(MoveName)), actor=st.sampled_from(get_args(Actor)), wish=WISHES)
    def move(self, report_id: str, name: MoveName, actor: Actor, wish: dict[str, Any]) -> None:
        self.try_move(self.world, report_id, name, actor, wish, 0)

    @rule(report_id=sent, name=st.sampled_from(get_args(MoveName)), wish=WISHES)
    def move_with_an_old_eye(self, report_id: str, name: MoveName, wish: dict[str, Any]) -> None:
        """Somebody decides on what they saw before the last move."""
        self.try_move(self.world, report_id, name, "operations", wish, 1)

    @rule(report_id=sent, name=st.sampled_from(get_args(MoveName)), call=st.integers(0, 2), is_after=st.booleans())
    def move_cut_off_and_sent_again(self, report_id: str, name: MoveName, call: int, is_after: bool) -> None:
        """The function dies before or after any call, and the browser sends the same once more."""
        wish = {"text": "Đã xem lại.", "unit": "lighting", "procedure": None, "body": "power" if name == "forward" else ""}
        before = self.report(report_id)
        dying, _ = broken(self.world, call, "after" if is_after else "before")
        body = self.body(name, wish, before.version)
        with suppress(CrashError, ApiError):
            moving.move(dying, sending.get_report(dying, report_id), self.acting("operations"), body)
        try:
            moving.move(self.world, self.report(report_id), self.acting("operations"), body)
        except ApiError:
            assert self.report(report_id) == before, "a move that is refused has not happened"
        assert self.report(report_id).version - before.version <= 1

    def try_move(self, world: World, report_id: str, name: MoveName, actor: Actor, wish: dict[str, Any], old: int) -> None:
        before = self.report(report_id)
        body = self.body(name, wish, max(1, before.version - old))
        try:
            after = moving.move(world, before, self.acting(actor), body)
        except ApiError:
            assert self.report(report_id) == before
            return
        assert after.version - before.version <= 1
        assert after == self.report(report_id)

    def acting(self, actor: Actor) -> moving.Acting:
        who = {"reporter": CITIZEN.account_id, "operations": "officer-1", "unit": "officer-2", "system": ""}
        return moving.Acting(actor, who[actor])

    def body(self, name: MoveName, wish: dict[str, Any], version: int) -> MoveToMake:
        original = next((one for one in self.ids if one), "") if name == "merge" else ""
        public_text = "Đèn tắt." if name == "hide-words" else ""
        return MoveToMake(move=name, version=version, original=original, public_text=public_text, **wish)

    def report(self, report_id: str) -> Report:
        return sending.get_report(self.world, report_id)

    @invariant()
    def each_history_is_whole_and_legal_and_lists_agree(self) -> None:
        found = [self.report(one) for one in self.ids]
        for report in found:
            self.prove(report, reports.list_events(self.world.reports, report.report_id))
        late = {one.report_id for one in found if one.was_late}
        assert self.was_late <= late, "late is never taken back"
        self.was_late = late
        listed, mark = reports.page(self.world.reports, reports.OPEN, "open", 100)
        assert {one.report_id for one in listed} == {one.report_id for one in found if one.is_open and not one.is_hidden}
        assert mark == ""

    def prove(self, report: Report, history: list[Event]) -> None:
        assert is_intact(history)
        assert (len(history), history[-1].digest, history[-1].to_state) == (report.version, report.chain, report.state)
        for before, after in pairwise(history):
            assert after.from_state == before.to_state
            stays = {after.from_state} if after.move in HIDING else set()
            assert after.to_state in (stays or NEXT[after.from_state])
            assert after.at >= before.at
            assert (
                after.due_at <= before.due_at
                or after.move in ("extend", "not-fixed", "reopen")
                or before.to_state == "returned"
            )
        assert lengthened_most(history) <= 1, "one extension a term"


def lengthened_most(history: list[Event]) -> int:
    """How often the term was extended that was extended most often."""
    moves = " ".join(one.move for one in history)
    return max(term.split().count("extend") for term in re.split("not-fixed|reopen", moves))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_sequence_leaves_one_legal_history(stage: World, part: int) -> None:
    """HUECITY_SEED=… repeats what a failure has printed."""
    number = int(os.environ.get("HUECITY_SEED", random.randrange(2**32)))
    print(f"HUECITY_SEED={number}")
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    limits = settings(max_examples=SEQUENCES // PARTS, stateful_step_count=STEPS, deadline=None, suppress_health_check=slow)
    street = type("Street", (Street,), {"stage": stage})
    run_state_machine_as_test(seed(number)(street), settings=limits)
