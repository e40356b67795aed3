"""The door of every request: where it comes from, whether our own page sent it, who sends it, and whether they may."""

import hmac
from http import HTTPStatus
from typing import Any

from chalice.app import Request

from ... import metrics
from ...access import RULES, ForeignOriginError, NotAllowedError, Person, require
from ...config import Config, load_config
from ...errors import ApiError
from ...world import world
from ..model.sessions import SESSION_COOKIE, Visitor, address_of_household, mask_address, read_cookies
from ..service import sessions

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
OWN_FETCHES = frozenset(("same-origin", "none"))
AGENT_CHARACTERS = 300


def admit(request: Request) -> None:
    """Lets a request pass or raises; a view asks `person_of` who was let in. An operation without a rule is closed."""
    rule = RULES.get((request.method, request.path))
    if rule is None:
        raise NotAllowedError("no rule opens this operation")
    visitor = visitor_of(request)
    if not rule.by_key:
        check_origin(request, visitor, load_config())
    request.context["person"] = person = sessions.find_person(world(), visitor) if rule.roles else None
    require(rule, person)


def note_refusal(request: Request, error: ApiError) -> None:
    """A line for investigators of everybody who may not, or who could not show again who they are, wherever that was
    found; a login that failed has a line of its own."""
    rule = RULES.get((request.method, request.path))
    is_asked_who = rule is None or bool(rule.roles)
    if error.status_code == HTTPStatus.FORBIDDEN or (error.status_code == HTTPStatus.UNAUTHORIZED and is_asked_who):
        person: Person | None = request.context.get("person")
        network = mask_address(visitor_of(request).address)
        metrics.count("RequestRefused", who=person.account_id if person else "", network=network, reason=error.code)


def person_of(request: Request) -> Person:
    person: Person = request.context["person"]
    return person


def check_origin(request: Request, visitor: Visitor, config: Config) -> None:
    """What changes something must come from our own page: browsers say so in Origin, and no page can forge that."""
    if request.method in SAFE_METHODS:
        return
    origin, fetch = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    is_foreign = origin not in config.origins if origin else SESSION_COOKIE in visitor.cookies
    if is_foreign or (fetch and fetch not in OWN_FETCHES):
        raise ForeignOriginError


def visitor_of(request: Request) -> Visitor:
    address = address_of_household(client_address(request, load_config()))
    agent = str(request.headers.get("user-agent", ""))[:AGENT_CHARACTERS]
    return Visitor(address, agent, read_cookies(str(request.headers.get("cookie", ""))))


def client_address(request: Request, config: Config) -> str:
    """API Gateway's word, or what our own proxies before it added at the end; further left anybody can write."""
    context: dict[str, Any] = request.context
    passed = [part.strip() for part in str(request.headers.get("x-forwarded-for", "")).split(",") if part.strip()]
    if is_from_edge(request, config) and len(passed) > config.trusted_proxies:
        return passed[-1 - config.trusted_proxies]
    return str(context["identity"]["sourceIp"])


def is_from_edge(request: Request, config: Config) -> bool:
    """Whether our own proxies sent it on, and nobody who came past them."""
    said = str(request.headers.get("x-huecity-edge", ""))
    return bool(config.edge_secret) and hmac.compare_digest(said.encode(), config.edge_secret.encode())
