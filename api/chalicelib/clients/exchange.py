"""One signed request and its signed answer, over a connection of its own, before a deadline."""

import http.client
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from ..signatures import WrongSignatureError, check_signature, signed

CONNECT_SECONDS = 1.5
MAX_BYTES = 64 * 1024
Kind = TypeVar("Kind", bound=msgspec.Struct)
OWN_MACHINE = ("http://127.0.0.1:", "http://localhost:")


class NoAnswerError(Exception):
    """Nothing came back that can be relied on; whether the request has done anything is not known."""


class LateAnswerError(NoAnswerError):
    """The deadline has passed, so there is no time for another try either."""


def exchange(
    url: str,
    keys: Sequence[str],
    method: str,
    path: str,
    body: bytes,
    deadline: float,
    clock: Callable[[], float] = time.time,
) -> bytes:
    """The body of a signed 200. NoAnswerError for everything else: what somebody in between wrote must count for nothing.

    The first of `keys` signs, all are accepted, so that a key can be changed. `deadline` is an instant of time.monotonic.
    """
    if not url.startswith(("https://", *OWN_MACHINE)):
        raise NoAnswerError("no address")
    nonce, at = secrets.token_hex(16), int(clock())
    headers = {"Content-Type": "application/json", **signed(keys[0], "request", f"{method} {path}", at, nonce, body)}
    try:
        status, told, answer = send(url, method, path, body, headers, deadline)
        check_signature(keys, "answer", f"{status} {nonce}", told, answer, int(clock()))
    except TimeoutError as error:
        raise LateAnswerError(type(error).__name__) from None
    except (OSError, http.client.HTTPException, WrongSignatureError) as error:
        raise NoAnswerError(type(error).__name__) from None
    if status != http.HTTPStatus.OK:
        raise NoAnswerError(f"status {status}")
    return answer


def read(answer: bytes, kind: type[Kind]) -> Kind:
    """NoAnswerError where it is not JSON, not UTF-8, or not what was asked for."""
    try:
        return msgspec.json.decode(answer, type=kind)
    except ValueError:
        raise NoAnswerError("answer") from None


def send(url: str, method: str, path: str, body: bytes, headers: dict[str, str], deadline: float) -> tuple[int, Any, bytes]:
    """(status, headers, body); redirections are not followed."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=CONNECT_SECONDS)
    try:
        connection.connect()
        sock = connection.sock  # http.client lets go of it once the answer has begun
        sock.settimeout(left(deadline))
        connection.request(method, parts.path.rstrip("/") + path, body, headers)
        reply = connection.getresponse()
        return reply.status, reply.headers, read_all(reply, sock, deadline)
    finally:
        connection.close()


def read_all(reply: http.client.HTTPResponse, sock: Any, deadline: float) -> bytes:
    """The whole body, however slowly it drips, but no later than the deadline and no more than anybody needs."""
    body = b""
    while part := reply.read1(MAX_BYTES):
        body += part
        if len(body) > MAX_BYTES:
            raise ConnectionError("too large")
        sock.settimeout(left(deadline))
    if reply.length:  # http.client says nothing of a body that ends early when it is read in parts
        raise ConnectionError("cut off")
    return body


def left(deadline: float) -> float:
    """Seconds until the deadline; TimeoutError where none is left."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
