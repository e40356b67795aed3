"""A person's field reports, co-signs and lock as they carry them away."""

from typing import Any

from msgspec.structs import asdict

from ...access import Person
from ...world import World
from ..model.export import CosignExport, LockExport, ReportExport
from ..model.reports import Report
from ..storage import locks
from . import cosigning, own
from .sending import reporter_of
from .showing import shown


def export_reports(world: World, person: Person) -> list[ReportExport]:
    """With the ratings that they gave, which stand in the report and its history."""
    return [carried(world, one) for one in own.list_all(world, person.account_id)]


def carried(world: World, report: Report) -> ReportExport:
    more: dict[str, Any] = {"full_text": report.text, "is_hidden": report.is_hidden, "is_withdrawn": report.is_withdrawn}
    return ReportExport(**asdict(shown(world, report, "sender")), **more)


def export_cosigns(world: World, person: Person) -> list[CosignExport]:
    return [CosignExport(one.report_id, one.at, one.rating) for one in cosigning.list_own(world, person.account_id)]


def export_lock(world: World, person: Person) -> LockExport | None:
    """None where there never was one, or it was swept away."""
    held = locks.get(world.reports, reporter_of(world, person.account_id))
    return LockExport(*(getattr(held, name) for name in LockExport.__struct_fields__)) if held else None
