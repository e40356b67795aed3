"""The proof of a release's text: its SHA-256 and its signature, and where the words lie by themselves."""

from ..i18n import TAG_OF
from ..models import PressRelease
from ..models.proof import entries_of
from ..signing import base64url
from .view import View


def text_path(item: PressRelease, tag: str, version: int = 0) -> str:
    """Below dist/."""
    return f"{tag}/{item.address}release.{version}.txt" if version else f"{tag}/{item.address}release.txt"


def sign(view: View, data: bytes) -> str:
    """The signature in base64url, or nothing where there is no key."""
    signer = view.settings.keys.signer
    return base64url(signer.sign(data)) if signer else ""


def tell_proof(view: View, item: PressRelease) -> dict[str, str]:
    """What the ledger says of the text that these readers see; nothing of one that is withdrawn."""
    locale = item.shown_in(view.locale.id).body_locale
    entries = entries_of(item, locale, TAG_OF[locale], view.now)
    if not entries or entries[-1].event == "withdrawn":
        return {}
    text = text_path(item, TAG_OF[locale])
    return {"text": text, "sha256": entries[-1].sha256, "signature": sign(view, entries[-1].statement)}
