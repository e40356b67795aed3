"""Opening a shop: the owner applies, and somebody of the city approves or refuses with a reason."""

from datetime import datetime, timedelta

import msgspec

from ... import metrics
from ...access import NotAllowedError, Person
from ...errors import WrongFieldError, read_fields
from ...world import World
from ..model.merchants import (
    DESK_UNIT,
    AlreadyAppliedError,
    Decision,
    Details,
    Merchant,
    MerchantClosedError,
    NoSuchMerchantError,
    Standing,
    code_of,
    read_address,
    read_category,
    read_name,
    read_tax_code,
)
from ..model.qr import qr_svg, write_qr
from ..model.shopkeeping import Application, MerchantDecision, ShownMerchant, WaitingMerchant, WaitingMerchants
from ..storage import merchants
from ..storage.guarded import commit

ID_CHARACTERS = 16
SHOWN = 50
KNOWN_FOR, MOST_KNOWN = timedelta(seconds=30), 1000
_open: dict[tuple[str, str], tuple[datetime, Merchant]] = {}  # by table and id, with the instant of reading
OUTCOMES: dict[Decision, Standing] = {"approve": "open", "refuse": "refused"}


def merchant_id_of(world: World, account_id: str) -> str:
    """One shop an owner; the id tells nobody who that is."""
    return world.keys.hash("merchant", account_id)[:ID_CHARACTERS]


def apply(world: World, person: Person, body: Application) -> ShownMerchant:
    read = read_fields(
        name=lambda: read_name(body.name),
        category=lambda: read_category(body.category),
        tax_code=lambda: read_tax_code(body.tax_code),
        address=lambda: read_address(body.address),
    )
    merchant_id = merchant_id_of(world, person.account_id)
    details = msgspec.json.encode(Details(read["tax_code"], read["address"])).decode()
    merchant = Merchant(
        merchant_id=merchant_id,
        owner=person.account_id,
        name=read["name"],
        category=read["category"],
        applied_at=int(world.now.timestamp()),
        sealed_details=world.keys.seal(place_of(merchant_id), details),
    )
    try:
        commit(world.wallet, merchants.applying(world.wallet, merchant))
    except AlreadyAppliedError:
        return shown(same_application(world, merchant, details))
    return shown(merchant)


def same_application(world: World, merchant: Merchant, details: str) -> Merchant:
    """The one that waits, where it was only sent twice; AlreadyAppliedError."""
    known = merchants.get_merchant(world.wallet, merchant.merchant_id)
    if known is None or (known.standing, known.name, known.category) != ("applied", merchant.name, merchant.category):
        raise AlreadyAppliedError
    if world.keys.unseal(place_of(known.merchant_id), known.sealed_details) != details:
        raise AlreadyAppliedError
    return known


def place_of(merchant_id: str) -> str:
    return f"merchant/{merchant_id}/details"


def shown(merchant: Merchant) -> ShownMerchant:
    payload = write_qr(code_of(merchant)) if merchant.standing == "open" else ""
    known = (merchant.merchant_id, merchant.name, merchant.category, merchant.standing, merchant.applied_at)
    return ShownMerchant(*known, merchant.reason, payload, qr_svg(payload) if payload else "")


def get_own(world: World, person: Person) -> Merchant:
    merchant = merchants.get_merchant(world.wallet, merchant_id_of(world, person.account_id))
    if merchant is None:
        raise NoSuchMerchantError
    return merchant


def get_open(world: World, merchant_id: str) -> Merchant:
    """NoSuchMerchantError, or MerchantClosedError where it was never approved. What is said of an open one may be half a
    minute old: thousands may pay it in that time."""
    key = (world.wallet.name, merchant_id)
    at, known = _open.get(key, (world.now, None))
    if known is None or not at <= world.now < at + KNOWN_FOR:
        known = read_open(world, merchant_id)
        if len(_open) >= MOST_KNOWN:
            _open.clear()
        _open[key] = (world.now, known)
    return known


def read_open(world: World, merchant_id: str) -> Merchant:
    merchant = merchants.get_merchant(world.wallet, merchant_id)
    if merchant is None:
        raise NoSuchMerchantError
    if merchant.standing != "open":
        raise MerchantClosedError
    return merchant


def show_own(world: World, person: Person) -> ShownMerchant:
    return shown(get_own(world, person))


def require_desk(officer: Person) -> None:
    """Staff of this desk alone: being staff is no reason to read tax codes, or to let somebody take payments."""
    if DESK_UNIT not in officer.units:
        raise NotAllowedError


def list_waiting(world: World, officer: Person) -> WaitingMerchants:
    require_desk(officer)
    metrics.count("ApplicationsSeen", who=officer.account_id)
    return WaitingMerchants([waiting(world, one) for one in merchants.list_waiting(world.wallet, SHOWN)])


def waiting(world: World, merchant: Merchant) -> WaitingMerchant:
    opened = world.keys.unseal(place_of(merchant.merchant_id), merchant.sealed_details)
    details = msgspec.json.decode(opened, type=Details)
    known = (merchant.merchant_id, merchant.name, merchant.category)
    return WaitingMerchant(*known, details.tax_code, details.address, merchant.applied_at)


def decide(world: World, person: Person, merchant_id: str, body: MerchantDecision) -> ShownMerchant:
    """Once, though the same person may say the same twice; nobody decides on a shop of their own."""
    require_desk(person)
    reason = read_fields(reason=lambda: read_reason(body))["reason"]
    applied = merchants.get_merchant(world.wallet, merchant_id)
    if applied is None:
        raise NoSuchMerchantError
    if applied.owner == person.account_id:
        raise NotAllowedError("somebody else must decide on this shop")
    if (applied.standing, applied.reason, applied.decided_by) == (OUTCOMES[body.decision], reason, person.account_id):
        return shown(applied)
    decided = msgspec.structs.replace(
        applied,
        standing=OUTCOMES[body.decision],
        reason=reason,
        decided_by=person.account_id,
        decided_at=int(world.now.timestamp()),
    )
    commit(world.wallet, merchants.deciding(world.wallet, applied, decided))
    return shown(decided)


def read_reason(body: MerchantDecision) -> str:
    reason = " ".join(body.reason.split())
    if body.decision == "refuse" and not reason:
        raise WrongFieldError("reason-missing", "please say why, so that the owner knows what to change")
    return reason
