"""The phrase book: an alert's facts said in every language at once, so that no warning waits for a translator."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..errors import CatalogError
from ..models import Alert, City
from ..models.alert import WHOLE_CITY, Measurement, Span
from ..models.city import nearest_alarm
from .catalogs import Catalog
from .formats import Formats
from .labels import LABELS, N_

HEADLINES = {
    "flood": N_("Flood on the %(rivers)s"),
    "reservoir-release": N_("Water release from the %(reservoir)s reservoir"),
    "storm": N_("Typhoon %(name)s"),
    "heavy-rain": N_("Heavy rain"),
    "landslide": N_("Danger of flash floods and landslides"),
    "road-flooded": N_("Roads under water"),
    "evacuation": N_("Evacuation"),
    "school-closure": N_("Schools closed"),
    "heat": N_("Extreme heat"),
    "power-outage": N_("Power cut"),
    "water-outage": N_("No tap water"),
    "rumor-correction": N_("False rumour corrected"),
    "health": N_("Health warning after the flood"),
    "test": N_("Test message on HueCity"),
}
SHORT_HEADLINES = {"flood": N_("Flood")}
CANCELLED = N_("Warning lifted: %(headline)s")
SITUATIONS = {
    "landslide": N_("Slopes and streams in the hills can give way without notice."),
    "road-flooded": N_("Water stands on the roads; bridges may be closed."),
    "school-closure": N_("Pupils stay at home."),
    "heat": N_("It is dangerously hot outdoors in the middle of the day."),
    "power-outage": N_("There is no electricity in the places named."),
    "water-outage": N_("There is no tap water in the places named."),
    "health": N_("Water and mud left by a flood can carry disease."),
    "test": N_("This is a test message of the HueCity website. No siren sounds, and there is no danger."),
}
ABOVE = N_("%(river)s at %(station)s: %(level)s at %(time)s, %(difference)s above alarm level %(alarm)s.")
BELOW = N_("%(river)s at %(station)s: %(level)s at %(time)s, %(difference)s below alarm level %(alarm)s.")
EXACTLY = N_("%(river)s at %(station)s: %(level)s at %(time)s, exactly at alarm level %(alarm)s.")
FORECAST = N_("%(river)s at %(station)s: %(level)s expected.")
DISCHARGE = N_("The %(reservoir)s reservoir lets out %(flow)s from %(time)s.")
GUSTS = N_("Gusts up to force %(force)s are expected.")
RAIN = N_("%(amount)s of rain is expected.")
TEMPERATURE = N_("%(amount)s is expected.")
EVACUEES = N_("%(households)s households, about %(people)s people, move to safety.")
LIFTED = N_("The danger has passed. Stay careful: water and mud remain.")
TEST_OVER = N_("The test is over. There was no danger.")
RUMOURS = {
    "dam-failure": N_("It is said that a dam has failed. That is false: no dam has failed."),
    "city-wide-outage": N_("It is said that the whole city will be without electricity. That is false."),
    "school-closed": N_("It is said that schools are closed. That is false: schools are open."),
    "toxic-water": N_("It is said that the tap water is poisoned. That is false."),
}
INSTRUCTIONS = {
    "move-to-high-ground": N_("Bring older people, children and belongings to high ground now."),
    "keep-off-floodwater": N_("Do not walk, ride or drive through moving water."),
    "charge-phone": N_("Charge your phone and keep it dry."),
    "no-boats-downstream": N_("Do not take boats out, fish or gather driftwood below the dam."),
    "stay-indoors": N_("Stay indoors, away from windows."),
    "leave-when-told": N_("Leave when you are told to; take papers, medicine and water with you."),
    "secure-roof": N_("Tie down the roof, boats and everything loose."),
    "avoid-slopes": N_("Keep away from steep slopes, streams and cracked ground."),
    "take-detour": N_("Take another road; turn back where water covers the road."),
    "keep-children-home": N_("Keep children at home and away from water."),
    "drink-water": N_("Drink clean water often."),
    "rest-in-shade": N_("Rest in the shade from late morning to mid-afternoon."),
    "unplug": N_("Switch off the electricity before water reaches it."),
    "store-water": N_("Store clean water for two days."),
    "check-official": N_("Believe only official channels, and do not pass rumours on."),
    "wash-hands": N_("Wash your hands with soap; boil water before you drink it."),
    "see-doctor": N_("With fever, rash or diarrhoea, see a doctor."),
    "nothing-to-do": N_("You need not do anything."),
}
WHOLE_CITY_NAME = N_("the whole city of Huế")
FORCE_SPAN = N_("From %(start)s to %(end)s")


@dataclass(frozen=True, slots=True)
class AlertText:
    """An alert in one language: headline, what is happening, what to do, where, and when."""

    headline: str
    situation: tuple[str, ...]
    instructions: tuple[str, ...]
    areas: tuple[str, ...]
    in_force: str

    @property
    def summary(self) -> str:
        return " ".join(self.situation)


def phrase_book() -> Iterable[str]:
    """Every message that an alert may be made of."""
    tables = (HEADLINES, SHORT_HEADLINES, SITUATIONS, RUMOURS, INSTRUCTIONS)
    yield from (message for table in tables for message in table.values())
    yield from (CANCELLED, ABOVE, BELOW, EXACTLY, FORECAST, DISCHARGE, GUSTS, RAIN, TEMPERATURE, EVACUEES, LIFTED, TEST_OVER)
    yield from (WHOLE_CITY_NAME, FORCE_SPAN)
    for group in ("severity", "urgency", "certainty", "phase", "issuer", "message"):
        yield from LABELS[group].values()


def check_phrase_book(catalogs: Mapping[str, Catalog], city: City) -> None:
    """CatalogError naming what a language lacks (phrases, rivers' names), and translations that do not fit their message."""
    lacking = []
    for locale, catalog in catalogs.items():
        file = f"locales/{locale}/LC_MESSAGES/messages.po"
        lacking += [
            f"{file}: no translation of the alert phrase {message!r}"
            for message in phrase_book()
            if not catalog.has(message)
        ]
        lacking += [f"{file}: the translation of {message!r} {problem}" for message, problem in catalog.words.misfits]
    for river in city.rivers.values():
        lacking += [f"content/city/rivers.yaml: {river.slug}: no name in {lo!r}" for lo in catalogs if lo not in river.names]
    if lacking:
        raise CatalogError("\n".join(lacking))


def tell_alert(alert: Alert, city: City, catalog: Catalog, formats: Formats) -> AlertText:
    """The alert in the words of one language; every number, time and place comes from its facts."""
    say = Teller(alert, city, catalog.translations.gettext, formats)
    return AlertText(
        headline=say.headline(),
        situation=tuple(say.situation()),
        instructions=tuple(say.translate(INSTRUCTIONS[name]) for name in alert.instructions),
        areas=tuple(say.area(area.place) for area in alert.areas),
        in_force=say.in_force(),
    )


def capitalized(words: str) -> str:
    """As a sentence begins; the rest stays as it is, for it may hold names."""
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Teller:
    """Says one alert in one language."""

    alert: Alert
    city: City
    translate: Callable[[str], str]
    formats: Formats

    def headline(self) -> str:
        alert = self.alert
        rivers = list(dict.fromkeys(self.river(m.station) for m in alert.measurements))
        values = {
            "rivers": self.formats.all_of(rivers),
            "reservoir": self.city.reservoirs[alert.discharge.reservoir] if alert.discharge else "",
            "name": alert.storm.name if alert.storm else "",
        }
        table = SHORT_HEADLINES if alert.type in SHORT_HEADLINES and not rivers else HEADLINES
        plain = self.translate(table[alert.type]) % values
        plain = capitalized(plain)
        return self.translate(CANCELLED) % {"headline": plain} if alert.is_cancel else plain

    def situation(self) -> Iterable[str]:
        alert, fmt, _ = self.alert, self.formats, self.translate
        if alert.is_cancel:
            yield _(TEST_OVER if alert.is_test else LIFTED)
            return
        if alert.type in SITUATIONS:
            yield _(SITUATIONS[alert.type])
        if alert.rumour:
            yield _(RUMOURS[alert.rumour])
        if alert.discharge:
            flow, time = fmt.span(alert.discharge.flow_m3s, "m3s"), fmt.instant(alert.discharge.starts_at)
            name = self.city.reservoirs[alert.discharge.reservoir]
            yield _(DISCHARGE) % {"reservoir": name, "flow": flow, "time": time}
        yield from (self.level(measurement) for measurement in alert.measurements)
        if alert.storm and alert.storm.gust_force:
            yield _(GUSTS) % {"force": fmt.number(alert.storm.gust_force)}
        if alert.rain_mm:
            yield _(RAIN) % {"amount": fmt.span(alert.rain_mm, "mm")}
        if alert.temperature_c:
            yield _(TEMPERATURE) % {"amount": fmt.span(alert.temperature_c, "c")}
        if alert.households and alert.people:
            yield _(EVACUEES) % {"households": fmt.number(alert.households), "people": fmt.number(alert.people)}

    def level(self, measured: Measurement) -> str:
        station = self.city.stations[measured.station]
        river = self.river(measured.station)
        values = {
            "river": capitalized(river),
            "station": station.name,
            "level": self.formats.span(measured.level_m, "m", 2),
        }
        if measured.measured_at is None:
            return self.translate(FORECAST) % values
        alarm, difference = nearest_alarm(station, measured.level_m.high)
        values["time"] = self.formats.instant(measured.measured_at)
        values["alarm"] = self.formats.number(alarm)
        values["difference"] = self.formats.span(Span(abs(difference), abs(difference)), "m", 2)
        template = EXACTLY if difference == 0 else ABOVE if difference > 0 else BELOW
        return self.translate(template) % values

    def river(self, station: str) -> str:
        return self.city.rivers[self.city.stations[station].river].names[self.formats.id]

    def area(self, slug: str) -> str:
        return self.translate(WHOLE_CITY_NAME) if slug == WHOLE_CITY else self.city.wards[slug].name

    def in_force(self) -> str:
        return self.span_of(self.alert.effective_at, self.alert.expires_at)

    def span_of(self, start: datetime, end: datetime) -> str:
        fmt = self.formats
        return self.translate(FORCE_SPAN) % {"start": fmt.instant(start), "end": fmt.instant(end)}
