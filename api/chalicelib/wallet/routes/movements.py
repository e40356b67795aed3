"""GET /api/v1/wallet/balance and /api/v1/wallet/movements/{month}."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...typed import Operation, route
from ...world import world
from ..model.movements import Balance, Month, NoSuchMonthError
from ..model.pins import NoWalletError
from ..service import movements

movement_routes = Blueprint(__name__)
BALANCE = Operation("GET", "/api/v1/wallet/balance", "What lies in the wallet", Balance, errors=(NoWalletError,))
MONTH = Operation(
    "GET",
    "/api/v1/wallet/movements/{month}",
    "All movements of a month in Huế, such as 2026-11",
    Month,
    errors=(NoWalletError, NoSuchMonthError),
)


@route(movement_routes, BALANCE)
def get_balance() -> Balance:
    return movements.show_balance(world(), person_of(movement_routes.current_request))


@route(movement_routes, MONTH)
def get_month(month: str) -> Month:
    return movements.show_month(world(), person_of(movement_routes.current_request), month)
