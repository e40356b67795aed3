"""One line of a list: what it leads to, and the three things that decide (when, where, what it costs)."""

from dataclasses import dataclass

from ..models import Attraction, Event, Item, Occurrence, PressRelease, Service
from ..models.clock import hue_day
from .view import TAGS, View


@dataclass(frozen=True, slots=True)
class Card:
    """`address` is below the language, `picture` below dist/; `level` is the rank of its heading."""

    address: str
    title: str
    title_tag: str
    summary: str = ""
    facts: tuple[str, ...] = ()
    over: str = ""
    picture: str = ""
    level: int = 2
    is_past: bool = False


def card(view: View, item: Item, level: int = 2) -> Card:
    """The card of any item that has texts."""
    shown = item.shown_in(view.locale.id)
    over, facts, picture, is_past = "", [], "", False
    if isinstance(item, Attraction):
        over, facts, picture = view.label("attraction", item.category), attraction_facts(view, item), picture_path(item)
    elif isinstance(item, Event):
        over, facts = view.label("event", item.category), event_facts(view, item)
        picture = view.settings.assets[f"drawings/event-{item.category}.svg"]
    elif isinstance(item, PressRelease):
        over, facts = press_line(view, item), [view.label("press", item.type)]
    elif isinstance(item, Service):
        over, facts = view.label("service", item.category), [" · ".join(channels(view, item))]
    return Card(
        item.address, shown.title, TAGS[shown.title_locale], shown.summary, tuple(facts), over, picture, level, is_past
    )


def picture_path(item: Attraction) -> str:
    """Where an attraction's picture lies below dist/; a drawn stand-in is not invented for one without."""
    return f"media/{item.kind}/{item.slug}/{item.picture}" if item.picture else ""


def attraction_facts(view: View, item: Attraction) -> list[str]:
    facts = []
    if item.opens and item.closes:
        facts.append(approximate(f"{item.opens}–{item.closes}", item.is_confirmed("opens")))
    where = [view.site.city.wards[item.ward].name] if item.ward else []
    facts.append(" · ".join([*where, approximate(view.formats.distance(item.distance_km), is_sure=False)]))
    if item.ticket:
        facts.append(price(view, item))
    return facts


def approximate(value: str, is_sure: bool) -> str:
    return value if is_sure else f"≈ {value}"


def price(view: View, item: Attraction) -> str:
    if item.is_free:
        return view.translate("Free entry")
    ticket = view.site.city.tickets[item.ticket or ""]
    return approximate(view.formats.money(ticket.adult_vnd), "adult_vnd" not in ticket.unconfirmed)


def event_facts(view: View, item: Event) -> list[str]:
    facts = [when(view, item)]
    occurrence = item.upcoming(view.today)
    if occurrence and occurrence.is_exact:
        facts.append(lunar_words(view, occurrence))
    if item.attraction:
        facts.append(view.site.attractions[item.attraction].shown_in(view.locale.id).title)
    elif item.ward:
        facts.append(view.site.city.wards[item.ward].name)
    if item.status != "scheduled":
        facts.insert(0, view.label("event-status", item.status))
    return facts


def when(view: View, item: Event) -> str:
    if item.year_round:
        return view.translate("All year round")
    occurrence = item.upcoming(view.today)
    if occurrence is None:
        return view.translate("Date not known")
    return approximate(view.formats.days(occurrence), occurrence.is_exact and item.is_confirmed("dates"))


def lunar_words(view: View, occurrence: Occurrence) -> str:
    """The lunar date of an occurrence's first day."""
    lunar = occurrence.lunar
    if lunar.is_leap:
        template = view.translate("day %(day)s of leap lunar month %(month)s")
    else:
        template = view.translate("day %(day)s of lunar month %(month)s")
    return template % {"day": lunar.day, "month": lunar.month}


def press_line(view: View, item: PressRelease) -> str:
    day = view.formats.day(hue_day(item.public_at))
    number = view.translate("No. %(number)s") % {"number": item.number}
    return " · ".join([*press_state(view, item), number, view.label("issuer", item.issuer), day])


def press_state(view: View, item: PressRelease) -> list[str]:
    """Withdrawn or corrected, before anything else that is said of a release."""
    if item.is_withdrawn(view.now):
        return [view.translate("Withdrawn")]
    is_corrected = any(other.corrects == item.slug for other in view.site.press.values())
    return [view.translate("Corrected")] if is_corrected else []


def channels(view: View, item: Service) -> list[str]:
    return [view.label("channel", channel) for channel in item.channels]
