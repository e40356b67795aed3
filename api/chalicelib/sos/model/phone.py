"""The number on which who calls for help can be called back: of any country, as tourists are in danger, too."""

import unicodedata

from ...errors import WrongFieldError

REGION = "VN"
MAX_CHARACTERS = 40
SHOWN_DIGITS = 3


def parse_phone(text: str) -> str:
    """E.164 of a number as people write it: Vietnamese, or with + and the code of its country."""
    import phonenumbers

    wrong = WrongFieldError("phone-unreadable", "this is no phone number: please look at each digit")
    if len(text) > MAX_CHARACTERS:
        raise wrong
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", text), REGION)
    except phonenumbers.NumberParseException:
        raise wrong from None
    if number.extension or not phonenumbers.is_valid_number(number):
        raise wrong
    e164: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164


def mask_phone(e164: str) -> str:
    """Enough to tell calls apart: to read it whole is written down."""
    return f"•••{e164[-SHOWN_DIGITS:]}"
