"""What people send and get back about banks and linked accounts."""

from typing import Annotated

import msgspec

from ...otp.model.codes import Language
from .banks import Bank, Method
from .links import Standing


class Banks(msgspec.Struct):
    banks: list[Bank]


class NewLink(msgspec.Struct, forbid_unknown_fields=True):
    """`redirect`: the person logs in at the bank and comes back; `otp`: the bank sends a code for `account_number`."""

    bin: Annotated[str, msgspec.Meta(max_length=20)]
    method: Method
    language: Language
    account_number: Annotated[str, msgspec.Meta(max_length=40)] = ""


class LinkStarted(msgspec.Struct):
    """`redirect`: the person logs in at `address` and comes back with `link` and `code` (or `error`) in the query.

    `otp`: the bank sends a code to the phone that it knows. The code confirms the link.
    """

    id: str
    method: Method
    expires_in_seconds: int
    address: str = ""


class LinkCode(msgspec.Struct, forbid_unknown_fields=True):
    code: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class LinkRemoval(msgspec.Struct, forbid_unknown_fields=True):
    """`proof`: of the wallet password, for `unlink:<link id>`; a link that was only started needs none."""

    proof: Annotated[str, msgspec.Meta(max_length=200)] = ""


class OneLink(msgspec.Struct):
    """`withdrawals_from`: when money may first leave the wallet for this account (seconds since 1970)."""

    id: str
    bin: str
    bank: str
    state: Standing
    masked_number: str
    linked_at: int
    withdrawals_from: int


class Links(msgspec.Struct):
    links: list[OneLink]
