"""Pages of the alerts: one each, the list by phase, and the past ones year by year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from ..models import Alert
from ..models.alert import SEVERITIES, Phase
from ..models.clock import hue_day, hue_time, midnight
from ..models.draft import Drafts, digest
from .frame import Crumb
from .lists import cut_pages
from .view import View

RECENT = 20  # past alerts on the list itself; all of them stand in the lists of their years
YEAR_PAGE_SIZE = 40  # so many rows that a page with all it loads stays below 14 KB


@dataclass(frozen=True, slots=True)
class Notice:
    """An alert as a list or the banner shows it; instants as ISO 8601 with +07:00 for the browser's clock."""

    alert: Alert
    headline: str
    summary: str
    areas: str
    until: str
    severity: str
    look: str
    phase: Phase
    starts: str
    ends: str


def notice(view: View, alert: Alert) -> Notice:
    text = view.tell(alert)
    ends = view.ends_for_readers(alert)
    return Notice(
        alert,
        text.headline,
        text.summary,
        view.formats.all_of(text.areas),
        view.formats.instant(ends),
        severity_words(view, alert),
        look(alert),
        view.phase(alert),
        hue_time(alert.effective_at).isoformat(),
        hue_time(ends).isoformat(),
    )


def severity_words(view: View, alert: Alert) -> str:
    """How bad it is; a test is no danger, and an all-clear is the end of one."""
    if alert.is_test:
        return view.translate("Test")
    return view.translate("Danger over") if alert.is_cancel else view.label("severity", alert.severity)


def look(alert: Alert) -> str:
    """The class that gives a notice its colour and shape."""
    return "calm" if alert.is_test or alert.is_cancel else alert.severity


def alerts_by_phase(view: View) -> dict[Phase, list[Alert]]:
    """All public alerts by phase: worst first while they matter, newest first once they are past."""
    alerts = list(view.site.alerts.values())
    by_phase = {phase: [one for one in alerts if view.phase(one) is phase] for phase in Phase}
    by_phase[Phase.CURRENT].sort(key=lambda a: (a.is_test, SEVERITIES.index(a.severity), a.effective_at, a.slug))
    by_phase[Phase.FUTURE].sort(key=lambda a: (a.effective_at, a.slug))
    by_phase[Phase.PAST].sort(key=lambda a: (a.effective_at, a.slug), reverse=True)
    return by_phase


def draft_alerts(view: View, items: Iterable[Alert]) -> Drafts:
    for alert in items:
        successor = view.successors.get(alert.slug)
        replaced = [view.site.alerts[slug] for slug in alert.replaces if slug in view.site.alerts]
        others = [view.stamp(other) for other in (*replaced, *([successor] if successor else []))]
        made_of = (view.stamp(alert), others, view.phase(alert), view.ends_for_readers(alert))
        yield view.draft("alert.html", alert.address, made_of, partial(context_of, view, alert, successor, replaced))


def context_of(view: View, alert: Alert, successor: Alert | None, replaced: list[Alert]) -> dict[str, Any]:
    text = view.tell(alert)
    return {
        "title": text.headline,
        "description": text.summary,
        "crumbs": [Crumb(view.label("kind", "alerts"), "alerts/")],
        "item": alert,
        "text": text,
        "notice": notice(view, alert),
        "sent": view.formats.instant(alert.sent_at),
        "event_ends": view.formats.instant(alert.ends_at) if alert.ends_at else "",
        "successor": notice(view, successor) if successor else None,
        "successor_starts": view.formats.instant(successor.effective_at) if successor else "",
        "replaced": [notice(view, other) for other in replaced],
    }


def draft_alert_lists(view: View) -> Drafts:
    """What is in force, announced and lately past; then the past year by year."""
    by_phase = alerts_by_phase(view)
    years = by_year(by_phase[Phase.PAST])
    links = [(year, f"alerts/year/{year}/", len(alerts)) for year, alerts in years.items()]
    yield view.ready(
        "alerts.html",
        "alerts/",
        title=view.label("kind", "alerts"),
        description=view.translate("Warnings for Huế in force now, announced, and past, in six languages."),
        current=[notice(view, one) for one in by_phase[Phase.CURRENT]],
        future=[notice(view, one) for one in by_phase[Phase.FUTURE]],
        past=[notice(view, one) for one in by_phase[Phase.PAST][:RECENT]],
        years=links,
        version=list_version(view),
        since=view.formats.instant(state_since(view)),
    )
    for year, alerts in years.items():
        yield from draft_year(view, year, alerts, links)


def last_turn(view: View) -> datetime:
    """When anything last happened to any message that the public knows; the day's beginning where nothing ever has."""
    turns = [turn for alert in view.site.alerts.values() for turn in alert.turns]
    return max((turn for turn in turns if turn <= view.now), default=midnight(view.now))


def state_since(view: View) -> datetime:
    """So old is a copy of this state at least: it is made again with each turn, and each day."""
    return max(last_turn(view), midnight(view.now))


def list_version(view: View) -> str:
    """Changes with what is in force or announced: by it the browser knows that the list it shows is no longer the newest."""
    by_phase = alerts_by_phase(view)
    shown = (*by_phase[Phase.CURRENT], *by_phase[Phase.FUTURE])
    return digest([(one.slug, one.facts, view.ends_for_readers(one).timestamp()) for one in shown])


def by_year(alerts: Iterable[Alert]) -> dict[int, list[Alert]]:
    """Alerts by the year in Huế in which they took effect, in the order given."""
    years: dict[int, list[Alert]] = {}
    for alert in alerts:
        years.setdefault(hue_day(alert.effective_at).year, []).append(alert)
    return years


def draft_year(view: View, year: int, alerts: Sequence[Alert], years: Sequence[tuple[int, str, int]]) -> Drafts:
    kind = view.label("kind", "alerts")
    cuts = cut_pages(f"alerts/year/{year}/", alerts, YEAR_PAGE_SIZE)
    pages = [(number, here) for number, here, _ in cuts] if len(cuts) > 1 else []
    for number, here, cut in cuts:
        context = {
            "title": f"{kind}: {year}" if number == 1 else f"{kind}: {year} ({number})",
            "description": view.translate("Warnings for Huế in force now, announced, and past, in six languages."),
            "crumbs": [Crumb(kind, "alerts/")],
            "years": years,
            "year": year,
            "pages": pages,
            "number": number,
        }
        made_of = (years, pages, [(view.stamp(one), view.ends_for_readers(one)) for one in cut])
        yield view.draft("alerts_year.html", here, made_of, partial(year_context, view, cut, context))


def year_context(view: View, alerts: Iterable[Alert], context: dict[str, Any]) -> dict[str, Any]:
    return {**context, "past": [notice(view, one) for one in alerts]}
