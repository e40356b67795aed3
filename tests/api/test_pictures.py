"""What is kept of an uploaded picture: the picture, upright, and nothing else; what is none is told why."""

import zipfile
from io import BytesIO

import pytest
from chalicelib.identity.model.cases import PAPERS
from chalicelib.pictures import PictureError, clean
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from snapshots import PLACE, photo, png_bomb, png_text_bomb, saved


def drawn(data: bytes, media_type: str = "image/jpeg") -> Image.Image:
    return Image.open(BytesIO(clean(data, media_type, PAPERS)))


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_neither_place_nor_name_nor_camera_is_kept(kind: str, media_type: str) -> None:
    data = photo(kind=kind)
    assert PLACE in data
    kept = clean(data, media_type, PAPERS)
    image = Image.open(BytesIO(kept))
    assert (image.format, image.mode, dict(image.getexif())) == ("JPEG", "RGB", {})
    assert PLACE not in kept
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_that_lies_on_its_side_stands_up() -> None:
    image = drawn(photo(800, 600, orientation=6))
    assert image.size == (600, 800)
    assert image.getpixel((590, 10))[2] < 90, "the yellow corner has gone to the right"


def test_a_large_picture_is_made_small_enough_to_look_at() -> None:
    assert max(drawn(photo(6000, 4000)).size) == PAPERS.longest


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "CMYK", "1", "I;16"])
def test_any_kind_of_colours_becomes_a_plain_picture(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new(mode, (400, 400)) if mode == "I;16" else Image.new("RGB", (400, 400), "red").convert(mode)
    assert drawn(saved(image, kind), f"image/{kind.lower()}").mode == "RGB"


def with_zip(data: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.html", "x")
    return data + packed.getvalue()


HOSTILE = {
    "nothing at all": (b"", "picture-type"),
    "text": (b"xin ch\xc3\xa0o", "picture-type"),
    "a picture of another kind than was said": (photo(kind="PNG"), "picture-type"),
    "a kind that nobody takes pictures in": (saved(Image.new("RGB", (400, 400)), "TIFF"), "picture-type"),
    "cut off in the middle": (photo()[: len(photo()) // 2], "picture-broken"),
    "cut off in its head": (photo()[:200], "picture-broken"),
    "too small to read": (photo(299, 800), "picture-small"),
    "a picture and an archive": (with_zip(photo()), "picture-unsafe"),
    "a picture and a page": (photo() + b"<SCRIPT >alert(1)</script>", "picture-unsafe"),
    "a picture with a page in its comment": (
        saved(Image.new("RGB", (400, 400)), comment=b"<!DOCTYPE html>"),
        "picture-unsafe",
    ),
    "a picture and a program": (photo() + b"<?php system('id'); ?>", "picture-unsafe"),
    "a document with a picture inside": (b"%PDF-1.7\n" + photo(), "picture-unsafe"),
    "a drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "picture-unsafe"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_told_why(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(PictureError) as refused:
        clean(data, "image/jpeg", PAPERS)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png_bomb(30_000, 30_000), "picture-large"),
        (png_bomb(8_000, 7_000), "picture-large"),
        (png_bomb(2**31 - 1, 2**31 - 1), "picture-large"),
        (png_bomb(0, 0), "picture-broken"),
        (png_bomb(5_000, 5_000), "picture-broken"),
    ],
)
def test_a_bomb_is_put_away_before_it_unpacks(data: bytes, code: str) -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(PictureError) as refused:
        clean(data, "image/png", PAPERS)
    assert refused.value.code in (code, "picture-type")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000, "kilobytes"


def test_a_text_that_unpacks_to_much_is_not_unpacked() -> None:
    with pytest.raises(PictureError) as refused:
        clean(png_text_bomb(), "image/png", PAPERS)
    assert refused.value.code == "picture-broken"


def test_of_a_moving_picture_the_first_one_is_kept() -> None:
    frames = [Image.new("RGB", (400, 400), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert drawn(data, "image/png").getpixel((200, 200))[0] > 200


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=40), st.integers(0, 2**20), st.sampled_from(["JPEG", "PNG"]))
def test_a_damaged_file_is_a_picture_or_is_told_why(noise: bytes, place: int, kind: str) -> None:
    data = bytearray(photo(320, 320, kind=kind))
    data[place % len(data) : place % len(data) + len(noise)] = noise
    try:
        kept = clean(bytes(data), f"image/{kind.lower()}", PAPERS)
    except PictureError:
        return
    assert Image.open(BytesIO(kept)).format == "JPEG"
