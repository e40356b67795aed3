"""The small banner that every page shows: as data for the script, and as a page for readers without it."""

import json

from ..models.alert import Phase
from ..models.draft import Drafts, ready
from .alerts import Notice, alerts_by_phase, list_version, notice
from .view import View


def draft_banner(view: View) -> Drafts:
    by_phase = alerts_by_phase(view)
    current = [notice(view, one) for one in by_phase[Phase.CURRENT] if not one.is_cancel]
    future = [notice(view, one) for one in by_phase[Phase.FUTURE] if not one.is_cancel]
    yield ready(f"{view.locale.tag}/alerts/banner/index.html", render_frame(view, current))
    yield ready(f"{view.locale.tag}/alerts/banner.json", render_data(view, [*current, *future]))


def render_frame(view: View, current: list[Notice]) -> str:
    """What readers without JavaScript see on top of every page; without a warning, the day on which that was so."""
    return view.template("banner.html").render(
        title=view.translate("Alerts in force"),
        current=current,
        day=view.formats.day(view.today),
        root="../../../",
        base="../../",
    )


def render_data(view: View, told: list[Notice]) -> str:
    """For the script: also what comes into force later, so that an open page can show it in time."""
    rows = [
        {
            "headline": one.headline,
            "look": one.look,
            "severity_words": one.severity,
            "areas": one.areas,
            "topics": [one.alert.type, *(area.place for area in one.alert.areas)],
            "until": view.translate("until %(time)s") % {"time": one.until},
            "starts": one.starts,
            "ends": one.ends,
            "note": "" if one.alert.is_confirmed("event") else view.translate("Example"),
            "href": one.alert.address,
        }
        for one in told
    ]
    more = view.translate("More alerts in force: %(count)s") % {"count": "{}"}
    data = {"alerts": rows, "more": more, "all": "alerts/", "version": list_version(view)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
