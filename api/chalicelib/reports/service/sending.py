"""Sending a report: read at the door, given to an agency, and written in one transaction, once for each key."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import msgspec

from ... import metrics
from ...access import Person
from ...dynamodb import RefusedError
from ...errors import BusyError, KeyReusedError, WrongFieldError, read_fields
from ...limits import Limit
from ...world import World
from ..model.catalogue import Question, categories, rules, wards
from ..model.deadlines import due_after
from ..model.media import Medium, cover_of, place_of
from ..model.moves import term_of
from ..model.places import Point, is_in_city, point_of
from ..model.reports import (
    DAY,
    REPORTS_A_DAY,
    OtherDoorError,
    Report,
    ReportNotFoundError,
    SenderLockedError,
    Source,
    make_event,
    mask_private,
)
from ..model.requests import LEAST_CHARACTERS, ReportToSend
from ..model.routing import route
from ..storage import locks, reports
from . import media
from .media import Change

TRIES = 5
NAMESPACE = UUID("5f0c6a1e-52b1-4c39-9a33-0f2b7a6e8d11")  # ids that are made from a sender and their key


class MediaMovedError(Exception):
    """Something that belongs to the report was taken in, or uploaded anew, since it was looked at."""


@dataclass(frozen=True, slots=True)
class Sender:
    """By whose id reports are found and counted, and what the operations centre may read of who they are."""

    id: str
    contact: str
    most_a_day: int = REPORTS_A_DAY


def reporter_of(world: World, account_id: str) -> str:
    return world.keys.hash("reporter", account_id)


def report_id_of(reporter: str, key: str) -> str:
    """The same request, sent again, is the same report."""
    return uuid5(NAMESPACE, f"{reporter}/{key}").hex


def send(world: World, person: Person, key: str, body: ReportToSend) -> tuple[Report, list[Medium]]:
    """The report and what came with it: one transaction, and a look at what was uploaded where something was.

    Sent again, it answers with what the report has become.
    """
    report_id = report_id_of(reporter_of(world, person.account_id), key)
    sender = Sender(person.account_id, f"{person.account_id} {person.citizen_hash}")
    for _ in range(TRIES):
        changes = media.wanted(world, report_id, person.account_id, body.media)
        try:
            report = write(world, sender, key, body, "web", changes)
        except MediaMovedError:
            continue
        media.keep_files(world, report_id, changes)
        return report, [one.new for one in changes]
    raise BusyError


def sealed_place(report_id: str) -> str:
    return f"report/{report_id}"


def write(
    world: World, sender: Sender, key: str, body: ReportToSend, source: Source, changes: Sequence[Change] = ()
) -> Report:
    reporter = reporter_of(world, sender.id)
    known = [one.new for one in changes]
    report = make_report(world, reporter, key, body, source, place_of(known))
    event = make_event("", **first_line(world, report, [one.slot for one in known]))
    report = msgspec.structs.replace(report, chain=event.digest, cover=cover_of(known))
    limit = Limit("reports", reporter, sender.most_a_day, DAY)
    sealed = reports.Reporter(world.keys.seal(sealed_place(report.report_id), sender.contact))
    writes = [
        reports.putting(world.reports, report),
        reports.putting_event(world.reports, report.report_id, event),
        reports.putting_reporter(world.reports, report.report_id, sealed),
        reports.putting_message(world.reports, report.report_id, event),
        locks.checking_unlocked(world.reports, reporter, report.received_at),
        limit.counting(world.reports, world.now),
        *media.writes(world, report.report_id, changes),
    ]
    try:
        world.reports.transact(writes)
    except RefusedError as error:
        return already_sent(world, report, error.refused, limit)
    metrics.count("ReportReceived", category=report.category, source=source)
    return report


def already_sent(world: World, report: Report, refused: Sequence[int], limit: Limit) -> Report:
    """The report of the same request; otherwise the error that the refusal means."""
    if 0 in refused:
        found = reports.get(world.reports, report.report_id)
        if found and found.request_digest == report.request_digest:
            return found
        raise KeyReusedError
    if 4 in refused and 5 not in refused:
        raise SenderLockedError
    if min(refused) > 5:
        raise MediaMovedError
    raise limit.full(world.now)


def first_line(world: World, report: Report, slots: list[str]) -> dict[str, Any]:
    who = world.keys.hash("report-event", report.report_id, "1", report.reporter)
    moved: dict[str, Any] = {"from_state": "", "to_state": report.state, "unit": report.unit, "due_at": report.due_at}
    moved["media"] = slots
    return {"n": 1, "at": report.received_at, "move": "send", "by": "reporter", "who": who, **moved}


def make_report(
    world: World, reporter: str, key: str, body: ReportToSend, source: Source, photographed: Point | None
) -> Report:
    """OtherDoorError, InvalidInputError with every field that cannot be used."""
    if body.category in categories() and categories()[body.category].door:
        raise OtherDoorError
    read = read_fields(
        category=lambda: read_category(body.category),
        text=lambda: read_text(body.text),
        answers=lambda: read_answers(body),
        lat=lambda: read_point(body, photographed),
        ward=lambda: read_ward(body),
        written_at=lambda: read_written_at(body.written_at, world),
    )
    at, point = int(world.now.timestamp()), read["lat"]
    unit, rule = route(rules(), body.category, body.ward, read["answers"])
    return Report(
        report_id=report_id_of(reporter, key),
        category=body.category,
        answers=read["answers"],
        text=read["text"],
        public_text=mask_private(read["text"]),
        lat_e6=point.lat_e6 if point else None,
        long_e6=point.long_e6 if point else None,
        ward=body.ward,
        address=mask_private(body.address.strip()),
        reporter=reporter,
        source=source,
        media=len(set(body.media)),
        request_digest=hashlib.sha256(msgspec.json.encode(body, order="sorted")).hexdigest(),
        unit=unit,
        rule=rule,
        written_at=read["written_at"],
        received_at=at,
        updated_at=at,
        due_at=due_after(term_of(body.category, "timed"), at),
        chain="",
    )


def read_category(code: str) -> str:
    if code not in categories():
        raise WrongFieldError("category-unknown", "please choose what it is about")
    return code


def read_text(text: str) -> str:
    text = text.strip()
    if len(text) < LEAST_CHARACTERS:
        raise WrongFieldError("text-short", f"please describe it in {LEAST_CHARACTERS} characters or more")
    return text


def read_answers(body: ReportToSend) -> dict[str, list[str]]:
    """Of the category's questions: those that must be answered are, and with what is offered."""
    asked = {one.code: one for one in categories()[body.category].questions} if body.category in categories() else {}
    if set(body.answers) - set(asked):
        raise WrongFieldError("question-unknown", "this category does not ask that")
    given = {code: [one.strip() for one in values if one.strip()] for code, values in body.answers.items()}
    for code, question in asked.items():
        check_answer(question, given.get(code, []))
    return {code: [mask_private(one) for one in values] for code, values in given.items() if values}


