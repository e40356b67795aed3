"""The national ID number as a value: read generously, refused only when it cannot be, and never shown whole."""

from datetime import date

import pytest
from chalicelib.accounts.model.citizen_id import PROVINCES, CitizenId, parse_citizen_id
from chalicelib.errors import WrongFieldError
from chalicelib.keys import Keys, WeakPepperError
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "written",
    [
        "046190001234",
        " 046 190 001 234 ",
        "046.190.001234",
        "046-190-001-234",
        "０４６１９０００１２３４",
        "046\u00a0190001234",
    ],
)
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    assert parse_citizen_id(written, TODAY).digits == "046190001234"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "04619000123",
        "0461900012345",
        "04619000123O",
        "٠٤٦١٩٠٠٠١٢٣٤",
        "046190001234x",
        "1" * 10**6,
        "046190001234" + " " * 60 + "5",
    ],
)
def test_anything_but_twelve_digits_is_refused(written: str) -> None:
    with pytest.raises(WrongFieldError, match="twelve digits"):
        parse_citizen_id(written, TODAY)


@pytest.mark.parametrize(
    ("digits", "year"), [("046085", 1985), ("046190", 1990), ("046200", 2000), ("046326", 2026), ("046099", 1999)]
)
def test_the_fourth_digit_tells_the_century(digits: str, year: int) -> None:
    assert parse_citizen_id(digits + "000001", TODAY).birth_year == year


@pytest.mark.parametrize("digits", ["046327", "046227", "046401", "046901"])
def test_nobody_was_born_in_the_future(digits: str) -> None:
    with pytest.raises(WrongFieldError) as refused:
        parse_citizen_id(digits + "000001", TODAY)
    assert refused.value.code == "citizen-id-year"


def test_an_unknown_province_is_reviewed_and_not_refused() -> None:
    assert len(PROVINCES) == 63
    assert not parse_citizen_id("046190001234", TODAY).needs_review
    assert parse_citizen_id("003190001234", TODAY).needs_review


@given(st.from_regex(r"\A[0-9]{12}\Z"))
def test_what_is_shown_tells_three_digits(digits: str) -> None:
    number = CitizenId(digits)
    assert number.masked == "•" * 9 + digits[-3:]
    assert digits not in f"{number} {number!r}"


def test_hashes_need_the_pepper_and_differ_by_use() -> None:
    one, other = Keys("a" * 32), Keys("b" * 32)
    assert one.hash("citizen", "046190001234") != other.hash("citizen", "046190001234")
    assert one.hash("citizen", "046190001234") != one.hash("phone", "046190001234")
    assert one.hash("citizen", "1", "23") != one.hash("citizen", "12", "3")
    with pytest.raises(WeakPepperError):
        Keys("short")


def test_sealed_text_is_read_in_its_own_place_only() -> None:
    from cryptography.exceptions import InvalidTag

    keys = Keys("a" * 32)
    sealed = keys.seal("account/1/phone", "+84905123456")
    assert "905123456" not in sealed
    assert keys.unseal("account/1/phone", sealed) == "+84905123456"
    for reader, place in ((keys, "account/2/phone"), (Keys("b" * 32), "account/1/phone")):
        with pytest.raises(InvalidTag):
            reader.unseal(place, sealed)
