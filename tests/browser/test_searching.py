"""What searchers type in a real browser, in every script, and what it makes the page load."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from visiting import coming_to_rest, visit

Open = Callable[..., Page]

FOUND = [
    ("vi", "dai noi", "Đại Nội"),
    ("vi", "Dai Noi", "Đại Nội"),
    ("vi", "Đại Nội", "Đại Nội"),
    ("vi", "chua thien mu", "Thiên Mụ"),
    ("en", "chua thien mu", "Thiên Mụ"),
    ("en", "tomb tu duc", "Tự Đức"),
    ("vi", "cấp cứu", "Đường dây nóng"),
    ("vi", "mực nước", "Sông và cấp báo động"),
    ("vi", "Vỹ Dạ", "Vỹ Dạ"),
    ("en", "ticket", "Tickets"),
    ("fr", "inondation", "Rivières"),
    ("fr", "cite imperiale", "Cité impériale"),
    ("ja", "帝陵", "陵"),
    ("ja", "ティエンムー寺", "ティエンムー"),
    ("zh-Hans", "天姥寺", "天姥寺"),
    ("zh-Hans", "寺", "寺"),
    ("ko", "황제릉", "릉"),
    ("ko", "티엔무", "티엔무"),
]
ONE_WRONG_LETTER = [
    ("vi", "chua thiem mu", "Thiên Mụ"),
    ("vi", "chùa thiêm mụ", "Thiên Mụ"),
    ("en", "citadell", "Citadel"),
    ("en", "imperal", "Imperial"),
    ("ja", "ティエソムー寺", "ティエンムー"),
    ("zh-Hans", "天母寺", "天姥寺"),
    ("ko", "티앤무", "티엔무"),
]


@pytest.mark.parametrize(("tag", "query", "found"), FOUND)
def test_search_finds_with_and_without_marks_and_without_spaces(
    open_page: Open, today: str, tag: str, query: str, found: str
) -> None:
    page = open_page(f"{today}{tag}/search/")
    page.locator("#q").fill(query)
    expect(page.locator(".found h2").first).to_contain_text(found)
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"\d"))


@pytest.mark.parametrize(("tag", "query", "found"), ONE_WRONG_LETTER)
def test_one_wrong_letter_still_finds(open_page: Open, today: str, tag: str, query: str, found: str) -> None:
    page = open_page(f"{today}{tag}/search/?q={query}")
    expect(page.locator(".found h2").first).to_contain_text(found)


class Loaded:
    """What a page has asked for since it was opened."""

    def __init__(self, page: Page) -> None:
        self.names: list[str] = []
        page.on("request", lambda request: self.names.append(request.url.rpartition("/")[2]))

    def named(self, *beginnings: str) -> list[str]:
        return [name for name in self.names if name.startswith(beginnings)]


ENGINE = ("minisearch", "find.", "search.json")


def test_nothing_of_the_search_is_loaded_before_the_first_letter(open_page: Open, today: str) -> None:
    page = open_page("about:blank")
    loaded = Loaded(page)
    visit(page, f"{today}vi/search/")
    with coming_to_rest(page):
        page.locator("#q").focus()
    assert loaded.named(*ENGINE) == []
    with coming_to_rest(page):
        page.locator("#q").fill("lu")
        expect(page.locator(".found").first).to_be_visible()
    assert len(loaded.named(*ENGINE)) == 3
    with coming_to_rest(page):
        page.locator("#q").fill("lũ lụt")
    assert len(loaded.named(*ENGINE)) == 3


@pytest.mark.parametrize(
    ("tag", "query", "found"), [("en", "bicycle", "Tiger"), ("ja", "雅楽", "テト"), ("vi", "xe dap", "Hổ Quyền")]
)
def test_words_that_only_a_text_has_are_found(open_page: Open, today: str, tag: str, query: str, found: str) -> None:
    page = open_page(f"{today}{tag}/search/?q={query}")
    expect(page.locator(".results")).to_contain_text(found)


def test_results_come_with_every_letter(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/search/")
    page.locator("#q").press_sequentially("imper")
    expect(page.locator(".found h2").first).to_contain_text("Imperial City")
    page.locator("#q").fill("")
    expect(page.locator(".found")).to_have_count(0)
    expect(page.locator("[data-status]")).to_be_empty()
    expect(page.locator("[data-more]")).to_be_hidden()


def test_the_address_keeps_the_words_for_the_way_back(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/search/")
    page.locator("#q").fill("đại nội")
    page.wait_for_url("**/vi/search/?q=*")
    page.locator(".found a").first.click()
    page.wait_for_url("**/vi/attractions/dai-noi/")
    page.go_back()
    expect(page.locator("#q")).to_have_value("đại nội")
    expect(page.locator(".found h2").first).to_contain_text("Đại Nội")


def test_search_says_so_when_nothing_is_found_and_keeps_the_words(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/search/?q=zzzzqq")
    expect(page.locator("[data-status]")).to_contain_text("Nothing found")
    expect(page.locator("#q")).to_have_value("zzzzqq")


def test_what_has_only_some_of_the_words_is_shown_as_such(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/search/?q=imperial+city+zzzzqq")
    expect(page.locator("[data-status]")).to_contain_text("Nothing has all of these words")
    expect(page.locator(".found h2").first).to_contain_text("Imperial City")


def test_results_say_their_kind_and_how_many_they_are(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/search/?q=imperial+city")
    expect(page.locator(".found .over").first).to_have_text("Places to see")
    expect(page.locator("[role=status]")).to_have_text(re.compile(r"^Results: \d+$"))
    assert page.locator("[role=status]").text_content() == f"Results: {page.locator('.found').count()}"


def test_more_results_come_on_demand_and_take_the_focus_along(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/search/?q=hue")
    expect(page.locator(".found")).to_have_count(20)
    page.locator("[data-more]").click()
    expect(page.locator(".found")).to_have_count(40)
    expect(page.locator(".found a").nth(20)).to_be_focused()


def test_arrow_keys_lead_from_the_field_to_a_result_and_back(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/search/?q=imperial")
    expect(page.locator(".found").nth(1)).to_be_visible()
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/*/*/")


PAST = ".found:has(.phase)"


def test_alerts_that_are_over_stand_last_and_say_so(open_page: Open, today: str, flood_day: str) -> None:
    page = open_page(f"{today}ja/search/?q=洪水")
    expect(page.locator(PAST).first).to_contain_text("終了")
    page.locator("[data-more]").click()
    assert page.locator(f"{PAST} ~ .found:not(:has(.phase))").count() == 0
    page = open_page("about:blank")
    page.clock.set_fixed_time("2025-11-03T08:00:00+07:00")
    visit(page, f"{flood_day}ja/search/?q=洪水")
    expect(page.locator(".found", has=page.locator("a[href*='alerts/lu-2025-11-03']"))).to_have_count(1)
    expect(page.locator(f"{PAST} a[href*='alerts/lu-2025-11-03']")).to_have_count(0)


def test_a_part_that_does_not_load_leaves_the_other_results_and_is_told(open_page: Open, today: str) -> None:
    page = open_page("about:blank")

    def lose(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body='{"of": "another build", "words": {}}')

    page.route("**/en/search/*.json", lose)
    visit(page, f"{today}en/search/?q=imperial+city")
    expect(page.locator(".found h2").first).to_contain_text("Imperial City")
    expect(page.locator("[data-status]")).to_contain_text("Some texts could not be loaded")
    page.unroute("**/en/search/*.json", lose)
    page.locator("#q").fill("bicycle")
    expect(page.locator(".results")).to_contain_text("Tiger")
    expect(page.locator("[data-status]")).not_to_contain_text("Some texts")


def test_without_the_list_the_page_leads_to_the_other_ways(open_page: Open, today: str) -> None:
    page = open_page("about:blank")
    page.route("**/en/search.json", lambda route: route.fulfill(status=200, body="not a list"))
    visit(page, f"{today}en/search/?q=imperial")
    expect(page.locator("[data-status]")).to_contain_text("could not be loaded")
    expect(page.locator(".doors a").first).to_be_visible()


def test_without_javascript_the_page_says_so_and_leads_to_the_lists(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/search/", java_script_enabled=False)
    expect(page.locator("#main noscript .note")).to_be_visible()
    expect(page.locator("form.search")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Events").click()
    page.wait_for_url("**/en/events/")
