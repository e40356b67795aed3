"""The home of a language, and the homes of the five roles."""

from collections.abc import Iterable

from ..i18n.labels import N_
from ..models import Item
from ..models.draft import Drafts
from ..models.service import ROLES
from .cards import Card, card
from .services import guide_card
from .view import View

FIRST_PLACES = ("dai-noi", "chua-thien-mu", "lang-tu-duc")
NEXT_EVENTS = 3
NEWEST_RELEASES = 3

WELCOME = {
    "citizen": N_("Report a problem, check the river, pay a bill, and know whom to call."),
    "tourist": N_("What is near, what it costs, when the festivals fall, and what to do when it rains hard."),
    "business": N_("Take payments by QR, reach the city's offices, and know its rules and fees."),
    "press": N_("Numbered releases with their corrections, river levels with their sources, and a desk that answers."),
    "state": N_("What citizens see, in their words: alerts, reports, services and the forty wards."),
}
LINKS = {
    "citizen": (
        ("alerts/", N_("Alerts")),
        ("hotlines/", N_("Hotlines")),
        ("rivers/", N_("Rivers and alarm levels")),
        ("reports/send/", N_("Send a report")),
        ("wallet/", N_("E-wallet")),
    ),
    "tourist": (("attractions/", N_("Places to see")), ("events/", N_("Events")), ("tickets/", N_("Tickets"))),
    "business": (
        ("services/role/business/", N_("Services for businesses")),
        ("reports/send/", N_("Send a report")),
        ("press/", N_("Press releases")),
    ),
    "press": (
        ("press/", N_("Press releases")),
        ("alerts/", N_("Alerts")),
        ("rivers/", N_("Rivers and alarm levels")),
        ("reports/statistics/", N_("How reports are answered")),
    ),
    "state": (
        ("alerts/", N_("Alerts")),
        ("reports/", N_("Field reports")),
        ("wards/", N_("Wards and communes")),
        ("press/", N_("Press releases")),
    ),
}


def draft_homes(view: View) -> Drafts:
    _ = view.translate
    yield view.ready(
        "home.html",
        "",
        title=_("Huế in your language"),
        description=_(
            "Places, festivals, alerts and services of Huế, in six languages, with public facts and their sources."
        ),
        roles=[(role, view.label("role", role), view.translate(WELCOME[role])) for role in ROLES],
        events=next_events(view),
        places=first_places(view),
        releases=newest_releases(view),
    )
    for role in ROLES:
        yield view.ready(
            "role.html",
            f"for/{role}/",
            title=view.label("role", role),
            description=view.translate(WELCOME[role]),
            role=role,
            links=[(address, view.translate(words)) for address, words in LINKS[role]],
            sections=list(role_sections(view, role)),
        )


def role_sections(view: View, role: str) -> Iterable[tuple[str, list[Card]]]:
    """(heading, cards) of what this role comes for, empty ones left out."""
    _, site = view.translate, view.site
    guides = [page for page in site.pages.values() if page.section == "guides" and role in page.audience]
    services = [service for service in site.services.values() if role in service.audience]
    if role == "tourist":
        yield _("Coming up"), next_events(view)
        yield (
            _("Your first day in Huế"),
            [card(view, site.attractions[slug], 3) for slug in FIRST_PLACES if slug in site.attractions],
        )
    if role in ("press", "state"):
        yield _("Newest releases"), newest_releases(view)
    if services:
        yield _("Services"), [card(view, service, 3) for service in services]
    if guides:
        yield _("Guides"), [guide_card(view, page, 3) for page in sorted(guides, key=lambda page: page.order)]


def first_places(view: View) -> list[Card]:
    places = view.site.attractions
    return cards_of(view, [places[slug] for slug in FIRST_PLACES if slug in places])


def next_events(view: View) -> list[Card]:
    dated = [(event.upcoming(view.today), event) for event in view.site.events.values() if not event.year_round]
    ahead = sorted(((one, event.slug, event) for one, event in dated if one), key=lambda row: row[:2])
    return cards_of(view, [event for _, _, event in ahead[:NEXT_EVENTS]])


def newest_releases(view: View) -> list[Card]:
    newest = sorted(view.site.press.values(), key=lambda item: (item.public_at, item.slug), reverse=True)
    return cards_of(view, newest[:NEWEST_RELEASES])


def cards_of(view: View, items: Iterable[Item]) -> list[Card]:
    return [card(view, item, 3) for item in items]
