"""What a use case needs from outside itself: the database, the keys, the clients of other services and what time it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from .clients.bank import BankClient, bank_client
from .clients.billers import BillerClient, biller_client
from .clients.email import EmailClient, email_client
from .clients.files import FileStore, file_store, media_store
from .clients.identity_checks import IdentityChecks, identity_checks
from .clients.sms import SmsClient, sms_client
from .config import Config, load_config
from .dynamodb import Table, dynamodb_client
from .keys import Keys


@dataclass(frozen=True, slots=True)
class World:
    """`table` has the accounts, `wallet` the money, `reports` what citizens report; `files` the pictures of identity
    checks, `media` what comes with reports."""

    table: Table
    wallet: Table
    reports: Table
    keys: Keys
    sms: SmsClient
    email: EmailClient
    files: FileStore
    media: FileStore
    checks: IdentityChecks
    bank: BankClient
    billers: BillerClient
    config: Config
    now: datetime


def world() -> World:
    """The world as it is at this request."""
    config = load_config()
    client = dynamodb_client()
    return World(
        table=Table(client, config.accounts_table),
        wallet=Table(client, config.wallet_table),
        reports=Table(client, config.reports_table),
        keys=Keys(config.pepper),
        sms=sms_client(),
        email=email_client(),
        files=file_store(),
        media=media_store(),
        checks=identity_checks(),
        bank=bank_client(),
        billers=biller_client(),
        config=config,
        now=clock(),
    )


def clock() -> datetime:
    return datetime.now(UTC)
