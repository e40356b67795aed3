"""Opening a wallet: the account's phone, its details confirmed, a wallet password, and who told them about it."""

from ...access import Person
from ...accounts.model.requests import CodeSent
from ...accounts.model.sessions import Visitor
from ...accounts.service.profile import show
from ...accounts.service.sessions import announce, logging
from ...dynamodb import Item, RefusedError
from ...errors import BusyError, WrongFieldError, read_fields, wrong_field
from ...otp import service as otp
from ...otp.model.codes import ProofGoneError
from ...world import World
from ..model.accounts import citizen_account
from ..model.pins import MAX_ATTEMPTS, NoWalletError, check_wallet_password
from ..model.wallets import (
    OpeningToConfirm,
    Wallet,
    WalletOpenError,
    WalletShown,
    WalletToOpen,
    new_referral_code,
    read_referral_code,
)
from ..storage import ledger, pins, wallets
from .codes import enter_wallet_code, get_wallet_code, send_wallet_code
from .owing import follow_up, owing, putting
from .pins import known_of, make_pin

Referrer = tuple[str, str]
NOBODY: Referrer = ("", "")


def request_code(world: World, person: Person, visitor: Visitor) -> CodeSent:
    if wallets.get_wallet(world.wallet, person.account_id):
        raise WalletOpenError
    return send_wallet_code(world, person, "opening", visitor)


def enter_code(world: World, person: Person, opening_id: str, code: str) -> OpeningToConfirm:
    """What the person is asked to confirm."""
    proof = enter_wallet_code(world, person, "opening", opening_id, code)
    me = show(world, person)
    return OpeningToConfirm(proof, me.full_name, me.citizen_id, me.phone, me.email)


def open_wallet(world: World, person: Person, opening_id: str, body: WalletToOpen, visitor: Visitor) -> WalletShown:
    """Sent again, it answers with the wallet that it has opened."""
    get_wallet_code(world, person, "opening", opening_id, body.proof)
    opened = wallets.get_wallet(world.wallet, person.account_id)
    if opened is None:
        opened = write_wallet(world, person, opening_id, body, visitor)
    if opened.opening_id != opening_id:
        raise WalletOpenError
    return shown(world, person, opened)


def write_wallet(world: World, person: Person, opening_id: str, body: WalletToOpen, visitor: Visitor) -> Wallet:
    _, known = known_of(world, person)
    fields = read_fields(
        is_confirmed=lambda: read_confirmation(body.is_confirmed),
        wallet_password=lambda: check_wallet_password(body.wallet_password, known),
        referral_code=lambda: find_referrer(world, person, body.referral_code),
    )
    by, by_hash = fields["referral_code"]
    wallet = make_wallet(world, person, opening_id, by)
    owed = [owing(world, person.account_id, person.citizen_hash, "wallet-opened")]
    owed += [owing(world, by, by_hash, "referral-used")] if by else []
    writes = [
        otp.using_proof(world, "wallet", opening_id, body.proof),
        wallets.putting_wallet(world.wallet, person.account_id, wallet),
        pins.putting_pin(world.wallet, person.account_id, make_pin(world, person.account_id, fields["wallet_password"])),
        ledger.opening(world.wallet, citizen_account(person.account_id)),
        wallets.putting_code(world.wallet, wallet.referral_code, person.account_id, person.citizen_hash),
        logging(world, person.account_id, "wallet-opened", visitor),
        *putting(world, *owed),
    ]
    try:
        world.wallet.transact([*writes, *referring(world, person, by)])
    except RefusedError as error:
        return opened_meanwhile(world, person, error.refused, len(writes))
    announce(person.account_id, "wallet-opened", visitor)
    follow_up(world, *owed)
    return wallet


def make_wallet(world: World, person: Person, opening_id: str, referred_by: str) -> Wallet:
    return Wallet(
        citizen_hash=person.citizen_hash,
        referral_code=new_referral_code(),
        referred_by=referred_by,
        opening_id=opening_id,
        opened_at=int(world.now.timestamp()),
    )


def opened_meanwhile(world: World, person: Person, refused: tuple[int, ...], own_writes: int) -> Wallet:
    """Why no wallet was written: the same request came first, or the code or referral cannot be used."""
    if wallet := wallets.get_wallet(world.wallet, person.account_id):
        return wallet
    if 0 in refused:
        raise ProofGoneError
    if max(refused) >= own_writes:
        raise wrong_field("referral_code", "referral-used", "you were referred before, or this code is no longer in use")
    raise BusyError


def read_confirmation(is_confirmed: bool) -> bool:
    if not is_confirmed:
        raise WrongFieldError("not-confirmed", "please confirm that these details are yours")
    return True


def find_referrer(world: World, person: Person, text: str) -> Referrer:
    """Whose code this is; NOBODY for none. WrongFieldError."""
    code = read_referral_code(text)
    if not code:
        return NOBODY
    referrer = wallets.get_referrer(world.wallet, code)
    if referrer is None:
        raise WrongFieldError("referral-unknown", "there is no such code: please compare it, or leave it out")
    if referrer[1] == person.citizen_hash:
        raise WrongFieldError("referral-own", "this is your own code")
    return referrer


def referring(world: World, person: Person, by: str) -> list[Item]:
    """Writes that let nobody be referred twice, nor by a wallet that is closed."""
    if not by:
        return []
    who = world.keys.hash("referred", person.citizen_hash)
    return [
        wallets.putting_referred(world.wallet, who, by, int(world.now.timestamp())),
        wallets.checking_active(world.wallet, by),
    ]


def get_shown(world: World, person: Person) -> WalletShown:
    wallet = wallets.get_wallet(world.wallet, person.account_id)
    if wallet is None:
        raise NoWalletError
    return shown(world, person, wallet)


def shown(world: World, person: Person, wallet: Wallet) -> WalletShown:
    pin = pins.get_pin(world.wallet, person.account_id)
    return WalletShown(
        status=wallet.status,
        level=person.level,
        referral_code=wallet.referral_code,
        was_referred=bool(wallet.referred_by),
        opened_at=wallet.opened_at,
        is_locked=pin is not None and pin.attempts >= MAX_ATTEMPTS,
        frozen_until=pin.frozen_until if pin else 0,
    )
