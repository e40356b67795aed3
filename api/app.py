"""The Chalice app: blueprints, the one error middleware and, as they come, the event handlers. No logic."""

from collections.abc import Callable
from typing import Any

from chalice import Chalice, Response
from chalicelib.config import load_config
from chalicelib.errors import ApiError, InternalError, problem
from chalicelib.status.routes import status_routes

app = Chalice(app_name="huecity", debug=False)
app.register_blueprint(status_routes)


@app.middleware("http")
def answer_errors(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Every error leaves as a problem document; what nobody expected is logged without the request's contents."""
    try:
        return get_response(event)
    except ApiError as error:
        return problem(error)
    except Exception:
        app.log.exception("unexpected error in %s %s", event.method, event.context.get("resourcePath"))
        if load_config().is_local:
            raise
        return problem(InternalError())
