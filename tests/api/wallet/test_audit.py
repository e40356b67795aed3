"""The audit finds every edit of the books, and nothing where nobody edited them."""

import json
from collections.abc import Callable

import pytest
from chalicelib.attributes import to_item
from chalicelib.dynamodb import Item
from chalicelib.wallet import audit
from chalicelib.wallet.model.audit import find_faults
from chalicelib.wallet.service import ledger, sealing
from chalicelib.wallet.storage import ledger as stored
from chalicelib.world import World
from purse import buy, fund, open_wallet, payment
from stage import later


def faults(world: World) -> list[str]:
    return find_faults(audit.read_table(world.wallet))


def lively(world: World) -> World:
    """Some of everything that can happen, and the world some hours later."""
    lan, minh = open_wallet(world, with_vnd=900_000), open_wallet(world, with_vnd=50_000)
    paid = buy(world, lan, 200_000)
    ledger.reverse(later(world, minutes=90), paid.transfer_id, 50_000, "back", "merchant")
    out = {"kind": "withdrawal", "state": "pending", "due_ms": 9, "category": "", "to": "bank:970436", "fee": 1_100}
    kept = [ledger.hold(world, payment(world, one, 20_000, **out)) for one in (lan, lan, minh)]
    ledger.resolve(later(world, minutes=5), kept[0].transfer_id, "posted", "bank")
    ledger.resolve(later(world, minutes=6), kept[1].transfer_id, "voided", "bank")
    return later(world, hours=3)


def test_books_that_nobody_touched_are_proven(vault: World) -> None:
    evening = lively(vault)
    assert faults(vault) == []
    assert len(sealing.seal_hours(evening)) == 2
    assert faults(vault) == []


def test_seals_go_on_where_the_last_one_ended_and_leave_what_is_not_over(vault: World) -> None:
    evening = lively(vault)
    sealing.seal_hours(evening)
    assert sealing.seal_hours(evening) == []
    first, second = audit.read_table(vault.wallet).seals
    assert second.previous == first.digest
    assert len(sealing.seal_hours(later(evening, hours=1))) == 1


EDITS: list[Callable[[Item], Item | None]] = []


def edit(change: Callable[[Item], Item | None]) -> Callable[[Item], Item | None]:
    EDITS.append(change)
    return change


@edit
def a_larger_payment(item: Item) -> Item | None:
    return item | {"amount": item["amount"] + 1} if item["sk"] == "HEAD" else None


@edit
def another_payee(item: Item) -> Item | None:
    return item | {"credit_account_id": "merchant:thief"} if item["sk"] == "HEAD" else None


@edit
def a_larger_entry(item: Item) -> Item | None:
    return item | {"amount": item["amount"] + 1} if item["pk"].startswith("ENTRY#citizen") else None


@edit
def a_fuller_wallet(item: Item) -> Item | None:
    more = {name: item.get(name, 0) + 1_000 for name in ("balance", "available")}
    return item | more if item["sk"] == "BALANCE" and item["pk"].startswith("ACCOUNT#citizen") else None


@edit
def money_set_free(item: Item) -> Item | None:
    return item | {"held": 0, "available": item["balance"]} if item.get("held", 0) > 0 else None


@edit
def room_for_more_this_month(item: Item) -> Item | None:
    return item | {"amount": 0} if item["sk"].startswith("SPENT#") else None


@edit
def a_second_chance_to_give_back(item: Item) -> Item | None:
    return item | {"amount": 1} if item["pk"].startswith("REVERSED#") else None


@edit
def another_message(item: Item) -> Item | None:
    return item | {"sk": f"{item['sk']}x"} if item["pk"].startswith("OUTBOX#") else None


@edit
def a_seal_made_again(item: Item) -> Item | None:
    return item | {"digest": "0" * 64} if item["pk"].startswith("SEAL#") else None


@edit
def a_pending_transfer_forgotten(item: Item) -> Item | None:
    return item | {"sk": "000000000000009#nobody"} if item["pk"].startswith("PENDING#") else None


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_every_edit_is_found(vault: World, change: Callable[[Item], Item | None]) -> None:
    sealing.seal_hours(lively(vault))
    edited = next(new for item in vault.wallet.scan() if (new := change(item)))
    vault.wallet.client.put_item(TableName=vault.wallet.name, Item=to_item(edited))
    assert faults(vault)


def test_a_transfer_that_vanishes_with_all_its_traces_breaks_the_seal(vault: World) -> None:
    lan = open_wallet(vault, with_vnd=900_000)
    paid = buy(vault, lan, 200_000)
    sealing.seal_hours(later(vault, hours=3))
    for item in list(vault.wallet.scan()):
        if paid.transfer_id in item["pk"] + item["sk"] or item["sk"].startswith("SPENT#"):
            vault.wallet.delete(item["pk"], item["sk"])
    undo = "ADD balance :minus, available :minus, version :one"
    for place, amount in ((lan, 200_000), (next_place(vault, paid.credit_account_id), -200_000)):
        vault.wallet.update(f"ACCOUNT#{place}", "BALANCE", undo, "", {":minus": amount, ":one": -1})
    assert len(faults(vault)) == 1
    assert "seal" in faults(vault)[0]


def next_place(world: World, account_id: str) -> str:
    (found,) = stored.get_balances(world.wallet, account_id)
    return str(found["pk"]).removeprefix("ACCOUNT#")


def test_a_transfer_that_appears_after_its_hour_was_sealed_is_found(vault: World) -> None:
    lan = open_wallet(vault, with_vnd=900_000)
    sealing.seal_hours(later(vault, hours=3))
    fund(vault, lan, 5)
    assert any("seal" in fault for fault in faults(vault))


def test_books_and_seals_that_were_all_made_again_are_not_those_of_the_log(
    vault: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUECITY_WALLET_TABLE", vault.wallet.name)
    evening = lively(vault)
    sealing.seal_hours(evening)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "LedgerSealed" in line]
    noted = f"{told[-1]['hour']}={told[-1]['digest']}"
    assert audit.main([noted]) == 0
    for item in list(vault.wallet.scan()):
        if item["pk"].startswith("SEAL#"):
            vault.wallet.delete(item["pk"], item["sk"])
    fund(vault, open_wallet(vault), 5)
    sealing.seal_hours(evening)
    assert audit.main([]) == 0
    capsys.readouterr()
    assert audit.main([noted]) == 1
    assert "is not the one that was noted" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["2026-11-27T15", "=", ""])
def test_what_names_no_seal_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        audit.main([text])
    assert "hour and digest" in capsys.readouterr().err
