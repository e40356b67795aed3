"""A browser whose camera sees a code: Chromium plays a film of one picture in place of a camera."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import segno
from chromium import FLAGS, find_chromium
from playwright.sync_api import Browser, BrowserType

WIDTH, HEIGHT, BORDER, MODULE = 640, 480, 4, 6
WHITE, BLACK, GREY = 235, 16, 128


def write_film(path: Path, payload: str) -> None:
    """Uncompressed (YUV4MPEG2, 4:2:0), with the code in the middle of a white sheet."""
    rows = [list(row) for row in segno.make(payload, error="m").matrix_iter(scale=MODULE, border=BORDER)]
    left, top = (WIDTH - len(rows[0])) // 2, (HEIGHT - len(rows)) // 2
    luma = bytearray([WHITE]) * (WIDTH * HEIGHT)
    for y, row in enumerate(rows, top):
        luma[y * WIDTH + left : y * WIDTH + left + len(row)] = bytes(BLACK if dark else WHITE for dark in row)
    colours = bytes([GREY]) * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode() + b"FRAME\n" + bytes(luma) + colours)


@contextmanager
def browser_that_sees(chromium: BrowserType, film: Path) -> Iterator[Browser]:
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    started = chromium.launch(executable_path=find_chromium(), args=[*FLAGS, *camera])
    yield started
    started.close()
