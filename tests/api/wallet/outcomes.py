"""What comes of attempts made at once, and whether the books still add up afterwards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from chalicelib.errors import ApiError
from chalicelib.wallet import audit
from chalicelib.wallet.model.audit import find_faults
from chalicelib.wallet.model.payments import Paid
from chalicelib.world import World


def outcomes(attempts: list[Callable[[], Paid]]) -> list[Paid | type[ApiError]]:
    """Of attempts made at once: what each has done, or why not."""

    def outcome(attempt: Callable[[], Paid]) -> Paid | type[ApiError]:
        try:
            return attempt()
        except ApiError as error:
            return type(error)

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(outcome, attempts))


def assert_proven(world: World) -> None:
    """Every rule that money keeps, over the whole table."""
    assert find_faults(audit.read_table(world.wallet)) == []
