"""What a person carries away of their wallet and their shop."""

import msgspec

from .link_messages import OneLink
from .merchants import Standing
from .movements import Movement


class ShopExport(msgspec.Struct):
    merchant_id: str
    name: str
    category: str
    standing: Standing
    tax_code: str
    address: str
    applied_at: int
    reason: str


class WalletExport(msgspec.Struct):
    """In đồng. `movements` are all there ever were, newest first; numbers of bank accounts are masked."""

    status: str
    opened_at: int
    referral_code: str
    was_referred: bool
    balance: int
    held: int
    movements: list[Movement]
    bank_links: list[OneLink]
