"""A person's identity check as they carry it away."""

from ...access import Person
from ...world import World
from ..model.cases import Case
from ..model.export import CheckExport, PictureExport
from ..storage import cases
from .checks import current, email_place
from .shown import show_reading


def export_checks(world: World, person: Person) -> list[CheckExport]:
    """The newest one, or none: an older one is no longer found by its person."""
    case = current(world, person)
    return [carried(world, case)] if case else []


def carried(world: World, case: Case) -> CheckExport:
    pictures = cases.list_pictures(world.wallet, case.case_id)
    return CheckExport(
        id=case.case_id,
        paper=case.paper,
        state=case.state,
        email=world.keys.unseal(email_place(case), case.sealed_email) if case.sealed_email else "",
        reading=show_reading(world, case.reading),
        similarity=case.similarity,
        reason=case.reason,
        created_at=case.created_at,
        submitted_at=case.submitted_at,
        decided_at=case.decided_at,
        kept_until=case.expires_at,
        pictures=[PictureExport(one.part, one.state, one.reason, one.asked_at, bool(one.digest)) for one in pictures],
        looked_at=[one.at for one in cases.list_looks(world.wallet, case.case_id)],
    )
