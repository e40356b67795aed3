"""/dev/files: what S3 does in the cloud, on a laptop: takes files by signed forms, shows them by signed links."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from chalicelib.clients.files import FolderFiles

PATH = "/dev/files"
FORM_OVERHEAD = 64 * 1024
FIELDS = 20


def is_upload_path(path: str) -> bool:
    return path == PATH or path.startswith(f"{PATH}/")


def answer_uploads(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    from chalicelib.clients.files import FolderFiles, FormRefusedError
    from chalicelib.world import world
    from multipart import MultipartError

    now = world()
    assert isinstance(now.files, FolderFiles), "this front serves laptops alone"
    try:
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] == PATH:
            take(now, now.files, environ)
            return reply(start_response, "201 Created", b"")
        return reply(start_response, "200 OK", show(now.files, environ), "image/jpeg")
    except (FormRefusedError, MultipartError, UnicodeError, ValueError) as error:
        return reply(start_response, "403 Forbidden", f"{error}\n".encode())


def take(now: Any, files: "FolderFiles", environ: dict[str, Any]) -> None:
    """The file is taken in at once; in the cloud an event does so a moment later."""
    from chalicelib.clients.files import MOST_BYTES, FormRefusedError
    from chalicelib.identity.service import pictures
    from multipart import parse_form_data

    limits = {"memory_limit": MOST_BYTES + FORM_OVERHEAD, "disk_limit": MOST_BYTES + FORM_OVERHEAD, "part_limit": FIELDS}
    fields, parts = parse_form_data(environ, strict=True, **limits)
    file = parts.get("file")
    if file is None:
        raise FormRefusedError("the form has no file")
    pictures.receive(now, files.accept({name: fields[name] for name in fields}, file.raw))


def show(files: "FolderFiles", environ: dict[str, Any]) -> bytes:
    asked = {name: values[-1] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
    key = environ["PATH_INFO"].removeprefix(f"{PATH}/")
    return files.open_link(key, asked.get("until", "0"), asked.get("signature", ""))


def reply(start_response: Any, status: str, body: bytes, kind: str = "text/plain; charset=utf-8") -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    start_response(status, headers)
    return [body]
