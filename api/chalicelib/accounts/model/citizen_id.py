"""The national ID number (số định danh cá nhân): twelve digits that tell province, century and sex, and year of birth."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ...errors import WrongFieldError

# Circular 59/2021/TT-BCA; the mergers of 2025 renumbered nobody. People born abroad have codes outside this table.
PROVINCES = frozenset(
    (
        "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 "
        "034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 "
        "067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
    ).split()
)
SHOWN_DIGITS = 3
MAX_CHARACTERS = 60
SEPARATORS = re.compile(r"[\s.\-]")
TWELVE_DIGITS = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, slots=True)
class CitizenId:
    """Only ever in memory: the database gets a keyed hash, people see `masked`."""

    digits: str

    @property
    def birth_year(self) -> int:
        """The fourth digit is 0 or 1 for the 20th century, 2 or 3 for the 21st, and so on."""
        return 1900 + 100 * (int(self.digits[3]) // 2) + int(self.digits[4:6])

    @property
    def needs_review(self) -> bool:
        """A province that we do not know: somebody looks at it, nobody is turned away."""
        return self.digits[:3] not in PROVINCES

    @property
    def masked(self) -> str:
        return "•" * (12 - SHOWN_DIGITS) + self.digits[-SHOWN_DIGITS:]

    def __repr__(self) -> str:
        return f"CitizenId({self.masked})"  # logs and traces show what people see


def parse_citizen_id(text: str, today: date) -> CitizenId:
    """The number as people write it: spaces, dots and full-width digits are fine. WrongFieldError."""
    digits = SEPARATORS.sub("", unicodedata.normalize("NFKC", text[: MAX_CHARACTERS + 1]))
    if len(text) > MAX_CHARACTERS or not TWELVE_DIGITS.fullmatch(digits):
        raise WrongFieldError("citizen-id-digits", "the ID number has twelve digits, as on the identity card")
    number = CitizenId(digits)
    if number.birth_year > today.year:
        raise WrongFieldError("citizen-id-year", "digits 4 to 6 of this ID number tell a year of birth in the future")
    return number
