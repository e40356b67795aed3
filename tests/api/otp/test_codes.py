"""One-time codes: six digits, five minutes, once, for one phone and purpose, and five attempts however many come at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from chalicelib.dynamodb import RefusedError
from chalicelib.errors import ApiError, InvalidInputError, TooManyError
from chalicelib.otp import service, storage
from chalicelib.otp.model import codes
from chalicelib.otp.model.codes import CodeGoneError, WrongCodeError
from chalicelib.world import World
from stage import Phones, later, listening, other_code

PHONE = "+84905123456"


def send(world: World, phone: str = PHONE, subject: str = "someone", address: str = "203.0.113.7") -> str:
    return service.send_code(world, "registration", phone, world.keys.hash("test", subject), address, "vi").challenge_id


def check(world: World, challenge_id: str, code: str) -> str:
    return service.check_code(world, "registration", challenge_id, code)[1]


def test_a_code_has_six_digits_and_proves_phone_and_subject(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    assert [phone for phone, _ in phones.messages] == [PHONE]
    proven, _ = service.check_code(stage, "registration", challenge_id, phones.code())
    assert (proven.phone, proven.subject) == (PHONE, stage.keys.hash("test", "someone"))
    assert proven.purpose == "registration"


@pytest.mark.parametrize("written", ["{} {}", "  {}{} ", "full-width"])
def test_a_code_is_read_as_people_type_it(stage: World, phones: Phones, written: str) -> None:
    challenge_id, code = send(stage), phones.code()
    wide = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert check(stage, challenge_id, wide if written == "full-width" else written.format(code[:3], code[3:]))


def test_what_is_no_code_uses_up_no_attempt(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    for typed in ("", "12345", "1234567", "abcdef", "٠١٢٣٤٥"):
        with pytest.raises(InvalidInputError):
            check(stage, challenge_id, typed)
    assert stage.table.get(f"CODE#{challenge_id}", "CODE")["attempts"] == 0


def test_leading_zeros_stay() -> None:
    assert codes.code_from(42) == "000042"


def test_a_code_lives_five_minutes(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    for minutes in (5, 6, 60):
        with pytest.raises(CodeGoneError):
            check(later(stage, minutes=minutes), challenge_id, phones.code())
    assert check(later(stage, minutes=4, seconds=59), challenge_id, phones.code())


def test_a_code_is_right_once(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    check(stage, challenge_id, phones.code())
    with pytest.raises(CodeGoneError):
        check(stage, challenge_id, phones.code())


def test_of_many_right_codes_at_once_one_counts(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)

    def attempt(_: int) -> str:
        try:
            return "proof" if check(stage, challenge_id, phones.code()) else ""
        except CodeGoneError as error:
            return error.code

    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(attempt, range(16)))
    assert answers == {"proof": 1, "code-gone": 15}


def test_fifty_wrong_codes_at_once_are_compared_five_times(
    stage: World, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    challenge_id = send(stage)
    compared: list[str] = []
    monkeypatch.setattr(service, "is_right", lambda challenge, code, keys: bool(compared.append(code)))

    def attempt(_: int) -> str:
        try:
            return check(stage, challenge_id, other_code(phones.code()))
        except ApiError as error:
            return error.code

    with ThreadPoolExecutor(25) as pool:
        answers = Counter(pool.map(attempt, range(50)))
    assert answers == {"wrong-code": 5, "code-gone": 45}
    assert len(compared) == 5


def test_after_five_wrong_codes_the_right_one_is_refused(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCodeError, match=f"{left} attempts are left"):
            check(stage, challenge_id, other_code(phones.code()))
    with pytest.raises(CodeGoneError):
        check(stage, challenge_id, phones.code())


def test_a_code_of_one_purpose_is_nothing_for_another(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    with pytest.raises(CodeGoneError):
        service.check_code(stage, "password-reset", challenge_id, phones.code())
    assert check(stage, challenge_id, phones.code())


def test_a_code_is_bound_to_its_challenge_phone_purpose_and_subject(stage: World) -> None:
    bound = ("challenge", "registration", "phone", "subject", "123456")
    hashes = {codes.hash_code(stage.keys, *bound)}
    for place in range(5):
        changed = [*bound]
        changed[place] += "x"
        hashes.add(codes.hash_code(stage.keys, *changed))
    assert len(hashes) == 6


def test_the_database_holds_neither_code_nor_phone(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    item = stage.table.get(f"CODE#{challenge_id}", "CODE")
    assert item
    assert phones.code() not in str(item)
    assert PHONE[3:] not in str(item)


def test_an_unknown_challenge_is_answered_like_a_used_one(stage: World) -> None:
    with pytest.raises(CodeGoneError):
        check(stage, "unknown", "123456")


def test_a_proof_works_once_and_for_twenty_minutes(stage: World, phones: Phones) -> None:
    challenge_id = send(stage)
    proof = check(stage, challenge_id, phones.code())
    late = service.using_proof(later(stage, minutes=20), "registration", challenge_id, proof)
    foreign = service.using_proof(stage, "registration", challenge_id, "another proof")
    elsewhere = service.using_proof(stage, "wallet", challenge_id, proof)
    for write in (late, foreign, elsewhere):
        with pytest.raises(RefusedError):
            stage.table.transact([write])
    use = service.using_proof(later(stage, minutes=19), "registration", challenge_id, proof)
    stage.table.transact([use])
    with pytest.raises(RefusedError):
        stage.table.transact([use])


def test_waits_double_and_five_an_hour_and_ten_a_day_are_enough(stage: World) -> None:
    at, sent = stage, []
    while at.now < later(stage, hours=24).now:
        try:
            send(at, subject=f"someone {len(sent)}", address=f"198.51.100.{len(sent)}")
            sent.append(round((at.now - stage.now).total_seconds()))
            step = 1
        except TooManyError as error:
            step = error.retry_after_seconds
        at = later(at, seconds=step)
    assert [b - a for a, b in pairwise(sent[:5])] == [60, 120, 240, 480]
    assert sent[5] == 3600
    assert len(sent) == 10


@pytest.mark.parametrize("codes_before", [0, 1])
def test_of_many_requests_at_once_one_message_goes_out(stage: World, phones: Phones, codes_before: int) -> None:
    for _ in range(codes_before):
        send(stage)
    phones.messages.clear()

    def attempt(number: int) -> str:
        try:
            return send(later(stage, minutes=codes_before), subject=f"someone {number}")[:0] or "sent"
        except TooManyError as error:
            return error.code

    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(attempt, range(16)))
    assert answers == {"sent": 1, "too-many": 15}
    assert len(phones.messages) == 1


def numbered(number: int) -> str:
    return f"+84905{number:06d}"


def test_an_id_number_and_an_address_have_their_own_limits(stage: World) -> None:
    for number in range(service.CODES_A_SUBJECT_A_DAY):
        send(stage, numbered(number), "one", f"192.0.2.{number}")
    with pytest.raises(TooManyError) as refused:
        send(stage, numbered(500), "one", "192.0.2.100")
    assert 0 < refused.value.retry_after_seconds <= 86_400
    for number in range(service.CODES_AN_ADDRESS_AN_HOUR):
        send(stage, numbered(100 + number), f"subject {number}", "192.0.2.200")
    with pytest.raises(TooManyError):
        send(stage, numbered(501), "another", "192.0.2.200")
    assert send(later(stage, hours=1), numbered(501), "another", "192.0.2.200")


def test_a_refused_request_uses_up_nothing(stage: World) -> None:
    for number in range(service.CODES_AN_ADDRESS_AN_HOUR):
        send(stage, numbered(number), f"subject {number}", "192.0.2.1")
    for _ in range(3):
        with pytest.raises(TooManyError):
            send(stage, PHONE, "someone", "192.0.2.1")
    assert send(stage, PHONE, "someone", "192.0.2.2")


def test_sending_costs_two_calls_and_checking_two(stage: World, phones: Phones) -> None:
    with listening() as calls:
        challenge_id = send(stage)
        assert calls == ["GetItem", "TransactWriteItems"]
        check(stage, challenge_id, phones.code())
        assert calls[2:] == ["UpdateItem", "UpdateItem"]


def test_a_right_code_counts_for_its_first_reader_and_survives_a_lost_reply(stage: World) -> None:
    challenge_id, until = send(stage), later(stage, minutes=20).now
    assert storage.note_proof(stage.table, challenge_id, "first", until)
    assert storage.note_proof(stage.table, challenge_id, "first", until), "the same write, sent again"
    assert not storage.note_proof(stage.table, challenge_id, "second", until)
    assert not storage.note_proof(stage.table, "swept-away", "first", until)
    assert stage.table.get("CODE#swept-away", "CODE") is None
