"""Which passwords are taken: long ones of any characters, none that others would try first."""

import pytest
from chalicelib.accounts.model import passwords
from chalicelib.accounts.model.breached import SIZE, fingerprints, is_breached
from chalicelib.accounts.model.passwords import check_password, common_words, hash_password, is_password
from chalicelib.errors import WrongFieldError
from chalicelib.keys import Keys

PERSONAL = ("Lê Thị Lan", "046190001234", "+84905123456", "0905123456")


@pytest.mark.parametrize(
    "good",
    [
        "bốn con cá chép đỏ",
        "trời mưa ở bến Ngự",
        "kẹo mè xửng chú Bảy",
        "7 lá sen trên mái ngói",
        "vélo rouge sous la pluie",
        "雨の日は川沿いの道を歩いて帰る",
        "purple rain over seven roofs",
        "aB3$xY9!kL2@mN5^",
        "x7Rm qPzE vT4w 9sKd",
        "k" + "y ức mùa lũ năm ấy" * 7,
    ],
)
def test_long_and_own_passwords_are_taken_as_they_are(good: str) -> None:
    assert check_password(good, PERSONAL) == good


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("Kh0ng-d@i!", "password-short"),
        ("14 characters.", "password-short"),
        ("x" * 129, "password-long"),
        ("password123456789", "password-common"),
        ("P@ssw0rd 20262026", "password-common"),
        ("123456789012345", "password-common"),
        ("aaaaaaaaaaaaaaaaaaaa", "password-common"),
        ("qwertyuiopasdfgh", "password-common"),
        ("Mật khẩu của tôi", "password-common"),
        ("matkhaumatkhaumatkhau", "password-common"),
        ("anhyeuem1234567", "password-common"),
        ("iloveyou iloveyou iloveyou", "password-common"),
        ("Thừa Thiên Huế 2026", "password-common"),
        ("huecity huecity", "password-common"),
        ("Lê Thị Lan 046190001234", "password-common"),
        ("lethilan0905123456", "password-common"),
        ("correct horse battery staple", "password-common"),
    ],
)
def test_short_common_and_personal_passwords_are_told_why(bad: str, code: str) -> None:
    with pytest.raises(WrongFieldError) as refused:
        check_password(bad, PERSONAL)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "breached",
    ["1234567890qwertyuiop", "Stairwaytoheaven", "PASSWORDSTANDARD", "1q2w3e4r5t6y7u8i9o0p", "12345678901234567890"],
)
def test_what_was_breached_elsewhere_is_no_password_here(breached: str) -> None:
    with pytest.raises(WrongFieldError) as refused:
        check_password(breached)
    assert refused.value.code == "password-common"


def test_the_list_of_breached_passwords_is_whole_and_in_order() -> None:
    known = fingerprints()
    each = [known[place : place + SIZE] for place in range(0, len(known), SIZE)]
    assert len(each) > 300_000
    assert each == sorted(set(each))
    assert not is_breached("")
    assert not is_breached("\uffff" * 20)


def test_signs_that_unfold_to_many_letters_keep_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    monkeypatch.setattr(passwords, "count_parts", lambda folded, personal: looked_at.append(len(folded)) or 9)
    check_password("\ufdfa" * 128)  # eighteen letters each
    assert looked_at == [128]


def test_no_composition_is_asked_for_and_none_forbidden() -> None:
    for one in ("mùa hạ phượng rơi tím", "MUAHAPHUONGROITIM", "  khoảng  trắng  ở đầu", "🐟🐠🐡🦈🐳🐋🐬🦭🦐🦑🐙🦀🦞🐚🪸"):
        assert check_password(one)


def test_the_blocklist_is_shipped_and_folded() -> None:
    words = common_words()
    assert len(words) > 350
    assert {"password", "matkhau", "iloveyou", "huecity"} <= words
    assert all(word.isalnum() and word == word.casefold() for word in words)


def test_a_hash_needs_the_pepper_and_never_repeats() -> None:
    keys = Keys("a" * 32)
    first, second = (hash_password(keys, "bốn con cá chép đỏ") for _ in range(2))
    assert first != second
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_password(keys, first, "bốn con cá chép đỏ")
    assert not is_password(Keys("b" * 32), first, "bốn con cá chép đỏ")
    assert not is_password(keys, first, "bốn con cá chép đen")
