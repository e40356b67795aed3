"""Who may call what: one row for each operation, and nothing is open that has no row."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, get_args

from .errors import ApiError

Role = Literal["citizen", "business", "press", "staff", "admin"]
ROLES: frozenset[Role] = frozenset(get_args(Role))


class Level(IntEnum):
    """How sure we are who somebody is."""

    GUEST = 0
    PHONE = 1  # holds the phone
    IDENTITY = 2  # showed their identity card


@dataclass(frozen=True, slots=True)
class Rule:
    """`roles` that may, from `level` on; without roles anybody may, and nobody is asked who they are.

    `by_key`: an API key comes with each request and no cookie counts, so pages of others win nothing by sending it.
    """

    roles: frozenset[Role] = frozenset()
    level: Level = Level.GUEST
    second_factor: bool = False
    by_key: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who sends a request, as their session has it."""

    account_id: str
    citizen_hash: str
    session_id: str
    role: Role
    level: Level
    has_second_factor: bool = False
    units: tuple[str, ...] = ()


ANYBODY = Rule()
KEY_HOLDER = Rule(by_key=True)
OWN_ACCOUNT = Rule(ROLES, Level.PHONE)
IDENTIFIED = Rule(frozenset(("citizen", "business")), Level.IDENTITY)
WALLET_OWNER = Rule(frozenset(("citizen", "business")), Level.PHONE)
SHOP_OWNER = Rule(frozenset(("business",)), Level.PHONE)
STAFF = Rule(frozenset(("staff", "admin")), Level.PHONE, second_factor=True)
ADMIN = Rule(frozenset(("admin",)), Level.PHONE, second_factor=True)

