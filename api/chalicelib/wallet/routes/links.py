"""Banks and linked bank accounts under /api/v1/wallet."""

from chalice import Blueprint

from ...accounts.model.requests import Done
from ...accounts.routes.door import person_of, visitor_of
from ...clients.bank import BankUnavailableError
from ...errors import BusyError, TooManyError
from ...typed import Operation, route
from ...world import world
from ..model.banks import BANKS
from ..model.errors import ProofNeededError
from ..model.link_messages import Banks, LinkCode, LinkRemoval, Links, LinkStarted, NewLink, OneLink
from ..model.links import (
    AlreadyLinkedError,
    BankRefusedError,
    LinkBusyError,
    LinkGoneError,
    NoSuchLinkError,
    NotTheHolderError,
    TooManyLinksError,
    WrongBankCodeError,
)
from ..service import linking, unlinking

link_routes = Blueprint(__name__)
START = Operation(
    "POST",
    "/api/v1/wallet/bank-links",
    "The bank waits for its customer",
    LinkStarted,
    body=NewLink,
    errors=(TooManyLinksError, NotTheHolderError, BankRefusedError, TooManyError, BankUnavailableError),
    status_code=201,
)
CONFIRM = Operation(
    "POST",
    "/api/v1/wallet/bank-links/{link_id}/confirmation",
    "The bank account is linked",
    OneLink,
    body=LinkCode,
    errors=(
        NoSuchLinkError,
        WrongBankCodeError,
        LinkGoneError,
        NotTheHolderError,
        AlreadyLinkedError,
        TooManyLinksError,
        BankRefusedError,
        BankUnavailableError,
        BusyError,
    ),
)
REMOVE = Operation(
    "POST",
    "/api/v1/wallet/bank-links/{link_id}/removal",
    "The bank account is no longer linked",
    Done,
    body=LinkRemoval,
    errors=(NoSuchLinkError, LinkBusyError, ProofNeededError, BankUnavailableError, BusyError),
)


@route(link_routes, Operation("GET", "/api/v1/wallet/banks", "Banks whose accounts can be linked", Banks))
def get_banks() -> Banks:
    return Banks(list(BANKS))


@route(link_routes, START)
def post_bank_link(body: NewLink) -> LinkStarted:
    return linking.start(world(), person_of(link_routes.current_request), body)


@route(link_routes, Operation("GET", "/api/v1/wallet/bank-links", "The person's linked bank accounts", Links))
def list_bank_links() -> Links:
    return Links(linking.list_own(world(), person_of(link_routes.current_request)))


@route(link_routes, CONFIRM)
def post_bank_link_confirmation(link_id: str, body: LinkCode) -> OneLink:
    request = link_routes.current_request
    return linking.confirm(world(), person_of(request), link_id, body.code, visitor_of(request))


@route(link_routes, REMOVE)
def post_bank_link_removal(link_id: str, body: LinkRemoval) -> Done:
    request = link_routes.current_request
    unlinking.remove(world(), person_of(request), link_id, body.proof, visitor_of(request))
    return Done()
