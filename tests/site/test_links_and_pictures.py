"""Links, images, headings and drawings in content: what would mislead or harm a reader is refused, whatever its spelling."""

from collections.abc import Callable
from pathlib import Path

import pytest

Load = Callable[[], list[str]]
SVG = 'xmlns="http://www.w3.org/2000/svg"'
DOOR = "/attractions/ky-dai/"


def write_body(content: Path, body: str) -> None:
    text = f"---\ntitle: Đại Nội\nsummary: Kinh thành\n---\n{body}\n"
    (content / "attractions/dai-noi/vi.md").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("![ảnh][a]\n\n[a]: https://example.com/x.png", "image 'https://example.com/x.png' is not an image of the site"),
        ("![ảnh](//example.com/x.png)", "image '//example.com/x.png' is not an image of the site"),
        ("![ảnh](data:image/png;base64,AAAA)", "image 'data:image/png;base64,AAAA' is not an image of the site"),
        ("![ảnh](/attractions/dai-noi/vi.md)", "no picture: '/attractions/dai-noi/vi.md'"),
        ("![ảnh](/attractions/dai-noi/)", "no picture: '/attractions/dai-noi/'"),
        ("[bấm](//example.com/)", "link to '//example.com/'"),
        ("[một [hai] ba [bốn]](/attractions/khong-co/)", "broken link to '/attractions/khong-co/'"),
        ("[một [hai [ba]]](/attractions/khong-co/)", "broken link to '/attractions/khong-co/'"),
        ("[một][a]\n\n[a]:\n  /attractions/khong-co/", "broken link to '/attractions/khong-co/'"),
        ("[một](/attractions/ky-dai)", f"broken link to '/attractions/ky-dai' (allowed: {DOOR})"),
        ("[một](/vi/attractions/ky-dai/)", "broken link to '/vi/attractions/ky-dai/'"),
        ("[một](/for/)", "broken link to '/for/'"),
        ("[một](/đường/)", "broken link to '/đường/'"),
        ("[một](#phan-hai)\n\n## Phần hai", "link to '#phan-hai' (allowed: a whole page"),
        (f"[một]({DOOR}#gia-ve)", f"link to '{DOOR}#gia-ve' (allowed: a whole page"),
        ("[một]()", "link to ''"),
        ("[một](https://)", "link to 'https://'"),
        ("[một](javascript&colon;alert(1))", "link to 'javascript:alert(1)'"),
        ("   # Tựa", "a heading of the first level"),
        ("> # Tựa", "a heading of the first level"),
        ("- # Tựa", "a heading of the first level"),
        ("> Tựa\n> =", "a heading of the first level"),
        ("#", "a heading of the first level"),
        ("    mã\n\n<b>đậm</b>", "raw HTML '<b>'"),
    ],
)
def test_what_a_page_may_not_hold_is_told_once(content: Path, mistakes: Load, body: str, problem: str) -> None:
    write_body(content, body)
    told = mistakes()
    assert len(set(told)) == len(told) >= 1
    assert all(line.startswith(f"attractions/dai-noi/vi.md: body: {problem}") for line in told), told


