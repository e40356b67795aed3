"""The wallet password: six digits that nobody would try first, or a passphrase, and how it is kept."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import msgspec

from ...accounts.model.passwords import MIN_CHARACTERS, check_password, hash_keyed, is_keyed
from ...errors import ApiError, WrongFieldError
from ...keys import Keys

DIGITS = 6
MAX_ATTEMPTS = 5  # counted before comparing; the sixth waits for its owner to unlock
TRIES_A_DAY = 50  # right ones as well: a right one begins the five again, and must not lend its thief endless tries
PROOF_SECONDS = 300
SIX_DIGITS = re.compile(f"[0-9]{{{DIGITS}}}")
YEAR = re.compile(r"(19|20)[0-9]{2}")
# Among the commonest PINs of published leaks that no rule below names: shapes on the keypad, lucky numbers, neighbours.
FIRST_GUESSES = frozenset(
    "147258 258369 159357 357159 159753 789456 456123 102030 131420 168168 686868 393979 797939".split()
)


class Pin(msgspec.Struct, frozen=True, kw_only=True):
    """`stamp` is new with every change; times in seconds since 1970."""

    pin_hash: str
    stamp: str
    attempts: int = 0
    changed_at: int
    frozen_until: int = 0


class WrongWalletPasswordError(ApiError):
    status_code, code, title = 403, "wrong-wallet-password", "This is not your wallet password"


class WalletLockedError(ApiError):
    """Too many wrong ones; only its owner unlocks it."""

    status_code, code, title = 403, "wallet-locked", "Your wallet is locked: please unlock it with a new wallet password"


class NoWalletError(ApiError):
    status_code, code, title = 404, "no-wallet", "You have no wallet yet: please open one"


class MoneyFrozenError(ApiError):
    """After a password or phone has changed, or a bank account was linked; `Retry-After` says how long."""

    status_code, code, title = 403, "money-frozen", "For a day after such a change no money leaves your wallet"


class StepUpNeededError(ApiError):
    """For what only the wallet password is too little; with a code of the app where the account has one."""

    status_code, code, title = 403, "step-up-needed", "For this please enter the password of your account as well"


def check_wallet_password(text: str, known: Sequence[str] = ()) -> str:
    """The password as it is kept; WrongFieldError. `known`: numbers and names that others know of this person."""
    password = as_kept(text)
    if SIX_DIGITS.fullmatch(password):
        return check_digits(password, known)
    if len(password) < MIN_CHARACTERS:
        raise WrongFieldError(
            "wallet-password-length", f"use six digits, or a passphrase of {MIN_CHARACTERS} characters or more"
        )
    return check_password(password, known)


def as_kept(text: str) -> str:
    """Six digits in any writing are the same six; of a passphrase nothing is changed (but composed alike, NFC)."""
    digits = "".join(unicodedata.normalize("NFKC", text[:100]).split())
    return digits if SIX_DIGITS.fullmatch(digits) else unicodedata.normalize("NFC", text)


def check_digits(digits: str, known: Sequence[str]) -> str:
    if is_regular(digits) or digits in FIRST_GUESSES:
        raise WrongFieldError("pin-regular", "others would try these digits first: choose some without a pattern")
    if is_date(digits) or YEAR.search(digits):
        raise WrongFieldError("pin-date", "these digits can be a date or a year, which others may know")
    if any(digits in re.sub(r"\D", "", text) for text in known):
        raise WrongFieldError("pin-known", "these digits are part of your phone or ID number")
    return digits


def is_regular(digits: str) -> bool:
    """Runs, repetitions, pairs, two signs alone, the same read backwards: 123456, 121212, 112233, 800008, 123321."""
    first, last = digits[:3], digits[3:]
    is_repeated = digits in (digits[:2] * 3, first * 2) or digits[::2] == digits[1::2]
    return (
        len(set(digits)) <= 2 or is_run(digits) or (is_run(first) and is_run(last)) or is_repeated or digits == digits[::-1]
    )


def is_run(digits: str) -> bool:
    """Always the same step: 111, 345, 975."""
    return len({(int(after) - int(before)) % 10 for before, after in pairwise(digits)}) == 1


def is_date(digits: str) -> bool:
    """Day, month and year, or year, month and day."""
    return is_day_of_month(digits[:4]) or is_day_of_month(digits[4:] + digits[2:4])


def is_day_of_month(text: str) -> bool:
    return 1 <= int(text[:2]) <= 31 and 1 <= int(text[2:]) <= 12


def hash_wallet_password(keys: Keys, account_id: str, password: str) -> str:
    """Argon2id over a keyed hash that is bound to the account: nothing that was kept counts in another wallet."""
    return hash_keyed(keys.hash("wallet-password", account_id, as_kept(password)))


def is_wallet_password(keys: Keys, account_id: str, pin: Pin, password: str) -> bool:
    return is_keyed(pin.pin_hash, keys.hash("wallet-password", account_id, as_kept(password)))


def seconds_frozen(now: datetime, *untils: int) -> int:
    """How long money still stays where it is; 0 where it may go."""
    return max(0, max(untils) - int(now.timestamp()))
