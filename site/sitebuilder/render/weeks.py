"""The weekly digests of the press: one page a week in which something came out, grouped by sector."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from ..models import PressRelease
from ..models.clock import hue_day
from ..models.draft import Drafts, digest
from ..models.press import SECTORS
from .cards import Card, card, press_state
from .frame import Crumb
from .view import View

WEEKLY = "press/weekly/"
Week = tuple[str, list[PressRelease]]  # such as 2026-W47, and its releases, the newest first


def list_weeks(view: View) -> list[Week]:
    """Weeks (ISO 8601, by Huế's clock) with a release, the newest first."""
    newest_first = sorted(view.site.press.values(), key=lambda item: (item.public_at, item.slug), reverse=True)
    return [(name, list(items)) for name, items in groupby(newest_first, lambda item: week_name(hue_day(item.public_at)))]


def week_name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def draft_press_weeks(view: View) -> Drafts:
    weeks = list_weeks(view)
    titles = {name: week_title(view, items) for name, items in weeks}
    rows = [(f"{WEEKLY}{name}/", titles[name], week_days(view, items), len(items)) for name, items in weeks]
    crumbs = [Crumb(view.label("kind", "press"), "press/")]
    yield view.draft(
        "press_weeks.html", WEEKLY, digest(*rows), lambda: {**index_words(view), "rows": rows, "crumbs": crumbs}
    )
    crumbs = [*crumbs, Crumb(index_words(view)["title"], WEEKLY)]
    for number, (name, items) in enumerate(weeks):
        near = [weeks[n][0] if 0 <= n < len(weeks) else "" for n in (number + 1, number - 1)]
        links = [Crumb(titles[other], f"{WEEKLY}{other}/") if other else None for other in near]
        made_of = (near, [(view.card_stamp(item), press_state(view, item)) for item in items])
        context = {"title": titles[name], "description": week_days(view, items), "crumbs": crumbs, "near": links}
        address = f"{WEEKLY}{name}/"
        yield view.draft("press_week.html", address, made_of, partial(week_context, view, items, context))


def index_words(view: View) -> dict[str, Any]:
    return {
        "title": view.translate("Week by week"),
        "description": view.translate("What came out in each week, by sector. A week without a release has no page."),
    }


def week_title(view: View, items: Sequence[PressRelease]) -> str:
    year, week, _ = hue_day(items[0].public_at).isocalendar()
    return view.translate("Week %(week)s/%(year)s") % {"week": week, "year": year}


def week_days(view: View, items: Sequence[PressRelease]) -> str:
    """From Monday to Sunday."""
    day = hue_day(items[0].public_at)
    monday = day - timedelta(days=day.weekday())
    return view.formats.interval(monday, monday + timedelta(days=6))


def week_context(view: View, items: Sequence[PressRelease], common: dict[str, Any]) -> dict[str, Any]:
    return {**common, "groups": [(title, cards) for title, cards in grouped(view, items) if cards]}


def grouped(view: View, items: Sequence[PressRelease]) -> list[tuple[str, list[Card]]]:
    """(sector, cards): a release stands under each of its sectors; withdrawn ones have none left to tell."""
    groups = [
        (view.label("sector", sector), [card(view, item, 3) for item in items if sector in item.sectors])
        for sector in SECTORS
    ]
    return [*groups, (view.translate("Without a sector"), [card(view, item, 3) for item in items if not item.sectors])]
