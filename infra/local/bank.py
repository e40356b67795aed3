"""The bank of a laptop: starting the sandbox bank."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from database import free_port, is_ready
from processes import running

LOCAL = Path(__file__).resolve().parent
KEY = "no secret either: it opens a bank without money"


def start_bank(started: ExitStack, front_port: int, data: Path) -> dict[str, str]:
    """The environment that points to a sandbox bank, which tells the front of what it decides."""
    port = free_port()
    open_bank(started, port, front_port, data)
    print(f"Sandbox bank: http://127.0.0.1:{port}/phone shows the codes that it sends", flush=True)
    return environment_of(port)


def environment_of(port: int) -> dict[str, str]:
    return {"HUECITY_BANK_URL": f"http://127.0.0.1:{port}", "HUECITY_BANK_KEYS": KEY}


def open_bank(started: ExitStack, port: int, front_port: int, data: Path) -> subprocess.Popen[bytes]:
    """The bank with the books that it had before."""
    callback_url = f"http://127.0.0.1:{front_port}/api/v1/wallet/bank-callbacks"
    command = [sys.executable, "-m", "sandbox_bank", "--port", str(port), "--books", str(data / "bank.db")]
    bank = started.enter_context(
        running([*command, "--callback-url", callback_url], cwd=LOCAL, env={**os.environ, **environment_of(port)})
    )
    if not is_ready(port, bank):
        sys.exit(f"The sandbox bank does not start; can {data / 'bank.db'} be written?")
    return bank
