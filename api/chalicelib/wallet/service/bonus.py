"""The bonus for whoever refers somebody to the wallet, and for who was referred."""

from ... import metrics
from ...world import World
from ..model.accounts import citizen_account
from ..model.errors import AccountClosedError, NotEnoughError
from ..model.transfers import Transfer, transfer_id_of
from ..model.wallets import Wallet
from . import ledger

PROMOTIONS = "promotions"


def pay_bonus(world: World, account_id: str, wallet: Wallet) -> None:
    """To both sides, once however often it is called; where the city has set no bonus, or has spent it, to nobody."""
    if not world.config.referral_bonus or not wallet.referred_by:
        return
    for who in (account_id, wallet.referred_by):
        try:
            ledger.post(world, bonus(world, account_id, who))
        except (NotEnoughError, AccountClosedError) as error:
            metrics.count("BonusUnpaid", who=who, reason=error.code)


def bonus(world: World, referred: str, who: str) -> Transfer:
    return Transfer(
        transfer_id=transfer_id_of("referral", f"{referred}/{who}"),
        kind="bonus",
        amount=world.config.referral_bonus,
        debit_account_id=PROMOTIONS,
        credit_account_id=citizen_account(who),
        at_ms=ledger.milliseconds(world.now),  # never in an hour that was sealed meanwhile
        request="referral",
        subject="referral",
        by="referral",
    )
