"""A person's wallet and shop as they carry them away."""

import msgspec

from ...access import Person
from ...world import World
from ..model.accounts import citizen_account
from ..model.export import ShopExport, WalletExport
from ..model.merchants import Details
from ..storage import ledger, merchants, wallets
from . import linking, movements
from .merchants import merchant_id_of, place_of


def export_wallet(world: World, person: Person) -> WalletExport | None:
    """None where there never was one."""
    wallet = wallets.get_wallet(world.wallet, person.account_id)
    accounts = ledger.get_balances(world.wallet, citizen_account(person.account_id))
    if wallet is None or not accounts:
        return None
    return WalletExport(
        status=wallet.status,
        opened_at=wallet.opened_at,
        referral_code=wallet.referral_code,
        was_referred=bool(wallet.referred_by),
        balance=accounts[0]["balance"],
        held=accounts[0]["held"],
        movements=movements.list_all(world, person),
        bank_links=linking.list_own(world, person),
    )


def export_shop(world: World, person: Person) -> ShopExport | None:
    """None where nobody applied for one."""
    shop = merchants.get_merchant(world.wallet, merchant_id_of(world, person.account_id))
    if shop is None:
        return None
    details = msgspec.json.decode(world.keys.unseal(place_of(shop.merchant_id), shop.sealed_details), type=Details)
    return ShopExport(
        merchant_id=shop.merchant_id,
        name=shop.name,
        category=shop.category,
        standing=shop.standing,
        tax_code=details.tax_code,
        address=details.address,
        applied_at=shop.applied_at,
        reason=shop.reason,
    )
