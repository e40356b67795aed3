"""Handing a report over to a body outside the city: a small machine of its own, so that trying never looks like doing."""

from typing import Literal

import msgspec

from .catalogue import categories, outside_bodies, wards
from .reports import Report

DeliveryState = Literal["to-send", "sent", "failed", "confirmed"]
# sent: the e-mail has left; confirmed: the report's own history says so; failed: the report is back where it was.
NEXT: dict[DeliveryState, frozenset[DeliveryState]] = {
    "to-send": frozenset(("to-send", "sent", "failed")),
    "sent": frozenset(("confirmed",)),
    "failed": frozenset(),
    "confirmed": frozenset(),
}
RINGING: frozenset[DeliveryState] = frozenset(("to-send", "sent"))
IN_LETTERS = str.maketrans("0123456789", "ghjkmnpqrs")  # eight digits would be taken for a telephone number, and hidden
TRIES = 5
FIRST_PAUSE_SECONDS = 60  # every further one is five times as long: the last try is two hours and a half after the first


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """`attempt` counts the tries that were begun; `next_at` is when somebody looks at it again."""

    report_id: str
    body: str
    n: int  # the line of the history that has begun it
    state: DeliveryState = "to-send"
    attempt: int = 0
    next_at: int

    @property
    def reference(self) -> str:
        return f"HUE-{self.report_id[:8].translate(IN_LETTERS).upper()}-{self.n}"


def step(delivery: Delivery, state: DeliveryState) -> Delivery:
    assert state in NEXT[delivery.state], f"{delivery.state} -> {state}"
    return msgspec.structs.replace(delivery, state=state)


def begin_try(delivery: Delivery, now: int) -> Delivery:
    """Counted before it is made: should it be cut off, the next one comes after its pause."""
    pause = FIRST_PAUSE_SECONDS * 5**delivery.attempt
    return msgspec.structs.replace(step(delivery, "to-send"), attempt=delivery.attempt + 1, next_at=now + pause)


def name_of(delivery: Delivery) -> str:
    return outside_bodies()[delivery.body].names["vi"]


def letter(delivery: Delivery, report: Report, root: str) -> tuple[str, str]:
    """(subject, text): what everybody may read of the report, and the reference under which it was handed over."""
    category = categories()[report.category].names["vi"]
    lines = [
        f"Kính gửi {name_of(delivery)},",
        f"Thành phố Huế chuyển đến quý đơn vị phản ánh của người dân, số tham chiếu {delivery.reference}.",
        f"Lĩnh vực: {category}",
        f"Nơi xảy ra: {place_in_words(report)}",
        f"Nội dung: {report.public_text}",
        f"Diễn biến: {root}/vi/reports/report/#{report.report_id}",
        "Khi trả lời, xin ghi số tham chiếu. Trân trọng cảm ơn.",
    ]
    return f"[{delivery.reference}] Phản ánh hiện trường: {category}", "\n\n".join(lines) + "\n"


def place_in_words(report: Report) -> str:
    point = f"{report.point.lat:.6f}, {report.point.long:.6f}" if report.point else ""
    return "; ".join(part for part in (report.address, wards().get(report.ward, ""), point) if part)
