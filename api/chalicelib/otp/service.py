"""Sending a code, checking it once, and using what it proved; and the notices that tell people what happened."""

import secrets
from datetime import datetime
from typing import Literal

from .. import metrics
from ..clients.sms import SmsFailedError
from ..dynamodb import Item, RefusedError
from ..errors import BusyError, TooManyError, read_fields
from ..keys import new_token, token_hash
from ..limits import Limit
from ..world import World
from . import storage
from .model.codes import (
    DIGITS,
    LIFETIME,
    MAX_ATTEMPTS,
    PROOF_LIFETIME,
    Challenge,
    CodeGoneError,
    Language,
    ProofGoneError,
    Proven,
    Purpose,
    Sent,
    WrongCodeError,
    code_from,
    hash_code,
    is_right,
    read_code,
)
from .model.pace import next_send_at, remembered
from .model.texts import SMALL_MOVEMENTS, Notice, code_text, notice_text

DAY, HOUR = 86_400, 3_600
CODES_A_SUBJECT_A_DAY = 10  # an ID number or account: its own owner never needs more
CODES_AN_ADDRESS_AN_HOUR = 30  # many phones share one address at their network's gate
CODES_FROM_KNOWN_BROWSERS_A_DAY = 20  # to one phone, beside the ten that anybody may ask for
NOTICES_OF_A_KIND_A_DAY = 5  # to one phone: whoever was told five times knows, and others need their warnings as well
SMALL_MOVEMENTS_A_DAY = 20  # to one phone, of each kind: every one is another
# Notices have a fifth of the budget beside it, so that codes can never use up the warnings; small movements of wallets,
# of which there are most, have as much again as codes have, so that neither can they.
NOTICES_SHARE = 5
Outcome = Literal["sent", "enough", "failed"]
BUDGET_SHARES = 10  # so that a busy minute does not queue at one counter


def hash_phone(world: World, phone: str) -> str:
    return world.keys.hash("phone", phone)


def send_code(
    world: World, purpose: Purpose, phone: str, subject: str, address: str, language: Language, device: str = ""
) -> Sent:
    """TooManyError or SmsFailedError where no code goes out. Never looks at who is registered. `device`: a browser that
    was logged in to this account with this phone; it counts by itself, so strangers cannot use up its owner's codes."""
    phone_hash = hash_phone(world, phone)
    asker = world.keys.hash("device-limit", subject, device) if device else ""
    sent, version = storage.sends_of(world.table, phone_hash, asker)
    next_at = next_send_at(sent, world.now)
    if next_at > world.now:
        raise too_many("phone", (next_at - world.now).total_seconds())
    code = code_from(secrets.randbelow(10**DIGITS))
    challenge = make_challenge(world, purpose, phone, phone_hash, subject, code, language)
    quotas = quotas_of(world, phone_hash, subject, address, asker)
    writes = [storage.noting_sends(world.table, phone_hash, asker, remembered(sent, world.now), version)]
    writes += [quota.counting(world.table, world.now) for quota in quotas]
    try:
        world.table.transact([*writes, storage.putting(world.table, challenge)])
    except RefusedError as error:
        raise refusal_of(error.refused[0], quotas, world.now) from None
    world.sms.send(phone, code_text(purpose, language, code))
    metrics.count("CodeSent", who=subject, purpose=purpose)
    resend_at = next_send_at(remembered(sent, world.now), world.now)
    return Sent(challenge.challenge_id, round((resend_at - world.now).total_seconds()))


def make_challenge(
    world: World, purpose: Purpose, phone: str, phone_hash: str, subject: str, code: str, language: Language
) -> Challenge:
    challenge_id = new_token()
    sealed = world.keys.seal(f"code/{challenge_id}", phone)
    code_hash = hash_code(world.keys, challenge_id, purpose, phone_hash, subject, code)
    expires_at = world.now + LIFETIME
    return Challenge(challenge_id, purpose, phone_hash, sealed, subject, code_hash, language, expires_at)


