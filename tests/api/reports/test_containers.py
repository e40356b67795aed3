"""What is kept of videos and sounds: what is seen and heard, and not where; what is none is told why."""

import pytest
from chalicelib.reports.model.containers import clean
from chalicelib.reports.model.containers.refusals import MediumError
from clips import HERE, film, mp3, ogg, page, web_film
from hypothesis import given, settings
from hypothesis import strategies as st
from snapshots import photo

GOOD = {
    "a phone's video": ("video/mp4", film(b"vide", b"soun")),
    "an iPhone's video": ("video/quicktime", film(b"vide", b"soun", brand=b"qt  ")),
    "a video of a camera that writes down its way": ("video/mp4", film(b"vide", b"gpmd")),
    "a recorded voice": ("audio/mp4", film(b"soun", brand=b"M4A ")),
    "a browser's video": ("video/webm", web_film(1, 2, has_end=False)),
    "an edited video": ("video/webm", web_film(1)),
    "a browser's sound": ("audio/webm", web_film(2)),
    "a sound in frames": ("audio/mpeg", mp3()),
    "a sound in pages": ("audio/ogg", ogg()),
}


@pytest.mark.parametrize("name", GOOD)
def test_where_it_was_taken_is_not_kept_and_what_is_seen_and_heard_is(name: str) -> None:
    media_type, data = GOOD[name]
    kept = clean(data, media_type)
    assert HERE not in kept
    assert len(kept) == len(data) or media_type == "audio/mpeg", "nothing has moved"
    assert clean(kept, media_type) == kept
    for seen in (b"picture", b"sound"):
        assert (seen in kept) == (seen in data)


def test_of_a_sound_in_frames_the_frames_alone_are_kept() -> None:
    assert clean(mp3(6), "audio/mpeg") == b"".join([b"\xff\xfb\x90\x00" + bytes(413)] * 6)


HOSTILE = {
    "nothing": (b"", "video/mp4", "media-type"),
    "a picture": (photo(), "video/mp4", "media-type"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "video/webm", "media-unsafe"),
    "a video with a page in its head": (film(b"vide", brand=b"<svg onload="), "video/mp4", "media-unsafe"),
    "a video and an archive": (film(b"vide", tail=b"PK\5\6" + bytes(18)), "video/mp4", "media-unsafe"),
    "a video with something behind it": (film(b"vide", tail=b"x"), "video/mp4", "media-broken"),
    "a video that ends in the middle": (film(b"vide")[:-30], "video/mp4", "media-broken"),
    "a sound that wants to be a video": (film(b"soun"), "video/mp4", "media-type"),
    "a video that wants to be a sound": (film(b"vide"), "audio/mp4", "media-type"),
    "a video without tracks": (film(), "video/mp4", "media-type"),
    "another kind of Matroska": (web_film(1, kind=b"matroska"), "video/webm", "media-type"),
    "a browser's video with words in it": (web_film(1, 17), "video/webm", "media-unsafe"),
    "a browser's video with something behind it": (web_film(1) + b"\0", "video/webm", "media-broken"),
    "too few frames": (mp3(3), "audio/mpeg", "media-type"),
    "a sound that says where": (ogg(b"LOCATION=16.46,107.59"), "audio/ogg", "media-unsafe"),
    "two sounds in one": (ogg(serial=8), "audio/ogg", "media-broken"),
    "pages of something else": (page(b"theora"), "audio/ogg", "media-type"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_video_and_no_sound_is_told_why(name: str) -> None:
    data, media_type, code = HOSTILE[name]
    with pytest.raises(MediumError) as refused:
        clean(data, media_type)
    assert refused.value.code == code


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=12), st.integers(0, 2**16), st.sampled_from(sorted(GOOD)))
def test_a_damaged_video_or_sound_is_one_still_or_is_told_why(noise: bytes, place: int, name: str) -> None:
    media_type, whole = GOOD[name]
    data = bytearray(whole)
    data[place % len(data) : place % len(data) + len(noise)] = noise
    try:
        assert len(clean(bytes(data), media_type)) <= len(data)
    except MediumError:
        return
