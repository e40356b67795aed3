"""The operators' command on the keys of applications that send reports. It needs AWS credentials and HUECITY_PEPPER."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "api"))

from chalicelib.keys import WeakPepperError
from chalicelib.reports.service import api_keys
from chalicelib.world import world
from operating import operate

MOST_A_DAY = 200


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="api_keys.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create", help="a new key, shown this once")
    create.add_argument("name", help="of the application and its owner: small letters, digits and hyphens")
    create.add_argument("--most-a-day", type=int, default=MOST_A_DAY, help=f"reports in a day ({MOST_A_DAY})")
    revoke = commands.add_parser("revoke", help="the key works no more; what it has sent stays")
    revoke.add_argument("name")
    commands.add_parser("list", help="names and limits")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> str:
    """What the operator is shown."""
    now = world()
    if options.command == "create":
        return api_keys.create(now, options.name, options.most_a_day)
    if options.command == "revoke":
        api_keys.revoke(now, options.name)
        return "done"
    return "\n".join(f"{key.name}: {key.most_a_day} a day" for key in api_keys.list_keys(now))


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    return operate(lambda: run(options), api_keys.KeyCommandError, WeakPepperError)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
