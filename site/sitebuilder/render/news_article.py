"""A release as schema.org's NewsArticle, for search engines and newsrooms."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from ..i18n import TAG_OF
from ..models import PressRelease
from .environment import SITE_NAME
from .structured import script_safe
from .view import View

PUBLISHER_ADDRESS = "about/"


def news_article(view: View, item: PressRelease, context: dict[str, Any]) -> Markup:
    """https://schema.org/NewsArticle; a withdrawn release keeps its name and dates alone."""
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": context["title"],
        "description": context["description"],
        "url": view.absolute(item.address),
        "mainEntityOfPage": view.absolute(item.address),
        "identifier": item.number,
        "inLanguage": context["body_tag"],
        "datePublished": item.public_at.isoformat(),
        "dateModified": modified_at(view, item).isoformat(),
        "image": emblem(view),  # a release has no picture of its own, and search engines want one
        "author": organization(view, view.label("issuer", item.issuer)),
        "publisher": {**organization(view, SITE_NAME), "logo": emblem(view)},
        "isAccessibleForFree": True,
        "articleSection": [view.label("sector", sector) for sector in item.sectors],
        "correction": list(comments(view, item)),
        "associatedMedia": [media_object(view, item, number) for number in range(len(item.attachments))],
        "creativeWorkStatus": "Withdrawn" if item.is_withdrawn(view.now) else "",
    }
    return script_safe({name: value for name, value in article.items() if value not in ("", [])})


def modified_at(view: View, item: PressRelease) -> datetime:
    """The instant of the last thing that happened to a release in public."""
    withdrawn = [item.withdrawn_at] if item.withdrawn_at and item.is_withdrawn(view.now) else []
    others = [other.public_at for other in view.corrected.get(item.slug, ())]
    return max([item.public_at, *withdrawn, *others, *(correction.at for correction in item.corrections)])


def organization(view: View, name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name, "url": view.absolute(PUBLISHER_ADDRESS)}


def emblem(view: View) -> dict[str, str]:
    return {"@type": "ImageObject", "url": f"{view.settings.site_url}{view.settings.assets['favicon.svg']}"}


def comments(view: View, item: PressRelease) -> Sequence[dict[str, str]]:
    """What was corrected in the text itself, then the releases that correct this one."""
    if item.is_withdrawn(view.now):
        return []
    found = []
    for correction in item.corrections:
        locale = view.locale.id if view.locale.id in correction.reason else "vi"
        dated = {"datePublished": correction.at.isoformat(), "inLanguage": TAG_OF[locale]}
        found.append({"@type": "CorrectionComment", "text": correction.reason[locale], **dated})
    for other in view.corrected.get(item.slug, ()):
        shown = other.shown_in(view.locale.id)
        dated = {"datePublished": other.public_at.isoformat(), "inLanguage": TAG_OF[shown.title_locale]}
        found.append({"@type": "CorrectionComment", "text": shown.title, "url": view.absolute(other.address), **dated})
    return found


def media_object(view: View, item: PressRelease, number: int) -> dict[str, str]:
    attachment = item.attachments[number]
    name, locale = attachment.name_in(view.locale.id)
    return {
        "@type": "MediaObject",
        "name": name,
        "inLanguage": TAG_OF[locale],
        "encodingFormat": attachment.media_type,
        "contentSize": f"{attachment.size_bytes} B",
        "sha256": attachment.sha256,
        "contentUrl": f"{view.settings.site_url}media/{item.address}{attachment.file}",
    }
