"""Hand-overs to bodies outside the city, beside their report and in the index of what rings."""

import msgspec

from ...dynamodb import Item, Table
from ..model.deliveries import RINGING, Delivery
from .reports import CLOCK, key

DELIVER = "deliver"


def delivery_item(delivery: Delivery) -> Item:
    item = {"pk": key(delivery.report_id), "sk": "DELIVERY", **msgspec.to_builtins(delivery)}
    rings = {CLOCK.name: DELIVER, CLOCK.sort: f"{delivery.next_at:012d}#{delivery.report_id}"}
    return item | (rings if delivery.state in RINGING else {})


def putting(table: Table, delivery: Delivery) -> Item:
    """In the place of an earlier one: the report's own history keeps what became of that."""
    return table.putting(delivery_item(delivery), "")


def changing(table: Table, old: Delivery, new: Delivery) -> Item:
    """It fails when somebody else has begun a try since `old` was read."""
    return table.changing(delivery_item(old), delivery_item(new), "n", "state", "attempt")


def deleting(table: Table, report_id: str) -> Item:
    return table.deleting(key(report_id), "DELIVERY")


def get(table: Table, report_id: str) -> Delivery | None:
    item = table.get(key(report_id), "DELIVERY")
    return msgspec.convert(item, Delivery) if item else None
