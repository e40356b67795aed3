"""Where the repository lies, and the two instants at which the tests look at the website."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
TODAY = "2026-11-23T10:00:00+07:00"
FLOOD = "2025-11-03T07:00:00+07:00"  # half an hour after the alert of 3 November 2025 was sent
