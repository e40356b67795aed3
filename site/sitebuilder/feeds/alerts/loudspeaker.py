"""loudspeaker.txt: an alert to be read out over the loudspeakers of a ward, in Vietnamese words alone, said twice."""

from collections.abc import Iterable, Sequence
from functools import partial

from ...i18n import tell_alert
from ...i18n.phrases import capitalized
from ...i18n.spoken import SpokenVietnamese, say_digits, say_figures
from ...models import Alert
from ...models.draft import Draft, Drafts, digest
from ...render import View
from ...render.alerts import severity_words

NAME = "loudspeaker.txt"
LANGUAGE = "vi"
GREETING = "Kính thưa bà con. Đây là thông báo của {issuer}."
AREAS, TIME, ADVICE = "Khu vực: {areas}.", "Thời gian: {in_force}.", "Xin bà con lưu ý:"
RESCUE = "Khi cần cứu hộ, xin gọi số {number}."
AGAIN, END = "Xin nhắc lại.", "Thông báo đến đây là hết. Cảm ơn bà con đã lắng nghe."
EXAMPLE = "(Ví dụ, không phát trên loa.)"
HOTLINE = "rescue"


def draft_loudspeaker(view: View, items: Sequence[Alert]) -> Drafts:
    for alert in items if view.locale.id == LANGUAGE else ():
        yield Draft(f"{view.locale.tag}/{alert.address}{NAME}", digest(alert.facts), partial(make_script, view, alert))


def make_script(view: View, alert: Alert) -> str:
    """A line a sentence, with room to breathe."""
    message = [capitalized(say_figures(line)) for line in message_of(view, alert)]
    head = GREETING.format(issuer=view.label("issuer", alert.issuer))
    start = [head] if alert.is_confirmed("event") else [EXAMPLE, head]
    blocks = ["\n".join(start), "\n".join(message), AGAIN, "\n".join(message), END]
    return "\n\n".join(blocks) + "\n"


def message_of(view: View, alert: Alert) -> Iterable[str]:
    text = tell_alert(alert, view.site.city, view.catalog, SpokenVietnamese())
    yield f"{severity_words(view, alert)}. {text.headline}."
    yield AREAS.format(areas=view.formats.all_of(text.areas))
    yield TIME.format(in_force=text.in_force)
    yield from text.situation
    yield ADVICE
    yield from text.instructions
    if hotline := view.site.city.hotlines.get(HOTLINE):
        yield RESCUE.format(number=say_digits(hotline.number))
