"""Handing reports over to bodies outside the city: tried five times, and said in the report only when it has happened."""

from collections.abc import Callable

from ... import metrics
from ...clients.email import EmailFailedError
from ...dynamodb import RefusedError
from ...errors import ApiError
from ...world import World
from ..model.catalogue import outside_bodies
from ..model.deliveries import TRIES, Delivery, begin_try, letter, name_of, step
from ..model.moves import Wish
from ..model.reports import Report
from ..storage import deliveries, reports
from .moving import SYSTEM, make_move

MOST = 50
REST_MS = 6_000  # one e-mail and the writes that follow


def deliver_all(world: World, has_time: Callable[[], bool] = lambda: True) -> int:
    """How many were handed over. Any number may run at once: each try is claimed before it is made."""
    now, done = int(world.now.timestamp()), 0
    for report_id in reports.list_ringing(world.reports, deliveries.DELIVER, now, MOST):
        if not has_time():
            break
        try:
            done += deliver(world, report_id, now)
        except (ApiError, RefusedError) as error:  # somebody else was there first, or it has to wait
            metrics.count("DeliveryFailed", who=report_id, reason=type(error).__name__)
    return done


def deliver(world: World, report_id: str, now: int) -> bool:
    """Whether the report says now that it was handed over."""
    delivery, report = deliveries.get(world.reports, report_id), reports.get(world.reports, report_id)
    if delivery is None or report is None or delivery.next_at > now:
        return False
    if report.state != "forwarded":  # an officer has brought it back meanwhile
        world.reports.transact([deliveries.deleting(world.reports, report_id)])
        return False
    if delivery.state == "to-send":
        delivery = try_to_send(world, report, delivery, now)
    return delivery.state == "sent" and confirm(world, report, delivery)


def try_to_send(world: World, report: Report, delivery: Delivery, now: int) -> Delivery:
    """A try that was cut off counts, so five are never more."""
    if delivery.attempt == TRIES:
        return give_up(world, report, delivery)
    begun = begin_try(delivery, now)
    world.reports.transact([deliveries.changing(world.reports, delivery, begun)])
    subject, text = letter(begun, report, world.config.origins[0])
    try:
        world.email.send(outside_bodies()[begun.body].email, subject, text)
    except EmailFailedError:
        metrics.count("DeliveryFailed", who=report.report_id, reason="email")
        return give_up(world, report, begun) if begun.attempt == TRIES else begun
    sent = step(begun, "sent")
    world.reports.transact([deliveries.changing(world.reports, begun, sent)])
    return sent


def confirm(world: World, report: Report, delivery: Delivery) -> bool:
    text = f"Đã gửi đến {name_of(delivery)}, số tham chiếu {delivery.reference}."
    also = [deliveries.changing(world.reports, delivery, step(delivery, "confirmed"))]
    make_move(world, report, SYSTEM, "delivered", Wish(text=text), also)
    return True


def give_up(world: World, report: Report, delivery: Delivery) -> Delivery:
    failed = step(delivery, "failed")
    text = f"Chưa gửi được đến {name_of(delivery)} sau {TRIES} lần, nên phản ánh trở lại nơi đang xử lý."
    also = [deliveries.changing(world.reports, delivery, failed)]
    make_move(world, report, SYSTEM, "not-delivered", Wish(text=text), also)
    return failed
