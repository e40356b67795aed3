"""Pages of the alerts: one each, the list by phase, and the small banner that every page shows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Alert
from ..models.alert import SEVERITIES, Phase
from .view import Crumb, Rendered, View


@dataclass(frozen=True, slots=True)
class Notice:
    """An alert as a list or the banner shows it; instants as ISO 8601 with +07:00 for the browser's clock."""

    alert: Alert
    headline: str
    summary: str
    areas: str
    until: str
    severity: str
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
        view.label("severity", alert.severity),
        view.phase(alert),
        alert.effective_at.isoformat(),
        ends.isoformat(),
    )


def notices(view: View) -> dict[Phase, list[Notice]]:
    """All public alerts by phase: worst first while they matter, newest first once they are past."""
    told = [notice(view, alert) for alert in view.site.alerts.values()]
    by_phase = {phase: [one for one in told if one.phase is phase] for phase in Phase}
    by_phase[Phase.CURRENT].sort(key=lambda n: (n.alert.is_test, SEVERITIES.index(n.alert.severity), n.starts, n.alert.slug))
    by_phase[Phase.FUTURE].sort(key=lambda n: (n.starts, n.alert.slug))
    by_phase[Phase.PAST].sort(key=lambda n: (n.starts, n.alert.slug), reverse=True)
    return by_phase


def render_alerts(view: View, items: Iterable[Alert]) -> Rendered:
    crumbs = [Crumb(view.label("kind", "alerts"), "alerts/")]
    for alert in items:
        text = view.tell(alert)
        successor = view.successors.get(alert.slug)
        yield view.page(
            "alert.html",
            alert.address,
            title=text.headline,
            description=text.summary,
            crumbs=crumbs,
            item=alert,
            text=text,
            notice=notice(view, alert),
            sent=view.formats.instant(alert.sent_at),
            event_ends=view.formats.instant(alert.ends_at) if alert.ends_at else "",
            successor=notice(view, successor) if successor else None,
            replaced=[notice(view, view.site.alerts[slug]) for slug in alert.replaces if slug in view.site.alerts],
        )


def render_alert_lists(view: View) -> Rendered:
    by_phase = notices(view)
    years = sorted({one.starts[:4] for one in by_phase[Phase.PAST]}, reverse=True)
    yield view.page(
        "alerts.html",
        "alerts/",
        title=view.label("kind", "alerts"),
        description=view.translate("Warnings for Huế in force now, announced, and past, in six languages."),
        current=by_phase[Phase.CURRENT],
        future=by_phase[Phase.FUTURE],
        past=[(year, [one for one in by_phase[Phase.PAST] if one.starts[:4] == year]) for year in years],
    )
    yield render_banner_frame(view, by_phase)
    yield render_banner_data(view, by_phase)


def render_banner_frame(view: View, by_phase: dict[Phase, list[Notice]]) -> tuple[str, str]:
    """The banner as a small page: what readers without JavaScript see on top of every page."""
    template = view.template("banner.html")
    title = view.translate("Alerts in force")
    text = template.render(title=title, current=by_phase[Phase.CURRENT], root="../../../", base="../../")
    return f"{view.locale.tag}/alerts/banner/index.html", text


def render_banner_data(view: View, by_phase: dict[Phase, list[Notice]]) -> tuple[str, str]:
    """The banner as data for the script: also what comes into force later, so that an open page can show it in time."""
    rows = [
        {
            "headline": one.headline,
            "severity": one.alert.severity,
            "severity_words": one.severity,
            "areas": one.areas,
            "until": view.translate("until %(time)s") % {"time": one.until},
            "starts": one.starts,
            "ends": one.ends,
            "is_test": one.alert.is_test,
            "test_words": view.translate("Test"),
            "href": one.alert.address,
        }
        for one in (*by_phase[Phase.CURRENT], *by_phase[Phase.FUTURE])
        if not one.alert.is_cancel
    ]
    path = f"{view.locale.tag}/alerts/banner.json"
    return path, json.dumps({"alerts": rows}, ensure_ascii=False, separators=(",", ":"))
