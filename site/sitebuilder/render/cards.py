"""One line of a list: what it leads to, and the three things that decide (when, where, what it costs)."""

from dataclasses import dataclass

from markupsafe import Markup

from ..i18n import TAG_OF, tell_hours
from ..models import Attraction, Event, Item, Occurrence, OpeningHours, PressRelease, Service
from ..models.clock import hue_day
from .view import View


@dataclass(frozen=True, slots=True)
class Card:
    """`address` is below the language, `picture` below dist/; `level` is the rank of its heading.

    `over` and the facts may be markup.
    """

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
        is_past = is_over(view, item)
    elif isinstance(item, PressRelease):
        over, facts = press_line(view, item), [view.label("press", item.type)]
    elif isinstance(item, Service):
        over = view.label("service", item.category)
        facts = [approximate(" · ".join(channels(view, item)), item.is_confirmed("channels"))]
    return Card(
        item.address, shown.title, TAG_OF[shown.title_locale], shown.summary, tuple(facts), over, picture, level, is_past
    )


def picture_path(item: Attraction) -> str:
    """Where an attraction's picture lies below dist/; a drawn stand-in is not invented for one without."""
    return f"media/{item.kind}/{item.slug}/{item.picture}" if item.picture else ""


def attraction_facts(view: View, item: Attraction) -> list[str]:
    facts = []
    if item.opening_hours:
        facts.append(approximate(hours(view, item.opening_hours), item.is_confirmed("opening_hours")))
    where = [ward_name(view, item)] if item.ward else []
    facts.append(" · ".join([*where, approximate(view.formats.distance(item.distance_km), is_sure=False)]))
    if item.ticket:
        facts.append(price(view, item))
    return facts


def ward_name(view: View, item: Attraction | Event) -> str:
    return approximate(view.site.city.wards[item.ward or ""].name, item.is_confirmed("ward"))


def ward_title(view: View, slug: str) -> str:
    ward = view.site.city.wards[slug]
    return view.label("unit", ward.type) % {"name": ward.name}


def hours(view: View, opening_hours: OpeningHours) -> str:
    return tell_hours(opening_hours, view.formats, view.translate)


def approximate(value: str, is_sure: bool) -> str:
    """≈ stands before what no source confirms; markup stays markup."""
    return value if is_sure else "≈ " + value


def price(view: View, item: Attraction) -> str:
    if item.is_free:
        return approximate(view.translate("Free entry"), is_price_confirmed(view, item))
    ticket = view.site.city.tickets[item.ticket or ""]
    return approximate(view.formats.money(ticket.adult_vnd), is_price_confirmed(view, item))


def is_price_confirmed(view: View, item: Attraction) -> bool:
    """Whether a source tells what adults pay here: both the rule that holds for the place, and the amount."""
    ticket = view.site.city.tickets.get(item.ticket or "")
    return item.is_confirmed("ticket") and (ticket is None or "adult_vnd" not in ticket.unconfirmed)


def event_facts(view: View, item: Event) -> list[str]:
    facts = [when(view, item)]
    occurrence = item.nearest(view.today)
    if occurrence and occurrence.is_exact:
        facts.append(lunar_words(view, occurrence))
    if item.attraction:
        facts.append(approximate(view.title_of(view.site.attractions[item.attraction]), item.is_confirmed("attraction")))
    elif item.ward:
        facts.append(ward_name(view, item))
    if item.status != "scheduled":
        facts.insert(0, view.label("event-status", item.status))
    return facts


def when(view: View, item: Event) -> str:
    if item.year_round:
        return view.translate("All year round")
    occurrence = item.nearest(view.today)
    if occurrence is None:
        return view.translate("Date not known")
    days = approximate(view.formats.days(occurrence), occurrence.is_exact and item.is_confirmed("dates"))
    return f"{days} · {view.translate('over')}" if is_over(view, item) else days


def is_over(view: View, item: Event) -> bool:
    """Whether an event will not take place again."""
    return item.only is not None and item.only.is_over(view.today)


def lunar_words(view: View, occurrence: Occurrence) -> str:
    """The lunar date of an occurrence's first day."""
    lunar = occurrence.lunar
    if lunar.is_leap:
        template = view.translate("day %(day)s of leap lunar month %(month)s")
    else:
        template = view.translate("day %(day)s of lunar month %(month)s")
    return template % {"day": lunar.day, "month": lunar.month}


def press_line(view: View, item: PressRelease) -> str:
    """State, number, issuer and day; a line breaks between them, never within the number or the day."""
    day = unbroken(view.formats.day(hue_day(item.public_at)))
    number = unbroken(view.translate("No. %(number)s") % {"number": item.number})
    return Markup(" · ").join([*press_state(view, item), number, view.label("issuer", item.issuer), day])


def unbroken(words: str) -> Markup:
    return Markup('<span class="number">{}</span>').format(words)


def press_state(view: View, item: PressRelease) -> list[str]:
    """Withdrawn or corrected, before anything else that is said of a release."""
    if item.is_withdrawn(view.now):
        return [view.translate("Withdrawn")]
    is_corrected = item.corrections or item.slug in view.corrected
    return [view.translate("Corrected")] if is_corrected else []


def channels(view: View, item: Service) -> list[str]:
    return [view.label("channel", channel) for channel in item.channels]
