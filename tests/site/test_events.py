"""On which solar days events fall, and what cards, lists and pages say of them."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from pages import BuiltPage
from scene import CONTENT
from sitebuilder.models import Event, Occurrence, Site

import build


def event(**rule: object) -> Event:
    return Event(slug="x", category="custom", **rule)  # type: ignore[arg-type]


def test_a_lunar_feast_of_the_last_month_falls_in_the_next_solar_year() -> None:
    assert event(lunar_date=(12, 23)).occurrences(2026) == [Occurrence(date(2026, 2, 10), date(2026, 2, 10))]
    assert event(lunar_date=(12, 23)).occurrences(2027) == [Occurrence(date(2027, 1, 30), date(2027, 1, 30))]


def test_a_feast_of_several_days_ends_on_its_last_day() -> None:
    (found,) = event(lunar_date=(7, 8), days=3).occurrences(2023)
    assert (found.starts_on, found.ends_on) == (date(2023, 8, 23), date(2023, 8, 25))


def test_a_solar_year_can_hold_the_same_lunar_feast_twice_or_never() -> None:
    counts = {len(event(lunar_date=(11, 25)).occurrences(year)) for year in range(1990, 2030)}
    assert counts == {0, 1, 2}


def test_a_feast_falls_in_the_ordinary_month_where_the_year_repeats_it() -> None:
    (found,) = event(lunar_date=(6, 1)).occurrences(2025)  # 2025 has a leap sixth month
    assert found.starts_on == date(2025, 6, 25)
    assert not found.lunar.is_leap


def test_the_thirtieth_of_a_short_month_is_its_last_day() -> None:
    (found,) = event(lunar_date=(12, 30)).occurrences(2026)  # the twelfth month of 2025 has 29 days
    assert found.starts_on == date(2026, 2, 16)
    assert found.lunar.day == 29


def test_the_29th_of_february_is_the_28th_in_a_year_without_one() -> None:
    leap_day = event(solar_date=(2, 29))
    assert leap_day.occurrences(2027)[0].starts_on == date(2027, 2, 28)
    assert leap_day.occurrences(2028)[0].starts_on == date(2028, 2, 29)


def test_a_month_or_a_window_is_not_exact() -> None:
    assert not event(lunar_month=3).occurrences(2026)[0].is_exact
    assert not event(window_from=(6, 7), window_to=(6, 30)).occurrences(2026)[0].is_exact


def test_an_event_of_odd_years_rests_in_even_ones() -> None:
    biennial = event(window_from=(4, 25), window_to=(5, 5), years="odd")
    assert biennial.occurrences(2026) == []
    assert biennial.upcoming(date(2027, 5, 6)) == Occurrence(date(2029, 4, 25), date(2029, 5, 5), is_exact=False)


@pytest.mark.parametrize(("today", "day"), [(date(2026, 2, 17), date(2026, 2, 17)), (date(2026, 2, 18), date(2027, 2, 6))])
def test_today_still_counts_as_upcoming_and_yesterday_does_not(today: date, day: date) -> None:
    upcoming = event(lunar_date=(1, 1)).upcoming(today)
    assert upcoming is not None
    assert upcoming.starts_on == day


def test_real_events_know_their_days_of_this_year_and_the_next(site: Site) -> None:
    for one in site.events.values():
        found = [o for year in (2026, 2027) for o in one.occurrences(year)]
        assert found or one.year_round, one.slug


@pytest.mark.parametrize(
    ("slug", "days"),
    [
        ("tet", [date(2026, 2, 17), date(2027, 2, 6)]),
        ("thuong-tieu", [date(2026, 2, 10), date(2027, 1, 30)]),
        ("trung-thu", [date(2026, 9, 25), date(2027, 9, 15)]),
        ("phat-dan", [date(2026, 5, 31), date(2027, 5, 20)]),
        ("countdown", [date(2026, 12, 31), date(2027, 12, 31)]),
    ],
)
def test_well_known_feasts_fall_on_their_known_days(site: Site, slug: str, days: list[date]) -> None:
    assert [o.starts_on for year in (2026, 2027) for o in site.events[slug].occurrences(year)] == days


def test_the_day_of_an_instant_is_that_of_hue_whatever_offset_it_was_written_with() -> None:
    late = event(starts_at=datetime.fromisoformat("2027-05-01T01:00+09:00"))  # 23:00 of 30 April in Huế
    early = event(starts_at=datetime.fromisoformat("2026-12-31T18:30+00:00"))  # 01:30 of 1 January in Huế
    assert [o.starts_on for o in late.occurrences(2027)] == [date(2027, 4, 30)]
    assert [o.starts_on for o in early.occurrences(2027)] == [date(2027, 1, 1)]
    assert early.occurrences(2026) == []


def test_the_page_of_a_place_names_every_event_that_takes_place_there(dist: Path, site: Site) -> None:
    for slug in ("dai-noi", "dien-hon-chen"):
        here = {event.slug for event in site.events.values() if event.attraction == slug}
        page = BuiltPage(dist, dist / f"en/attractions/{slug}/index.html")
        links = page.tree.xpath("//section[@aria-labelledby='events-here']//a/@href")
        assert {link.split("/")[-2] for link in links} == here
        assert len(here) > 1


def test_what_happens_once_is_found_however_far_it_lies() -> None:
    once = event(starts_at=datetime.fromisoformat("2031-05-01T08:00+07:00"))
    only = Occurrence(date(2031, 5, 1), date(2031, 5, 1))
    assert once.upcoming(date(2026, 1, 1)) == once.upcoming(date(2031, 5, 1)) == only
    assert once.upcoming(date(2031, 5, 2)) is None
    assert once.nearest(date(2040, 1, 1)) == only


def test_a_festival_over_new_year_is_among_its_days_until_its_last_one() -> None:
    festival = event(solar_date=(12, 28), days=7)
    begun = Occurrence(date(2026, 12, 28), date(2027, 1, 3))
    assert begun in festival.around(date(2027, 1, 3))
    assert begun not in festival.around(date(2027, 1, 4))


SECOND_OF_JANUARY = "2027-01-02T10:00:00+07:00"
MADE_UP = {
    "tet": 'category: new-year\nlunar_date: "01-01"\nstatus: cancelled\nchanged_at: [2026-12-30T09:00+07:00]\n',
    "dieu-hanh": "category: festival\nstarts_at: 2027-01-20T08:00+07:00\nstatus: postponed\n"
    "changed_at: [2026-12-29T09:00+07:00, 2026-12-30T09:00+07:00]\n",
    "da-qua": "category: festival\nstarts_at: 2024-05-01T08:00+07:00\nends_at: 2024-05-01T11:30+07:00\n",
    "con-xa": "category: festival\nstarts_at: 2031-05-01T01:00+09:00\nends_at: 2031-05-01T05:00+09:00\n",
    "giao-thua": 'category: festival\nsolar_date: "12-28"\ndays: 7\n',
    "mua-he": 'category: festival\nwindow_from: "04-10"\nwindow_to: "08-20"\n',
}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A website with events of every sort, on the second of January."""
    folder = tmp_path_factory.mktemp("events")
    shutil.copytree(CONTENT / "city", folder / "content/city")
    for slug, facts in MADE_UP.items():
        (folder / "content/events" / slug).mkdir(parents=True)
        (folder / "content/events" / slug / "event.yaml").write_text(facts, "utf-8")
        (folder / "content/events" / slug / "vi.md").write_text(f"---\ntitle: {slug}\nsummary: {slug}\n---\n", "utf-8")
    options = ["--content", str(folder / "content"), "--dist", str(folder / "dist"), "--work", str(folder / "work")]
    assert build.main(["build", *options, "--now", SECOND_OF_JANUARY, "--jobs", "1"]) == 0
    return folder / "dist"


