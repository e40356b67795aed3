"""What the table does when DynamoDB refuses, conflicts or is busy; conflicts are injected, as the local server has none."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from chalicelib.dynamodb import CONFLICT_TRIES, RefusedError, Table, dynamodb_client
from chalicelib.errors import BusyError, UnknownOutcomeError
from chalicelib.world import World
from faults import broken, refusing


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


pytestmark = pytest.mark.usefixtures("connected", "no_waiting")


def test_a_conflict_is_tried_again() -> None:
    client = Stubborn(["None", "TransactionConflict"], ["TransactionConflict", "None"])
    Table(client, "t").transact([{}, {}])
    assert client.tried == 3


def test_endless_conflict_is_busy() -> None:
    client = Stubborn(*[["TransactionConflict"]] * 9)
    with pytest.raises(BusyError):
        Table(client, "t").transact([{}])
    assert client.tried == CONFLICT_TRIES


def failing(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}}, "any")


@pytest.mark.parametrize("code", ["ThrottlingException", "InternalServerError", "ProvisionedThroughputExceededException"])
def test_a_database_without_room_is_asked_again_and_at_last_busy(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    answers: list[Any] = [failing(code), failing(code), {"Item": {"pk": {"S": "there"}}}]

    def get_item(**_: Any) -> Any:
        if isinstance(answers[0], ClientError):
            raise answers.pop(0) if len(answers) > 1 else answers[0]
        return answers[0]

    monkeypatch.setattr(dynamodb_client(), "get_item", get_item)
    assert Table(dynamodb_client(), "t").get("a", "b") == {"pk": "there"}
    answers[:] = [failing(code)]
    with pytest.raises(BusyError) as busy:
        Table(dynamodb_client(), "t").get("a", "b")
    assert busy.value.retry_after_seconds > 0


@pytest.mark.parametrize("times", [1, 5])
def test_a_transaction_that_was_done_though_the_database_failed_is_done_once(stage: World, times: int) -> None:
    key = stage.keys.hash("test", f"failing-{times}")
    weak, client = broken(stage, 0, "after", error=refusing("InternalServerError"), times=times)
    weak.table.transact([stage.table.putting({"pk": key, "sk": sort_key, "text": ""}) for sort_key in ("ONE", "TWO")])
    assert len(client.calls) == times + 1
    assert len({asked["ClientRequestToken"] for asked in client.asked}) == 1


def test_a_write_that_the_database_failed_is_neither_done_nor_not(stage: World) -> None:
    one = {"pk": stage.keys.hash("test", "failing"), "sk": "ONE", "text": ""}
    weak, _ = broken(stage, 0, "after", error=refusing("InternalServerError"))
    with pytest.raises(UnknownOutcomeError):
        weak.table.put(one)
    for use in (lambda table: table.put(one), lambda table: table.transact([table.putting(one)])):
        weak, _ = broken(stage, 0, error=refusing("InternalServerError"), times=99)
        with pytest.raises(UnknownOutcomeError):
            use(weak.table)


def test_a_write_without_an_answer_is_neither_done_nor_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(**_: Any) -> None:
        raise ReadTimeoutError(endpoint_url="")

    for operation in ("transact_write_items", "get_item"):
        monkeypatch.setattr(dynamodb_client(), operation, lose)
    with pytest.raises(UnknownOutcomeError):
        Table(dynamodb_client(), "t").transact([{}])
    with pytest.raises(BusyError) as reading:
        Table(dynamodb_client(), "t").get("a", "b")
    assert not isinstance(reading.value, UnknownOutcomeError)


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
