"""The Chalice app: blueprints, the one error middleware and, as they come, the event handlers. No logic."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from chalice import Chalice, Response
from chalicelib.errors import PROBLEM_TYPE, ApiError, error_of_status, problem
from chalicelib.status.routes import status_routes

app = Chalice(app_name="huecity", debug=False)
app.register_blueprint(status_routes)


@app.middleware("http")
def answer_errors(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Every error leaves as a problem document; Chalice has logged what nobody expected, with its trace."""
    try:
        reply = get_response(event)
    except ApiError as error:
        return problem(error)
    # Chalice answers ordinary exceptions, wrong methods and media types itself, before any middleware could see them
    if reply.status_code >= HTTPStatus.BAD_REQUEST and reply.headers.get("Content-Type") != PROBLEM_TYPE:
        return problem(error_of_status(reply.status_code))
    return reply
