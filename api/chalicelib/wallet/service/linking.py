"""Linking bank accounts: begun here, agreed to at the bank, confirmed with its code; and taken off again."""

import secrets
from contextlib import suppress

import msgspec

from ...access import Person
from ...accounts.model.account import FREEZE_SECONDS
from ...accounts.model.sessions import Visitor
from ...accounts.service import owner
from ...accounts.service.sessions import announce, logging
from ...clients.bank import BankUnavailableError, LinkedAccount, LinkStart
from ...errors import ApiError, BusyError, WrongFieldError, read_fields
from ...limits import Limit, count_all
from ...world import World
from ..model.banks import BY_BIN, read_bin
from ..model.link_messages import LinkStarted, NewLink, OneLink
from ..model.links import (
    MOST_LINKS,
    MOST_STARTS_A_DAY,
    START_SECONDS,
    AlreadyLinkedError,
    BankRefusedError,
    Link,
    LinkGoneError,
    NoSuchLinkError,
    NotTheHolderError,
    TooManyLinksError,
    WrongBankCodeError,
)
from ..storage import links
from ..storage.guarded import Guarded, commit
from .owing import follow_up, owing, putting

DAY = 86_400
REFUSALS: dict[str, type[ApiError]] = {
    "wrong-code": WrongBankCodeError,
    "code-gone": LinkGoneError,
    "not-the-holder": NotTheHolderError,
}


def start(world: World, person: Person, wanted: NewLink) -> LinkStarted:
    """Asks the bank to link; nothing is linked before `confirm`."""
    fields = read_fields(bin=lambda: read_bin(wanted.bin), account_number=lambda: read_number(wanted))
    if links.count_links(world.wallet, person.account_id) >= MOST_LINKS:
        raise TooManyLinksError
    count_all(world.table, [Limit("bank-links", person.account_id, MOST_STARTS_A_DAY, DAY)], world.now)
    at, link_id = int(world.now.timestamp()), secrets.token_hex(16)
    link = Link(link_id=link_id, bin=wanted.bin, standing="started", started_at=at, ends_at=at + START_SECONDS)
    links.put_started(world.wallet, person.account_id, link)
    step = world.bank.start_link(
        LinkStart(
            reference=link_id,
            bin=wanted.bin,
            step=wanted.method,
            holder_name=owner.full_name(world, person),
            return_url=f"{world.config.origins[0]}/{wanted.language}/wallet/banks/",
            account_number=fields["account_number"],
        )
    )
    if step.status == "refused":
        links.delete_started(world.wallet, person.account_id, link_id)
        raise refusal(step.reason)
    return LinkStarted(link_id, wanted.method, START_SECONDS, step.address)


def read_number(wanted: NewLink) -> str:
    """An account's number as people write it; only the way by code needs one."""
    if wanted.method == "redirect":
        return ""
    digits = "".join(wanted.account_number.split())
    if not (digits.isascii() and digits.isalnum() and 6 <= len(digits) <= 19):
        raise WrongFieldError("account-number-unreadable", "an account number has 6 to 19 digits")
    return digits


def confirm(world: World, person: Person, link_id: str, code: str, visitor: Visitor) -> OneLink:
    """Links, once the bank has agreed; the same code again gives the same answer."""
    link = get_own(world, person, link_id)
    if link.standing != "started":
        return shown(link)
    if links.count_attempt(world.wallet, person.account_id, link_id, int(world.now.timestamp())) is None:
        raise LinkGoneError
    agreed = world.bank.confirm_link(link_id, code.strip())
    if agreed.status == "refused":
        raise refusal(agreed.reason)
    return record(world, person, link, agreed, visitor)


def record(world: World, person: Person, link: Link, agreed: LinkedAccount, visitor: Visitor) -> OneLink:
    at = int(world.now.timestamp())
    linked = msgspec.structs.replace(
        link,
        standing="linked",
        linked_at=at,
        masked_number=agreed.masked_number[-8:],
        sealed_token=world.keys.seal(token_place(link.link_id), agreed.token),
        token_hash=world.keys.hash("bank-token", agreed.token),
    )
    try:
        commit_told(world, person, links.confirming(world.wallet, person.account_id, linked, at), visitor)
    except AlreadyLinkedError:
        known = links.get_link(world.wallet, person.account_id, link.link_id)
        if known is None or known.standing != "linked":  # otherwise it was this request, sent twice
            raise
        return shown(known)
    except (TooManyLinksError, LinkGoneError):
        with suppress(BankUnavailableError):  # a link that only the bank has moves nothing
            world.bank.unlink(link.link_id, agreed.token)
        raise
    return shown(linked)


def commit_told(world: World, person: Person, writes: list[Guarded], visitor: Visitor) -> None:
    """A change of the links, with a line in the log that the owner can read and a message to their phone."""
    owed = owing(world, person.account_id, person.citizen_hash, "banks-changed")
    told = [logging(world, person.account_id, "banks-changed", visitor), *putting(world, owed)]
    commit(world.wallet, [*writes, *[Guarded(one, BusyError) for one in told]])
    announce(person.account_id, "banks-changed", visitor)
    follow_up(world, owed)


def list_own(world: World, person: Person) -> list[OneLink]:
    """Those that wait for a code while it can come, and those that are linked; the oldest first."""
    at = int(world.now.timestamp())
    found = links.list_links(world.wallet, person.account_id)
    alive = [one for one in found if one.standing != "started" or one.ends_at > at]
    return [shown(one) for one in sorted(alive, key=lambda one: one.started_at)]


def shown(link: Link) -> OneLink:
    bank = BY_BIN[link.bin].name if link.bin in BY_BIN else link.bin
    known = (link.link_id, link.bin, bank, link.standing, link.masked_number, link.linked_at)
    return OneLink(*known, withdrawals_from(link))


def withdrawals_from(link: Link) -> int:
    """Who took over an account cannot empty the wallet through a link of their own before the owner has noticed."""
    return link.linked_at + FREEZE_SECONDS if link.linked_at else 0


def get_own(world: World, person: Person, link_id: str) -> Link:
    link = links.get_link(world.wallet, person.account_id, link_id)
    if link is None:
        raise NoSuchLinkError
    return link


def token_of(world: World, link: Link) -> str:
    return world.keys.unseal(token_place(link.link_id), link.sealed_token)


def token_place(link_id: str) -> str:
    return f"bank-link/{link_id}/token"


def refusal(reason: str) -> ApiError:
    return REFUSALS.get(reason, BankRefusedError)()
