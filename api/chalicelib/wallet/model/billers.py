"""Who sends bills that the wallet pays: their codes, what they are paid for, and what their customers' codes look like."""

import re
import unicodedata
from typing import Literal

import msgspec

from ...errors import ApiError, WrongFieldError

Category = Literal["electricity", "water", "telecom", "tuition", "hospital", "public-fees"]
CODE_CHARACTERS = 40


class Biller(msgspec.Struct, frozen=True):
    """`name` is a message id, as pages translate it; `example` shows where a customer finds the code on paper."""

    code: str
    category: Category
    name: str
    pattern: str
    example: str


# Patterns keep typing mistakes from the billers; they are as wide as published bills are, not as narrow as one of them.
BILLERS = (
    Biller("EVNCPC", "electricity", "Hue Power Company", "P[A-Z]?[0-9]{2}[A-Z0-9]{9,11}", "PC07DD0123456"),
    Biller("HUEWACO", "water", "Hue Water Supply (HueWACO)", "[0-9]{6,10}", "0123456"),
    Biller("VNPT", "telecom", "VNPT Hue", "(0[0-9]{9,10}|HUE[A-Z0-9]{5,15})", "02343123456"),
    Biller("HUEUNI", "tuition", "Hue University", "[0-9]{2}[A-Z][0-9]{7}", "24T1020123"),
    Biller("BVTWHUE", "hospital", "Hue Central Hospital", "[0-9]{8,10}", "26012345"),
    Biller("HUEGOV", "public-fees", "Hue public services", r"H57(\.\d{1,3}){1,3}-\d{6}-\d{4}", "H57.12-261120-0007"),
)
BY_CODE = {biller.code: biller for biller in BILLERS}


class NoSuchBillerError(ApiError):
    status_code, code, title = 404, "no-such-biller", "The wallet pays no bills of this company"


def get_biller(code: str) -> Biller:
    if code not in BY_CODE:
        raise NoSuchBillerError
    return BY_CODE[code]


def read_customer_code(biller: Biller, text: str) -> str:
    """The code as its biller writes it, from what people type: small letters, spaces. WrongFieldError."""
    code = "".join(unicodedata.normalize("NFKC", text[: CODE_CHARACTERS * 2]).split()).upper()
    if len(text) > CODE_CHARACTERS or not re.fullmatch(biller.pattern, code, re.ASCII):
        raise WrongFieldError("customer-code", f"a customer code of this company looks like {biller.example}")
    return code
