"""The operators' command on accounts: staff, blocking, identity checks. It needs AWS credentials and HUECITY_PEPPER."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "api"))

from chalicelib.accounts.service import staff
from chalicelib.errors import ApiError, WrongFieldError
from chalicelib.keys import WeakPepperError
from chalicelib.wallet.service import closing
from chalicelib.world import world
from operating import operate

UNIT_HELP = "a unit they work for: identity-desk, shop-desk, operations, rescue or an agency; may be given several times"


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="accounts.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create-staff", help="an account for staff or press; its owner sets the password by SMS")
    create.add_argument("--phone", required=True)
    create.add_argument("--name", required=True)
    create.add_argument("--role", choices=("staff", "press", "admin"), default="staff")
    create.add_argument("--unit", action="append", default=[], help=UNIT_HELP)
    commands.add_parser("block", help="no login and no reset; ends all sessions")
    commands.add_parser("unblock", help="login works again")
    commands.add_parser("confirm-identity", help="the person and their card were seen")
    commands.add_parser("make-business", help="the papers of their business were seen: they may open a shop")
    grant = commands.add_parser("grant-claim", help="the owner was seen: the account moves to the phone of their claim")
    grant.add_argument("--phone", required=True, help="the phone of the claim")
    commands.add_parser("release", help="the account was made by somebody else: it is emptied, the number is free")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace, citizen_id: str) -> str:
    now = world()
    if options.command == "create-staff":
        staff.create_staff(now, citizen_id, options.phone, options.name, options.role, options.unit)
    elif options.command == "grant-claim":
        staff.grant_claim(now, citizen_id, options.phone)
    elif options.command == "release":
        closing.release_account(now, citizen_id)
    elif options.command == "make-business":
        staff.make_business(now, citizen_id)
    elif options.command == "confirm-identity":
        staff.confirm_identity(now, citizen_id)
    else:
        staff.set_status(now, citizen_id, "blocked" if options.command == "block" else "active")
    return "done"


def main(arguments: list[str]) -> int:
    """The ID number is asked for, as arguments stay in the shell's history and in the list of processes."""
    options = parse(arguments)
    refusals = (staff.CommandError, WrongFieldError, WeakPepperError, ApiError)
    return operate(lambda: run(options, input("ID number: ")), *refusals)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