def quotas_of(world: World, phone_hash: str, subject: str, address: str, asker: str) -> list[Limit]:
    """The last one is the day's budget for all messages, kept in shares."""
    if asker:
        by = Limit("codes-known-browsers", phone_hash, CODES_FROM_KNOWN_BROWSERS_A_DAY, DAY)
    else:
        by = Limit("codes-address", world.keys.hash("address", address), CODES_AN_ADDRESS_AN_HOUR, HOUR)
    share = str(secrets.randbelow(BUDGET_SHARES))
    budget = Limit("sms-budget", share, world.config.sms_a_day // BUDGET_SHARES, DAY)
    return [Limit("codes-subject", asker or subject, CODES_A_SUBJECT_A_DAY, DAY), by, budget]


def refusal_of(place: int, quotas: list[Limit], now: datetime) -> TooManyError | SmsFailedError:
    if place == 0:  # another code went to this phone in the same moment
        return too_many("phone", 60)
    quota = quotas[place - 1]
    if quota.what == "sms-budget":
        metrics.count("CodeRefused", reason="budget")
        return SmsFailedError()
    return too_many(quota.what, quota.wait(now).total_seconds())


def too_many(reason: str, seconds: float) -> TooManyError:
    metrics.count("CodeRefused", reason=reason)
    error = TooManyError()
    error.retry_after_seconds = max(1, round(seconds))
    return error


def check_code(world: World, purpose: Purpose, challenge_id: str, typed: str) -> tuple[Proven, str]:
    """(what is proven, the proof to show when it is used); WrongCodeError or CodeGoneError."""
    code = read_fields(code=lambda: read_code(typed))["code"]
    counted = storage.count_attempt(world.table, challenge_id, purpose, world.now)
    if counted is None:
        metrics.count("CodeGone", purpose=purpose)
        raise CodeGoneError
    challenge, attempt = counted
    if not is_right(challenge, code, world.keys):
        metrics.count("CodeWrong", who=challenge.subject, purpose=purpose)
        raise WrongCodeError(f"{MAX_ATTEMPTS - attempt} attempts are left")
    proof = new_token()
    if not storage.note_proof(world.table, challenge_id, token_hash(proof), world.now + PROOF_LIFETIME):
        raise CodeGoneError
    metrics.count("CodeRight", who=challenge.subject, purpose=purpose)
    return proven_by(world, challenge), proof


def proven_by(world: World, challenge: Challenge) -> Proven:
    phone = world.keys.unseal(f"code/{challenge.challenge_id}", challenge.sealed_phone)
    known = (challenge.challenge_id, challenge.purpose, challenge.subject, phone, challenge.phone_hash)
    return Proven(*known, language=challenge.language)


def get_proven(world: World, purpose: Purpose, challenge_id: str, proof: str) -> Proven:
    """What this proof is for; whether it still counts is decided by the write of `using_proof`."""
    challenge = storage.get_proven(world.table, challenge_id, token_hash(proof))
    if challenge is None or challenge.purpose != purpose:
        raise ProofGoneError
    return proven_by(world, challenge)


def using_proof(world: World, purpose: Purpose, challenge_id: str, proof: str) -> Item:
    """The first write of a transaction that acts on a right code; it fails where the proof is wrong, late or used."""
    return storage.using_proof(world.table, challenge_id, purpose, token_hash(proof), world.now)


def notice_limits(world: World, notice: Notice, phone: str) -> list[Limit]:
    share, budget = str(secrets.randbelow(BUDGET_SHARES)), world.config.sms_a_day // BUDGET_SHARES
    if notice in SMALL_MOVEMENTS:
        own, of_all = SMALL_MOVEMENTS_A_DAY, Limit("movement-budget", share, budget, DAY)
    else:
        own, of_all = NOTICES_OF_A_KIND_A_DAY, Limit("notice-budget", share, max(1, budget // NOTICES_SHARE), DAY)
    return [Limit(f"notice-{notice}", hash_phone(world, phone), own, DAY), of_all]


def send_notice(world: World, notice: Notice, phone: str, language: Language, link: str = "") -> Outcome:
    """Tells an owner what happened to their account. It must not fail what has happened: only counted when it does.

    "enough": this phone, or all of them, have had too many of today's notices. "failed": another time it may leave.
    """
    outcome: Outcome = "sent"
    try:
        world.table.transact([limit.counting(world.table, world.now) for limit in notice_limits(world, notice, phone)])
        world.sms.send(phone, notice_text(notice, language, link))
    except RefusedError:
        outcome = "enough"
    except (SmsFailedError, BusyError):
        outcome = "failed"
    metrics.count("NoticeSent" if outcome == "sent" else "NoticeFailed", notice=notice)
    return outcome