def check_answer(question: Question, values: list[str]) -> None:
    if question.required and not values:
        raise WrongFieldError("answer-missing", f"please answer: {question.names['en']}")
    if question.kind != "multivaluelist" and len(values) > 1:
        raise WrongFieldError("answer-single", f"please give one answer: {question.names['en']}")
    if question.options and set(values) - set(question.options):
        raise WrongFieldError("answer-unknown", f"please choose from what is offered: {question.names['en']}")


def read_point(body: ReportToSend, photographed: Point | None) -> Point | None:
    """Without any place it is where its photo was taken."""
    if body.lat is None and body.long is None:
        if not body.ward and not body.address.strip():
            if photographed and is_in_city(photographed):
                return photographed
            raise WrongFieldError("place-missing", "please say where it is: on the map, in which ward, or at which address")
        return None
    if body.lat is None or body.long is None:
        raise WrongFieldError("place-half", "a point needs both numbers")
    point = point_of(body.lat, body.long)
    if not is_in_city(point):
        raise WrongFieldError("outside-city", "this place is not in Huế")
    return point


def read_ward(body: ReportToSend) -> str:
    if body.ward and body.ward not in wards():
        raise WrongFieldError("ward-unknown", "there is no such ward in Huế")
    return body.ward


def read_written_at(written_at: int, world: World) -> int:
    """A phone's clock may be wrong, but nothing is written after it has arrived."""
    return min(written_at, int(world.now.timestamp()))


def get_report(world: World, report_id: str) -> Report:
    report = reports.get(world.reports, report_id)
    if report is None:
        raise ReportNotFoundError
    return report
