"""sms.txt and sms-plain.txt: an alert as short messages, one a line, with every mark or for phones and prices without."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ...i18n.phrases import capitalized
from ...models import Alert
from ...models.draft import Draft, Drafts, digest
from ...render import View
from ...render.alerts import severity_words

MARKED, PLAIN = "sms.txt", "sms-plain.txt"
LATIN = ("vi", "en", "fr")  # languages that can be read without their marks
FULL_STOPS = {"ja": ("。", ""), "zh_Hans": ("。", "")}  # with what follows it
UCS2_MAX = 70  # 3GPP TS 23.038: 140 octets of two each
ADDRESS_MAX = UCS2_MAX - len("10/12 ")
GSM_MAX, GSM_PART_MAX = 160, 153  # of seven bits each; a part of several leaves room for the header that joins them
REPLACED = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "—": "-", "’": "'", "‘": "'", "«": '"', "»": '"', "°": ""})
NOT_GSM = re.compile(r"[^ !\"#$%&'()*+,\-./0-9:;<=>?@A-Za-z_\n]")  # the part of GSM 03.38 that ASCII shares
TIED = re.compile(r"(?<=\d) (?=(?:m³/s|m3/s|mm|m|°C|C)\b)")  # a number and its unit stay together
TIE = "\N{NO-BREAK SPACE}"
# After a space, after what ends a clause in Chinese and Japanese, and where a Japanese word begins after another's ending.
BREAK = re.compile(r"(?<= )|(?<=[、。，；：！？])(?![、。，；：！？」』）])|(?<=[ぁ-ん])(?=[^ぁ-んー、。，；：！？」』） ])")
PIECE = re.compile(r"[0-9A-Za-z.,:/%+-]+|.", re.S)


def draft_sms(view: View, items: Sequence[Alert]) -> Drafts:
    for alert in items:
        start, key = f"{view.locale.tag}/{alert.address}", digest(alert.facts)
        yield Draft(f"{start}{MARKED}", key, partial(make_marked, view, alert))
        if view.locale.id in LATIN:
            yield Draft(f"{start}{PLAIN}", key, partial(make_plain, view, alert))


def make_marked(view: View, alert: Alert) -> str:
    return lines(split_parts(tell(view, alert), UCS2_MAX, UCS2_MAX, ucs2_length))


def make_plain(view: View, alert: Alert) -> str:
    return lines(split_parts(without_marks(tell(view, alert)), GSM_MAX, GSM_PART_MAX, len))


def lines(parts: Iterable[str]) -> str:
    return "".join(f"{part}\n" for part in parts)


def tell(view: View, alert: Alert) -> str:
    """How bad, what, where and until when first: that is what the first part must tell; the page's address comes last."""
    text = view.tell(alert)
    note = "" if alert.is_confirmed("event") else f"({view.translate('Example')}) "
    until = view.translate("until %(time)s") % {"time": view.formats.instant(alert.expires_at)}
    stop, space = FULL_STOPS.get(view.locale.id, (".", " "))
    first = (f"{note}{severity_words(view, alert)}", text.headline, view.formats.all_of(text.areas), until)
    sentences = [*(f"{capitalized(words)}{stop}" for words in first), *text.instructions, *text.situation]
    return f"{space.join(sentences)} {address_of(view, alert)}"


def address_of(view: View, alert: Alert) -> str:
    """Of its page; without https:// where only so it fits into one part, as what is cut in two leads nowhere."""
    address = view.absolute(alert.address)
    return address if len(address) <= ADDRESS_MAX else address.partition("//")[2]


def without_marks(text: str) -> str:
    """What every phone can show in seven bits a sign: letters without their marks, m³ as m3."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.translate(REPLACED)) if not unicodedata.combining(one))
    return NOT_GSM.sub("?", bare)


def ucs2_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def split_parts(text: str, alone: int, each: int, measure: Callable[[str], int]) -> list[str]:
    """One part of at most `alone` units, or several of at most `each`, their numbers (2/5) counted in."""
    if measure(text) <= alone:
        return [text]
    digits = 0
    while True:
        digits += 1
        parts = fill(text, each - 2 * digits - 2, measure)
        if len(str(len(parts))) <= digits:
            return [f"{number}/{len(parts)} {part}" for number, part in enumerate(parts, 1)]


def fill(text: str, room: int, measure: Callable[[str], int]) -> list[str]:
    """As many words a part as there is room for."""
    parts, current = [], ""
    for word in (fitting for one in BREAK.split(TIED.sub(TIE, text)) for fitting in fit(one, room, measure)):
        if current and measure((current + word).rstrip()) > room:
            parts.append(current)
            current = ""
        current += word
    return [part.replace(TIE, " ").strip() for part in (*parts, current) if part.strip()]


def fit(word: str, room: int, measure: Callable[[str], int]) -> Iterable[str]:
    """The word; if no part has room for it, by its signs and numbers, and if need be through these."""
    if measure(word.rstrip()) <= room:
        yield word
        return
    for piece in PIECE.findall(word):
        yield from (piece[start : start + room] for start in range(0, len(piece), room))
