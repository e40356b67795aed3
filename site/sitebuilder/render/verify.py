"""The page on which anybody can check whether a text is a release of the city, word by word."""

from ..i18n.labels import N_
from ..models.draft import Drafts
from .frame import Crumb
from .structured import script_safe
from .view import View

VERIFY = "press/verify/"
# What the script tells; {number} and {time} are those of a release, {key} that of the key.
WORDS = {
    "empty": N_("Paste a text, or choose a file."),
    "long": N_("This is longer than any release: at most a million characters are checked."),
    "busy": N_("Checking…"),
    "offline": N_("The list of releases could not be loaded. What you gave is kept: try again when you are online."),
    "insecure": N_("This browser cannot compute fingerprints here. Open this page over HTTPS, or in another browser."),
    "broken": N_(
        "The list of releases is damaged or not signed by the city: nothing can be proven with it. Please call the hotline."
    ),
    "genuine": N_("Genuine"),
    "genuine-text": N_("This is release No. {number}, word for word, public since {time}."),
    "genuine-file": N_("This file belongs to release No. {number}, and every byte of it is the same."),
    "inside": N_("Genuine, with other text around it"),
    "inside-text": N_(
        "Release No. {number} stands in it word for word, public since {time}. What is marked is not part of the release."
    ),
    "part": N_("A part of a release"),
    "part-text": N_("These words stand in release No. {number}, public since {time}, but it says more. Read it as a whole."),
    "corrected": N_("Genuine, but corrected since"),
    "corrected-text": N_("So said release No. {number} from {time} on. It was corrected since: read how it stands now."),
    "withdrawn": N_("Genuine, but withdrawn"),
    "withdrawn-text": N_("So said release No. {number}. The city has withdrawn it: do not pass it on."),
    "altered": N_("Altered"),
    "altered-text": N_("This is close to release No. {number}, public since {time}, but not the same:"),
    "altered-much": N_("This is close to release No. {number}, public since {time}, but differs too much to show where."),
    "unknown": N_("Unknown"),
    "unknown-text": N_("No release has these words. They may be made up, or taken from somewhere else."),
    "unknown-file": N_("This file is no text, and no release has it as an attachment."),
    "signed": N_("The signature was checked, and is that of the city’s key {key}."),
    "unchecked": N_("The fingerprint agrees with the city’s list. This browser cannot check signatures."),
    "unsigned": N_("The fingerprint agrees with this site’s list, which is not signed: the site was built without a key."),
    "missing": N_("missing:"),
    "added": N_("not in the release:"),
    "open": N_("Read the release"),
}


def draft_verify(view: View) -> Drafts:
    """The page knows the public key itself, so that a list signed by another one is not believed."""
    signer = view.settings.keys.signer
    yield view.ready(
        "verify.html",
        VERIFY,
        title=view.translate("Is this release genuine?"),
        description=view.translate("Paste the text, or drop the file. It is checked in your browser and sent nowhere."),
        crumbs=[Crumb(view.label("kind", "press"), "press/")],
        public_key=signer.jwk["x"] if signer else "",
        key_id=signer.key_id if signer else "",
        words=script_safe({name: view.translate(message) for name, message in WORDS.items()}),
    )
