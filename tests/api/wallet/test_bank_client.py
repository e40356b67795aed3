"""The bank's client and a sandbox bank over sockets: what is unsure is `unknown`, what is not signed counts for nothing."""

from collections.abc import Iterator

import pytest
from bankside import KEY, QUICK_SECONDS, VCB, client_of, otp_of, running_bank
from chalicelib.clients.bank import Answer, BankUnavailableError, HttpBank, LinkStart, Order, bank_client
from chalicelib.signatures import CLOCK_SECONDS, WrongSignatureError, check_signature, signed
from sandbox_bank.books import OPENING_BALANCE
from sandbox_bank.server import Bank

NOW = 1_800_000_000


@pytest.fixture
def bank() -> Iterator[Bank]:
    with running_bank(lambda: NOW) as running:
        yield running


def start(reference: str = "link-1", number: str = "0123456789") -> LinkStart:
    who = {"holder_name": "Lê Thị Lan", "return_url": "https://huecity.example/vi/"}
    return LinkStart(reference=reference, bin=VCB, step="otp", account_number=number, **who)


def link(bank: Bank, number: str = "0123456789") -> str:
    """The token of a linked account."""
    client = client_of(bank)
    client.start_link(start(f"link-{number}", number))
    return client.confirm_link(f"link-{number}", otp_of(bank, f"link-{number}")).token


def order(token: str, reference: str = "transfer-1", **changed: object) -> Order:
    known = {"reference": reference, "direction": "debit", "token": token, "amount": 50_000, "not_after": NOW + 60}
    return Order(**(known | changed))


def test_money_moves_once_for_each_reference_however_often_it_is_asked(bank: Bank) -> None:
    token, client = link(bank), client_of(bank)
    assert client.get_status("transfer-1") == Answer("absent")
    for _ in range(3):
        assert client.move(order(token)) == Answer("accepted", "", 50_000)
    assert client.get_status("transfer-1") == Answer("accepted", "", 50_000)
    assert bank.books.balance_of(token) == OPENING_BALANCE - 50_000
    assert client.move(order(token, "transfer-2", direction="credit")).status == "accepted"
    assert bank.books.balance_of(token) == OPENING_BALANCE


def test_the_same_reference_for_something_else_is_unknown_and_moves_nothing(bank: Bank) -> None:
    token, client = link(bank), client_of(bank)
    client.move(order(token))
    assert client.move(order(token, amount=99_000)).status == "unknown"
    assert bank.books.balance_of(token) == OPENING_BALANCE - 50_000


def test_refusals_come_with_their_reason(bank: Bank) -> None:
    client = client_of(bank)
    assert client.move(order(link(bank, "0123456702"))) == Answer("refused", "insufficient-funds", 50_000)
    assert client.move(order(link(bank), "late", not_after=NOW - 1)).reason == "too-late"
    assert client.move(order("no-token", "other")).reason == "no-such-link"


@pytest.mark.parametrize("fault", ["error", "error-after", "drop", "drop-after", "cut", "forge"])
def test_one_bad_answer_is_asked_again_and_two_are_unknown(bank: Bank, fault: str) -> None:
    token, client = link(bank), client_of(bank)
    bank.faults.add("move", fault)
    assert client.move(order(token)).status == "accepted"
    bank.faults.add("move", fault, fault)
    assert client.move(order(token, "transfer-2")) == Answer("unknown")
    was_done = fault not in ("error", "drop")
    assert client.get_status("transfer-2").status == ("accepted" if was_done else "absent")
    assert bank.books.balance_of(token) == OPENING_BALANCE - 50_000 * (1 + was_done)


@pytest.mark.parametrize("fault", ["hang", "hang-after"])
def test_a_bank_that_is_too_slow_is_unknown_and_asked_once(bank: Bank, fault: str) -> None:
    token = link(bank)
    bank.faults.add("move", fault)
    asked = len(bank.received)
    assert client_of(bank, QUICK_SECONDS).move(order(token)) == Answer("unknown")
    assert len(bank.received) == asked + 1


