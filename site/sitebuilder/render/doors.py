"""The pages that belong to no language: the chooser at / and what answers at an address that leads nowhere."""

from collections.abc import Mapping

from ..i18n import KNOWN_LOCALES
from ..i18n.labels import N_
from ..models.alert import Phase
from ..models.draft import Draft, Drafts, digest
from .alerts import Notice, alerts_by_phase, look, notice
from .view import View

WORDS, GENUINE = N_("Places, festivals, alerts, services"), N_("Is this receipt genuine?")
CHECK = "wallet/check/"  # where the codes on receipts lead
NOT_FOUND = (
    "Không tìm thấy trang · Page not found · Page introuvable · ページが見つかりません · "
    "페이지를 찾을 수 없습니다 · 找不到页面"
)
WELCOME = "HueCity · Huế"


def draft_doors(views: Mapping[str, View]) -> Drafts:
    """index.html and 404.html of the whole site, offering the languages that were built, each with its gravest alert."""
    view = next(iter(views.values()))
    alert = gravest(view)
    key = digest(list(views), alert and (view.stamp(alert.alert), alert.ends))
    yield Draft("index.html", key, lambda: door(views, WELCOME, "./", view.settings.site_url))
    yield Draft("404.html", key, lambda: door(views, NOT_FOUND, "/", onward=None))
    yield Draft(
        f"{CHECK}index.html", key, lambda: door(views, WELCOME, "../" * CHECK.count("/"), onward=CHECK, words=GENUINE)
    )


def door(
    views: Mapping[str, View], title: str, root: str, canonical: str = "", onward: str | None = "", words: str = WORDS
) -> str:
    """`onward` is the address below each language that the door leads to; None: it stays as it is, whatever was chosen."""
    choices = [
        (known.tag, known.name, views[known.id].translate(words), gravest(views[known.id]))
        for known in KNOWN_LOCALES
        if known.id in views
    ]
    view = next(iter(views.values()))
    alternates = view.home_alternates()
    return view.template("chooser.html").render(
        title=title, root=root, canonical=canonical, choices=choices, alternates_html=alternates, onward=onward
    )


def gravest(view: View) -> Notice | None:
    """The alert in force that a visitor should see before anything else."""
    dangers = (alert for alert in alerts_by_phase(view)[Phase.CURRENT] if look(alert) != "calm")
    return next((notice(view, alert) for alert in dangers), None)
