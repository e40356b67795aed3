"""release.txt: the words of a release by themselves, as they are signed; release.1.txt is what stood before correction 1."""

from collections.abc import Sequence
from functools import partial

from ...models import PressRelease
from ...models.draft import Draft, Drafts, digest
from ...render import View
from ...render.corrections import words_of
from ...render.proofs import text_path


def draft_release_texts(view: View, items: Sequence[PressRelease]) -> Drafts:
    for item in items:
        if not item.is_withdrawn(view.now):
            yield from draft_texts(view, item)


def draft_texts(view: View, item: PressRelease) -> Drafts:
    """One file for each state of the text in this language, where it was ever whole in it."""
    locale = view.locale.id
    states = [item.before(number) for number, one in enumerate(item.corrections) if locale in one.former]
    for state in (*states, item):
        text = state.texts.get(locale)
        if text and text.sha256:
            path = text_path(item, view.locale.tag, text.version)
            yield Draft(path, digest(text.sha256, text.fingerprint), partial(words_of, view, state, locale))
