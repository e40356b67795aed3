"""Pages of the alerts: one each, the list by phase, and the small banner that every page shows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..models import Alert
from ..models.alert import SEVERITIES, Phase
from ..models.draft import Drafts, ready
from .view import Crumb, View


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
        alert.effective_at.isoformat(),
        ends.isoformat(),
    )


def severity_words(view: View, alert: Alert) -> str:
    """How bad it is; a test is no danger, and an all-clear is the end of one."""
    if alert.is_test:
        return view.translate("Test")
    return view.translate("Danger over") if alert.is_cancel else view.label("severity", alert.severity)


def look(alert: Alert) -> str:
    """The class that gives a notice its colour and shape."""
    return "calm" if alert.is_test or alert.is_cancel else alert.severity


def notices(view: View) -> dict[Phase, list[Notice]]:
    """All public alerts by phase: worst first while they matter, newest first once they are past."""
    told = [notice(view, alert) for alert in view.site.alerts.values()]
    by_phase = {phase: [one for one in told if one.phase is phase] for phase in Phase}
    by_phase[Phase.CURRENT].sort(key=lambda n: (n.alert.is_test, SEVERITIES.index(n.alert.severity), n.starts, n.alert.slug))
    by_phase[Phase.FUTURE].sort(key=lambda n: (n.starts, n.alert.slug))
    by_phase[Phase.PAST].sort(key=lambda n: (n.starts, n.alert.slug), reverse=True)
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
    by_phase = notices(view)
    years = sorted({one.starts[:4] for one in by_phase[Phase.PAST]}, reverse=True)
    yield view.ready(
        "alerts.html",
        "alerts/",
        title=view.label("kind", "alerts"),
        description=view.translate("Warnings for Huế in force now, announced, and past, in six languages."),
        current=by_phase[Phase.CURRENT],
        future=by_phase[Phase.FUTURE],
        past=[(year, [one for one in by_phase[Phase.PAST] if one.starts[:4] == year]) for year in years],
    )
    yield ready(f"{view.locale.tag}/alerts/banner/index.html", render_banner_frame(view, by_phase))
    yield ready(f"{view.locale.tag}/alerts/banner.json", render_banner_data(view, by_phase))


def render_banner_frame(view: View, by_phase: dict[Phase, list[Notice]]) -> str:
    """The banner as a small page: what readers without JavaScript see on top of every page."""
    template = view.template("banner.html")
    title = view.translate("Alerts in force")
    current = [one for one in by_phase[Phase.CURRENT] if not one.alert.is_cancel]
    return template.render(title=title, current=current, root="../../../", base="../../")


def render_banner_data(view: View, by_phase: dict[Phase, list[Notice]]) -> str:
    """The banner as data for the script: also what comes into force later, so that an open page can show it in time."""
    rows = [
        {
            "headline": one.headline,
            "look": one.look,
            "severity_words": one.severity,
            "areas": one.areas,
            "until": view.translate("until %(time)s") % {"time": one.until},
            "starts": one.starts,
            "ends": one.ends,
            "note": "" if one.alert.is_confirmed("event") else view.translate("Example"),
            "href": one.alert.address,
        }
        for one in (*by_phase[Phase.CURRENT], *by_phase[Phase.FUTURE])
        if not one.alert.is_cancel
    ]
    more = view.translate("More alerts in force: %(count)s") % {"count": "{}"}
    return json.dumps({"alerts": rows, "more": more, "all": "alerts/"}, ensure_ascii=False, separators=(",", ":"))
