"""What the environment decides: the stage, the tables, the secret, and where requests may come from."""

import os
from dataclasses import dataclass

VERSION = "0.1.0"
STEP_UP_FROM = 10_000_000  # Decision 2345/QD-NHNN asks banks for more from above ten million
SMS_A_DAY = 20_000  # a tenth of the city's households; more than that in a day is somebody else's bill


@dataclass(frozen=True, slots=True)
class Config:
    """`stage` is "local" on a laptop and the name of the deployment elsewhere; `origins` are ours, as browsers send them.

    `bank_keys`: the first signs, all of them count, so that a key can be replaced by another.
    """

    stage: str
    accounts_table: str
    wallet_table: str
    reports_table: str
    wallet_stream: str  # its ARN; infra/resources.json puts the real one into the package
    pepper: str
    origins: tuple[str, ...]
    trusted_proxies: int
    edge_secret: str  # what our own proxies say in X-HueCity-Edge: nobody else is believed whom a request came from
    sms_a_day: int
    outbox: str
    billers_url: str
    billers_key: str
    files_bucket: str  # pictures of identity checks
    files_folder: str  # of the twin on a laptop
    files_address: str  # the path of our own origin at which browsers send and see files
    media_bucket: str  # photos, videos and sounds of field reports; the same again
    media_folder: str
    media_address: str
    identity_checks: str  # "rekognition", or nothing: officers then compare without advice
    email_sender: str  # without one no e-mail leaves
    ledger_from: str  # the hour in Huế with which the chain of seals begins: no transfer is older
    step_up_from: int  # đồng; from here on the wallet password alone is too little
    referral_bonus: int  # đồng, to each side
    bank_url: str
    bank_keys: tuple[str, ...]

    @property
    def is_local(self) -> bool:
        return self.stage == "local"


def load_config() -> Config:
    return Config(
        stage=os.environ.get("HUECITY_STAGE", "production"),
        accounts_table=os.environ.get("HUECITY_ACCOUNTS_TABLE", "huecity-accounts"),
        wallet_table=os.environ.get("HUECITY_WALLET_TABLE", "huecity-wallet"),
        reports_table=os.environ.get("HUECITY_REPORTS_TABLE", "huecity-reports"),
        wallet_stream=os.environ.get("HUECITY_WALLET_STREAM", "arn:aws:dynamodb:::table/huecity-wallet/stream/newest"),
        pepper=os.environ.get("HUECITY_PEPPER", ""),
        origins=tuple(os.environ.get("HUECITY_ORIGINS", "https://huecity.example").split(",")),
        trusted_proxies=int(os.environ.get("HUECITY_TRUSTED_PROXIES", "0")),
        edge_secret=os.environ.get("HUECITY_EDGE_SECRET", ""),
        sms_a_day=int(os.environ.get("HUECITY_SMS_A_DAY", str(SMS_A_DAY))),
        outbox=os.environ.get("HUECITY_OUTBOX", ""),
        billers_url=os.environ.get("HUECITY_BILLERS_URL", ""),
        billers_key=os.environ.get("HUECITY_BILLERS_KEY", ""),
        files_bucket=os.environ.get("HUECITY_FILES_BUCKET", "huecity-identity"),
        files_folder=os.environ.get("HUECITY_FILES_FOLDER", ""),
        files_address=os.environ.get("HUECITY_FILES_ADDRESS", ""),
        media_bucket=os.environ.get("HUECITY_MEDIA_BUCKET", "huecity-reports"),
        media_folder=os.environ.get("HUECITY_MEDIA_FOLDER", ""),
        media_address=os.environ.get("HUECITY_MEDIA_ADDRESS", ""),
        identity_checks=os.environ.get("HUECITY_IDENTITY_CHECKS", ""),
        email_sender=os.environ.get("HUECITY_EMAIL_SENDER", ""),
        ledger_from=os.environ.get("HUECITY_LEDGER_FROM", "2026-11-01T00"),
        step_up_from=int(os.environ.get("HUECITY_STEP_UP_FROM", str(STEP_UP_FROM))),
        referral_bonus=int(os.environ.get("HUECITY_REFERRAL_BONUS", "0")),
        bank_url=os.environ.get("HUECITY_BANK_URL", ""),
        bank_keys=tuple(filter(None, os.environ.get("HUECITY_BANK_KEYS", "").split(","))),
    )
