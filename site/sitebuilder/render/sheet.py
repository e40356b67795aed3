"""An alert on one sheet of paper, to be hung up where people pass: all headlines, and a QR code that leads to the page."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

from ..i18n import KNOWN_LOCALES, Formats, Locale, tell_alert
from ..models import Alert
from ..models.draft import Drafts
from .alerts import notice
from .frame import Crumb
from .view import View

SHEET = "print/"
MASK = 3
formats_of = lru_cache(Formats)


def draft_sheets(view: View, items: Sequence[Alert]) -> Drafts:
    for alert in items:
        context = partial(sheet_context, view, alert)
        yield view.draft("alert_sheet.html", f"{alert.address}{SHEET}", view.stamp(alert), context)


def sheet_context(view: View, alert: Alert) -> dict[str, Any]:
    text, address = view.tell(alert), view.absolute(alert.address)
    others = [one for one in KNOWN_LOCALES if one.id != view.locale.id]
    return {
        "title": f"{view.translate('A sheet to print (A4)')}: {text.headline}",
        "description": text.summary,
        "crumbs": [Crumb(view.label("kind", "alerts"), "alerts/"), Crumb(text.headline, alert.address)],
        "item": alert,
        "notice": notice(view, alert),
        "text": text,
        "sent": view.formats.instant(alert.sent_at),
        "page": address,
        "qr": qr_code(address),
        "others": [(one, headline_in(view, one, alert)) for one in others],
        "is_hidden": True,
    }


def headline_in(view: View, locale: Locale, alert: Alert) -> str:
    return tell_alert(alert, view.site.city, view.catalogs[locale.id], formats_of(locale.id)).headline


def qr_code(address: str) -> Markup:
    """As SVG, dark on white whatever the colours around it; a quarter of it may be torn or wet.

    Readers know all eight masks; looking for the prettiest takes six times as long as drawing one.
    """
    import segno

    code = segno.make_qr(address, error="q", mask=MASK)
    return Markup(code.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None))