def page_of(root: Path, address: str) -> BuiltPage:
    return BuiltPage(root, root / address / "index.html")


def card_facts(root: Path, address: str, slug: str) -> list[str]:
    """The facts on an event's card in a list."""
    (card,) = page_of(root, address).tree.xpath(f"//li[contains(@class, 'card')][.//a[contains(@href, 'events/{slug}/')]]")
    return [str(fact.text_content()) for fact in card.xpath(".//ul[@class='facts']/li")]


def listed(root: Path, address: str) -> list[str]:
    links = page_of(root, address).tree.xpath("//ul[@class='cards']//a/@href")
    return [link.rstrip("/").split("/")[-1] for link in links]


def dates_on(root: Path, address: str) -> list[str]:
    return [
        " ".join(str(row.text_content()).split()) for row in page_of(root, address).tree.xpath("//ul[@class='dates']/li")
    ]


def structured(root: Path, address: str) -> dict[str, str]:
    data: dict[str, str] = json.loads(page_of(root, address).tree.xpath("string(//script[@type='application/ld+json'])"))
    return data


@pytest.mark.parametrize("address", ["en/events", "en/events/month/2027-02", "en/events/category/new-year", "en"])
def test_a_cancelled_event_says_so_first_on_every_card(made_up: Path, address: str) -> None:
    assert card_facts(made_up, address, "tet")[:2] == ["Cancelled", "Saturday, February 6, 2027"]


