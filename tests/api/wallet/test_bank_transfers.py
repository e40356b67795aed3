"""Money between wallet and bank: whatever the bank, the network or we do on the way, no đồng is lost and none is made."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import claims as infra_claims
import pytest
from bankside import QUICK_SECONDS, VCB, client_of, otp_of
from chalice.local import LambdaContext
from chalice.test import Client
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.signatures import CLOCK_SECONDS
from chalicelib.wallet.model.accounts import bank_account, citizen_account
from chalicelib.wallet.model.bank_transfers import (
    GRACE_SECONDS,
    LOOK_SECONDS,
    ORDER_SECONDS,
    BankCallback,
    BankMovement,
    Movement,
)
from chalicelib.wallet.model.link_messages import NewLink
from chalicelib.wallet.model.links import MOST_MOVING, NoSuchLinkError
from chalicelib.wallet.service import bank_transfers, callbacks, ledger, linking, sweeping, unlinking
from chalicelib.wallet.service.owing import see_to_late
from chalicelib.wallet.storage.ledger import PENDING_SHARDS
from chalicelib.world import World
from faults import STOPS, TROUBLES, Trouble, stopped
from purse import buy, new_id, payment
from sandbox_bank.server import Bank
from stage import MINH, MINH_PHONE, NEW_PASSWORD, PASSWORD, Town, later
from test_linking import identified, link, start
from till import Till, open_till

VND = 200_000
NEVER = {"seconds": ORDER_SECONDS + GRACE_SECONDS + 1}  # when what never arrived is given up


@pytest.fixture
def till(town: Town, vault: World, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> Iterator[Till]:
    monkeypatch.setenv("HUECITY_WALLET_TABLE", vault.wallet.name)
    yield (opened := open_till(town, vault, bank))
    opened.assert_proven()


@pytest.fixture
def quick(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """We do not wait long for a bank that hangs."""
    client = client_of(till.bank, QUICK_SECONDS)
    monkeypatch.setattr("chalicelib.world.bank_client", lambda: client)


# the road that all goes well on


def test_money_comes_from_the_bank_and_goes_back(till: Till) -> None:
    filled = till.top_up(VND)
    assert (filled.status, filled.body["state"], filled.body["kind"]) == (201, "posted", "topup")
    assert (till.wallet, till.at_bank) == ((VND, VND), -VND)
    emptied = till.withdraw(VND)
    assert (emptied.status, emptied.body["state"], emptied.body["kind"]) == (201, "posted", "withdrawal")
    assert (till.wallet, till.at_bank) == ((0, 0), 0)
    assert till.browser.get(f"/wallet/bank-transfers/{emptied.body['id']}").body == emptied.body
    till.assert_square()


def test_the_same_key_is_the_same_transfer_and_for_something_else_an_error(till: Till) -> None:
    first = till.top_up(VND, "the-same-key")
    again = till.top_up(VND, "the-same-key", proof="another one")
    assert first.body == again.body
    for other in (till.top_up(VND + 1, "the-same-key"), till.withdraw(VND, "the-same-key")):
        assert (other.status, other.code) == (422, "idempotency-key-reused")
    assert till.wallet == (VND, VND)
    till.assert_square()


def test_many_at_once_with_one_key_have_one_effect(till: Till) -> None:
    body, key = BankMovement(till.link_id, VND, till.prove(f"topup:{till.link_id}", VND)), new_id()
    person = till.person
    with ThreadPoolExecutor(8) as pool:
        moved = list(pool.map(lambda _: bank_transfers.move(till.world, person, "topup", body, key), range(8)))
    assert {one.id for one in moved} == {moved[0].id}
    assert till.state(moved[0].id) == "posted"
    assert till.wallet == (VND, VND)
    till.assert_square()


@pytest.mark.parametrize("amount", [0, -1, 9_999, 50_000_001, 10**30, 1.5, "200000", None])
def test_amounts_that_cannot_be_moved_are_refused(till: Till, amount: Any) -> None:
    refused = till.top_up(amount)
    assert (refused.status, refused.code) == (422, "invalid-input")
    assert till.wallet == (0, 0)


def test_without_a_key_nothing_moves(till: Till) -> None:
    body = {"link_id": till.link_id, "amount": VND, "proof": ""}
    assert till.browser.post("/wallet/topups", body).code == "idempotency-key-missing"


def test_nobody_sees_or_uses_what_is_anothers(till: Till, vault: World) -> None:
    filled = till.top_up(VND)
    stranger = identified(till.town, vault, MINH, MINH_PHONE)
    assert stranger.get(f"/wallet/bank-transfers/{filled.body['id']}").code == "no-such-transfer"
    body = {"link_id": till.link_id, "amount": VND, "proof": ""}
    assert stranger.post("/wallet/withdrawals", body, **{"Idempotency-Key": new_id()}).code == "no-such-link"


def test_nothing_moves_without_a_fresh_proof_for_just_this(till: Till) -> None:
    till.top_up(VND)
    withdrawal = f"withdrawal:{till.link_id}"
    used, late = till.prove(withdrawal, 10_000), till.prove(withdrawal, VND)
    assert till.withdraw(10_000, proof=used).status == 201
    till.town.wait(seconds=301)
    wrong = ["", "x" * 40, used, late, till.prove(withdrawal, 10_001), till.prove(f"topup:{till.link_id}", 10_000)]
    for proof in wrong:
        refused = till.withdraw(10_000, proof=proof)
        assert (refused.status, refused.code) == (403, "proof-needed")
    assert till.wallet == (VND - 10_000,) * 2
    till.assert_square()


# refusals


def test_what_the_bank_refuses_moves_nothing_and_says_why(till: Till) -> None:
    refused = till.top_up(50_000_000)
    assert (refused.body["state"], refused.body["reason"]) == ("voided", "insufficient-funds")
    till.bank.faults.add("move", "refuse")
    assert till.top_up(VND).body["reason"] == "by-the-bank"
    till.top_up(VND)
    till.bank.faults.add("move", "refuse")
    assert till.withdraw(VND).body["state"] == "voided"
    assert till.wallet == (VND, VND), "what was set aside is free again"
    till.assert_square()


def test_more_than_the_wallet_has_is_not_asked_of_the_bank(till: Till) -> None:
    till.top_up(VND)
    asked = len(till.bank.received)
    assert till.withdraw(VND + 1).code == "not-enough"
    assert len(till.bank.received) == asked


def test_what_is_on_its_way_out_cannot_be_spent_meanwhile(till: Till) -> None:
    till.top_up(VND)
    till.bank.faults.add("move", "late")
    assert till.withdraw(VND).body["state"] == "pending"
    assert till.wallet == (VND, 0)
    assert till.withdraw(10_000).code == "not-enough"


def test_a_new_link_a_new_password_and_a_new_phone_keep_money_in_for_a_day(till: Till) -> None:
    till.top_up(VND)
    fresh = till.browser.get("/wallet/bank-links").body["links"][0]["withdrawals_from"]
    assert fresh < till.town.now.timestamp()
    till.browser.send("PUT", "/me/password", {"password": PASSWORD, "new_password": NEW_PASSWORD})
    frozen = till.withdraw(VND)
    assert (frozen.status, frozen.code, frozen.headers["Retry-After"]) == (403, "money-frozen", "86400")
    assert f"{till.town.now.replace(tzinfo=None).date()}" < frozen.body["detail"].removeprefix("until ")
    assert till.top_up(VND).body["state"] == "posted", "money may still come in"
    till.town.wait(days=1)
    assert till.withdraw(VND).body["state"] == "posted"


def test_money_waits_a_day_before_it_leaves_for_a_new_link(till: Till) -> None:
    till.top_up(VND)
    new = link(till.browser, till.bank, "0123123123")
    assert till.withdraw(VND, link_id=new).code == "money-frozen"
    assert till.withdraw(VND).body["state"] == "posted", "the older one is not touched"


def test_without_an_open_wallet_no_bank_is_asked(till: Till) -> None:
    place = f"ACCOUNT#{citizen_account(till.account_id)}", "BALANCE"
    till.world.wallet.update(*place, "SET standing = :closed", "attribute_exists(pk)", {":closed": "closed"})
    assert till.top_up(VND).code == "account-closed"
    assert till.at_bank == 0


# a bank that is slow, silent, dying, late or of two minds

LOST = ["error", "drop", "forge", "error-after", "drop-after", "cut"]  # twice, as the client asks twice


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("kind", ["topup", "withdrawal"])
def test_what_is_unknown_stays_pending_until_the_bank_is_asked(till: Till, kind: str, fault: str) -> None:
    till.top_up(VND)
    move, after = (till.top_up, 2 * VND) if kind == "topup" else (till.withdraw, 0)
    till.bank.faults.add("move", fault, fault)
    begun = move(VND)
    assert (begun.status, begun.body["state"]) == (201, "pending")
    till.sweep(seconds=61)
    was_done = fault not in ("error", "drop")
    assert till.state(begun.body["id"]) == ("posted" if was_done else "pending")
    till.sweep(**NEVER)
    assert till.state(begun.body["id"]) == ("posted" if was_done else "voided")
    assert till.wallet == ((after,) * 2 if was_done else (VND, VND))
    till.assert_square()


def test_what_is_on_its_way_is_listed_until_the_bank_has_decided(till: Till) -> None:
    till.bank.faults.add("move", "late")
    begun = till.top_up(VND).body
    till.top_up(VND)
    assert till.browser.get("/wallet/bank-transfers").body == {"transfers": [begun]}
    till.bank.books.finish(begun["id"], "accepted")
    till.sweep(seconds=61)
    assert till.browser.get("/wallet/bank-transfers").body == {"transfers": []}


@pytest.mark.parametrize("fault", ["hang", "hang-after"])
def test_a_slow_bank_is_not_waited_for(till: Till, quick: None, fault: str) -> None:
    till.bank.faults.add("move", fault)
    begun = till.top_up(VND)
    assert begun.body["state"] == "pending"
    till.sweep(**NEVER)
    assert till.state(begun.body["id"]) == ("posted" if fault == "hang-after" else "voided")
    till.assert_square()


@pytest.mark.parametrize("fault", ["error", "drop-after"])
def test_who_asks_again_with_the_same_key_finds_out_at_once(till: Till, fault: str) -> None:
    till.bank.faults.add("move", fault, fault)
    assert till.top_up(VND, "one-key-for-both").body["state"] == "pending"
    assert till.top_up(VND, "one-key-for-both").body["state"] == "posted"
    assert till.wallet == (VND, VND)
    till.assert_square()


def test_a_bank_that_never_answers_leaves_everything_as_it_is(till: Till) -> None:
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = till.top_up(VND).body["id"]
    till.bank.faults.add("status", *["error"] * 4)
    till.sweep(**NEVER)
    till.sweep(days=2)
    assert till.state(begun) == "pending"
    till.sweep()
    assert till.state(begun) == "posted"
    till.assert_square()


def test_an_order_that_lay_about_is_too_old_for_the_bank(till: Till) -> None:
    token = till.bank.books.find("SELECT token FROM links")
    assert token
    till.bank.faults.add("move", "drop", "drop")
    begun = till.top_up(VND).body["id"]
    till.town.wait(seconds=ORDER_SECONDS + 1)
    late = {"reference": begun, "direction": "debit", "token": token["token"], "amount": VND}
    order = late | {"not_after": int(till.town.now.timestamp()) - 1}
    assert (till.bank.books.move(order, int(till.town.now.timestamp())) or {})["reason"] == "too-late"
    till.sweep()
    assert till.state(begun) == "voided"


def test_a_top_up_that_succeeds_after_all_is_credited_by_a_new_transfer(till: Till) -> None:
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = till.top_up(VND).body["id"]
    till.bank.faults.add("status", "absent")
    till.sweep(**NEVER)
    assert till.state(begun) == "voided"
    for _ in range(3):
        assert till.call_back(begun).status == 200
    told = till.browser.get(f"/wallet/bank-transfers/{begun}").body
    assert (told["state"], told["reason"]) == ("voided", "never-arrived")
    assert ledger.get_transfer(till.world, told["made_up_by"]).amount == VND
    assert till.wallet == (VND, VND)
    till.assert_square()


@pytest.mark.parametrize("look", range(len(LOOK_SECONDS)))
def test_what_was_given_up_is_looked_at_again_without_any_word_of_the_bank(till: Till, look: int) -> None:
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = till.top_up(VND).body["id"]
    till.bank.faults.add("status", *["absent"] * (look + 1))
    till.sweep(**NEVER)
    for seconds in LOOK_SECONDS[: look + 1]:
        assert till.wallet == (0, 0)
        till.sweep(seconds=seconds + 1)
    assert till.wallet == (VND, VND)
    assert till.browser.get(f"/wallet/bank-transfers/{begun}").body["made_up_by"]
    assert till.sweep(days=9).asked == 0
    till.assert_square()


def test_a_withdrawal_that_succeeds_after_all_is_taken_from_the_wallet_again(till: Till) -> None:
    till.top_up(VND)
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = till.withdraw(VND).body["id"]
    till.bank.faults.add("status", "absent")
    till.sweep(**NEVER)
    assert till.wallet == (VND, VND)
    assert till.call_back(begun).status == 200
    assert till.wallet == (0, 0)
    till.assert_square()


def spend_what_the_bank_pays_out(till: Till) -> str:
    """The id of a withdrawal that was given up, though the bank did it; the money has gone to a shop meanwhile."""
    till.top_up(VND)
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = str(till.withdraw(VND).body["id"])
    till.bank.faults.add("status", "absent")
    till.sweep(**NEVER)
    buy(till.world, citizen_account(till.account_id), VND)
    return begun


def test_where_it_was_spent_meanwhile_nothing_falls_below_zero_and_an_operator_has_a_claim(till: Till) -> None:
    begun = spend_what_the_bank_pays_out(till)
    for _ in range(2):
        assert till.call_back(begun).status == 200
    assert till.wallet == (0, 0)
    (claim,) = till.world.wallet.query("CLAIM#bank")
    assert (claim["amount"], claim["transfer_id"]) == (VND, begun)


def test_operators_see_who_owes_and_take_it_once_where_it_is_there_again(
    till: Till, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("claims.world", lambda: till.world)
    begun = spend_what_the_bank_pays_out(till)
    till.call_back(begun)
    capsys.readouterr()
    assert infra_claims.main(["list"]) == 0
    assert capsys.readouterr().out == f"{begun}: {citizen_account(till.account_id)} owes {VND} đồng\n"
    assert infra_claims.main(["settle", begun]) == 1
    assert "cannot pay" in capsys.readouterr().err
    till.top_up(2 * VND)
    assert infra_claims.main(["settle", begun]) == 0
    assert till.wallet == (VND, VND)
    till.call_back(begun)
    assert (infra_claims.main(["settle", begun]), till.wallet) == (1, (VND, VND))
    assert till.world.wallet.query("CLAIM#bank") == []
    assert ledger.get_balance(till.world, bank_account(VCB)) == till.at_bank
    till.assert_proven()


# unlinking


def test_an_unlinked_account_moves_nothing_and_can_be_linked_again(till: Till) -> None:
    assert till.unlink().status == 200
    assert till.browser.get("/wallet/bank-links").body["links"] == []
    assert till.top_up(VND).code == "no-such-link"
    assert till.unlink().code == "no-such-link"
    assert "ngân hàng" in till.town.phones.messages[-1][1]
    assert link(till.browser, till.bank)


def test_unlinking_asks_for_the_wallet_password(till: Till) -> None:
    for proof in ("", till.prove(f"topup:{till.link_id}", 10_000), till.prove("unlink:another", 0)):
        assert till.unlink(proof).code == "proof-needed"
    assert till.top_up(VND).body["state"] == "posted"


def test_a_link_stays_while_money_is_on_its_way(till: Till) -> None:
    till.bank.faults.add("move", "late")
    begun = till.top_up(VND).body["id"]
    assert till.unlink().code == "link-busy"
    till.bank.finish(begun, "accepted")
    till.sweep(seconds=61)
    assert till.unlink().status == 200
    assert till.wallet == (VND, VND)


def test_what_was_given_up_is_made_up_for_even_when_its_link_is_gone(till: Till) -> None:
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = till.top_up(VND).body["id"]
    till.bank.faults.add("status", "absent")
    till.sweep(**NEVER)
    assert till.unlink().status == 200
    assert till.call_back(begun).status == 200
    assert till.wallet == (VND, VND)


def test_links_end_with_the_account_and_keep_it_while_money_is_on_its_way(till: Till) -> None:
    till.bank.faults.add("move", "late")
    begun = till.top_up(VND).body["id"]
    assert till.browser.post("/me/deletion", {"password": PASSWORD}).code == "wallet-not-empty"
    till.bank.finish(begun, "refused")
    assert till.call_back(begun).status == 200
    assert till.browser.post("/me/deletion", {"password": PASSWORD}).status == 200
    assert till.bank.received[-1] == ("POST", f"/v1/links/{till.link_id}/removal")
    place = f"ACCOUNT#{citizen_account(till.account_id)}"
    assert [item["sk"] for item in till.world.wallet.query(place) if item["sk"].startswith("BANK")] == []


def test_a_bank_that_is_silent_is_told_of_the_unlinking_later(till: Till) -> None:
    till.bank.faults.add("unlink", "error", "drop-after")
    assert till.unlink().code == "bank-unavailable"
    assert till.browser.get("/wallet/bank-links").body["links"][0]["state"] == "removing"
    assert till.top_up(VND).code == "link-gone"
    assert till.unlink("").status == 200


def test_a_link_that_was_only_started_needs_no_proof_to_go(till: Till) -> None:
    started = start(till.browser, number="99887766").body["id"]
    assert till.browser.post(f"/wallet/bank-links/{started}/removal", {}).status == 200
    assert len(till.browser.get("/wallet/bank-links").body["links"]) == 1


# what the bank tells by itself


def test_a_late_decision_is_told_by_the_bank(till: Till) -> None:
    till.bank.faults.add("move", "late")
    begun = till.top_up(VND).body["id"]
    assert till.call_back(begun).status == 200, "that it has not decided yet changes nothing"
    assert till.state(begun) == "pending"
    till.bank.finish(begun, "accepted")
    assert till.call_back(begun).status == 200
    assert till.state(begun) == "posted"
    till.sweep(**NEVER)
    till.assert_square()


def test_the_same_message_counts_once_and_a_new_one_about_the_same_changes_nothing(till: Till) -> None:
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = till.top_up(VND).body["id"]
    message = till.bank.callback(begun)
    assert till.deliver(*message).status == 200
    replayed = till.deliver(*message)
    assert (replayed.status, replayed.code) == (409, "replayed")
    assert [till.call_back(begun).status for _ in range(3)] == [200] * 3
    assert till.wallet == (VND, VND)
    till.assert_square()


def test_a_message_can_come_before_the_banks_own_answer(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = till.bank.move

    def tell_first(asked: dict[str, Any], fault: Any) -> Any:
        reply = answer(asked, fault)
        assert till.call_back(asked["reference"]).status == 200
        return reply

    monkeypatch.setattr(till.bank, "move", tell_first)
    assert till.top_up(VND).body["state"] == "posted"
    assert till.withdraw(VND).body["state"] == "posted"
    assert till.wallet == (0, 0)
    till.assert_square()


@pytest.mark.parametrize("lies", [["refused"], ["refused", "accepted"], ["accepted", "refused"]])
def test_messages_that_contradict_what_is_decided_are_asked_about(till: Till, lies: list[str]) -> None:
    begun = till.top_up(VND).body["id"]
    for status in lies:
        assert till.call_back(begun, status=status, reason="by-the-bank" * (status == "refused")).status == 200
    assert till.state(begun) == "posted"
    assert till.wallet == (VND, VND)
    till.assert_square()


def test_a_contradiction_that_cannot_be_asked_about_is_told_again(till: Till) -> None:
    begun = till.top_up(VND).body["id"]
    till.bank.faults.add("status", "error", "error")
    assert till.call_back(begun, status="refused").status == 503
    assert till.call_back(begun, status="refused").status == 200
    till.assert_square()


def test_another_amount_than_was_asked_for_is_not_believed(till: Till) -> None:
    till.bank.faults.add("move", "late")
    begun = till.top_up(VND).body["id"]
    assert till.call_back(begun, status="accepted", amount=VND * 100).status == 200
    assert (till.state(begun), till.wallet) == ("pending", (0, 0))


def test_what_is_not_signed_by_the_bank_just_now_is_not_heard(till: Till) -> None:
    till.bank.faults.add("move", "drop", "drop")
    begun = till.top_up(VND).body["id"]
    headers, body = till.bank.callback(begun, status="accepted", amount=VND)
    forged = till.deliver(headers, body.replace(b"200000", b"900000"))
    assert (forged.status, forged.code) == (401, "wrong-signature")
    assert till.deliver({}, body).code == "wrong-signature"
    till.town.wait(seconds=CLOCK_SECONDS + 1)
    assert till.deliver(headers, body).code == "wrong-signature"
    assert till.wallet == (0, 0)


def test_the_bank_says_nothing_about_what_is_no_transfer_of_its_own(till: Till) -> None:
    shop = ledger.post(
        till.world, payment(till.world, "bank:970418", VND, to=citizen_account(till.account_id), kind="topup")
    )
    for reference in ("no-such-thing", shop.transfer_id):
        assert till.call_back(reference, status="accepted", amount=VND).code == "no-such-transfer"
    assert till.wallet == (VND, VND)


# the sweeper


def test_the_sweeper_asks_about_what_is_due_and_nothing_else(till: Till) -> None:
    till.bank.faults.add("move", "late")
    till.top_up(VND)
    assert till.sweep(seconds=59).asked == 0
    assert till.sweep(seconds=2).asked == 1


def test_one_transfer_that_cannot_be_settled_keeps_no_other_waiting(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    till.bank.faults.add("move", *["drop-after"] * 6)
    begun = [till.top_up(VND).body["id"] for _ in range(3)]
    get_transfer = ledger.get_transfer

    def fail_at_first(world: World, transfer_id: str) -> Any:
        if transfer_id == begun[0]:
            raise ZeroDivisionError
        return get_transfer(world, transfer_id)

    monkeypatch.setattr(ledger, "get_transfer", fail_at_first)
    swept = till.sweep(seconds=61)
    assert (swept.asked, swept.failed) == (3, 1)
    monkeypatch.setattr(ledger, "get_transfer", get_transfer)
    assert [till.state(one) for one in begun] == ["pending", "posted", "posted"]
    till.sweep()
    till.assert_square()


def test_the_sweeper_stops_in_time(till: Till) -> None:
    till.bank.faults.add("move", *["late"] * 3)
    for _ in range(3):
        till.top_up(VND)
    left = iter([True, True, False])
    assert till.sweep(lambda: next(left), seconds=61).asked == 2


def test_many_sweepers_at_once_have_one_effect(till: Till) -> None:
    till.bank.faults.add("move", *["drop-after"] * 10)
    begun = [till.top_up(VND).body["id"] for _ in range(5)]
    till.town.wait(seconds=61)
    with ThreadPoolExecutor(4) as pool:
        assert [one.failed for one in pool.map(lambda _: till.sweep(), range(4))] == [0] * 4
    assert {till.state(one) for one in begun} == {"posted"}
    till.assert_square()


@pytest.mark.parametrize(("left_ms", "asked"), [(60_000, 1), (3_000, 0)])
def test_the_function_sweeps_while_it_has_time(
    till: Till, client: Client, monkeypatch: pytest.MonkeyPatch, left_ms: int, asked: int
) -> None:
    monkeypatch.setattr(LambdaContext, "get_remaining_time_in_millis", lambda _: left_ms)
    till.bank.faults.add("move", "drop-after", "drop-after")
    begun = till.top_up(VND).body["id"]
    till.town.wait(seconds=61)
    event = client.events.generate_cw_event("aws.events", "Scheduled Event", {}, [])
    assert client.lambda_.invoke("sweep_bank_transfers", event).payload == {"asked": asked, "failed": 0}
    assert till.state(begun) == ("posted" if asked else "pending")


def test_a_link_with_many_decided_transfers_takes_new_ones(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "chalicelib.wallet.service.settling.forget", lambda *_: None
    )  # we are stopped just before, each time
    for _ in range(MOST_MOVING + 2):
        assert till.top_up(10_000).body["state"] == "posted"


# stopped at any call

every_trouble = pytest.mark.parametrize("trouble", TROUBLES)
LEAST_CALLS = {**dict.fromkeys(TROUBLES, 4), **dict.fromkeys(STOPS, 8)}  # a crash may come at the bank's, too


def stops(till: Till, kind: Movement, trouble: Trouble) -> Iterator[tuple[BankMovement, str]]:
    """A movement that is begun anew for each of its calls, and stopped there."""
    for at in range(60):
        wanted = BankMovement(till.link_id, VND, till.prove(f"{kind}:{till.link_id}", VND))
        key = new_id()
        till.top_up(VND)
        if not stopped(till.world, at, trouble, bank_transfers.move, till.person, kind, wanted, key):
            return
        yield wanted, key


@every_trouble
@pytest.mark.parametrize("kind", ["topup", "withdrawal"])
def test_who_is_stopped_at_any_call_and_asks_again_has_one_effect(till: Till, kind: Movement, trouble: Trouble) -> None:
    seen = 0
    for wanted, key in stops(till, kind, trouble):
        moved = bank_transfers.move(till.world, till.person, kind, wanted, key)
        assert moved.state == "posted"
        till.assert_square()
        seen += 1
    assert seen >= LEAST_CALLS[trouble]


@every_trouble
@pytest.mark.parametrize("kind", ["topup", "withdrawal"])
def test_who_is_stopped_at_any_call_and_never_comes_back_is_settled_by_the_sweeper(
    till: Till, kind: Movement, trouble: Trouble
) -> None:
    for _ in stops(till, kind, trouble):
        till.sweep(**NEVER)
        assert till.wallet[0] == till.wallet[1]
        till.assert_square()


@every_trouble
def test_a_message_that_stopped_us_at_any_call_is_told_again(till: Till, trouble: Trouble) -> None:
    for at in range(12):
        till.bank.faults.add("move", "drop-after", "drop-after")
        begun = till.top_up(VND).body["id"]
        headers, raw = till.bank.callback(begun)
        told = BankCallback(begun, "accepted", amount=VND)
        stopped(till.world, at, trouble, callbacks.receive, headers, raw, told)
        assert till.call_back(begun).status == 200
        assert till.wallet == (VND * (at + 1),) * 2
    till.assert_square()


@every_trouble
def test_who_is_stopped_while_linking_or_unlinking_and_does_it_again_has_one_link_or_none(
    till: Till, trouble: Trouble
) -> None:
    visitor, place = Visitor("203.0.113.7", "", {}), f"ACCOUNT#{citizen_account(till.account_id)}"
    till.unlink()
    is_stopped, at = True, -1
    while is_stopped:
        at += 1
        till.town.wait(days=1)
        till.browser.log_in()
        till.town.phones.messages.clear()
        link_id = str(start(till.browser).body["id"])
        code, person = otp_of(till.bank, link_id), till.person
        is_stopped = stopped(till.world, at, trouble, linking.confirm, person, link_id, code, visitor)
        assert linking.confirm(till.world, person, link_id, code, visitor).state == "linked"
        assert till.world.wallet.get(place, "BANKS") == {"pk": place, "sk": "BANKS", "linked": 1}
        till.link_id = link_id
        proof = till.prove(f"unlink:{link_id}", 0)
        is_stopped |= stopped(till.world, at, trouble, unlinking.remove, person, link_id, proof, visitor)
        with suppress(NoSuchLinkError):
            unlinking.remove(till.world, person, link_id, proof, visitor)
        assert till.world.wallet.get(place, "BANKS") == {"pk": place, "sk": "BANKS", "linked": 0}
        see_to_late(later(till.world, minutes=2))
        assert 2 <= len(till.town.phones.messages) <= 4, "of each change the owner hears, at worst twice"
        log = [entry["at"] for entry in till.browser.get("/me/log").body["log"] if entry["what"] == "banks-changed"]
        assert log.count(int(till.town.now.timestamp())) == 2
    assert at >= LEAST_CALLS[trouble]
    assert till.browser.get("/wallet/bank-links").body["links"] == []


@every_trouble
def test_who_is_stopped_while_beginning_to_link_begins_again(till: Till, trouble: Trouble) -> None:
    wanted, visitor = NewLink(VCB, "otp", "vi", "0123456789"), Visitor("203.0.113.7", "", {})
    is_stopped, at = True, -1
    while is_stopped:
        at += 1
        till.unlink()
        till.town.wait(days=1)
        till.browser.log_in()
        is_stopped = stopped(till.world, at, trouble, linking.start, till.person, wanted)
        till.link_id = linking.start(till.world, till.person, wanted).id
        code = otp_of(till.bank, till.link_id)
        assert linking.confirm(till.world, till.person, till.link_id, code, visitor).state == "linked"
        linked = [one["id"] for one in till.browser.get("/wallet/bank-links").body["links"] if one["state"] == "linked"]
        assert linked == [till.link_id]
    assert at >= LEAST_CALLS[trouble] - 2


@every_trouble
def test_a_sweeper_that_is_stopped_at_any_call_is_followed_by_one_that_is_not(till: Till, trouble: Trouble) -> None:
    for at in range(2 * PENDING_SHARDS - 1, 60):  # from the last read of what is due, as all before it are alike
        till.bank.faults.add("move", "drop-after", "drop-after", "drop", "drop")
        till.top_up(VND)
        till.top_up(VND)
        till.town.wait(**NEVER)
        if not stopped(till.world, at, trouble, sweeping.sweep, lambda: True):
            break
        till.sweep()
        assert till.wallet == (-till.at_bank,) * 2
    till.assert_square()
    assert at > 20
