"""A person's own data under /api/v1/me: log, export, consents, preferences, deletion."""

import msgspec
from chalice import Blueprint

from ...errors import BusyError, TooManyError
from ...identity.service import carrying as identity
from ...reports.service import carrying as reports
from ...reports.service import follows
from ...typed import Operation, Reply, route
from ...wallet.model.errors import WalletNotEmptyError
from ...wallet.service import carrying, closing
from ...world import world
from ..model.errors import WrongPasswordError
from ..model.export import WholeExport
from ..model.preferences import Preferences
from ..model.requests import Consents, Done, OwnLog, PasswordAgain
from ..model.sessions import no_session_cookie
from ..service import own_data
from .door import person_of, visitor_of

own_data_routes = Blueprint(__name__)
DELETION = Operation(
    "POST",
    "/api/v1/me/deletion",
    "The account and all that was personal in it are gone",
    Done,
    body=PasswordAgain,
    errors=(WrongPasswordError, WalletNotEmptyError, TooManyError, BusyError),
)
EXPORT = Operation(
    "POST",
    "/api/v1/me/exports",
    "Everything that is kept of this person",
    WholeExport,
    body=PasswordAgain,
    errors=(WrongPasswordError, TooManyError, BusyError),
)
CONSENTS = Operation("PUT", "/api/v1/me/consents", "These consents count", Done, body=Consents, errors=(BusyError,))
SET = Operation("PUT", "/api/v1/me/preferences", "These preferences count", Done, body=Preferences, errors=(BusyError,))
MERGE = Operation(
    "POST",
    "/api/v1/me/preferences/merges",
    "What the browser kept has joined the account's preferences",
    Preferences,
    body=Preferences,
    errors=(BusyError,),
)


@route(own_data_routes, Operation("GET", "/api/v1/me/log", "What happened to this account", OwnLog))
def get_log() -> OwnLog:
    return OwnLog(own_data.list_log(world(), person_of(own_data_routes.current_request)))


@route(own_data_routes, EXPORT)
def post_export(body: PasswordAgain) -> WholeExport:
    now, person = world(), person_of(own_data_routes.current_request)
    kept = msgspec.structs.asdict(own_data.export(now, person, body.password))
    wallet, shop = carrying.export_wallet(now, person), carrying.export_shop(now, person)
    return WholeExport(
        **kept,
        wallet=wallet,
        shop=shop,
        identity_checks=identity.export_checks(now, person),
        reports=reports.export_reports(now, person),
        report_follows=follows.list_own(now, person).follows,
        report_cosigns=reports.export_cosigns(now, person),
        report_lock=reports.export_lock(now, person),
    )


@route(own_data_routes, CONSENTS)
def put_consents(body: Consents) -> Done:
    request = own_data_routes.current_request
    own_data.set_consents(world(), person_of(request), body.consents, visitor_of(request))
    return Done()


@route(own_data_routes, Operation("GET", "/api/v1/me/preferences", "What this person likes to see", Preferences))
def get_preferences() -> Preferences:
    return own_data.get_preferences(world(), person_of(own_data_routes.current_request))


@route(own_data_routes, SET)
def put_preferences(body: Preferences) -> Done:
    request = own_data_routes.current_request
    own_data.set_preferences(world(), person_of(request), body, visitor_of(request))
    return Done()


@route(own_data_routes, MERGE)
def post_preferences_merge(body: Preferences) -> Preferences:
    request = own_data_routes.current_request
    return own_data.merge_preferences(world(), person_of(request), body, visitor_of(request))


@route(own_data_routes, DELETION)
def post_deletion(body: PasswordAgain) -> Reply:
    now, person = world(), person_of(own_data_routes.current_request)
    closing.close_account(now, person, body.password)
    return Reply(Done(), [no_session_cookie()])
