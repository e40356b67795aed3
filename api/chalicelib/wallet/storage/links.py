"""Linked bank accounts in the wallet's table, under the person they belong to."""

from contextlib import suppress

import msgspec

from ...dynamodb import Item, RefusedError, Table
from ...errors import BusyError
from ..model.accounts import citizen_account
from ..model.links import (
    MOST_ATTEMPTS,
    MOST_LINKS,
    MOST_MOVING,
    AlreadyLinkedError,
    Link,
    LinkBusyError,
    LinkGoneError,
    NoSuchLinkError,
    TooManyLinksError,
)
from .guarded import Guarded

KEEP_SECONDS = 86_400
ATTEMPT = "ADD attempts :one"
MAY_ATTEMPT = "standing = :started AND ends_at > :now AND attempts < :most"
CONFIRM = (
    "SET standing = :linked, linked_at = :now, masked_number = :masked, sealed_token = :token, token_hash = :hash "
    "REMOVE expires_at"
)
MAY_CONFIRM = "standing = :started AND ends_at > :now"
RESTS = "standing = :linked AND attribute_not_exists(moving)"
HAS_ROOM = "standing = :linked AND (attribute_not_exists(moving) OR size(moving) < :most)"


def key(account_id: str, link_id: str) -> tuple[str, str]:
    return f"ACCOUNT#{citizen_account(account_id)}", f"BANK#{link_id}"


def counter(account_id: str) -> tuple[str, str]:
    return f"ACCOUNT#{citizen_account(account_id)}", "BANKS"


def put_started(table: Table, account_id: str, link: Link) -> None:
    pk, sk = key(account_id, link.link_id)
    known = {name: value for name, value in msgspec.structs.asdict(link).items() if value != frozenset()}
    table.put({"pk": pk, "sk": sk, "expires_at": link.ends_at + KEEP_SECONDS, **known})


def get_link(table: Table, account_id: str, link_id: str) -> Link | None:
    item = table.get(*key(account_id, link_id))
    return msgspec.convert(item, Link) if item else None


def list_links(table: Table, account_id: str) -> list[Link]:
    """Started ones that ended and were not swept away included."""
    return [msgspec.convert(item, Link) for item in table.query(f"ACCOUNT#{citizen_account(account_id)}", "BANK#")]


def count_links(table: Table, account_id: str) -> int:
    item = table.get(*counter(account_id))
    return int(item["linked"]) if item else 0


def count_attempt(table: Table, account_id: str, link_id: str, now: int) -> Link | None:
    """The link, while it may be confirmed; the attempt counts before the bank is asked."""
    values = {":one": 1, ":started": "started", ":now": now, ":most": MOST_ATTEMPTS}
    try:
        item = table.update(*key(account_id, link_id), ATTEMPT, MAY_ATTEMPT, values)
    except RefusedError:
        return None
    return msgspec.convert(item, Link)


def confirming(table: Table, account_id: str, link: Link, now: int) -> list[Guarded]:
    """A started link becomes one that moves money: one of few for the person, and the only one for the bank account."""
    values = {":started": "started", ":linked": "linked", ":now": now, ":masked": link.masked_number}
    values |= {":token": link.sealed_token, ":hash": link.token_hash}
    owner = {"pk": f"BANKREF#{link.token_hash}", "sk": "LINK", "account_id": account_id, "link_id": link.link_id}
    room = table.updating(
        *counter(account_id),
        "ADD linked :one",
        "attribute_not_exists(linked) OR linked < :most",
        {":one": 1, ":most": MOST_LINKS},
    )
    return [
        Guarded(table.putting(owner), AlreadyLinkedError),
        Guarded(room, TooManyLinksError),
        Guarded(table.updating(*key(account_id, link.link_id), CONFIRM, MAY_CONFIRM, values), LinkGoneError),
    ]


def beginning_removal(table: Table, account_id: str, link: Link) -> Guarded:
    """From now on nothing moves over this link; refused while something does."""
    values = {":linked": "linked", ":removing": "removing"}
    write = table.updating(*key(account_id, link.link_id), "SET standing = :removing", RESTS, values)
    return Guarded(write, LinkBusyError)


def removing(table: Table, account_id: str, link: Link) -> list[Guarded]:
    """The writes that end a link that is being removed, once."""
    is_removing, values = "standing = :removing", {":removing": "removing"}
    return [
        Guarded(table.deleting(*key(account_id, link.link_id), is_removing, values), NoSuchLinkError),
        Guarded(table.deleting(f"BANKREF#{link.token_hash}", "LINK"), BusyError),
        Guarded(table.updating(*counter(account_id), "ADD linked :minus", "", {":minus": -1}), BusyError),
    ]


def ending(table: Table, account_id: str, linked: list[Link]) -> list[Item]:
    """The writes that end all links of an account at once; they fail where something moves over one of them."""
    rests = "attribute_not_exists(moving)"
    ended = [table.deleting(*key(account_id, one.link_id), rests) for one in linked]
    ended += [table.deleting(f"BANKREF#{one.token_hash}", "LINK") for one in linked]
    return [*ended, table.deleting(*counter(account_id))] if linked else []


def delete_started(table: Table, account_id: str, link_id: str) -> bool:
    """Whether there was one that nobody had confirmed."""
    write = table.deleting(*key(account_id, link_id), "standing = :started", {":started": "started"})
    try:
        table.transact([write])
    except RefusedError:
        return False
    return True


def noting_move(table: Table, account_id: str, link_id: str, transfer_id: str) -> Guarded:
    """A transfer begins over this link."""
    values: Item = {":moved": {transfer_id}, ":linked": "linked", ":most": MOST_MOVING}
    return Guarded(table.updating(*key(account_id, link_id), "ADD moving :moved", HAS_ROOM, values), LinkBusyError)


def forget_moves(table: Table, account_id: str, link_id: str, transfer_ids: frozenset[str]) -> None:
    """These transfers are decided. A link may be gone by the time its last one is."""
    values = {":moved": set(transfer_ids)}
    with suppress(RefusedError):
        table.update(*key(account_id, link_id), "DELETE moving :moved", "attribute_exists(pk)", values)
