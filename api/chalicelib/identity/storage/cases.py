"""Cases, their pictures, the queue of the desk, and who looked at what."""

import secrets

import msgspec

from ...dynamodb import Item, Table
from ..model.cases import APPROVED_SECONDS, Case, Look, Picture

QUEUE = "DESK#identity"
TAKE_IN = "SET #state = :state, reason = :reason, digest = :digest"
RETAKE = "SET #state = :state, reason = :reason"
IS_AWAITED = "upload_id = :upload AND #state = :waiting"
IS_STORED = "upload_id = :upload AND #state = :stored"
NAMES = {"#state": "state"}  # a word of DynamoDB's own


def get_case(table: Table, case_id: str) -> Case | None:
    item = table.get(f"IDENTITY#{case_id}", "CASE")
    return msgspec.convert(item, Case) if item else None


def case_item(case: Case) -> Item:
    return {"pk": f"IDENTITY#{case.case_id}", "sk": "CASE", **msgspec.to_builtins(case)}


def putting_case(table: Table, case: Case) -> Item:
    return table.putting(case_item(case))


def changing_case(table: Table, old: Case, new: Case) -> Item:
    """A write that fails when the case has changed since `old` was read."""
    changed = msgspec.structs.replace(new, version=old.version + 1)
    return table.putting(case_item(changed), "version = :version", {":version": old.version})


def checking_case(table: Table, case: Case) -> Item:
    """A check that lets a transaction fail when the case has changed since it was read."""
    return table.checking(f"IDENTITY#{case.case_id}", "CASE", "version = :version", {":version": case.version})


def current_case_id(table: Table, account_id: str) -> str:
    item = table.get(f"ACCOUNT#{account_id}", "IDENTITY")
    return str(item["case_id"]) if item else ""


def pointing(table: Table, account_id: str, old_case_id: str, case: Case) -> Item:
    """A write that makes this the account's check; it fails when another one has been begun meanwhile."""
    item = {"pk": f"ACCOUNT#{account_id}", "sk": "IDENTITY", "case_id": case.case_id}
    if not old_case_id:
        return table.putting(item)
    return table.putting(item, "case_id = :old", {":old": old_case_id})


def list_pictures(table: Table, case_id: str) -> list[Picture]:
    return [msgspec.convert(one, Picture) for one in table.query(f"IDENTITY#{case_id}", "PICTURE#")]


def get_picture(table: Table, case_id: str, part: str) -> Picture | None:
    item = table.get(f"IDENTITY#{case_id}", f"PICTURE#{part}")
    return msgspec.convert(item, Picture) if item else None


def putting_picture(table: Table, case: Case, picture: Picture) -> Item:
    """A write that takes the place of whatever was uploaded for this part before."""
    item = {"pk": f"IDENTITY#{case.case_id}", "sk": f"PICTURE#{picture.part}", "expires_at": case.expires_at}
    item |= msgspec.to_builtins(picture)
    return table.putting(item, "")


def taking_in(table: Table, case_id: str, taken: Picture) -> Item:
    """A write that fails unless this upload is the one that is waited for."""
    values = {":upload": taken.upload_id, ":waiting": "waiting", ":state": taken.state, ":reason": taken.reason}
    values[":digest"] = taken.digest
    return named(table.updating(f"IDENTITY#{case_id}", f"PICTURE#{taken.part}", TAKE_IN, IS_AWAITED, values))


def retaking(table: Table, case_id: str, picture: Picture, reason: str) -> Item:
    """A write that asks for a stored picture again."""
    values = {":upload": picture.upload_id, ":stored": "stored", ":state": "refused", ":reason": reason}
    return named(table.updating(f"IDENTITY#{case_id}", f"PICTURE#{picture.part}", RETAKE, IS_STORED, values))


def checking_stored(table: Table, case_id: str, picture: Picture) -> Item:
    """A check that lets a transaction fail when this picture has been replaced."""
    values = {":upload": picture.upload_id, ":stored": "stored"}
    return named(table.checking(f"IDENTITY#{case_id}", f"PICTURE#{picture.part}", IS_STORED, values))


def named(write: Item) -> Item:
    (body,) = write.values()
    body["ExpressionAttributeNames"] = NAMES
    return write


def queue_key(case: Case) -> tuple[str, str]:
    return QUEUE, f"{case.submitted_at:012d}-{case.case_id}"


def queueing(table: Table, case: Case) -> Item:
    pk, sk = queue_key(case)
    return table.putting({"pk": pk, "sk": sk, "account_id": case.account_id, "submitted_at": case.submitted_at})


def unqueueing(table: Table, case: Case) -> Item:
    return table.deleting(*queue_key(case))


def list_queue(table: Table, after: str, most: int) -> list[Item]:
    """The oldest cases that wait, behind the sort key `after`."""
    return table.first(QUEUE, after, most)


def putting_look(table: Table, case_id: str, officer: str, at: int) -> Item:
    item = {"pk": f"IDENTITY#{case_id}", "sk": f"LOOK#{at:012d}#{secrets.token_hex(4)}", "at": at, "officer": officer}
    return table.putting(item | {"expires_at": at + APPROVED_SECONDS})


def list_looks(table: Table, case_id: str) -> list[Look]:
    return [msgspec.convert(one, Look) for one in table.query(f"IDENTITY#{case_id}", "LOOK#")]


def deleting_case(table: Table, case: Case) -> list[Item]:
    """Writes that leave nothing of a case but who looked at its pictures."""
    case_key, pointer = (f"IDENTITY#{case.case_id}", "CASE"), (f"ACCOUNT#{case.account_id}", "IDENTITY")
    return [table.deleting(*key) for key in (case_key, pointer, queue_key(case))]
