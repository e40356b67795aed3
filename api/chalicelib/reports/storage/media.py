"""What comes with reports: one item a slot, under the key of its report."""

import msgspec

from ...dynamodb import Item, Table
from ..model.media import Medium
from ..model.reports import Report
from .reports import key

AS_IT_WAS = "sender = :sender AND upload_id = :upload AND digest = :digest AND reason = :reason AND is_hidden = :hidden"


def list_all(table: Table, report_id: str) -> list[Medium]:
    return [msgspec.convert(item, Medium) for item in table.query(key(report_id), "MEDIA#")]


def get(table: Table, report_id: str, slot: str) -> Medium | None:
    item = table.get(key(report_id), f"MEDIA#{slot}")
    return msgspec.convert(item, Medium) if item else None


def get_with_report(table: Table, report_id: str, slot: str) -> tuple[Report | None, Medium | None]:
    report, medium = table.get_many([(key(report_id), "REPORT"), (key(report_id), f"MEDIA#{slot}")])
    return msgspec.convert(report, Report | None), msgspec.convert(medium, Medium | None)


def cover(table: Table, report_id: str, slot: str) -> None:
    """Gives lists a photo for a report that has none; RefusedError."""
    table.update(key(report_id), "REPORT", "SET cover = :slot", "cover = :none", {":slot": slot, ":none": ""})


def replacing(table: Table, report_id: str, old: Medium | None, new: Medium) -> Item:
    """A write that fails when the slot is not as `old` any more, or not empty where there was none."""
    item = {"pk": key(report_id), "sk": f"MEDIA#{new.slot}", **msgspec.to_builtins(new)}
    if old is None:
        return table.putting(item)
    values: Item = {":sender": old.sender, ":upload": old.upload_id, ":digest": old.digest, ":reason": old.reason}
    values |= {":hidden": old.is_hidden} | ({} if old.is_sent else {":ends": old.expires_at})
    ends = "attribute_not_exists(expires_at)" if old.is_sent else "expires_at = :ends"
    return table.putting(item, f"{AS_IT_WAS} AND {ends}", values)
