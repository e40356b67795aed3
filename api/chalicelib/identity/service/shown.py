"""A case as its person sees it: what is there, what was read, and what happens next."""

from collections.abc import Sequence

from ...world import World
from ..model.cases import OPEN, PARTS, Case, Picture, Reading, is_expired, missing_parts, uploads_of
from ..model.requests import CheckShown, NextStep, PictureShown, ReadingShown
from ..storage import cases


def shown(world: World, case: Case) -> CheckShown:
    pictures = cases.list_pictures(world.wallet, case.case_id) if case.state in OPEN else []
    return CheckShown(
        id=case.case_id,
        paper=case.paper,
        state=case.state,
        next=next_step(case, pictures),
        pictures=show_pictures(case, pictures) if case.state in OPEN else [],
        reading=show_reading(world, case.reading),
        reason=case.reason if case.state in ("more-needed", "refused") else "",
        created_at=case.created_at,
        submitted_at=case.submitted_at,
        decided_at=case.decided_at if case.state not in OPEN else 0,
    )


def next_step(case: Case, pictures: Sequence[Picture]) -> NextStep:
    closed: dict[str, NextStep] = {
        "submitted": "wait",
        "approved": "log-in-again",
        "refused": "visit-us",
        "withdrawn": "begin-again",
    }
    if case.state in closed:
        return closed[case.state]
    if missing_parts(case, pictures):
        return "take-pictures" if case.state == "collecting" else "retake-pictures"
    return "check-reading"


def show_pictures(case: Case, pictures: Sequence[Picture]) -> list[PictureShown]:
    known = {one.part: one for one in pictures}
    return [
        PictureShown(part, known[part].state, known[part].reason) if part in known else PictureShown(part, "missing", "")
        for part in PARTS[case.paper]
    ]


def show_reading(world: World, reading: Reading | None) -> ReadingShown | None:
    if reading is None:
        return None
    expired = is_expired(reading, world.now.date())
    return ReadingShown(reading.number, reading.masked, reading.valid_until, expired)


def reading_of(case: Case, pictures: Sequence[Picture]) -> Reading | None:
    """What was read of these very pictures."""
    return case.reading if case.reading and case.reading.uploads == uploads_of(pictures) else None
