"""/dev/files: what S3 does in the cloud, on a laptop: takes files by signed forms, shows them by signed links."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from chalicelib.clients.files import FolderFiles

FILES_PATH, MEDIA_PATH = "/dev/files", "/dev/report-files"
MOST_BYTES = 64 * 1024 * 1024  # more than any form lets in
FIELDS = 20


def is_upload_path(path: str) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in (FILES_PATH, MEDIA_PATH))


def store_at(now: Any, path: str) -> "FolderFiles":
    store: FolderFiles = now.media if path.startswith(MEDIA_PATH) else now.files
    return store


def answer_uploads(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    from chalicelib.clients.files import FormRefusedError
    from chalicelib.world import world
    from multipart import MultipartError

    now = world()
    files = store_at(now, environ["PATH_INFO"])
    try:
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] == files.address:
            take(now, files, environ)
            return reply(start_response, "201 Created", b"")
        return reply(start_response, "200 OK", *show(files, environ))
    except (FormRefusedError, MultipartError, UnicodeError, ValueError) as error:
        return reply(start_response, "403 Forbidden", f"{error}\n".encode())


def take(now: Any, files: "FolderFiles", environ: dict[str, Any]) -> None:
    """The file is taken in at once; in the cloud an event does so a moment later."""
    from chalicelib.clients.files import FormRefusedError
    from chalicelib.identity.service import pictures
    from chalicelib.reports.service import taking_in
    from multipart import parse_form_data

    limits = {"memory_limit": MOST_BYTES, "disk_limit": MOST_BYTES, "part_limit": FIELDS}
    fields, parts = parse_form_data(environ, strict=True, **limits)
    file = parts.get("file")
    if file is None:
        raise FormRefusedError("the form has no file")
    receive = pictures.receive if files is now.files else taking_in.receive
    receive(now, files.accept({name: fields[name] for name in fields}, file.raw))


def show(files: "FolderFiles", environ: dict[str, Any]) -> tuple[bytes, str]:
    """(the file, its media type)."""
    asked = {name: values[-1] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
    key = environ["PATH_INFO"].removeprefix(f"{files.address}/")
    data = files.open_link(key, asked.get("until", "0"), asked.get("signature", ""))
    return data, files.media_type(key)


def reply(start_response: Any, status: str, body: bytes, kind: str = "text/plain; charset=utf-8") -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    start_response(status, headers)
    return [body]
