"""GET /api/v1/health and GET /api/v1/openapi.json."""

from chalice import Blueprint, Response

from ..config import load_config
from ..dynamodb import dynamodb_client
from ..typed import JSON_TYPE, OPERATIONS, Operation, openapi, route
from . import service
from .model import Health

status_routes = Blueprint(__name__)


@route(status_routes, Operation("GET", "/api/v1/health", "Whether the API and its database answer", Health))
def get_health() -> Health:
    return service.check_health(dynamodb_client(), load_config().accounts_table)


@status_routes.route("/api/v1/openapi.json", methods=["GET"])
def get_openapi() -> Response:
    """The description of every typed operation; itself no part of it, as its shape is OpenAPI's own."""
    return Response(openapi(OPERATIONS), {"Content-Type": JSON_TYPE, "Cache-Control": "public, max-age=300"})
