"""What somebody learns who asks whether a release is genuine."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visiting import visit

Open = Callable[..., Page]
SLUG = "quyet-dinh-30-2022"


def read_release(dist: Path, tag: str, slug: str = SLUG, name: str = "release.txt") -> str:
    return (dist / tag / "press" / slug / name).read_text("utf-8")


def ask(page: Page, text: str, title: str) -> str:
    """Pastes a text, asks by keyboard, and returns what is said below the title."""
    page.locator("#text").fill(text)
    page.locator("#text").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict] h2")).to_have_text(title)
    expect(page.locator("[data-verdict]")).to_be_focused()
    return page.locator("[data-verdict]").inner_text()


def test_a_genuine_text_is_known_also_when_it_was_wrapped_and_the_connection_is_lost(
    open_page: Open, today: str, dist: Path
) -> None:
    page = open_page(f"{today}en/press/verify/")
    page.context.set_offline(True)
    wrapped = re.sub(r"(.{60}\S*) ", "\\1\r\n", read_release(dist, "en")).replace("\n\n", "\n \n")
    said = ask(page, wrapped, "Genuine")
    assert "No. 01/2022, word for word" in said
    assert "The signature was checked" in said


def test_a_changed_word_and_a_sign_that_nobody_sees_are_shown_where_they_are(
    open_page: Open, today: str, dist: Path
) -> None:
    page = open_page(f"{today}vi/press/verify/")
    text = read_release(dist, "vi")
    forged = text.replace("19001075", "19009999", 1).replace("Zalo", "Za\u200blo", 1)
    assert forged.count("\u200b") == 1
    ask(page, forged, "Đã bị sửa")
    taken, put = (page.locator(f"[data-verdict] {name}").all_inner_texts() for name in ("del", "ins"))
    assert any("19001075" in part for part in taken)
    assert any("19009999" in part for part in put)
    assert any("⟨U+200B⟩" in part for part in put)
    assert page.locator("[data-verdict] .changes").get_attribute("lang") == "vi"
    expect(page.locator("[data-verdict] a")).to_have_attribute("href", f"../../../vi/press/{SLUG}/")


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (lambda text: f"Kính gửi các báo,\n\n{text}\nTrân trọng.", "Có nguyên văn, kèm chữ khác"),
        (lambda text: "\n".join(text.splitlines()[4:8]), "Một phần của thông cáo"),
        (lambda text: "Thành phố tặng mỗi nhà một con voi. " * 20, "Không rõ nguồn"),
        (lambda text: "Ngắn quá", "Không rõ nguồn"),
    ],
)
def test_other_texts_are_told_apart(open_page: Open, today: str, dist: Path, make: Callable[[str], str], title: str) -> None:
    ask(open_page(f"{today}vi/press/verify/"), make(read_release(dist, "vi")), title)


def test_words_from_before_a_correction_are_known_as_such(open_page: Open, today: str, dist: Path) -> None:
    page = open_page(f"{today}en/press/verify/")
    said = ask(page, read_release(dist, "en", "hue-s-bay-nam", "release.1.txt"), "Genuine, but corrected since")
    assert "03/2026" in said
    ask(page, read_release(dist, "en", "hue-s-bay-nam"), "Genuine")


def test_what_is_copied_from_a_page_is_genuine(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/press/gia-ve-2025/")
    copied = page.evaluate(
        """() => {
            const range = document.createRange();
            range.setStart(document.querySelector("h1"), 0);
            range.setEndAfter(document.querySelector(".body"));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )
    page.goto(f"{today}en/press/verify/")
    ask(page, copied, "Genuine")


def test_files_are_read_as_texts_and_as_attachments(open_page: Open, today: str, dist: Path) -> None:
    page = open_page(f"{today}en/press/verify/")
    field, title = page.locator("#file"), page.locator("[data-verdict] h2")
    windows = b"\xff\xfe" + read_release(dist, "vi").encode("utf-16-le")
    field.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": windows})
    expect(title).to_have_text("Genuine")
    table = (dist / "media/press/gia-ve-2025/gia-ve-50000.csv").read_bytes()
    field.set_input_files({"name": "b.csv", "mimeType": "text/csv", "buffer": table})
    expect(page.locator("[data-verdict]")).to_contain_text("every byte of it is the same")
    field.set_input_files({"name": "b.csv", "mimeType": "text/csv", "buffer": table.replace(b"50000", b"40000")})
    expect(title).to_have_text("Altered")
    field.set_input_files({"name": "c.bin", "mimeType": "", "buffer": b"\x89\xff\x00\xfe"})
    expect(page.locator("[data-verdict]")).to_contain_text("This file is no text")


DROP = """([name, bytes]) => {
    const dataTransfer = new DataTransfer();
    if (name) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
    else dataTransfer.setData("text/plain", "words");
    const fire = (type) => document.querySelector("main").dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })
    );
    const isTaken = !fire("dragover");
    const isMarked = document.body.classList.contains("dropping");
    return [isTaken, isMarked, !fire("drop"), document.body.classList.contains("dropping")];
}"""


def test_a_file_that_is_dropped_anywhere_on_the_page_is_read(open_page: Open, today: str, dist: Path) -> None:
    page = open_page(f"{today}en/press/verify/")
    text = read_release(dist, "en")
    for content, title in ((text, "Genuine"), (text.replace("19001075", "19009999"), "Altered")):
        assert page.evaluate(DROP, ["a.txt", list(content.encode())]) == [True, True, True, False]
        expect(page.locator("[data-verdict] h2")).to_have_text(title)
        expect(page.locator("#text")).to_have_value(content)
    assert page.url == f"{today}en/press/verify/"


def test_words_that_are_dragged_are_left_to_the_browser(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/press/verify/")
    assert page.evaluate(DROP, ["", []]) == [False, False, False, False]
    expect(page.locator("[data-verdict]")).to_be_empty()


DAMAGES: dict[str, tuple[str, str]] = {
    "an entry is changed": (r'"number":"01/2022"', '"number":"09/2022"'),
    "an entry is taken out": (r'\n\{"number":"01/2020"[^\n]*\n', "\n"),
    "another head": (r'"signature":"....', '"signature":"AAAA'),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_list_proves_nothing(open_page: Open, today: str, dist: Path, damage: str) -> None:
    page = open_page("about:blank")
    ledger = re.sub(*DAMAGES[damage], (dist / "press/ledger.json").read_text("utf-8"), count=1)
    page.route("**/press/ledger.json", lambda route: route.fulfill(body=ledger, content_type="application/json"))
    visit(page, f"{today}en/press/verify/")
    page.locator("#text").fill(read_release(dist, "en"))
    page.get_by_role("button", name="Check").click()
    expect(page.locator("[data-verdict]")).to_contain_text("nothing can be proven with it")


def test_without_javascript_the_page_says_what_to_do_instead(open_page: Open, today: str) -> None:
    page = open_page(f"{today}fr/press/verify/", java_script_enabled=False)
    expect(page.locator("noscript a[href='../../press/']")).to_be_visible()
    expect(page.locator("form")).to_be_hidden()
