"""The Chalice app: blueprints, the one error middleware and, as they come, the event handlers. No logic."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from chalice import Chalice, Cron, Rate, Response
from chalicelib.accounts.routes.changes import change_routes
from chalicelib.accounts.routes.door import admit, note_refusal
from chalicelib.accounts.routes.own_data import own_data_routes
from chalicelib.accounts.routes.passkeys import passkey_routes
from chalicelib.accounts.routes.recovery import recovery_routes
from chalicelib.accounts.routes.registration import registration_routes
from chalicelib.accounts.routes.sessions import session_routes
from chalicelib.config import load_config
from chalicelib.errors import PROBLEM_TYPE, ApiError, error_of_status, problem
from chalicelib.identity.routes.checks import check_routes
from chalicelib.identity.routes.desk import desk_routes
from chalicelib.identity.service import pictures
from chalicelib.reports.routes import open311
from chalicelib.reports.routes.desk import report_desk_routes
from chalicelib.reports.routes.feeds import feed_routes
from chalicelib.reports.routes.following import following_routes
from chalicelib.reports.routes.media import report_media_routes
from chalicelib.reports.routes.open311 import open311_routes
from chalicelib.reports.routes.own import own_report_routes
from chalicelib.reports.routes.public import public_report_routes
from chalicelib.reports.routes.ratings import rating_routes
from chalicelib.reports.routes.senders import sender_routes
from chalicelib.reports.routes.statistics import statistics_routes
from chalicelib.reports.service import forwarding, taking_in, timing
from chalicelib.reports.service import statistics as report_statistics
from chalicelib.reports.service import telling as report_telling
from chalicelib.sos.routes.calls import sos_routes
from chalicelib.sos.routes.desk import sos_desk_routes
from chalicelib.status.routes import status_routes
from chalicelib.uploads import INCOMING
from chalicelib.wallet.routes.bank_transfers import bank_routes
from chalicelib.wallet.routes.bills import bill_routes
from chalicelib.wallet.routes.links import link_routes
from chalicelib.wallet.routes.merchants import merchant_routes
from chalicelib.wallet.routes.movements import movement_routes
from chalicelib.wallet.routes.opening import opening_routes
from chalicelib.wallet.routes.pins import pin_routes
from chalicelib.wallet.routes.receipts import receipt_routes
from chalicelib.wallet.routes.shops import shop_routes
from chalicelib.wallet.service.owing import OWED_REST_MS, see_to_late
from chalicelib.wallet.service.publishing import publish
from chalicelib.wallet.service.sealing import seal_hours
from chalicelib.wallet.service.sweeping import SWEEP_REST_MS, sweep
from chalicelib.wallet.service.telling import REST_MS, tell_all
from chalicelib.world import world
from msgspec.structs import asdict

app = Chalice(app_name="huecity", debug=False)
ACCOUNTS = (registration_routes, session_routes, passkey_routes, recovery_routes, change_routes, own_data_routes)
PAYMENTS = (bill_routes, receipt_routes, shop_routes, merchant_routes)
WALLET = (opening_routes, pin_routes, movement_routes, link_routes, bank_routes, *PAYMENTS)
IDENTITY = (check_routes, desk_routes)
PUBLIC_REPORTS = (public_report_routes, following_routes, rating_routes, feed_routes, statistics_routes, open311_routes)
REPORTS = (*PUBLIC_REPORTS, own_report_routes, report_media_routes, report_desk_routes, sender_routes)
SOS = (sos_routes, sos_desk_routes)
for blueprint in (status_routes, *ACCOUNTS, *WALLET, *IDENTITY, *REPORTS, *SOS):
    app.register_blueprint(blueprint)
STREAM_BATCH = 25
RECEIVERS = {load_config().files_bucket: pictures.receive, load_config().media_bucket: taking_in.receive}
UPLOADED = {
    "source": ["aws.s3"],
    "detail-type": ["Object Created"],
    "detail": {"bucket": {"name": list(RECEIVERS)}, "object": {"key": [{"prefix": INCOMING}]}},
}


@app.on_cw_event(UPLOADED)
def receive_upload(event: Any) -> None:
    """Sent again by EventBridge where it fails."""
    receive = RECEIVERS[event.detail["bucket"]["name"]]
    receive(world(), event.detail["object"]["key"])


@app.schedule(Rate(1, unit=Rate.MINUTES))
def tell_billers(event: Any) -> int:
    """Payments that a biller has not answered yet. Ends while there is time for one more answer."""
    return tell_all(world(), lambda: event.context.get_remaining_time_in_millis() > REST_MS)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def tell_owners(event: Any) -> int:
    """What was not told, paid or forgotten at once."""
    return see_to_late(world(), lambda: event.context.get_remaining_time_in_millis() > OWED_REST_MS)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def seal_ledger(event: Any) -> int:  # noqa: ARG001 - Lambda gives one
    """The hours that are over and have no seal yet."""
    return len(seal_hours(world()))


@app.schedule(Rate(1, unit=Rate.MINUTES))
def sweep_bank_transfers(event: Any) -> dict[str, int]:
    """Leaves the time that one more question to the bank may take."""
    return asdict(sweep(world(), lambda: event.context.get_remaining_time_in_millis() > SWEEP_REST_MS))


@app.schedule(Rate(1, unit=Rate.MINUTES))
def deliver_reports(event: Any) -> int:
    """To bodies outside the city."""
    return forwarding.deliver_all(world(), lambda: event.context.get_remaining_time_in_millis() > forwarding.REST_MS)


@app.schedule(Rate(5, unit=Rate.MINUTES))
def move_reports_in_time(event: Any) -> int:
    """Reports that fall due, close or lapse."""
    return timing.move_in_time(world(), lambda: event.context.get_remaining_time_in_millis() > timing.REST_MS)


@app.schedule(Cron(30, 18, "*", "*", "?", "*"))
def count_reports(event: Any) -> int:  # noqa: ARG001 - Lambda gives one
    """At half past one at night in Huế."""
    return report_statistics.recompute(world())


@app.schedule(Rate(1, unit=Rate.MINUTES))
def tell_of_reports(event: Any) -> int:
    """Leaves the time that one more message may take."""
    return report_telling.tell_all(world(), lambda: event.context.get_remaining_time_in_millis() > report_telling.REST_MS)


def is_message(record: Any) -> bool:
    return record.event_name == "INSERT" and str(record.keys["pk"]["S"]).startswith("OUTBOX#")


@app.on_dynamodb_record(stream_arn=load_config().wallet_stream, batch_size=STREAM_BATCH, starting_position="TRIM_HORIZON")
def publish_transfers(event: Any) -> None:
    """Records come again where this fails; each may come twice."""
    for record in event:
        if is_message(record):
            publish(world(), record.new_image["transfer_id"]["S"])


@app.middleware("http")
def answer(event: Any, get_response: Callable[[Any], Response]) -> Response:
    return protect(answer_errors(event, get_response))


def answer_errors(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Every error leaves in the form of its interface; Chalice has logged what nobody expected, with its trace."""
    try:
        reply = get_response(event)
    except ApiError as error:
        note_refusal(event, error)
        return refusal(event, error)
    except Exception:  # while asking who may; what a view raises, Chalice has caught
        app.log.exception("Caught exception for path %s", event.path)
        return refusal(event, ApiError())
    # Chalice answers ordinary exceptions, wrong methods and media types itself, before any middleware could see them
    if reply.status_code >= HTTPStatus.BAD_REQUEST and reply.headers.get("Content-Type") != PROBLEM_TYPE:
        told = refusal(event, error_of_status(reply.status_code))
        told.headers |= {name: value for name, value in reply.headers.items() if name == "Allow"}
        return told
    return reply


def refusal(event: Any, error: ApiError) -> Response:
    """A problem document, or what Open311 has in its place."""
    return open311.refusal(event, error) if event.path.startswith(open311.ROOT) else problem(error)


def protect(reply: Response) -> Response:
    """No reply is kept by a cache, unless its route says so, nor taken for another type than it has."""
    reply.headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **reply.headers}
    return reply


@app.middleware("http")
def admit_only_who_may(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Inside of `answer_errors`, so that a refusal is a problem document; Chalice itself refuses unknown methods."""
    if event.method in app.routes.get(event.path, {}):
        admit(event)
    return get_response(event)
