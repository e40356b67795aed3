"""Co-signs beside their report, and follows: by who follows, and by what is followed."""

from typing import Any

import msgspec

from ...dynamodb import Item, Table
from ..model.following import Cosign, Follow, ListedCosign, places_of
from .reports import key


def cosign_key(report_id: str, cosigner: str) -> tuple[str, str]:
    return key(report_id), f"COSIGN#{cosigner}"


def get_cosign(table: Table, report_id: str, cosigner: str) -> Cosign | None:
    item = table.get(*cosign_key(report_id, cosigner))
    return msgspec.convert(item, Cosign) if item else None


def putting_cosign(table: Table, cosign: Cosign) -> Item:
    pk, sk = cosign_key(cosign.report_id, cosign.cosigner)
    return table.putting({"pk": pk, "sk": sk, **msgspec.to_builtins(cosign)})


def deleting_cosign(table: Table, report_id: str, cosigner: str, condition: str = "attribute_exists(pk)") -> Item:
    return table.deleting(*cosign_key(report_id, cosigner), condition)


def cosigned_key(cosigned: ListedCosign) -> tuple[str, str]:
    return follower_key(cosigned.follower), f"COSIGNED#{cosigned.listed}"


def putting_cosigned(table: Table, cosigned: ListedCosign) -> Item:
    pk, sk = cosigned_key(cosigned)
    return table.putting({"pk": pk, "sk": sk, **msgspec.to_builtins(cosigned)}, "")


def deleting_cosigned(table: Table, cosigned: ListedCosign) -> Item:
    return table.deleting(*cosigned_key(cosigned))


def list_cosigned(table: Table, follower: str) -> list[ListedCosign]:
    return [msgspec.convert(item, ListedCosign) for item in table.query(follower_key(follower), "COSIGNED#")]


def counting_cosign(table: Table, report_id: str) -> Item:
    """One more, while the report is open and to be seen. Moves write only what they change, so no count is lost."""
    return table.updating(key(report_id), "REPORT", "ADD cosigns :one", "of_open = :open", {":one": 1, ":open": "open"})


def uncounting_cosign(table: Table, report_id: str) -> Item:
    return table.updating(key(report_id), "REPORT", "ADD cosigns :less", "cosigns > :none", {":less": -1, ":none": 0})


def follower_key(follower: str) -> str:
    return f"FOLLOWER#{follower}"


def follow_keys(follow: Follow) -> list[tuple[str, str]]:
    """Of all items of a follow, the follower's own first."""
    own = (follower_key(follow.follower), f"FOLLOW#{follow.follow_id}")
    return [own, *((place, follow.follow_id) for place in places_of(follow))]


def putting_follow(table: Table, follow: Follow) -> list[Item]:
    """In the place of the same follow, where there is one."""
    kept: dict[str, Any] = msgspec.to_builtins(follow)
    return [table.putting({"pk": pk, "sk": sk, **kept}, "") for pk, sk in follow_keys(follow)]


def deleting_follow(table: Table, follow: Follow) -> list[Item]:
    return [table.deleting(pk, sk) for pk, sk in follow_keys(follow)]


def get_follow(table: Table, follower: str, follow_id: str) -> Follow | None:
    item = table.get(follower_key(follower), f"FOLLOW#{follow_id}")
    return msgspec.convert(item, Follow) if item else None


def list_follows(table: Table, follower: str) -> list[Follow]:
    return [msgspec.convert(item, Follow) for item in table.query(follower_key(follower), "FOLLOW#")]


def list_followers(table: Table, place: str, behind: str, most: int) -> list[Follow]:
    """Some of those who follow something, from behind the follow `behind`."""
    return [msgspec.convert(item, Follow) for item in table.first(place, behind, most)]


def carry_key(report_id: str) -> tuple[str, str]:
    return key(report_id), "CARRY-OVER"


def beginning_to_carry(table: Table, report_id: str) -> Item:
    """With the move that joins a report with another: its followers are to follow that one."""
    pk, sk = carry_key(report_id)
    return table.putting({"pk": pk, "sk": sk, "behind": ""}, "")


def get_carried(table: Table, report_id: str) -> str | None:
    """Up to which follower they were carried over; None where there is nothing (more) to carry."""
    item = table.get(*carry_key(report_id))
    return str(item["behind"]) if item else None


def carrying_on(table: Table, report_id: str, before: str, behind: str) -> Item:
    """From one follower to another, or with "" to the end. It fails where another run has gone on meanwhile."""
    place, values = carry_key(report_id), {":before": before}
    if not behind:
        return table.deleting(*place, "behind = :before", values)
    return table.updating(*place, "SET behind = :behind", "behind = :before", {**values, ":behind": behind})


def list_unmade(table: Table, wanted: list[Follow]) -> list[Follow]:
    """Those that nobody has yet, by whatever channel."""
    there = table.get_many([follow_keys(one)[0] for one in wanted]) if wanted else []
    return [one for one, found in zip(wanted, there, strict=True) if found is None]
