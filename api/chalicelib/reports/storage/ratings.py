"""Links for rating an answer, by the keyed hash of their token; and what co-signers think of it."""

import msgspec

from ...dynamodb import Item, Table
from ..model.following import Cosign
from ..model.ratings import KEPT_SECONDS, RatingLink
from ..model.reports import Rating
from .following import cosign_key
from .reports import key


def link_key(token_hash: str) -> tuple[str, str]:
    return f"RATING-LINK#{token_hash}", "LINK"


def put_link(table: Table, link: RatingLink) -> None:
    pk, sk = link_key(link.token_hash)
    table.put({"pk": pk, "sk": sk, **msgspec.to_builtins(link), "expires_at": link.answered_at + KEPT_SECONDS})


def get_link(table: Table, token_hash: str) -> RatingLink | None:
    item = table.get(*link_key(token_hash))
    return msgspec.convert(item, RatingLink) if item else None


def using_link(table: Table, link: RatingLink, at: int) -> Item:
    return table.updating(*link_key(link.token_hash), "SET used_at = :at", "used_at = :not_yet", {":at": at, ":not_yet": 0})


def rating_as_cosigner(table: Table, cosign: Cosign, rating: Rating, answered_at: int) -> Item:
    """Once for each answer: it fails where this one has a rating."""
    values = {":rating": rating, ":answer": answered_at}
    update, condition = "SET rating = :rating, answered_at = :answer", "attribute_exists(pk) AND answered_at <> :answer"
    return table.updating(*cosign_key(cosign.report_id, cosign.cosigner), update, condition, values)


def counting_rating(table: Table, report_id: str, rating: Rating, answered_at: int) -> Item:
    """Where this answer stands and can be seen: what is hidden is in no list."""
    condition, values = (
        "answered_at = :answer AND of_open = :closed",
        {":one": 1, ":answer": answered_at, ":closed": "closed"},
    )
    return table.updating(key(report_id), "REPORT", f"ADD rated_{rating} :one", condition, values)
