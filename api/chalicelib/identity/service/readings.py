"""Reading the paper, so that its owner sees what we see before they send it."""

from itertools import islice

import msgspec

from ...access import Person
from ...accounts.model.citizen_id import CitizenId
from ...accounts.service.registration import hash_citizen
from ...clients.identity_checks import ChecksFailedError
from ...dynamodb import RefusedError
from ...errors import BusyError
from ...limits import count_all
from ...world import World
from ..model.cases import (
    FILLABLE,
    Case,
    CheckClosedError,
    Picture,
    PicturesMissingError,
    Reading,
    missing_parts,
    picture_key,
    uploads_of,
)
from ..model.papers import clear_number, numbers_in, valid_until
from ..model.requests import ReadingShown
from ..storage import cases
from .checks import get_own, limit_of
from .shown import reading_of, show_reading

READINGS_A_DAY = 20
MOST_NUMBERS = 500


def read(world: World, person: Person, case_id: str) -> ReadingShown:
    """Once for the same pictures, however often it is asked for."""
    case = get_own(world, person, case_id)
    if case.state not in FILLABLE:
        raise CheckClosedError
    pictures = cases.list_pictures(world.wallet, case_id)
    if missing := missing_parts(case, pictures):
        raise PicturesMissingError("", missing)
    reading = reading_of(case, pictures) or read_anew(world, person, case, pictures)
    told = show_reading(world, reading)
    assert told
    return told


def read_anew(world: World, person: Person, case: Case, pictures: list[Picture]) -> Reading:
    count_all(world.wallet, [limit_of(world, person, "identity-readings", READINGS_A_DAY)], world.now)
    try:
        lines = [line for one in pictures if one.part != "face" for line in lines_of(world, case, one)]
    except ChecksFailedError:
        return Reading(uploads=uploads_of(pictures), number="unavailable")  # not kept: the next try may see more
    reading = understand(world, case, uploads_of(pictures), lines)
    write = cases.changing_case(world.wallet, case, msgspec.structs.replace(case, reading=reading))
    try:
        world.wallet.transact([write])
    except RefusedError:
        raise BusyError from None
    return reading


def lines_of(world: World, case: Case, picture: Picture) -> list[str]:
    data = world.files.read(picture_key(case.case_id, picture))
    return world.checks.read_lines(data) if data else []


def understand(world: World, case: Case, uploads: list[str], lines: list[str]) -> Reading:
    """The number is compared by its keyed hash, as the account has nothing else of it; three digits are kept."""
    day = valid_until(lines)
    until = day.isoformat() if day else ""
    for digits in islice(numbers_in(lines), MOST_NUMBERS):
        if hash_citizen(world, CitizenId(digits)) == case.citizen_hash:
            return Reading(uploads=uploads, number="match", masked=CitizenId(digits).masked, valid_until=until)
    other = clear_number(lines)
    masked = CitizenId(other).masked if other else ""
    return Reading(uploads=uploads, number="other" if other else "unread", masked=masked, valid_until=until)
