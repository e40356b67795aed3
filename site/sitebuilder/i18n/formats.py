"""Numbers, prices, distances, days and times as the readers of one language write them (Babel, CLDR)."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from babel import Locale as BabelLocale
from babel import dates, lists, numbers

from ..models.alert import Span
from ..models.clock import hue_time
from ..models.event import Occurrence

# CLDR's Vietnamese long date lacks "năm"; official texts have it.
LONG_DAY = {"vi": "d 'tháng' M 'năm' y"}
WEEKDAY_DAY = {"vi": "EEEE, d 'tháng' M 'năm' y"}
CLOCK = "HH:mm"
# Clock time and day as each language puts them side by side.
INSTANT = {
    "vi": "{clock} ngày {day}",
    "fr": "{clock} le {day}",
    "ja": "{day} {clock}",
    "ko": "{day} {clock}",
    "zh_Hans": "{day} {clock}",
}
OTHER_INSTANT = "{clock}, {day}"
UNITS = {"m": "m", "mm": "mm", "m3s": "m³/s", "c": "°C"}


class Formats:
    """Formatting for one locale; equal calls are answered from memory, as pages repeat the same few values."""

    def __init__(self, locale_id: str) -> None:
        self.locale = BabelLocale.parse(locale_id)
        self.id = locale_id
        self.decimal_mark = numbers.get_decimal_symbol(self.locale)
        self.day = lru_cache(8192)(self._day)
        self.weekday = lru_cache(8192)(self._weekday)
        self.number = lru_cache(8192)(self._number)
        self.money = lru_cache(1024)(self._money)

    def _day(self, day: date) -> str:
        """17 tháng 11 năm 2026; November 17, 2026; 2026年11月17日."""
        return dates.format_date(day, LONG_DAY.get(self.id, "long"), self.locale)

    def _weekday(self, day: date) -> str:
        return dates.format_date(day, WEEKDAY_DAY.get(self.id, "full"), self.locale)

    def interval(self, first: date, last: date) -> str:
        return dates.format_interval(first, last, "yMMMd", locale=self.locale)

    def month(self, day: date) -> str:
        return dates.format_skeleton("yMMMM", day, locale=self.locale).capitalize()

    def short_month(self, day: date) -> str:
        return dates.format_skeleton("MMM", day, locale=self.locale)

    def days(self, occurrence: Occurrence) -> str:
        """One day, or from the first to the last; with the hours in Huế where they are known."""
        first, last = occurrence.starts_on, occurrence.ends_on
        start, end = occurrence.starts_at, occurrence.ends_at
        if first != last and start and end:
            return f"{self.instant(start)} – {self.instant(end)}"
        days = self.weekday(first) if first == last else self.interval(first, last)
        hours = [self.clock(instant) for instant in (start, end) if instant]
        return " · ".join([days, "–".join(dict.fromkeys(hours))]) if hours else days

    def clock(self, instant: datetime) -> str:
        """Hour and minute in Huế, on the 24-hour clock in every language."""
        return dates.format_time(hue_time(instant).time(), CLOCK, locale=self.locale)

    def instant(self, instant: datetime) -> str:
        """Clock time and day in Huế; the offset stands once a page, where the times are."""
        template = INSTANT.get(self.id, OTHER_INSTANT)
        return template.format(clock=self.clock(instant), day=self.day(hue_time(instant).date()))

    def _number(self, value: float, digits: int | None = None) -> str:
        """Grouped and with the language's decimal mark; exactly `digits` decimals where given."""
        pattern = None if digits is None else "#,##0" + (f".{'0' * digits}" if digits else "")
        return str(numbers.format_decimal(value, pattern, self.locale))

    def span(self, span: Span, unit: str, digits: int | None = None) -> str:
        """3,54 m; 3,0–3,5 m; 800–1.500 m³/s: unit is one of UNITS."""
        low, high = self.number(span.low, digits), self.number(span.high, digits)
        return f"{low if span.low == span.high else f'{low}–{high}'} {UNITS[unit]}"

    def _money(self, vnd: int) -> str:
        """An amount in đồng, which has no decimals."""
        return str(numbers.format_currency(vnd, "VND", locale=self.locale))

    def size(self, size_bytes: int) -> str:
        """950 B, 12 KB, 3.4 MB: thousands, as phones and shops count."""
        for unit, factor in (("MB", 1_000_000), ("KB", 1000)):
            if size_bytes >= factor:
                return f"{self.number(size_bytes / factor, 1 if size_bytes < 10 * factor else 0)} {unit}"
        return f"{self.number(size_bytes)} B"

    def distance(self, km: float) -> str:
        digits = 1 if km < 10 else 0
        return f"{self.number(round(km, digits), digits)} km"  # rounded first: few distances are left to remember

    def degrees(self, value: float) -> str:
        """Four decimals, some ten metres; hardly a value comes twice, so only the decimal mark is looked up."""
        return f"{value:.4f}".replace(".", self.decimal_mark)

    def file_size(self, size_bytes: int) -> str:
        """In kB, or MB from a million bytes on; a file of a few bytes is 1 kB."""
        if size_bytes >= 1_000_000:
            return f"{self.number(round(size_bytes / 1_000_000, 1), 1)} MB"
        return f"{self.number(max(1, round(size_bytes / 1000)))} kB"

    def all_of(self, parts: Sequence[str]) -> str:
        """A, B and C."""
        return lists.format_list(list(parts), locale=self.locale) if parts else ""
