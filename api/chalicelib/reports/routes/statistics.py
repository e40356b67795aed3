"""How the city does under /api/v1: numbers by agency and month, and the open data that they are counted from."""

from chalice import Blueprint, Response

from ...typed import Operation, route
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


@route(statistics_routes, SHOW)
def get_statistics() -> ReportStatistics:
    return statistics.show(world())


@statistics_routes.route("/api/v1/report-data/{month}", methods=["GET"])
def get_month(month: str) -> Response:
    text = statistics.month_as_csv(world(), month)
    return Response(
        text,
        {
            "Content-Type": "text/csv; charset=utf-8; header=present",
            "Content-Disposition": f'attachment; filename="hue-reports-{month}.csv"',
            "Cache-Control": f"public, max-age={CACHE_SECONDS}",
        },
    )
