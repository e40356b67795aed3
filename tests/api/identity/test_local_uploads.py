"""Pictures on a laptop, over real HTTP: by a signed form into a folder, drawn anew, and seen by a signed link alone."""

import urllib.error
import urllib.request
from typing import Any

from snapshots import PLACE, photo
from test_local_accounts import Session, register, skip_without_database
from test_local_stack import Stack, get, stack

__all__ = ["stack"]
EDGE = "----edge"


def form_data(fields: dict[str, str], data: bytes) -> bytes:
    part = '--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
    text = "".join(part.format(edge=EDGE, name=name, value=value) for name, value in fields.items())
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    return (text + head).encode() + data + f"\r\n--{EDGE}--\r\n".encode()


def send(url: str, body: bytes) -> int:
    headers = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_pictures_are_uploaded_and_kept_on_a_laptop(stack: Stack) -> None:
    skip_without_database(stack)
    browser = Session(stack.origin)
    register(stack, browser)
    check_id = browser.send("POST", "/me/identity-checks", {"paper": "passport", "agrees": True})[1]["id"]
    path = f"/me/identity-checks/{check_id}"
    form: dict[str, Any] = browser.send("POST", f"{path}/uploads", {"part": "face", "media_type": "image/jpeg"})[1]
    url, fields = stack.origin + form["url"], form["fields"]
    assert send(url, form_data(fields | {"key": "incoming/a/b/c"}, photo())) == 403
    assert send(url, form_data(fields, b"")) == 403
    assert send(url, b"nonsense") == 403
    assert send(url, form_data(fields, photo() + b"\0" * 11_000_000)) == 403
    assert send(url, form_data(fields, photo())) == 201
    pictures = {one["part"]: one["state"] for one in browser.send("GET", path)[1]["pictures"]}
    assert pictures == {"front": "missing", "face": "stored"}
    (kept,) = (stack.data / "files" / "pictures" / check_id).glob("*.jpg")
    assert PLACE not in kept.read_bytes()
    assert not list((stack.data / "files" / "incoming").rglob("*.*"))
    assert get(f"{stack.origin}/dev/files/pictures/{check_id}/{kept.name}")[0] == 403
    assert get(f"{stack.origin}/dev/files/../dynamodb.db")[0] in (403, 404)
