"""`python -m sandbox_bank`: one sandbox bank, until it is stopped."""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "api"))

from sandbox_bank.books import Books
from sandbox_bank.server import Bank


def main() -> None:
    """The key comes in HUECITY_BANK_KEYS, as a command line can be read by everybody on the machine."""
    options = argparse.ArgumentParser(prog="sandbox_bank")
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--books", type=Path, required=True)
    options.add_argument("--callback-url", default="")
    chosen = options.parse_args()
    chosen.books.parent.mkdir(parents=True, exist_ok=True)
    key = os.environ["HUECITY_BANK_KEYS"].split(",")[0]
    Bank(chosen.port, key, Books(chosen.books), chosen.callback_url).serve_forever()


if __name__ == "__main__":
    main()
