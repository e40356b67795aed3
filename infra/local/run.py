"""`make run`: the local database, the sandbox bank and the one-origin front, started together and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

from api_key import give_key
from bank import start_bank
from database import NoDatabaseError, create_tables, free_port, running_server
from processes import running
from uploads import FILES_PATH, MEDIA_PATH

LOCAL = Path(__file__).resolve().parent
ROOT = LOCAL.parents[1]
DATA = ROOT / ".local"  # HUECITY_DATA names another folder
PEPPER = "no secret: everybody who has this file knows it"
SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def chosen_port() -> int:
    """The port of PORT; ends the program with one line where nothing can listen on it."""
    text = os.environ.get("PORT") or "8000"
    port = int(text) if text.isdecimal() and len(text) <= 5 else 0
    if not 0 < port < 65536:
        sys.exit(f"PORT={text} is no port: choose a number from 1 to 65535, such as PORT=8001 make run")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was left a moment ago is free
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Port {port} is kept for the system's own services. Choose another: PORT=8001 make run")
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another: PORT={port + 1 if port < 65535 else 8001} make run")
    return port


def leave(*_: Any) -> NoReturn:
    for one in SIGNALS:
        signal.signal(one, signal.SIG_IGN)  # a second one must not cut the stopping short
    sys.exit(0)


def listen_to_signals() -> None:
    """Any wish to end stops everything in order. A shell may have us started deaf to Ctrl-C; nohup is meant."""
    for one in SIGNALS:
        if one != signal.SIGHUP or signal.getsignal(one) != signal.SIG_IGN:
            signal.signal(one, leave)


def data_folder() -> Path:
    return Path(os.environ.get("HUECITY_DATA") or DATA)


def start_database(started: ExitStack) -> dict[str, str]:
    """The environment that points to a local database, or to nothing where this machine can have none."""
    try:
        endpoint = started.enter_context(running_server(data_folder() / "dynamodb.db"))
        create_tables(endpoint)
        give_key(endpoint)
    except NoDatabaseError as error:
        print(f"note: {error}", file=sys.stderr)
        endpoint = "http://127.0.0.1:9"
    return {"AWS_ENDPOINT_URL_DYNAMODB": endpoint}


def start_billers(started: ExitStack, data: Path) -> dict[str, str]:
    """The sandbox of the billers' gateway, and the environment that points to it."""
    port, books = free_port(), data / "billers.jsonl"
    books.parent.mkdir(parents=True, exist_ok=True)
    local = {"HUECITY_BILLERS_URL": f"http://127.0.0.1:{port}", "HUECITY_BILLERS_KEY": PEPPER}
    command = [sys.executable, str(LOCAL / "billers.py"), str(port), str(books)]
    started.enter_context(running(command, env={**os.environ, **local}))
    return local


def front_command(port: int) -> list[str]:
    # one thread: Chalice keeps the current request in an attribute of the app, as Lambda gives it one at a time
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    return [*command, "--workers", "1", "--blocking-threads", "1", "--log-level", "warning", "--no-ws", "front:app"]


def start_front(started: ExitStack, port: int, local: dict[str, str]) -> subprocess.Popen[bytes]:
    """The front, and beside it what the API does by itself: scheduled functions and the stream."""
    environment = {**os.environ, **local}
    started.enter_context(running([sys.executable, str(LOCAL / "schedule.py")], env=environment))
    return started.enter_context(running(front_command(port), cwd=ROOT, env=environment))


def start_builds(started: ExitStack) -> dict[str, str]:
    """Builds the site, goes on building it at each change, and says where the pages read how that went.

    Whoever serves another site (HUECITY_DIST) builds it alone.
    """
    if os.environ.get("HUECITY_DIST"):
        return {}
    state = ROOT / ".build" / "state.json"
    state.unlink(missing_ok=True)
    subprocess.run([sys.executable, "build.py", "keys"], cwd=ROOT, check=True)
    builds = started.enter_context(running([sys.executable, "build.py", "build", "--watch"], cwd=ROOT))
    while not state.exists() and builds.poll() is None:
        time.sleep(0.05)
    return {"HUECITY_STATE": str(state)}


def local_environment(port: int, data: Path) -> dict[str, str]:
    """What the API reads of its surroundings on a laptop."""
    local = {"HUECITY_STAGE": "local", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
    local |= {"AWS_DEFAULT_REGION": "ap-southeast-1", "PYTHONPATH": str(LOCAL)}
    local |= {"HUECITY_ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}"}
    local |= {"HUECITY_FILES_FOLDER": str(data / "files"), "HUECITY_FILES_ADDRESS": FILES_PATH}
    local |= {"HUECITY_MEDIA_FOLDER": str(data / "report-files"), "HUECITY_MEDIA_ADDRESS": MEDIA_PATH}
    return local | {"HUECITY_OUTBOX": str(data / "outbox.jsonl"), "HUECITY_PEPPER": PEPPER}


def main() -> int:
    port = chosen_port()
    listen_to_signals()
    with ExitStack() as started:
        local = local_environment(port, data_folder()) | start_database(started) | start_builds(started)
        local |= start_billers(started, data_folder()) | start_bank(started, port, data_folder())
        front = start_front(started, port, local)
        print(f"HueCity: http://127.0.0.1:{port}  (Ctrl-C stops it)", flush=True)
        return front.wait()


if __name__ == "__main__":
    sys.exit(main())