RULES: dict[tuple[str, str], Rule] = {
    ("GET", "/api/v1/health"): ANYBODY,
    ("GET", "/api/v1/openapi.json"): ANYBODY,
    ("POST", "/api/v1/registrations"): ANYBODY,
    ("POST", "/api/v1/registrations/{registration_id}/code"): ANYBODY,
    ("POST", "/api/v1/registrations/{registration_id}/account"): ANYBODY,
    ("POST", "/api/v1/sessions"): ANYBODY,
    ("POST", "/api/v1/password-resets"): ANYBODY,
    ("POST", "/api/v1/password-resets/{reset_id}/code"): ANYBODY,
    ("POST", "/api/v1/password-resets/{reset_id}/password"): ANYBODY,
    ("POST", "/api/v1/passkey-options"): ANYBODY,
    ("POST", "/api/v1/passkey-sessions"): ANYBODY,
    ("POST", "/api/v1/me/passkey-options"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/passkeys"): OWN_ACCOUNT,
    ("GET", "/api/v1/me/passkeys"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/passkeys/removals"): OWN_ACCOUNT,
    ("GET", "/api/v1/me"): OWN_ACCOUNT,
    ("PUT", "/api/v1/me/password"): OWN_ACCOUNT,
    ("PUT", "/api/v1/me/email"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/phone-changes"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/phone-changes/{change_id}/code"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/second-factor"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/second-factor/code"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/second-factor/removal"): OWN_ACCOUNT,
    ("GET", "/api/v1/me/log"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/exports"): OWN_ACCOUNT,
    ("PUT", "/api/v1/me/consents"): OWN_ACCOUNT,
    ("GET", "/api/v1/me/preferences"): OWN_ACCOUNT,
    ("PUT", "/api/v1/me/preferences"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/preferences/merges"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/deletion"): OWN_ACCOUNT,
    ("GET", "/api/v1/me/sessions"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/sessions/endings"): OWN_ACCOUNT,
    ("DELETE", "/api/v1/me/session"): OWN_ACCOUNT,
    ("GET", "/api/v1/wallet/billers"): ANYBODY,
    ("POST", "/api/v1/wallet/bill-searches"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/bill-payments"): WALLET_OWNER,
    ("GET", "/api/v1/wallet/receipts/{receipt_id}"): WALLET_OWNER,
    ("GET", "/api/v1/receipt-checks/{code}"): ANYBODY,
    ("POST", "/api/v1/wallet/qr-readings"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/shop-payments"): WALLET_OWNER,
    ("GET", "/api/v1/wallet/merchant"): SHOP_OWNER,
    ("POST", "/api/v1/wallet/merchant/orders"): SHOP_OWNER,
    ("GET", "/api/v1/wallet/merchant/orders/{order_id}"): SHOP_OWNER,
    ("GET", "/api/v1/wallet/merchant/takings/{day}"): SHOP_OWNER,
    ("POST", "/api/v1/wallet/merchant/refunds"): SHOP_OWNER,
    ("POST", "/api/v1/wallet/merchant-applications"): SHOP_OWNER,
    ("GET", "/api/v1/wallet/merchant-applications"): STAFF,
    ("POST", "/api/v1/wallet/merchant-applications/{merchant_id}/decisions"): STAFF,
    ("GET", "/api/v1/wallet"): WALLET_OWNER,
    ("GET", "/api/v1/wallet/balance"): WALLET_OWNER,
    ("GET", "/api/v1/wallet/movements/{month}"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/openings"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/openings/{opening_id}/code"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/openings/{opening_id}/wallet"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/proofs"): WALLET_OWNER,
    ("PUT", "/api/v1/wallet/password"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/unlockings"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/unlockings/{unlocking_id}/code"): WALLET_OWNER,
    ("POST", "/api/v1/wallet/unlockings/{unlocking_id}/password"): WALLET_OWNER,
    ("POST", "/api/v1/me/identity-checks"): WALLET_OWNER,
    ("GET", "/api/v1/me/identity-checks"): WALLET_OWNER,
    ("GET", "/api/v1/me/identity-checks/{check_id}"): WALLET_OWNER,
    ("POST", "/api/v1/me/identity-checks/{check_id}/uploads"): WALLET_OWNER,
    ("POST", "/api/v1/me/identity-checks/{check_id}/readings"): WALLET_OWNER,
    ("POST", "/api/v1/me/identity-checks/{check_id}/submission"): WALLET_OWNER,
    ("POST", "/api/v1/me/identity-checks/{check_id}/withdrawal"): WALLET_OWNER,
    ("GET", "/api/v1/identity-checks"): STAFF,
    ("GET", "/api/v1/identity-checks/pages/{page}"): STAFF,
    ("POST", "/api/v1/identity-checks/{check_id}/views"): STAFF,
    ("GET", "/api/v1/identity-checks/{check_id}/views"): ADMIN,
    ("POST", "/api/v1/identity-checks/{check_id}/decisions"): STAFF,
    ("GET", "/api/v1/wallet/banks"): OWN_ACCOUNT,
    ("GET", "/api/v1/wallet/bank-links"): OWN_ACCOUNT,
    ("POST", "/api/v1/wallet/bank-links"): IDENTIFIED,
    ("POST", "/api/v1/wallet/bank-links/{link_id}/confirmation"): IDENTIFIED,
    ("POST", "/api/v1/wallet/bank-links/{link_id}/removal"): OWN_ACCOUNT,
    ("POST", "/api/v1/wallet/topups"): IDENTIFIED,
    ("POST", "/api/v1/wallet/withdrawals"): IDENTIFIED,
    ("GET", "/api/v1/wallet/bank-transfers"): OWN_ACCOUNT,
    ("GET", "/api/v1/wallet/bank-transfers/{transfer_id}"): OWN_ACCOUNT,
    ("POST", "/api/v1/reports"): OWN_ACCOUNT,
    ("GET", "/api/v1/reports"): ANYBODY,
    ("GET", "/api/v1/reports/{report_id}"): ANYBODY,
    ("GET", "/api/v1/report-tiles/{x}/{y}"): ANYBODY,
    ("GET", "/api/v1/reports/{report_id}/media/{slot}"): ANYBODY,
    ("POST", "/api/v1/report-uploads"): OWN_ACCOUNT,
    ("GET", "/api/v1/report-uploads"): OWN_ACCOUNT,
    ("POST", "/api/v1/report-desk/reports/{report_id}/uploads"): STAFF,
    ("GET", "/api/v1/report-neighbours"): ANYBODY,
    ("GET", "/api/v1/me/reports"): OWN_ACCOUNT,
    ("GET", "/api/v1/me/reports/{report_id}"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/reports/{report_id}/moves"): OWN_ACCOUNT,
    ("POST", "/api/v1/reports/{report_id}/cosigns"): OWN_ACCOUNT,
    ("GET", "/api/v1/reports/{report_id}/cosigns"): OWN_ACCOUNT,
    ("DELETE", "/api/v1/reports/{report_id}/cosigns"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/report-follows"): OWN_ACCOUNT,
    ("GET", "/api/v1/me/report-follows"): OWN_ACCOUNT,
    ("DELETE", "/api/v1/me/report-follows/{follow_id}"): OWN_ACCOUNT,
    ("POST", "/api/v1/report-follow-endings"): ANYBODY,  # who has the link of an e-mail
    ("POST", "/api/v1/me/reports/{report_id}/ratings"): OWN_ACCOUNT,
    ("POST", "/api/v1/report-rating-views"): ANYBODY,  # who has the link of a message
    ("POST", "/api/v1/report-ratings"): ANYBODY,
    ("GET", "/api/v1/report-feeds/{kind}/{value}"): ANYBODY,
    ("GET", "/api/v1/report-statistics"): ANYBODY,
    ("GET", "/api/v1/report-data/{month}"): ANYBODY,
    ("GET", "/api/v1/me/report-lock"): OWN_ACCOUNT,
    ("POST", "/api/v1/me/report-lock-appeals"): OWN_ACCOUNT,
    ("GET", "/api/v1/report-desk/inboxes"): STAFF,
    ("GET", "/api/v1/report-desk/numbers"): STAFF,
    ("GET", "/api/v1/report-desk/inboxes/{unit}"): STAFF,
    ("GET", "/api/v1/report-desk/reports/{report_id}"): STAFF,
    ("POST", "/api/v1/report-desk/reports/{report_id}/moves"): STAFF,
    ("GET", "/open311/v2/{resource}"): ANYBODY,
    ("HEAD", "/open311/v2/{resource}"): ANYBODY,
    ("POST", "/open311/v2/{resource}"): KEY_HOLDER,
    ("GET", "/open311/v2/{resource}/{name}"): ANYBODY,
    ("HEAD", "/open311/v2/{resource}/{name}"): ANYBODY,
    ("GET", "/api/v1/report-desk/reports/{report_id}/duplicate-candidates"): STAFF,
    ("POST", "/api/v1/report-desk/reports/{report_id}/identity-views"): STAFF,
    ("GET", "/api/v1/report-desk/reports/{report_id}/identity-views"): ADMIN,
    ("GET", "/api/v1/report-desk/reports/{report_id}/audit"): ADMIN,
    ("POST", "/api/v1/report-desk/reports/{report_id}/sender-locks"): STAFF,
    ("GET", "/api/v1/report-desk/lock-appeals"): STAFF,
    ("POST", "/api/v1/report-desk/lock-appeals/{appeal_id}/decisions"): STAFF,
    ("POST", "/api/v1/sos"): ANYBODY,  # nobody in danger is asked to log in
    ("POST", "/api/v1/sos/{call_id}/updates"): ANYBODY,  # who has the secret of the call
    ("POST", "/api/v1/sos/{call_id}/views"): ANYBODY,
    ("GET", "/api/v1/sos-desk"): STAFF,
    ("GET", "/api/v1/sos-desk/{call_id}/history"): STAFF,
    ("POST", "/api/v1/sos-desk/{call_id}/moves"): STAFF,
    ("POST", "/api/v1/sos-desk/{call_id}/phone-views"): STAFF,
    ("GET", "/api/v1/sos-desk/{call_id}/audit"): ADMIN,
    ("POST", "/api/v1/wallet/bank-callbacks"): ANYBODY,  # whom the bank's signature lets in
}


class NotSignedInError(ApiError):
    status_code, code, title = 401, "not-signed-in", "Please log in first"


class NotAllowedError(ApiError):
    status_code, code, title = 403, "not-allowed", "Your account may not do this"


class ForeignOriginError(ApiError):
    """A page of somebody else sent this, not ours."""

    status_code, code, title = 403, "foreign-origin", "This request does not come from our own pages"


class LevelNeededError(ApiError):
    status_code, code, title = 403, "identity-needed", "Please have your identity checked first"


class SecondFactorMissingError(ApiError):
    status_code, code, title = 403, "second-factor-missing", "Please add an authenticator app to your account first"


def require(rule: Rule, person: Person | None) -> None:
    """Returns where the rule lets this person in; one of the errors above otherwise."""
    if not rule.roles:
        return
    if person is None:
        raise NotSignedInError
    if person.role not in rule.roles:
        raise NotAllowedError
    if person.level < rule.level:
        raise LevelNeededError
    if rule.second_factor and not person.has_second_factor:
        raise SecondFactorMissingError
