"""Vietnamese mobile numbers, the only ones that we send messages to."""

import unicodedata

from ...errors import WrongFieldError

REGION, COUNTRY_CODE = "VN", 84
MAX_CHARACTERS = 40


def parse_phone(text: str) -> str:
    """E.164 (+84901234567) of a mobile number as people write it; WrongFieldError for any other, as fraud lives on those."""
    import phonenumbers

    if len(text) > MAX_CHARACTERS:
        raise WrongFieldError("phone-unreadable", "this is no phone number")
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", text), REGION)
    except phonenumbers.NumberParseException:
        raise WrongFieldError("phone-unreadable", "this is no phone number") from None
    if number.country_code != COUNTRY_CODE:
        raise WrongFieldError("phone-country", "only Vietnamese numbers (+84) can be used")
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    if number.extension or not is_mobile or not phonenumbers.is_valid_number(number):
        raise WrongFieldError("phone-not-mobile", "this is not a Vietnamese mobile number: ten digits, such as 0905 123 456")
    e164: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164


def mask_phone(e164: str) -> str:
    """+84905123456 -> 09•••••456: enough for its owner to know it."""
    return f"0{e164[3]}•••••{e164[-3:]}"