def test_a_postponed_event_says_so_and_one_that_is_held_does_not(made_up: Path) -> None:
    assert card_facts(made_up, "vi/events", "dieu-hanh")[0] == "Tạm hoãn"
    assert card_facts(made_up, "en/events", "dieu-hanh")[:2] == ["Postponed", "Wednesday, January 20, 2027 · 08:00"]
    assert card_facts(made_up, "en/events", "con-xa")[0].startswith("23:00")


def test_an_event_that_took_place_once_says_when_and_that_it_is_over(made_up: Path) -> None:
    said = "Wednesday, May 1, 2024 · 08:00–11:30 · over"
    assert card_facts(made_up, "en/events", "da-qua")[0] == said
    assert dates_on(made_up, "en/events/da-qua")[0].startswith("Wednesday, May 1, 2024 · 08:00–11:30")
    assert dates_on(made_up, "en/events/da-qua")[0].endswith("· over")
    assert listed(made_up, "en/events")[-1] == "da-qua"
    assert "da-qua" not in listed(made_up, "en")


def test_an_event_years_ahead_says_its_day_in_hue_and_its_hours(made_up: Path) -> None:
    assert card_facts(made_up, "en/events", "con-xa")[0] == "23:00, April 30, 2031 – 03:00, May 1, 2031"
    assert dates_on(made_up, "vi/events/con-xa")[0].startswith(
        "23:00 ngày 30 tháng 4 năm 2031 – 03:00 ngày 1 tháng 5 năm 2031"
    )
    assert listed(made_up, "en/events/month/2031-04") == ["con-xa"]


def test_structured_data_has_the_hours_in_hue_where_they_are_known(made_up: Path) -> None:
    far = structured(made_up, "en/events/con-xa")
    assert (far["startDate"], far["endDate"]) == ("2031-04-30T23:00:00+07:00", "2031-05-01T03:00:00+07:00")
    begins = structured(made_up, "en/events/dieu-hanh")
    assert begins["startDate"] == "2027-01-20T08:00:00+07:00"
    assert "endDate" not in begins
    whole_days = structured(made_up, "en/events/giao-thua")
    assert (whole_days["startDate"], whole_days["endDate"]) == ("2026-12-28", "2027-01-03")


def test_a_festival_over_new_year_stands_on_its_page_and_in_january_while_it_runs(made_up: Path) -> None:
    running = "Dec 28, 2026 – Jan 3, 2027"
    assert dates_on(made_up, "en/events/giao-thua")[0].replace("\u2009", " ").startswith(running)
    assert "over" not in dates_on(made_up, "en/events/giao-thua")[0]
    assert "giao-thua" in listed(made_up, "en/events/month/2027-01")
    assert not (made_up / "en/events/month/2026-12").exists()


def test_a_long_season_is_listed_in_each_of_its_months(made_up: Path) -> None:
    for month in ("2027-04", "2027-05", "2027-06", "2027-07", "2027-08", "2028-06"):
        assert "mua-he" in listed(made_up, f"en/events/month/{month}"), month
    assert not (made_up / "en/events/month/2027-09").exists()
