"""An open page shows itself anew after each build, and what an editor has to mend: on a laptop only."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

STATE_PATH, SCRIPT_PATH = "/dev/build.json", "/dev/reload.js"
SCRIPT = Path(__file__).with_name("reload.js")
NOTHING = {"build": "", "mistakes": []}
CHANGED = {"content-length", "etag", "last-modified"}  # what no longer holds once the script is in the page
WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


def with_reload(site: WsgiApp, state: Path) -> WsgiApp:
    """`site` with a script in each page that asks how the last build went; build.py --watch writes it into `state`."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == STATE_PATH:
            return send(start_response, "application/json", json.dumps(read_state(state)).encode())
        if environ["PATH_INFO"] == SCRIPT_PATH:
            return send(start_response, "text/javascript", SCRIPT.read_bytes())
        return add_script(site, state, environ, start_response)

    return answer


def read_state(state: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(state.read_text("utf-8"))
    except (OSError, ValueError):
        return NOTHING
    return read


def send(start_response: Any, kind: str, body: bytes) -> list[bytes]:
    start_response("200 OK", [("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-store")])
    return [body]


def add_script(site: WsgiApp, state: Path, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    reply: list[Any] = []
    whole = {name: value for name, value in environ.items() if name not in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")}
    chunks = site(whole, lambda status, headers: reply.extend((status, headers)))
    status, headers = reply
    is_page = any(name.lower() == "content-type" and value.startswith("text/html") for name, value in headers)
    if not is_page or environ["REQUEST_METHOD"] != "GET" or int(status[:3]) == HTTPStatus.PARTIAL_CONTENT:
        start_response(status, headers)
        return chunks
    page = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    tag = f'<script src="{SCRIPT_PATH}" data-build="{read_state(state)["build"]}" defer></script>'.encode()
    body = page.replace(b"</body>", tag + b"</body>", 1) if b"</body>" in page else page + tag
    kept = [(name, value) for name, value in headers if name.lower() not in CHANGED]
    start_response(status, [*kept, ("Content-Length", str(len(body))), ("Cache-Control", "no-store")])
    return [body]