@pytest.mark.parametrize(
    "body",
    [
        f"[một [hai [ba]]]({DOOR})",
        f"[một][a] và [a]\n\n[a]: {DOOR}",
        "[nhà](/), [báo chí](/press/), [cho du khách](/for/tourist/), [số nóng](/hotlines/)",
        "![Cổng Ngọ Môn](/attractions/dai-noi/picture.svg)",
        "[gọi](tel:112), [gọi](tel:+84-234-3822222), <desk@example.org>, www.example.org",
        "```\n# [mã](x) <b>\n```",
        "    # mã",
        "#1 trong danh sách, ## không phải tựa",
        "## Phần hai\n\n### Phần ba",
        "a == b, C# và F#",
    ],
)
def test_what_a_page_may_hold_passes(content: Path, mistakes: Load, body: str) -> None:
    write_body(content, body)
    assert mistakes() == []


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [
        ('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>', "script or another strange"),
        (f'<svg {SVG}><set attributeName="href" to="javascript:alert(1)"/></svg>', "strange element: 'set'"),
        (f'<svg {SVG}><animate attributeName="href" values="javascript:alert(1)"/></svg>', "strange element: 'animate'"),
        (f'<svg {SVG}><path style="fill:url(//example.com/x)"/></svg>', "strange attribute 'style'"),
        (f'<svg {SVG}><path fill="url(//example.com/x)"/></svg>', "link to elsewhere: 'url(//example.com/x)'"),
        (f'<svg {SVG}><path fill="u\\72l(//example.com/x)"/></svg>', "link to elsewhere"),
        (f'<svg {SVG} onload="alert(1)"/>', "strange attribute 'onload'"),
        (f'<svg {SVG}><style>@import "x";</style></svg>', "strange element: 'style'"),
        (f'<svg {SVG} xmlns:x="http://www.w3.org/1999/xlink"><image x:href="https://e.com/x.png"/></svg>', "'image'"),
        (f'<svg {SVG}><p xmlns="http://www.w3.org/1999/xhtml"/></svg>', "strange element: 'p'"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {SVG}><text>&a;</text></svg>', "document type"),
        (f'<?xml-stylesheet href="//example.com/x.css"?><svg {SVG}/>', "an instruction"),
        (f'<?xml version="1.0" encoding="UTF-7"?><svg {SVG}/>', "says that it is UTF-7, not UTF-8"),
        (f"<svg {SVG}>", "is not valid XML: line 1"),
        ("<svg/>", "without xmlns='http://www.w3.org/2000/svg'"),
        ("", "is not valid XML: line 1"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(content: Path, mistakes: Load, drawing: str, problem: str) -> None:
    (content / "attractions/dai-noi/picture.svg").write_text(drawing, "utf-8")
    told = mistakes()
    assert all(line.startswith("attractions/dai-noi/attraction.yaml: picture: 'picture.svg' ") for line in told), told
    assert any(problem in line for line in told), told


def test_a_drawing_in_another_encoding_than_utf_8_is_refused(content: Path, mistakes: Load) -> None:
    drawing = f'<?xml version="1.0" encoding="UTF-16"?><svg {SVG}><script/></svg>'
    (content / "attractions/dai-noi/picture.svg").write_bytes(drawing.encode("utf-16"))
    (told,) = mistakes()
    assert "picture: 'picture.svg' is not UTF-8 (byte 1)" in told


def test_a_drawing_with_gradients_text_and_parts_of_its_own_passes(content: Path, mistakes: Load) -> None:
    (content / "attractions/dai-noi/picture.svg").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg {SVG} viewBox="0 0 1 1"><title>Cổng</title><defs>'
        '<linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g transform="translate(1 2)"><path fill="url(#a)" d="M0 0z"/><text x="1">Huế</text></g></svg>',
        "utf-8",
    )
    assert mistakes() == []


def name_picture(content: Path, name: str, data: bytes) -> None:
    facts = content / "attractions/dai-noi/attraction.yaml"
    facts.write_text(facts.read_text("utf-8").replace("picture: picture.svg", f"picture: '{name}'"), "utf-8")
    (content / "attractions/dai-noi" / name).write_bytes(data)


def test_a_picture_must_be_what_its_name_says(content: Path, mistakes: Load) -> None:
    name_picture(content, "photo.png", b"<script>alert(1)</script>")
    (told,) = mistakes()
    assert "picture: 'photo.png' is no PNG picture" in told
    (content / "attractions/dai-noi/photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert mistakes() == []


@pytest.mark.parametrize("name", ["ảnh đẹp.png", "photo.gif", ".png", "a b.svg"])
def test_a_picture_has_a_plain_name(content: Path, mistakes: Load, name: str) -> None:
    name_picture(content, name, b"\x89PNG\r\n\x1a\n")
    (told,) = mistakes()
    assert f"picture: '{name}' is no picture beside the item" in told
