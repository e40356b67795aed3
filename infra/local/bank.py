"""The bank of a laptop: starting the sandbox bank, and the sweeper that the cloud starts each minute."""

import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from database import free_port, is_ready
from processes import running

LOCAL = Path(__file__).resolve().parent
KEY = "no secret either: it opens a bank without money"
SWEEP_SECONDS = 20  # sooner than in the cloud, as whoever tries it out is waiting


def start_bank(started: ExitStack, front_port: int, data: Path) -> dict[str, str]:
    """The environment that points to a sandbox bank, which tells the front of what it decides."""
    port = free_port()
    callback_url = f"http://127.0.0.1:{front_port}/api/v1/wallet/bank-callbacks"
    command = [sys.executable, "-m", "sandbox_bank", "--port", str(port), "--books", str(data / "bank.db")]
    environment = {"HUECITY_BANK_URL": f"http://127.0.0.1:{port}", "HUECITY_BANK_KEYS": KEY}
    bank = started.enter_context(
        running([*command, "--callback-url", callback_url], cwd=LOCAL, env={**os.environ, **environment})
    )
    if not is_ready(port, bank):
        sys.exit(f"The sandbox bank does not start; can {data / 'bank.db'} be written?")
    print(f"Sandbox bank: http://127.0.0.1:{port}/phone shows the codes that it sends", flush=True)
    return environment


def start_sweeper(started: ExitStack, environment: dict[str, str]) -> None:
    started.enter_context(running([sys.executable, __file__], env={**os.environ, **environment}))


def sweep_for_ever() -> None:
    sys.path.insert(0, str(LOCAL.parents[1] / "api"))
    from chalicelib.errors import BusyError
    from chalicelib.wallet.service.sweeping import sweep
    from chalicelib.world import world

    while True:
        time.sleep(SWEEP_SECONDS)
        try:
            sweep(world(), lambda: True)
        except BusyError:  # no database on this machine, or none for a moment
            continue


if __name__ == "__main__":
    sweep_for_ever()
