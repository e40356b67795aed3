"""/dev/outbox and /dev/outbox.json: the text messages that a laptop would have sent. Served by the local front alone."""

import json
import os
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

PAGE_PATH, DATA_PATH = "/dev/outbox", "/dev/outbox.json"
SHOWN = 100
ROW = "<li><p><time>{sent_at}</time> &rarr; <b>{to}</b></p><p>{text}</p></li>"
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox</title>
<h1>Outbox</h1><p>Text messages that were not sent, as this is your own machine. Newest first.</p><ol>{rows}</ol></html>
"""


def outbox_path() -> Path:
    return Path(os.environ.get("HUECITY_OUTBOX", ".local/outbox.jsonl"))


def list_messages() -> list[dict[str, str]]:
    """The newest messages first."""
    path = outbox_path()
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return [json.loads(line) for line in reversed(lines[-SHOWN:])]


def answer_outbox(path: str, start_response: Any) -> Iterable[bytes]:
    messages = list_messages()
    if path == DATA_PATH:
        kind, text = "application/json", json.dumps(messages, ensure_ascii=False)
    else:
        rows = "".join(ROW.format(**{name: escape(value) for name, value in one.items()}) for one in messages)
        kind, text = "text/html; charset=utf-8", PAGE.format(rows=rows or "<li>nothing yet</li>")
    start_response("200 OK", [("Content-Type", kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")])
    return [text.encode()]
