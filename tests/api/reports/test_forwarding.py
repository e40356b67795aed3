"""Forwarding to a body outside the city: said only when it has happened, and otherwise back where the report was."""

import re
from contextlib import suppress
from typing import Any

import pytest
from chalicelib.reports.model.deliveries import NEXT, Delivery, step
from chalicelib.reports.model.reports import mask_private
from chalicelib.reports.service import forwarding
from chalicelib.reports.storage import deliveries
from faults import CrashError, broken
from letterbox import Mailbox
from square import Square
from stage import Browser, Town

POWER = {"text": "Cột điện của điện lực.", "body": "power"}


def forwarded(town: Town, square: Square) -> tuple[str, Browser]:
    """(report, the officer of the operations centre who has forwarded it)."""
    report_id, operations = str(square.send(town.register())["id"]), square.operations()
    assert square.move(operations, report_id, "forward", **POWER).body["state"] == "forwarded"
    return report_id, operations


def told(town: Town, report_id: str) -> list[tuple[str, str]]:
    shown = town.browser().get(f"/reports/{report_id}").body
    return [(one["move"], one["to_state"]) for one in shown["history"]]


def test_a_report_goes_to_the_body_with_what_everybody_may_read_and_a_reference(
    town: Town, square: Square, mailbox: Mailbox
) -> None:
    report_id, _ = forwarded(town, square)
    assert [forwarding.deliver_all(square.world()) for _ in range(2)] == [1, 0]
    ((address, text),) = mailbox.letters
    assert address == "su-co@dien-luc.example"
    shown = town.browser().get(f"/reports/{report_id}").body
    assert (shown["history"][1]["body"], shown["text"] in text) == ("power", True)
    (reference,) = set(re.findall(r"HUE-[A-Z]{8}-2", text))
    assert reference in shown["history"][-1]["text"]
    assert told(town, report_id)[1:] == [("forward", "forwarded"), ("delivered", "forwarded")]


@pytest.mark.parametrize("report_id", ["52522747" * 4, "deadbeef" * 4])
def test_a_reference_is_never_taken_for_a_telephone_number(report_id: str) -> None:
    reference = Delivery(report_id=report_id, body="power", n=2, next_at=0).reference
    assert mask_private(reference) == reference


def test_five_failures_bring_it_back_to_where_it_was_and_never_look_like_progress(
    town: Town, square: Square, mailbox: Mailbox
) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    square.move(operations, report_id, "assign", unit="lighting")
    square.move(operations, report_id, "forward", **POWER)
    mailbox.is_down = True
    for minutes in (0, 1, 5, 25):
        town.wait(minutes=minutes)
        forwarding.deliver_all(square.world())
        assert told(town, report_id)[-1] == ("forward", "forwarded")
        assert forwarding.deliver_all(square.world()) == 0, "not before the pause is over"
    town.wait(minutes=125)
    forwarding.deliver_all(square.world())
    assert told(town, report_id)[-1] == ("not-delivered", "assigned")
    mailbox.is_down = False
    town.wait(days=1)
    assert forwarding.deliver_all(square.world()) == 0
    assert mailbox.letters == []


def test_what_failed_once_arrives_at_the_next_try(town: Town, square: Square, mailbox: Mailbox) -> None:
    report_id, _ = forwarded(town, square)
    mailbox.is_down = True
    forwarding.deliver_all(square.world())
    mailbox.is_down = False
    town.wait(minutes=1)
    assert forwarding.deliver_all(square.world()) == 1
    assert told(town, report_id)[-1] == ("delivered", "forwarded")


def test_what_is_brought_back_is_not_sent_any_more(town: Town, square: Square, mailbox: Mailbox) -> None:
    report_id, operations = forwarded(town, square)
    square.move(operations, report_id, "bring-back", text="Là đèn của thành phố.")
    assert [forwarding.deliver_all(square.world()) for _ in range(2)] == [0, 0]
    assert (mailbox.letters, told(town, report_id)[-1][0]) == ([], "bring-back")


@pytest.mark.parametrize(
    ("move", "wish"),
    [
        ("forward", {"text": "Của ai?"}),
        ("forward", POWER | {"body": "dragons"}),
        ("assign", {"unit": "lighting", "body": "power"}),
    ],
)
def test_a_report_is_forwarded_to_a_body_that_we_know_and_by_no_other_move(
    town: Town, square: Square, move: str, wish: dict[str, str]
) -> None:
    report_id = square.send(town.register())["id"]
    assert list(square.move(square.operations(), report_id, move, **wish).body["fields"]) == ["body"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_wherever_a_run_is_cut_off_the_body_gets_it_and_the_report_says_so_once(
    town: Town, square: Square, mailbox: Mailbox, when: Any
) -> None:
    report_id, operations = forwarded(town, square)
    at, is_cut_off = 0, True
    while is_cut_off:
        mailbox.letters.clear()
        weak, client = broken(square.world(), at, when)
        with suppress(CrashError):
            forwarding.deliver_all(weak)
        is_cut_off, at = len(client.calls) > at, at + 1
        town.wait(seconds=61)
        forwarding.deliver_all(square.world())
        assert told(town, report_id)[-1] == ("delivered", "forwarded")
        assert 1 <= len(mailbox.letters) <= 2, "twice only when it was cut off before it could write down the first"
        square.move(operations, report_id, "bring-back", text="Thử lại.")
        square.move(operations, report_id, "forward", **POWER)
    assert at > 5


def test_the_machine_has_no_way_but_its_own() -> None:
    for state, following in NEXT.items():
        for other in set(NEXT) - following:
            with pytest.raises(AssertionError):
                step(Delivery(report_id="1" * 32, body="power", n=2, next_at=0, state=state), other)


def test_a_hand_over_that_is_over_rings_no_more(town: Town, square: Square, mailbox: Mailbox) -> None:
    report_id, _ = forwarded(town, square)
    forwarding.deliver_all(square.world())
    kept = deliveries.get(square.world().reports, report_id)
    assert kept
    assert kept.state == "confirmed"
    assert "clock" not in deliveries.delivery_item(kept)
