"""How the city does under /api/v1: numbers by agency and month, and the open data that they are counted from."""

from chalice import Blueprint

from ...typed import MediaType, Operation, route
from ...world import world
from ..model.statistics import ReportStatistics
from ..service import statistics

statistics_routes = Blueprint(__name__)
CACHE_SECONDS = 600
SHOW = Operation(
    "GET",
    "/api/v1/report-statistics",
    "Numbers by agency and month as they were counted last night, with what each of them counts",
    ReportStatistics,
    cache_seconds=CACHE_SECONDS,
)
MONTH = Operation(
    "GET",
    "/api/v1/report-data/{month}",
    "The open data of the reports that were received in a month, such as 2026-11",
    MediaType("text/csv; charset=utf-8; header=present"),
    cache_seconds=CACHE_SECONDS,
)


@route(statistics_routes, SHOW)
def get_statistics() -> ReportStatistics:
    return statistics.show(world())


@route(statistics_routes, MONTH)
def get_month(month: str) -> str:
    return statistics.month_as_csv(world(), month)
