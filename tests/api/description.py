"""What /api/v1/openapi.json says of an answer, held against every answer that a test's browser gets."""

import re
from functools import lru_cache
from typing import Any

import app as api  # its import registers all operations
from chalicelib.typed import OPERATIONS, openapi
from jsonschema import Draft202012Validator

assert api


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    return openapi(OPERATIONS)


@lru_cache(maxsize=1)
def patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(re.sub(r"{\w+}", "[^/]+", path)), path) for path in described()["paths"]]


@lru_cache
def validator(method: str, path: str, status: int, media_type: str) -> Draft202012Validator:
    replies = described()["paths"][path][method.lower()]["responses"]
    assert str(status) in replies, f"{method} {path} does not tell that it may answer {status}"
    assert media_type in replies[str(status)]["content"], f"{method} {path} does not tell of {media_type} with {status}"
    schema = replies[str(status)]["content"][media_type]["schema"]
    return Draft202012Validator({**schema, "components": described()["components"]})


def assert_described(method: str, path: str, status: int, media_type: str, body: Any) -> None:
    """That an operation's description has this answer. Addresses that have no operation describe nothing."""
    known = next((whole for pattern, whole in patterns() if pattern.fullmatch(path)), None)
    if known and method.lower() in described()["paths"][known]:
        validator(method, known, status, media_type).validate(body)
