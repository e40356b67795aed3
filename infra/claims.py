"""The operators' command on withdrawals that somebody had twice: whom to ask, taking it back. It needs AWS credentials."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "api"))

from chalicelib.errors import BusyError
from chalicelib.wallet.service import claims
from chalicelib.world import world
from operating import operate


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="claims.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="who owes what")
    settle = commands.add_parser("settle", help="takes it from the wallet, where it is there again")
    settle.add_argument("transfer_id", help="of the withdrawal")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> str:
    """What the operator is shown."""
    now = world()
    if options.command == "settle":
        return f"taken: {claims.settle(now, options.transfer_id).amount} đồng"
    return "\n".join(f"{one.transfer_id}: {one.account_id} owes {one.amount} đồng" for one in claims.list_claims(now))


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    return operate(lambda: run(options), claims.ClaimCommandError, BusyError)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
