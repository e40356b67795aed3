"""What everybody may see of reports under /api/v1: lists, the map's tiles, what was reported nearby, and one by itself."""

from chalice import Blueprint

from ...typed import Operation, route
from ...world import world
from ..model.reports import ReportNotFoundError
from ..model.requests import Filters, Near, Neighbours, Reports, ReportShown
from ..service import nearby, showing

public_report_routes = Blueprint(__name__)
LIST_SECONDS = 30
LIST = Operation(
    "GET",
    "/api/v1/reports",
    "Reports, newest first",
    Reports,
    query=Filters,
    cache_seconds=LIST_SECONDS,
)
SHOW = Operation(
    "GET",
    "/api/v1/reports/{report_id}",
    "One report with its history",
    ReportShown,
    errors=(ReportNotFoundError,),
    cache_seconds=LIST_SECONDS,
)
TILE = Operation(
    "GET",
    "/api/v1/report-tiles/{x}/{y}",
    "The newest reports of a Web Mercator tile of zoom 15",
    Reports,
    cache_seconds=LIST_SECONDS,
)
NEAR = Operation(
    "GET",
    "/api/v1/report-neighbours",
    "Open reports of a category around a place, the nearest first",
    Neighbours,
    query=Near,
)


@route(public_report_routes, LIST)
def get_reports(query: Filters) -> Reports:
    return showing.list_public(world(), query)


@route(public_report_routes, SHOW)
def get_report(report_id: str) -> ReportShown:
    return showing.show_public(world(), report_id)


@route(public_report_routes, TILE)
def get_tile(x: str, y: str) -> Reports:
    return nearby.list_tile(world(), x, y)


@route(public_report_routes, NEAR)
def get_neighbours(query: Near) -> Neighbours:
    return nearby.list_near(world(), query)
