"""How long pictures and cases stay: removed when withdrawn, replaced or of a deleted account; kept when approved."""

from contextlib import suppress

from ...dynamodb import RefusedError
from ...world import World
from ..model.cases import Case, picture_key, upload_of
from ..storage import cases


def remove_pictures(world: World, case: Case) -> None:
    """The files first: a picture whose record is gone would be found by the bucket's lifecycle alone."""
    for one in cases.list_pictures(world.wallet, case.case_id):
        world.files.delete(upload_of(case.case_id, one).key)
        if one.digest:
            world.files.delete(picture_key(case.case_id, one))
        with suppress(RefusedError):  # removed in the same moment
            world.wallet.delete(f"IDENTITY#{case.case_id}", f"PICTURE#{one.part}")


def forget(world: World, account_id: str) -> None:
    """All of a deleted account's check; an approved one stays as long as the law asks. Twice is as good as once."""
    case_id = cases.current_case_id(world.wallet, account_id)
    case = cases.get_case(world.wallet, case_id) if case_id else None
    if case is None or case.state == "approved":
        return
    remove_pictures(world, case)
    world.wallet.transact(cases.deleting_case(world.wallet, case))


def keep_pictures(world: World, account_id: str) -> None:
    """Those of an approved case stay as long as the law asks; until then, the bucket would remove them after a month."""
    case_id = cases.current_case_id(world.wallet, account_id)
    case = cases.get_case(world.wallet, case_id) if case_id else None
    if case is None or case.state != "approved":
        return
    for one in cases.list_pictures(world.wallet, case_id):
        world.files.keep(picture_key(case.case_id, one), "law")
