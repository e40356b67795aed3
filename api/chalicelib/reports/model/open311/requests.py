"""Reports and what happened to them, as Open311 shows them to everybody."""

from datetime import datetime
from typing import Any

from ....errors import ApiError
from ....otp.model.codes import Language
from ..catalogue import categories, units, wards
from ..deadlines import HUE, due_on
from ..reports import Event, Report
from ..states import State
from .documents import Document
from .words import in_language, say

# The statuses of the extension for updates, as mySociety has them. No state says "fixed": an answer may be another one.
EXTENDED: dict[State, str] = {
    "received": "OPEN",
    "returned": "INVESTIGATING",
    "rejected": "NO_FURTHER_ACTION",
    "assigned": "INVESTIGATING",
    "in-progress": "IN_PROGRESS",
    "forwarded": "IN_PROGRESS",
    "answered": "CLOSED",
    "reopen-requested": "OPEN",
    "reopened": "OPEN",
    "closed": "CLOSED",
    "duplicate": "DUPLICATE",
}


class RequestNotFoundError(ApiError):
    status_code, code, title = 404, "no-such-request", "There is no service request with this service_request_id"


class TokenNotFoundError(ApiError):
    status_code, code, title = 404, "no-such-token", "There is no service request with this token"


def in_w3c(at: int) -> str:
    return datetime.fromtimestamp(at, HUE).isoformat()


def requests(reports: list[Report], language: Language) -> Document:
    return Document("service_requests", [request(one, language) for one in reports])


def request(report: Report, language: Language, last_words: str = "") -> dict[str, Any]:
    """Texts that are not there are empty; numbers and addresses of media that are not there are left out."""
    point = report.point
    return {
        "service_request_id": report.report_id,
        "status": "open" if report.is_open else "closed",
        "status_notes": notes(report, language, last_words),
        "service_name": in_language(categories()[report.category].names, language),
        "service_code": report.category,
        "description": report.public_text,
        "agency_responsible": in_language(units()[report.unit], language) if report.unit else "",
        "service_notice": notice(report, language) if report.is_open else "",
        "requested_datetime": in_w3c(report.received_at),
        "updated_datetime": in_w3c(changed_at(report)),
        "expected_datetime": in_w3c(report.due_at),
        "address": report.address or wards().get(report.ward, ""),
        "address_id": report.ward,
        "zipcode": "",
        **({"lat": point.lat, "long": point.long} if point else {}),
    }


def notes(report: Report, language: Language, last_words: str) -> str:
    state = say(report.state, language, original=report.duplicate_of)
    return f"{state}: {last_words}" if last_words else state


def notice(report: Report, language: Language) -> str:
    return say("due", language, day=due_on(report.due_at).strftime("%d/%m/%Y")) if report.procedure == "timed" else ""


def changed_at(report: Report) -> int:
    """Of what is closed, when it was closed: with its answer, unless that was doubted and left as it is."""
    is_answered_since = report.answered_at > report.began_at
    return report.answered_at if is_answered_since and not report.is_open else report.updated_at


def receipt(report: Report, account_id: str, language: Language) -> Document:
    told = {"service_request_id": report.report_id, "service_notice": notice(report, language), "account_id": account_id}
    return Document("service_requests", [told])


def token(report: Report) -> Document:
    """Ids are given at once, so each is its own token."""
    return Document("service_requests", [{"service_request_id": report.report_id, "token": report.report_id}])


def updates(found: list[tuple[str, Event]]) -> Document:
    """Of pairs (report id, event)."""
    return Document("service_request_updates", [update(report_id, event) for report_id, event in found])


def update(report_id: str, event: Event) -> dict[str, Any]:
    return {
        "update_id": f"{report_id}-{event.n}",
        "service_request_id": report_id,
        "status": EXTENDED[event.to_state],
        "updated_datetime": in_w3c(event.at),
        "description": event.public_text,
        "external_status_code": event.to_state,
    }