def test_a_bank_that_is_not_there_is_unknown_for_money_and_an_error_for_links() -> None:
    client = HttpBank("http://127.0.0.1:9", (KEY,))
    assert client.move(order("token")) == Answer("unknown")
    assert client.get_status("transfer-1") == Answer("unknown")
    with pytest.raises(BankUnavailableError):
        client.start_link(start())


def test_a_bank_that_does_not_know_our_key_does_nothing(bank: Bank) -> None:
    token = link(bank)
    stranger = HttpBank(bank.url, ("another key of thirty-two letters or more",), bank.clock)
    assert stranger.move(order(token)) == Answer("unknown")
    assert bank.books.balance_of(token) == OPENING_BALANCE


def test_a_new_key_signs_while_the_old_one_still_counts(bank: Bank) -> None:
    client = HttpBank(bank.url, (KEY, "the key of before, which had its thirty-two letters"), bank.clock)
    assert client.get_status("transfer-1").status == "absent"


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HUECITY_BANK_URL", "http://bank.example")
    monkeypatch.setenv("HUECITY_BANK_KEYS", f"{KEY},{KEY[::-1]}")
    bank_client.cache_clear()
    yield
    bank_client.cache_clear()


def test_without_https_or_a_key_there_is_no_bank_in_the_cloud(configured: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="https"):
        bank_client()
    monkeypatch.setenv("HUECITY_BANK_URL", "https://bank.example/")
    client = bank_client()
    assert isinstance(client, HttpBank)
    assert (client.url, client.keys) == ("https://bank.example", (KEY, KEY[::-1]))
    bank_client.cache_clear()
    monkeypatch.setenv("HUECITY_BANK_KEYS", "")
    with pytest.raises(ValueError, match="HUECITY_BANK_KEYS"):
        bank_client()


def test_where_no_bank_is_configured_nothing_moves(configured: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUECITY_BANK_URL", "")
    client = bank_client()
    assert client.move(order("token")) == client.get_status("transfer-1") == Answer("unknown")
    for use in (lambda: client.start_link(start()), lambda: client.confirm_link("1", "2"), lambda: client.unlink("1", "2")):
        with pytest.raises(BankUnavailableError):
            use()


def test_a_page_that_is_no_address_of_a_bank_is_not_shown_to_anybody(bank: Bank) -> None:
    redirect = LinkStart(reference="link-9", bin=VCB, step="redirect", holder_name="Lan", return_url="https://x.example/")
    assert client_of(bank).start_link(redirect).address.startswith(bank.url)
    bank.answer = lambda *_: (200, {"status": "started", "address": "javascript:alert(1)"})
    with pytest.raises(BankUnavailableError):
        client_of(bank).start_link(redirect)


def test_a_signature_is_bound_to_key_use_subject_time_and_body() -> None:
    headers = signed(KEY, "callback", "POST /x", NOW, "n" * 32, b"{}")
    assert check_signature([KEY], "callback", "POST /x", headers, b"{}", NOW + CLOCK_SECONDS) == "n" * 32
    wrong: list[tuple[object, ...]] = [
        ([KEY[::-1]], "callback", "POST /x", headers, b"{}", NOW),
        ([KEY], "answer", "POST /x", headers, b"{}", NOW),
        ([KEY], "callback", "POST /y", headers, b"{}", NOW),
        ([KEY], "callback", "POST /x", headers, b"{ }", NOW),
        ([KEY], "callback", "POST /x", headers, b"{}", NOW + CLOCK_SECONDS + 1),
        ([KEY], "callback", "POST /x", headers, b"{}", NOW - CLOCK_SECONDS - 1),
        ([KEY], "callback", "POST /x", headers | {"X-Nonce": "m" * 32}, b"{}", NOW),
        ([KEY], "callback", "POST /x", headers | {"X-Timestamp": "²"}, b"{}", NOW),
        ([KEY], "callback", "POST /x", headers | {"X-Signature": "ữ"}, b"{}", NOW),
        ([KEY], "callback", "POST /x", {}, b"{}", NOW),
        ([], "callback", "POST /x", headers, b"{}", NOW),
    ]
    for arguments in wrong:
        with pytest.raises(WrongSignatureError):
            check_signature(*arguments)
