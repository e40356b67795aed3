"""`make run`: the local database and the one-origin front, started together and stopped together."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from database import NoDatabaseError, create_tables, start_server

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / ".local" / "dynamodb.db"
OUTBOX = ROOT / ".local" / "outbox.jsonl"
STOP_SECONDS = 5


def start_database() -> tuple[list[subprocess.Popen[bytes]], dict[str, str]]:
    """What was started, and the environment that points to it; neither where this machine has no server."""
    try:
        process, endpoint = start_server(DATA)
        create_tables(endpoint)
    except NoDatabaseError as error:
        print(f"note: {error}", file=sys.stderr)
        return [], {"AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:9"}
    return [process], {"AWS_ENDPOINT_URL_DYNAMODB": endpoint}


def start_front(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # one thread: Chalice keeps the current request in an attribute of the app, as Lambda gives it one at a time
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "1", "--log-level", "warning", "--no-ws", "front:app"]
    local = {"HUECITY_STAGE": "local", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
    local |= {"HUECITY_ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}", "HUECITY_OUTBOX": str(OUTBOX)}
    local |= {"HUECITY_PEPPER": "no secret: everybody who has this file knows it"}
    local |= {"AWS_DEFAULT_REGION": "ap-southeast-1", "PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.Popen(command, env={**os.environ, **local, **environment}, start_new_session=True)


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ends everything that was started, by force if it must be."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> int:
    port = int(os.environ.get("PORT") or 8000)
    if is_taken(port):
        print(f"Port {port} is in use. Choose another: PORT={port + 1} make run", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have us started deaf to Ctrl-C
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes, environment = start_database()
        processes.append(start_front(port, environment))
        print(f"HueCity: http://127.0.0.1:{port}  (Ctrl-C stops it)", flush=True)
        return processes[-1].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        stop(processes)


if __name__ == "__main__":
    sys.exit(main())
