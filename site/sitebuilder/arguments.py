"""The command line of build.py: its commands, their options, and what each option takes."""

import argparse
import os
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

SITE_URL = "https://huecity.example/"  # RFC 2606: resolves nowhere until a city sets HUECITY_SITE_URL
ORIGIN = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?")
Command = Callable[[argparse.Namespace], None]


def parse(root: Path, about: str, commands: Sequence[Command], given: Sequence[str] | None) -> argparse.Namespace:
    """What was given, with `run` for the command; leaves with one line where it makes no sense."""
    parser = argparse.ArgumentParser(description=about)
    choices = parser.add_subparsers(required=True, metavar="command")
    for run in commands:
        command = choices.add_parser(run.__name__, help=run.__doc__)
        command.set_defaults(run=run)
        ADD[run.__name__](command, root)
    return parser.parse_args(given)


def add_content(command: argparse.ArgumentParser, root: Path) -> None:
    command.add_argument("--content", type=Path, default=root / "content", help="folder of the items")


def add_folders(command: argparse.ArgumentParser, root: Path) -> None:
    command.add_argument("--dist", type=Path, default=root / "dist", help="where the website goes")
    command.add_argument("--work", type=Path, default=root / ".build", help="intermediate files, same disk as dist")


def add_keys(command: argparse.ArgumentParser, root: Path) -> None:
    local = Path(os.environ.get("HUECITY_DATA") or root / ".local")
    command.add_argument("--keys", type=Path, default=local / "keys", help="folder of this machine's signing keys")


def add_build(command: argparse.ArgumentParser, root: Path) -> None:
    add_content(command, root)
    add_folders(command, root)
    add_keys(command, root)
    command.add_argument("--locale", help="only this language (BCP 47 tag); the others stay as they are")
    command.add_argument("--force", action="store_true", help="make everything again")
    command.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    command.add_argument("--now", type=instant, help="build as of this instant (ISO 8601), as if the clock stood still")
    address = os.environ.get("HUECITY_SITE_URL") or SITE_URL
    command.add_argument("--site-url", type=origin, default=address, help="or HUECITY_SITE_URL")
    command.add_argument("--watch-time", action="store_true", help="stay, and build again whenever the clock asks for it")
    command.add_argument("--watch", action="store_true", help="stay, and build again when a file or the clock asks for it")


def add_new(command: argparse.ArgumentParser, root: Path) -> None:
    add_content(command, root)
    command.add_argument("kind")
    command.add_argument("slug")


def add_confirm(command: argparse.ArgumentParser, root: Path) -> None:
    add_content(command, root)
    command.add_argument("item", nargs="?", default="", help="kind/slug or kind/slug/locale; all where left out")


def add_publish(command: argparse.ArgumentParser, root: Path) -> None:
    add_folders(command, root)
    command.add_argument("destination", metavar="DEST", help="a folder, or s3://bucket or s3://bucket/prefix")


ADD = {
    "build": add_build,
    "check": add_content,
    "new": add_new,
    "confirm": add_confirm,
    "publish": add_publish,
    "keys": add_keys,
}


def instant(value: str) -> datetime:
    parsed = datetime.fromisoformat(value)
    if parsed.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{value}: write the offset too, such as 2025-11-03T07:00+07:00")
    from .models.clock import YEARS

    if parsed.year not in YEARS:
        raise argparse.ArgumentTypeError(f"{value}: only the years {YEARS.start} to {YEARS.stop - 1} can be built")
    return parsed


def origin(value: str) -> str:
    if not ORIGIN.fullmatch(value):
        raise argparse.ArgumentTypeError(
            f"{value!r} (--site-url or HUECITY_SITE_URL) is no address of a website: write it like https://hue.example/ "
            "in plain letters, without ? or #"
        )
    return value.rstrip("/") + "/"
