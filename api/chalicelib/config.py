"""What the environment decides: the stage and the names of the tables."""

import os
from dataclasses import dataclass

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Config:
    """`stage` is "local" on a laptop and the name of the deployment elsewhere."""

    stage: str
    accounts_table: str


def load_config() -> Config:
    return Config(
        stage=os.environ.get("HUECITY_STAGE", "production"),
        accounts_table=os.environ.get("HUECITY_ACCOUNTS_TABLE", "huecity-accounts"),
    )
