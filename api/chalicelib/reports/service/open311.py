"""Open311: reports sent by other applications, once however often a form is repeated, and found by everybody."""

import hashlib
import heapq
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

import msgspec

from ...dynamodb import Index
from ...errors import ApiError, InvalidInputError
from ...world import World
from ..model.media import are_public
from ..model.open311 import requests
from ..model.open311.asking import MOST_ROWS, Parameters, Search, Span, language_of, one, read_search, several
from ..model.open311.documents import Document
from ..model.open311.form import Contact, in_the_standards_words, read_form
from ..model.open311.services import offered
from ..model.reports import Report
from ..storage import reports
from . import api_keys, media
from .sending import Sender, report_id_of, reporter_of, write

AGAIN_SECONDS = 10 * 60  # the same form of the same application within this time is a repetition


def send(world: World, parameters: Parameters) -> Document:
    """At most three calls."""
    key = api_keys.find(world, one(parameters, "api_key"))
    form = read_form(parameters)
    contact = Contact(application=key.name, **form.contact)
    sender = Sender(f"open311/{key.name}", msgspec.json.encode(contact).decode(), key.most_a_day)
    report = find_repeated(world, sender, parameters)
    if report is None:
        try:
            report = write(world, sender, window_key(world, parameters), form.report, "open311")
        except InvalidInputError as error:
            raise in_the_standards_words(error) from None
    return requests.receipt(report, contact.account_id, language_of(parameters))


def find_repeated(world: World, sender: Sender, parameters: Parameters) -> Report | None:
    """What the same form made in the window before, if that is not too long ago; within one window the key finds it."""
    report_id = report_id_of(reporter_of(world, sender.id), window_key(world, parameters, -1))
    found = reports.get(world.reports, report_id)
    return found if found and world.now.timestamp() - found.received_at < AGAIN_SECONDS else None


def window_key(world: World, parameters: Parameters, step: int = 0) -> str:
    """The standard has no key of a request: one is made of all that was sent and of when."""
    sent = sorted((name, list(values)) for name, values in parameters.items() if name != "api_key")
    digest = hashlib.sha256(msgspec.json.encode(sent)).hexdigest()
    return f"{digest}/{int(world.now.timestamp()) // AGAIN_SECONDS + step}"


def show(world: World, report_id: str, parameters: Parameters) -> Document:
    """With the last words that were said about it, and its first photo where photos are public. Three calls."""
    report = get_public(world, report_id, requests.RequestNotFoundError)
    event = reports.get_event(world.reports, report_id, report.version)
    shown = requests.request(report, language_of(parameters), event.public_text if event and event.is_news else "")
    return Document("service_requests", [shown | first_photo(world, report)])


def first_photo(world: World, report: Report) -> dict[str, str]:
    """Its address works for some minutes, as all addresses of photos do: a list has none."""
    known = media.list_there(world, report.report_id) if are_public(report) else []
    address = next((one.url for one in media.show(world, report, known, "anybody") if one.kind == "photo"), "")
    return {"media_url": urljoin(world.config.origins[0], address)} if address else {}


def show_token(world: World, report_id: str) -> Document:
    return requests.token(get_public(world, report_id, requests.TokenNotFoundError))


def get_public(world: World, report_id: str, missing: type[ApiError]) -> Report:
    report = reports.get(world.reports, report_id) if reports.is_id(report_id) else None
    if report is None or report.is_hidden:
        raise missing
    return report


def list_requests(world: World, parameters: Parameters) -> Document:
    language = language_of(parameters)
    if ids := several(parameters, "service_request_id"):
        found = reports.get_many(world.reports, [one for one in ids if reports.is_id(one)][:MOST_ROWS])
        return requests.requests([report for report in found if not report.is_hidden], language)
    search = read_search(parameters, int(world.now.timestamp()))
    lists = [walk(world, search, *chosen) for chosen in choose(search)]
    newest = heapq.merge(*lists, key=lambda report: (report.received_at, report.report_id), reverse=True)
    return requests.requests(list(islice(newest, search.page.start, search.page.start + search.page.size)), language)


def choose(search: Search) -> list[tuple[Index, str, dict[str, str]]]:
    """The shortest lists that have all of them between them, and what must be equal in each."""
    status = "".join(search.statuses) if len(search.statuses) == 1 else ""
    if search.codes:
        equal = {"of_open": status} if status else {}
        return [(reports.CATEGORY, code, equal) for code in search.codes if code in offered()]
    return [(reports.OPEN, status, {})] if status else [(reports.PUBLIC, "public", {})]


def walk(world: World, search: Search, index: Index, value: str, equal: dict[str, str]) -> Iterator[Report]:
    """A list, the newest first, read as far as somebody looks at it."""
    most, mark, more = search.page.start + search.page.size, "", {"span": marks(search.span), "equal": equal}
    while True:
        found, mark = reports.page(world.reports, index, value, most, mark, is_newest_first=True, **more)
        yield from found
        if not mark:
            return


def marks(span: Span) -> tuple[str, str]:
    """The keys between which lists have what lies in this time."""
    return f"{span.start:012d}", f"{span.end:012d}~"


def list_updates(world: World, parameters: Parameters) -> Document:
    """What happened to reports that everybody may see, the newest first."""
    search = read_search(parameters, int(world.now.timestamp()))
    start, end = search.page.start, search.page.start + search.page.size
    found = reports.list_updates(world.reports, marks(search.span), end)[start:end]
    shown = reports.get_many(world.reports, list(dict.fromkeys(report_id for report_id, _ in found)))
    public = {report.report_id for report in shown if not report.is_hidden}
    return requests.updates([pair for pair in found if pair[0] in public])
