"""Which fields each kind of item has, and which of them must be there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..i18n.locales import LOCALE_IDS
from ..models import Alert, Attachment, Attraction, Correction, Event, Item, Page, PressRelease, Service, press
from ..models import alert as alerts
from ..models import attraction as attractions
from ..models import event as events
from ..models import page as pages
from ..models import service as services
from ..models.alert import Discharge, Measurement, Span, Storm
from ..models.item import SOURCE_LOCALE
from . import fields as f
from .areas import area
from .opening_hours import opening_hours
from .rules import Complaint, check_alert, check_attraction, check_event, check_press

LATITUDES = f.number(8.0, 23.5, "latitude of Vietnam")
LONGITUDES = f.number(102.0, 110.0, "longitude of Vietnam")


@dataclass(frozen=True)
class Schema:
    """How one kind is written down: `file` holds the facts, `check` looks at fields together."""

    model: type[Item]
    file: str
    fields: Mapping[str, f.Parser]
    required: tuple[str, ...]
    check: Callable[[Any], Iterable[Complaint]] = lambda item: ()
    needs_text: bool = True
    is_proven: bool = False  # texts are signed once public: former ones stay, and a translation may follow
    defaults: Mapping[str, str] = field(default_factory=dict)  # a field that is left out takes another one's value


def span(value: Any) -> Span:
    """One number, or {from: 3.0, to: 3.5}."""
    parse = f.number(0, 100_000, "a quantity")
    if not isinstance(value, dict):
        return Span(parse(value), parse(value))
    built: Span = f.record(lambda **ends: Span(ends["from"], ends["to"]), {"from": parse, "to": parse}, ("from", "to"))(
        value
    )
    if built.low > built.high:
        raise f.WrongValueError("`from` is greater than `to`")
    return built


def in_languages(value: Any) -> dict[str, str]:
    """One line in Vietnamese, or lines by locale."""
    given = {SOURCE_LOCALE: value} if isinstance(value, str) else value
    lines: dict[str, str] = f.record(dict, dict.fromkeys(LOCALE_IDS, f.text), (SOURCE_LOCALE,))(given)
    return lines


COMMON: dict[str, f.Parser] = {"sources": f.list_of(f.text), "unconfirmed": lambda v: frozenset(f.list_of(f.text)(v))}
HISTORY: dict[str, f.Parser] = {"added_on": f.day, "changed_at": f.list_of(f.instant)}
AUDIENCE = f.list_of(f.one_of(services.ROLES))

SCHEMAS: dict[str, Schema] = {
    "attractions": Schema(
        Attraction,
        "attraction.yaml",
        {
            **COMMON,
            **HISTORY,
            "category": f.one_of(attractions.CATEGORIES),
            "latitude": LATITUDES,
            "longitude": LONGITUDES,
            "ward": f.slug,
            "address_line": f.text,
            "unesco": f.flag,
            "built_from": f.whole(1, 2100),
            "built_to": f.whole(1, 2100),
            "ticket": f.slug,
            "opening_hours": opening_hours,
            "picture": f.text,
        },
        ("category", "latitude", "longitude"),
        check_attraction,
    ),
    "events": Schema(
        Event,
        "event.yaml",
        {
            **COMMON,
            **HISTORY,
            "category": f.one_of(events.CATEGORIES),
            "status": f.one_of(events.STATUSES),
            "attraction": f.slug,
            "ward": f.slug,
            "days": f.whole(1, 60),
            "solar_date": f.solar_day,
            "lunar_date": f.lunar_day,
            "lunar_month": f.whole(1, 12),
            "window_from": f.solar_day,
            "window_to": f.solar_day,
            "years": f.one_of(["all", "odd"]),
            "year_round": f.flag,
            "starts_at": f.instant,
            "ends_at": f.instant,
        },
        ("category",),
        check_event,
    ),
    "alerts": Schema(
        Alert,
        "alert.yaml",
        {
            **COMMON,
            "type": f.one_of(alerts.KINDS),
            "status": f.one_of(alerts.STATUSES),
            "message_type": f.one_of(alerts.MESSAGE_TYPES),
            "replaces": f.list_of(f.slug),
            "severity": f.one_of(alerts.SEVERITIES),
            "urgency": f.one_of(alerts.URGENCIES),
            "certainty": f.one_of(alerts.CERTAINTIES),
            "sent_at": f.instant,
            "effective_at": f.instant,
            "expires_at": f.instant,
            "ends_at": f.instant,
            "issuer": f.one_of(alerts.ISSUERS),
            "areas": f.list_of(area),
            "measurements": f.list_of(
                f.record(
                    Measurement,
                    {"station": f.slug, "level_m": span, "measured_at": f.instant},
                    ("station", "level_m"),
                )
            ),
            "discharge": f.record(
                Discharge,
                {"reservoir": f.slug, "flow_m3s": span, "starts_at": f.instant},
                ("reservoir", "flow_m3s", "starts_at"),
            ),
            "storm": f.record(Storm, {"name": f.text, "gust_force": f.whole(6, 17)}, ("name",)),
            "rain_mm": span,
            "temperature_c": span,
            "households": f.whole(1, 1_000_000),
            "people": f.whole(1, 2_000_000),
            "rumour": f.one_of(alerts.RUMOURS),
            "instructions": f.list_of(f.one_of(alerts.INSTRUCTIONS)),
        },
        ("type", "severity", "urgency", "certainty", "sent_at", "expires_at", "issuer", "areas", "instructions"),
        check_alert,
        needs_text=False,
        defaults={"effective_at": "sent_at"},
    ),
    "press": Schema(
        PressRelease,
        "press.yaml",
        {
            **COMMON,
            "number": f.text,
            "type": f.one_of(press.TYPES),
            "issuer": f.one_of(press.ISSUERS),
            "published_at": f.instant,
            "embargoed_until": f.instant,
            "withdrawn_at": f.instant,
            "corrects": f.slug,
            "sectors": f.list_of(f.one_of(press.SECTORS)),
            "corrections": f.list_of(f.record(Correction, {"at": f.instant, "reason": in_languages}, ("at", "reason"))),
            "attachments": f.list_of(f.record(Attachment, {"file": f.text, "names": in_languages}, ("file", "names"))),
        },
        ("number", "type", "issuer", "published_at"),
        check_press,
        is_proven=True,
    ),
    "services": Schema(
        Service,
        "service.yaml",
        {
            **COMMON,
            "category": f.one_of(services.CATEGORIES),
            "audience": AUDIENCE,
            "channels": f.list_of(f.one_of(services.CHANNELS)),
            "guide": f.slug,
            "days": f.whole(1, 365),
        },
        ("category", "audience", "channels"),
    ),
    "pages": Schema(
        Page,
        "page.yaml",
        {**COMMON, "section": f.one_of(pages.SECTIONS), "order": f.whole(0, 999), "audience": AUDIENCE},
        ("section", "order"),
    ),
}
