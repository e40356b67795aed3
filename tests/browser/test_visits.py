"""What visitors do in a real browser."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visiting import coming_to_rest, visit

Open = Callable[..., Page]
ROLES = ["citizen", "tourist", "business", "press", "state"]
PHONE = {"viewport": {"width": 390, "height": 800}}


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_finds_its_home_and_things_to_do_there(open_page: Open, today: str, role: str) -> None:
    page = open_page(f"{today}vi/")
    page.locator(f".roles a[href='for/{role}/']").click()
    expect(page).to_have_url(f"{today}vi/for/{role}/")
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator(".card").count() >= 2
    assert page.locator(".doors a").count() >= 2


def test_the_language_switch_leads_to_the_same_page(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/attractions/dai-noi/")
    page.locator(".languages summary").click()
    page.get_by_role("link", name="日本語").click()
    expect(page).to_have_url(f"{today}ja/attractions/dai-noi/")
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_the_door_remembers_the_language_and_can_be_opened_again(open_page: Open, today: str) -> None:
    page = open_page(f"{today}")
    page.get_by_role("link", name="한국어").click()
    page.wait_for_url(f"{today}ko/")
    page.goto(today)
    page.wait_for_url(f"{today}ko/")
    page.goto(f"{today}#choose")
    expect(page.locator(".choices li")).to_have_count(6)


def test_a_filter_narrows_the_list_and_can_be_left(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/attractions/")
    everything = page.locator(".card").count()
    page.locator(".filters > summary").click()
    page.get_by_role("link", name="Royal tomb 7").click()
    expect(page.locator(".card")).to_have_count(7)
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator(".card")).to_have_count(everything)


def test_an_alert_in_force_is_in_the_banner_of_any_page(open_page: Open, flood_day: str) -> None:
    page = open_page(f"{flood_day}fr/attractions/dai-noi/")
    page.clock.set_fixed_time(at("2025-11-03T07:00:00+07:00"))
    with coming_to_rest(page):
        page.reload()
    strip = page.locator(".banner .strip.severe")
    expect(strip).to_have_count(1)
    expect(strip).to_contain_text("Crue")
    strip.locator("a").click()
    expect(page).to_have_url(f"{flood_day}fr/alerts/lu-2025-11-03/")


def test_an_alert_that_expires_leaves_the_open_page_by_itself(open_page: Open, flood_day: str) -> None:
    page = open_page("about:blank")
    page.clock.install(time=at("2025-11-04T06:00:00+07:00"))
    visit(page, f"{flood_day}en/alerts/")
    current = page.locator("[data-phase-list=current] .notice")
    expect(current).to_have_count(1)
    expect(page.locator(".banner .strip")).to_have_count(1)
    page.clock.fast_forward("40:00")
    expect(current).to_have_count(0)
    expect(page.locator(".banner .strip")).to_have_count(0)
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-phase-list=past] .notice")).to_have_count(1)


def test_a_page_kept_for_a_day_does_not_show_an_expired_alert_as_current(open_page: Open, flood_day: str) -> None:
    page = open_page("about:blank")
    page.clock.set_fixed_time(at("2025-11-05T09:00:00+07:00"))
    visit(page, f"{flood_day}en/alerts/lu-2025-11-03/")
    expect(page.locator(".phase")).to_have_text("No longer in force")
    expect(page.locator(".banner .strip")).to_have_count(0)


def test_an_announced_test_comes_into_force_while_the_page_is_open(open_page: Open, today: str) -> None:
    page = open_page("about:blank")
    page.clock.install(time=at("2026-12-05T08:30:00+07:00"))
    visit(page, f"{today}en/alerts/thu-tin-2026-12-05/")
    expect(page.locator(".phase")).to_have_text("Not yet in force")
    expect(page.locator(".banner .strip")).to_have_count(0)
    page.clock.fast_forward("31:00")
    expect(page.locator(".phase")).to_have_text("In force")
    expect(page.locator(".banner .strip")).to_have_count(0)  # a page about an alert does not announce itself
    visit(page, f"{today}en/hotlines/")
    expect(page.locator(".banner .strip.calm")).to_contain_text("Test")


def test_the_gravest_alert_stands_in_the_banner_and_the_others_are_counted(open_page: Open, deluge: str) -> None:
    page = open_page("about:blank", **PHONE)
    page.clock.set_fixed_time(at("2025-10-27T21:00:00+07:00"))
    visit(page, f"{deluge}vi/attractions/")
    strips = page.locator(".banner .strip")
    expect(strips).to_have_count(2)
    expect(strips.first).to_contain_text("Đặc biệt nguy hiểm")
    expect(strips.last).to_contain_text("cảnh báo khác")
    assert page.locator("h1").bounding_box()["y"] < 500  # type: ignore[index]


@pytest.mark.parametrize("sleeps", [False, True])
def test_an_alert_that_expired_while_the_computer_slept_leaves_when_it_wakes(
    open_page: Open, flood_day: str, sleeps: bool
) -> None:
    page = open_page("about:blank")
    page.clock.install(time=at("2025-11-03T07:00:00+07:00"))
    visit(page, f"{flood_day}en/alerts/")
    page.clock.pause_at(at("2025-11-03T07:00:30+07:00"))
    if sleeps:
        page.clock.set_system_time(at("2025-11-05T09:00:00+07:00"))  # the hour changes, no timer runs
    page.route("**/alerts/banner.json", lambda route: route.fulfill(body="no connection"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-phase-list=current] .notice")).to_have_count(0 if sleeps else 1)
    expect(page.locator(".banner .strip")).to_have_count(0 if sleeps else 1)


def test_a_list_of_alerts_left_open_tells_of_a_new_one_and_drops_what_was_replaced(
    open_page: Open, flood_day: str, flood_dist: Path
) -> None:
    page = open_page("about:blank")
    page.clock.install(time=at("2025-11-03T07:00:00+07:00"))
    visit(page, f"{flood_day}en/alerts/")
    current = page.locator("[data-phase-list=current] .notice h3")
    expect(current).to_have_text("Flood on the Perfume River and Bồ River")
    data = json.loads((flood_dist / "en/alerts/banner.json").read_text("utf-8"))
    newer = (flood_dist / "en/alerts/index.html").read_text("utf-8").replace(data["version"], "newer")
    newer = newer.replace("Flood on the Perfume River and Bồ River", "Evacuation")
    page.route("**/alerts/banner.json", lambda route: route.fulfill(json={**data, "version": "newer"}))
    page.route("**/en/alerts/", lambda route: route.fulfill(body=newer, content_type="text/html; charset=utf-8"))
    page.clock.fast_forward("05:01")
    expect(current).to_have_text("Evacuation")
    page.clock.fast_forward("24:00:00")  # the new list follows the clock too, and the old one does not come back
    expect(current).to_have_count(0)
    expect(page.locator("[data-phase-list=past] .notice h3")).to_have_text("Evacuation")
    expect(page.locator("[data-empty]")).to_be_visible()


def test_a_list_of_alerts_that_is_the_newest_is_not_asked_for_again(open_page: Open, flood_day: str) -> None:
    page = open_page("about:blank")
    page.clock.install(time=at("2025-11-03T07:00:00+07:00"))
    visit(page, f"{flood_day}en/alerts/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with coming_to_rest(page):
        page.clock.fast_forward("05:01")
    assert asked == [f"{flood_day}en/alerts/banner.json"]


@pytest.mark.parametrize("tag", ["vi", "en", "fr", "ja", "ko", "zh-Hans"])
def test_the_banner_without_javascript_is_never_cut(open_page: Open, deluge: str, today: str, tag: str) -> None:
    """All that is said in the frame can be seen without scrolling; only a long list of places may end in dots."""
    for site in (deluge, today):
        page = open_page(f"{site}{tag}/tickets/", java_script_enabled=False)
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            box = page.locator(".banner iframe").bounding_box()
            assert box
            for part in page.frames[1].locator(".strip, .strip a, .strip span").all():
                inner = part.bounding_box()
                assert inner
                assert inner["y"] >= box["y"], (width, part)
                assert inner["y"] + inner["height"] <= box["y"] + box["height"], (width, part)
                assert inner["x"] + inner["width"] <= box["x"] + box["width"], (width, part)


def test_the_banner_without_javascript_says_on_which_day_there_was_no_warning(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/", java_script_enabled=False)
    expect(page.frame_locator(".banner iframe").locator(".strip")).to_have_text(
        "No warning is in force as of November 23, 2026."
    )


def test_the_door_shows_the_gravest_alert_in_every_language_while_it_is_in_force(open_page: Open, flood_day: str) -> None:
    page = open_page("about:blank")
    page.clock.install(time=at("2025-11-04T06:00:00+07:00"))
    visit(page, flood_day)
    expect(page.locator(".choices .strip.severe:visible")).to_have_count(6)
    page.clock.fast_forward("31:00")
    expect(page.locator(".choices .strip:visible")).to_have_count(0)


def test_everything_can_be_read_without_javascript(open_page: Open, flood_day: str) -> None:
    page = open_page(f"{flood_day}en/", java_script_enabled=False)
    frame = page.frame_locator(".banner iframe")
    expect(frame.locator(".strip.severe")).to_contain_text("Flood on the Perfume River")
    page.get_by_role("link", name="Places", exact=True).click()
    page.locator(".filters > summary").click()
    page.get_by_role("link", name="Pagoda 3").click()
    expect(page.locator(".card")).to_have_count(3)
    page.locator(".languages summary").click()
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_the_banner_frame_leads_the_whole_window_to_the_alert(open_page: Open, flood_day: str) -> None:
    page = open_page(f"{flood_day}en/events/tet/", java_script_enabled=False)
    page.frame_locator(".banner iframe").locator(".strip a").click()
    page.wait_for_url(f"{flood_day}en/alerts/lu-2025-11-03/")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_dark_mode_follows_the_system(open_page: Open, today: str, java_script_enabled: bool) -> None:
    for scheme, ground in (("light", "rgb(251, 248, 243)"), ("dark", "rgb(23, 17, 31)")):
        page = open_page(f"{today}vi/", color_scheme=scheme, java_script_enabled=java_script_enabled)
        expect(page.locator("body")).to_have_css("background-color", ground)


def test_a_chosen_theme_is_kept_from_page_to_page(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/", color_scheme="light")
    page.locator("[data-theme-button]").click()
    page.goto(f"{today}vi/hotlines/")
    expect(page.locator("body")).to_have_css("background-color", "rgb(23, 17, 31)")


@pytest.mark.parametrize(
    "address", ["", "attractions/", "attractions/dai-noi/", "alerts/", "rivers/", "tickets/", "guides/open-wallet/"]
)
@pytest.mark.parametrize("tag", ["vi", "ja", "fr"])
def test_no_page_is_wider_than_a_phone(open_page: Open, today: str, tag: str, address: str) -> None:
    page = open_page(f"{today}{tag}/{address}", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("tag", ["vi", "ja"])
def test_number_and_day_of_a_release_are_not_torn_apart(open_page: Open, today: str, tag: str, width: int) -> None:
    page = open_page(f"{today}{tag}/press/", viewport={"width": width, "height": 800})
    lines = page.eval_on_selector_all(".card .over .number", "all => all.map(part => part.getClientRects().length)")
    assert len(lines) == 2 * page.locator(".card").count()
    assert set(lines) == {1}


def test_an_events_drawing_stands_beside_its_title_and_its_rows_have_one_line_between_them(
    open_page: Open, today: str
) -> None:
    page = open_page(f"{today}en/events/te-nam-giao/", viewport={"width": 1280, "height": 900})
    drawing, rows = page.locator(".item .drawing").bounding_box(), page.locator(".rows")
    assert drawing
    assert drawing["x"] + drawing["width"] <= page.locator("#main").bounding_box()["x"] + 44 * 16  # type: ignore[index]
    expect(rows).to_have_css("border-top-width", "0px")


def test_what_one_touches_is_large_enough_for_a_thumb(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/", **PHONE)
    small = page.eval_on_selector_all(
        ".menu a, .foot li a, .languages summary, .roles a, .theme",
        "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)",
    )
    assert small == []


def test_keyboard_users_can_skip_to_the_content(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/attractions/dai-noi/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_printed_page_is_the_text_and_the_hotlines(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/alerts/lu-2025-11-03/")
    page.emulate_media(media="print")
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".foot .hotlines")).to_be_visible()


OPEN_NOW = [
    ("2026-11-23T06:30:00+07:00", "≈ Closed now; opens today at 07:00 in Huế"),
    ("2026-11-23T10:00:00+07:00", "≈ Open now, until 17:30 in Huế"),
    ("2026-11-23T17:30:00+07:00", "≈ Closed now"),
    ("2027-02-06T10:00:00+07:00", "A public holiday: hours may differ today. Please ask before you come."),
]


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize(("instant", "words"), OPEN_NOW)
def test_a_place_says_whether_it_is_open_by_the_clocks_of_hue(
    open_page: Open, today: str, zone: str, instant: str, words: str
) -> None:
    page = open_page("about:blank", timezone_id=zone)
    page.clock.set_fixed_time(at(instant))
    visit(page, f"{today}en/attractions/dai-noi/")
    expect(page.locator("[data-hours]")).to_have_text(words)


def test_a_page_left_open_says_when_a_place_closes(open_page: Open, today: str) -> None:
    page = open_page("about:blank")
    page.clock.install(time=at("2026-11-23T17:29:00+07:00"))
    visit(page, f"{today}ja/attractions/dai-noi/")
    expect(page.locator("[data-hours]")).to_have_text("≈ 開いています（フエ時間17:30まで）")
    page.clock.run_for(90_000)
    expect(page.locator("[data-hours]")).to_have_text("≈ 現在は閉まっています")


def test_without_javascript_the_hours_alone_are_told(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/attractions/dai-noi/", java_script_enabled=False)
    expect(page.locator("[data-hours]")).to_be_hidden()
    expect(page.locator("dl.rows").first).to_contain_text("07:00–17:30")


def test_years_later_a_page_left_behind_says_nothing_of_what_it_cannot_know(open_page: Open, today: str) -> None:
    page = open_page("about:blank")
    page.clock.set_fixed_time(at("2029-01-03T10:00:00+07:00"))
    visit(page, f"{today}en/attractions/dai-noi/")
    expect(page.locator("[data-hours]")).to_be_hidden()


def test_a_browser_can_search_the_site_from_its_own_bar(open_page: Open, today: str) -> None:
    page = open_page(f"{today}en/")
    described = page.request.get(page.locator("link[rel='search']").evaluate("link => link.href")).text()
    template = described.partition('template="https://huecity.example/')[2].partition('"')[0]
    visit(page, today + template.replace("{searchTerms}", "thien+mu"))
    expect(page.locator(".results h2").first).to_contain_text("Thiên Mụ")
