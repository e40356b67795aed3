"""The pages that belong to no language: the chooser at / and what answers at an address that leads nowhere."""

from collections.abc import Mapping

from ..i18n import KNOWN_LOCALES
from ..i18n.labels import N_
from ..models.draft import Drafts, ready
from .view import View

WORDS = N_("Places, feasts, alerts, services")
NOT_FOUND = (
    "Không tìm thấy trang · Page not found · Page introuvable · ページが見つかりません · "
    "페이지를 찾을 수 없습니다 · 找不到页面"
)
WELCOME = "HueCity · Huế"


def draft_doors(views: Mapping[str, View]) -> Drafts:
    """index.html and 404.html of the whole site, offering the languages that were built."""
    view = next(iter(views.values()))
    template = view.template("chooser.html")
    choices = [(known.tag, known.name, views[known.id].translate(WORDS)) for known in KNOWN_LOCALES if known.id in views]
    door = template.render(title=WELCOME, root="./", canonical=view.settings.site_url, choices=choices)
    yield ready("index.html", door)
    yield ready("404.html", template.render(title=NOT_FOUND, root="/", canonical="", choices=choices))
