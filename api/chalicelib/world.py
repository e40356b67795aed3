"""What a use case needs from outside itself: the database, the keys, the SMS client and what time it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from .clients.bank import BankClient, bank_client
from .clients.sms import SmsClient, sms_client
from .config import Config, load_config
from .dynamodb import Table, dynamodb_client
from .keys import Keys


@dataclass(frozen=True, slots=True)
class World:
    """`table` has the accounts, `wallet` the money."""

    table: Table
    wallet: Table
    keys: Keys
    sms: SmsClient
    config: Config
    now: datetime
    bank: BankClient


def world() -> World:
    """The world as it is at this request."""
    config = load_config()
    client = dynamodb_client()
    tables = Table(client, config.accounts_table), Table(client, config.wallet_table)
    return World(*tables, Keys(config.pepper), sms_client(), config, clock(), bank_client())


def clock() -> datetime:
    return datetime.now(UTC)
