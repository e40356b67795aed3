"""What browsers ask a site for: how to search it (OpenSearch 1.1), and how it looks as an app (web app manifest)."""

import json
from html import escape

from ..models.draft import Drafts, ready
from ..render import View

PURPLE, PAPER = "#5E2B87", "#FBF8F3"  # tím Huế and paper, as in assets/city.css
EXAMPLE = "Hue"  # of a search that finds something in every language
SHORT_NAME_MAX, DESCRIPTION_MAX = 16, 1024  # of an OpenSearch description


def draft_for_browsers(view: View) -> Drafts:
    yield ready(f"{view.locale.tag}/opensearch.xml", search_description(view))
    yield ready(f"{view.locale.tag}/manifest.webmanifest", manifest(view))


def search_description(view: View) -> str:
    icon = f"{view.settings.site_url}{view.settings.assets['favicon.svg']}"
    template = f"{view.absolute('search/')}?q={{searchTerms}}"
    description = view.translate("Search places, events, services, guides and press releases.")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(f'HueCity {view.locale.tag}'[:SHORT_NAME_MAX])}</ShortName>\n"
        f"<Description>{escape(description[:DESCRIPTION_MAX])}</Description>\n"
        f"<Language>{view.locale.tag}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        f'<Image type="image/svg+xml" width="64" height="64">{escape(icon)}</Image>\n'
        f'<Url type="text/html" template="{escape(template)}"/>\n'
        f'<Query role="example" searchTerms="{EXAMPLE}"/>\n'
        "</OpenSearchDescription>\n"
    )


def manifest(view: View) -> str:
    """Addresses are relative to the manifest, which lies in its language."""
    icon = {"src": f"../{view.settings.assets['favicon.svg']}", "sizes": "any", "type": "image/svg+xml"}
    _ = view.translate
    shortcuts = [(_("Alerts"), "alerts/"), (_("Hotlines"), "hotlines/"), (_("Search"), "search/")]
    data = {
        "id": f"/{view.locale.tag}/",
        "name": "HueCity",
        "short_name": "HueCity",
        "description": _("Places, festivals, alerts, services"),
        "lang": view.locale.tag,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": PURPLE,
        "background_color": PAPER,
        "icons": [icon],
        "shortcuts": [{"name": name, "url": url} for name, url in shortcuts],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
