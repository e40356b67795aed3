"""What the table does when DynamoDB refuses, conflicts or is busy; conflicts are injected, as the local server has none."""

from typing import Any

import pytest
from chalicelib.dynamodb import RefusedError, Table, dynamodb_client
from chalicelib.errors import BusyError
from chalicelib.world import World


class Stubborn:
    """A client that cancels the first transactions with these reasons."""

    def __init__(self, *cancelled: list[str]) -> None:
        self.exceptions, self.cancelled, self.tried = dynamodb_client().exceptions, list(cancelled), 0

    def transact_write_items(self, **_: Any) -> None:
        self.tried += 1
        if self.cancelled:
            reasons = [{"Code": code} for code in self.cancelled.pop(0)]
            reply = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}
            raise self.exceptions.TransactionCanceledException(reply, "TransactWriteItems")

    def update_item(self, **_: Any) -> dict[str, Any]:
        self.tried += 1
        if self.cancelled:
            (code,) = self.cancelled.pop(0)
            raise getattr(self.exceptions, code)({"Error": {"Code": code}}, "UpdateItem")
        return {"Attributes": {"pk": {"S": "done"}}}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch, connected: str) -> None:
    monkeypatch.setattr("chalicelib.dynamodb.time.sleep", lambda _: None)


def test_a_conflict_is_tried_again() -> None:
    client = Stubborn(["None", "TransactionConflict"], ["TransactionConflict", "None"])
    Table(client, "t").transact([{}, {}])
    assert client.tried == 3


def test_endless_conflict_is_busy() -> None:
    client = Stubborn(*[["TransactionConflict"]] * 9)
    with pytest.raises(BusyError):
        Table(client, "t").transact([{}])
    assert client.tried == 4


def test_a_condition_that_fails_is_told_by_its_place_and_not_tried_again() -> None:
    client = Stubborn(["None", "ConditionalCheckFailed", "TransactionConflict"])
    with pytest.raises(RefusedError) as refused:
        Table(client, "t").transact([{}, {}, {}])
    assert refused.value.refused == (1,)
    assert client.tried == 1


def test_one_write_that_meets_a_transaction_is_tried_again_and_at_last_busy() -> None:
    client = Stubborn(["TransactionConflictException"], ["TransactionConflictException"])
    assert Table(client, "t").update("a", "b", "SET c = :c", "d = :c", {":c": 1}) == {"pk": "done"}
    assert client.tried == 3
    with pytest.raises(BusyError):
        Table(Stubborn(*[["TransactionConflictException"]] * 9), "t").update("a", "b", "", "", {":c": 1})
    with pytest.raises(RefusedError):
        Table(Stubborn(["ConditionalCheckFailedException"]), "t").update("a", "b", "", "", {":c": 1})


def test_a_transaction_that_can_never_be_done_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="ValidationError"):
        Table(Stubborn(["ValidationError"]), "t").transact([{}])


def test_lists_are_whole_and_the_newest_come_first(stage: World) -> None:
    key = stage.keys.hash("test", "list")
    for number in range(30):
        stage.table.put({"pk": key, "sk": f"LOG#{number:02d}", "text": "x" * 50_000})
    assert [item["sk"] for item in stage.table.query(key, "LOG#")] == [f"LOG#{number:02d}" for number in range(30)]
    assert [item["sk"] for item in stage.table.query(key, "LOG#", newest=2)] == ["LOG#29", "LOG#28"]
