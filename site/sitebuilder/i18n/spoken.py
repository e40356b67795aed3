"""Numbers, times and days in Vietnamese words, for those who read a warning aloud."""

import re
from datetime import date, datetime

from ..models.alert import Span
from ..models.clock import hue_time
from .formats import Formats

DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()
GROUPS = ("", "nghìn", "triệu", "tỷ")
MONTHS = dict(enumerate("một hai ba tư năm sáu bảy tám chín mười".split(), 1)) | {11: "mười một", 12: "mười hai"}
SPOKEN_UNITS = {"m": "mét", "mm": "mi-li-mét", "m3s": "mét khối trên giây", "c": "độ C"}


class SpokenVietnamese(Formats):
    """What Formats writes in figures, in words."""

    def __init__(self) -> None:
        super().__init__("vi")

    def _number(self, value: float, digits: int | None = None) -> str:
        """Decimals one by one: 5,05 is "năm phẩy không năm", which nobody hears as 5,5."""
        whole, _, decimals = (f"{value:.{digits}f}" if digits else f"{value:g}" if value % 1 else f"{value:.0f}").partition(
            "."
        )
        decimals = decimals.rstrip("0")
        return " ".join([say_whole(int(whole)), *(["phẩy", say_digits(decimals)] if decimals else [])])

    def _day(self, day: date) -> str:
        number = f"mồng {say_whole(day.day)}" if day.day <= 10 else say_whole(day.day)
        return f"{number} tháng {MONTHS[day.month]} năm {say_whole(day.year)}"

    def clock(self, instant: datetime) -> str:
        time = hue_time(instant)
        return f"{say_whole(time.hour)} giờ" + (f" {say_whole(time.minute)} phút" if time.minute else "")

    def span(self, span: Span, unit: str, digits: int | None = None) -> str:
        low, high = self.number(span.low, digits), self.number(span.high, digits)
        return f"{low if span.low == span.high else f'từ {low} đến {high}'} {SPOKEN_UNITS[unit]}"


def say_whole(number: int) -> str:
    """2026 is "hai nghìn không trăm hai mươi sáu"."""
    groups: list[str] = []
    rest, place = number, 0
    while rest or not groups:
        rest, group = divmod(rest, 1000)
        if group or not (rest or groups):
            groups.append(f"{say_group(group, is_first=not rest)} {GROUPS[place]}".strip())
        place += 1
    return " ".join(reversed(groups))


def say_group(number: int, *, is_first: bool) -> str:
    """Three digits; those that follow others keep their "không trăm"."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or not is_first else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{DIGITS[tens]} mươi")
    elif ones and words:
        words.append("lẻ")
    if ones or not (words or tens):
        words.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else DIGITS[ones])
    return " ".join(words)


def say_digits(number: str) -> str:
    """One by one, as telephone numbers are told."""
    return " ".join(DIGITS[int(digit)] for digit in number)


def say_figures(text: str) -> str:
    """The text with whatever figures are left in it, such as those of A Lưới 1, in words."""
    return re.sub(r"\d+", lambda found: say_whole(int(found[0])), text)
