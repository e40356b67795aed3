"""Who is helped first: grave calls are put ahead by hours, so that age counts by itself and no order has to be made anew."""

from .details import Details, Need, Water
from .states import WAITING, State

HOUR = 3600
AHEAD_BY_WATER: dict[Water, int] = {"none": 0, "ankle": 1, "knee": 3, "waist": 8, "chest": 16, "roof": 24}  # hours
AHEAD_BY_NEED: dict[Need, int] = {"injured": 6, "infants": 5, "pregnant": 4, "elderly": 3, "disabled": 3}
LOW_BATTERY = ((5, 4), (15, 2), (30, 1))  # percent, hours: soon nobody can reach them any more


def hours_ahead(details: Details) -> int:
    battery = 100 if details.battery is None else details.battery
    by_battery = next((hours for percent, hours in LOW_BATTERY if battery <= percent), 0)
    return AHEAD_BY_WATER[details.water] + sum(AHEAD_BY_NEED[one] for one in details.needs) + by_battery


def mark_of(call_id: str, state: State, received_at: int, details: Details) -> str:
    """The key by which the desk's list is sorted: those to whom nobody is on the way stand before all others."""
    group = 0 if state in WAITING else 1
    return f"{group}{received_at - hours_ahead(details) * HOUR:012d}#{call_id}"
