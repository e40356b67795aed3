"""The pages that belong to no language: doors to all of them, and what answers at an address that leads nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from ..i18n import KNOWN_LOCALES
from ..i18n.labels import N_
from ..models.alert import Phase
from ..models.draft import Draft, Drafts, digest
from .alerts import Notice, alerts_by_phase, look, notice
from .view import View

WORDS, GENUINE = N_("Places, festivals, alerts, services"), N_("Is this receipt genuine?")
NOT_FOUND = (
    "Không tìm thấy trang · Page not found · Page introuvable · ページが見つかりません · "
    "페이지를 찾을 수 없습니다 · 找不到页面"
)
WELCOME = "HueCity · Huế"


@dataclass(frozen=True, slots=True)
class Door:
    """`root` leads to the whole site, `onward` below each language; None: it stays as it is, whatever was chosen before."""

    path: str
    title: str
    words: str
    root: str
    onward: str | None = None


DOORS = (
    Door("index.html", WELCOME, WORDS, "./", onward=""),
    Door("404.html", NOT_FOUND, WORDS, "/"),
    Door("wallet/check/index.html", WELCOME, GENUINE, "../../", onward="wallet/check/"),  # where codes on receipts lead
)


def draft_doors(views: Mapping[str, View]) -> Drafts:
    """index.html and 404.html of the whole site, offering the languages that were built, each with its gravest alert."""
    view = next(iter(views.values()))
    alert = gravest(view)
    key = digest(list(views), alert and (view.stamp(alert.alert), alert.ends))
    for door in DOORS:
        yield Draft(door.path, key, partial(open_door, views, door))


def open_door(views: Mapping[str, View], door: Door) -> str:
    choices = [
        (known.tag, known.name, views[known.id].translate(door.words), gravest(views[known.id]))
        for known in KNOWN_LOCALES
        if known.id in views
    ]
    view = next(iter(views.values()))
    canonical = "" if door.onward is None else view.settings.site_url + door.path.removesuffix("index.html")
    alternates = view.frame.home_alternates()
    return view.template("chooser.html").render(door=door, canonical=canonical, choices=choices, alternates_html=alternates)


def gravest(view: View) -> Notice | None:
    """The alert in force that a visitor should see before anything else."""
    dangers = (alert for alert in alerts_by_phase(view)[Phase.CURRENT] if look(alert) != "calm")
    return next((notice(view, alert) for alert in dangers), None)
