"""What can be reported, as Open311 describes it: discovery, the list of services, and the questions of each."""

from typing import Any

from ....errors import ApiError
from ....otp.model.codes import Language
from ..catalogue import Category, Question, categories
from .documents import MEDIA_TYPES, Document
from .words import in_language, say

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED_AT = "2026-11-27 00:00"  # set it anew with each change of what clients are offered: they fetch the services again


class ServiceNotFoundError(ApiError):
    status_code, code, title = 404, "no-such-service", "There is no service with this service_code"


def discovery(origin: str, is_production: bool) -> Document:
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{origin}/open311/v2",
        "changeset": CHANGED_AT,
        "type": "production" if is_production else "test",
        "formats": list(MEDIA_TYPES.values()),
    }
    about = {
        "changeset": CHANGED_AT,
        "contact": f"HueCity: {origin}/en/about/",
        "key_service": f"The operators of HueCity give a key to each application that names its owner: {origin}/en/about/",
    }
    return Document("discovery", {**about, "endpoints": [endpoint]})


def offered() -> dict[str, Category]:
    """Without those that have a door of their own."""
    return {code: one for code, one in categories().items() if not one.door}


def get_service(code: str) -> Category:
    if code not in offered():
        raise ServiceNotFoundError(f"There is no service with the service_code {code[:40]!r}")
    return offered()[code]


def services(language: Language) -> Document:
    return Document("services", [service(code, one, language) for code, one in offered().items()])


def service(code: str, category: Category, language: Language) -> dict[str, Any]:
    """Its keywords are its names in the other languages."""
    name = in_language(category.names, language)
    return {
        "service_code": code,
        "service_name": name,
        "description": in_language(category.hints, language),
        "metadata": bool(category.questions),
        "type": "realtime",
        "keywords": ", ".join(dict.fromkeys(one for one in category.names.values() if one != name)),
        "group": "",
    }


def definition(code: str, language: Language) -> Document:
    questions = enumerate(get_service(code).questions, 1)
    attributes = [attribute(order, one, language) for order, one in questions]
    return Document("service_definition", {"service_code": code, "attributes": attributes})


def attribute(order: int, question: Question, language: Language) -> dict[str, Any]:
    return {
        "variable": True,
        "code": question.code,
        "datatype": question.kind,
        "required": question.required,
        "datatype_description": say(question.kind, language),
        "order": order,
        "description": in_language(question.names, language),
        "values": [{"key": key, "name": in_language(names, language)} for key, names in question.options.items()],
    }
