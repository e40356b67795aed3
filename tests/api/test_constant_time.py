"""Secrets are compared in constant time (ASVS 11.2.4): by `hmac.compare_digest`, and never by `==`."""

import ast
import hmac
import re
from collections.abc import Callable
from typing import Any

import pytest
from scene import ROOT
from stage import EDGE_SECRET, LAN, LAN_PHONE, PASSWORD, Town

SECRET = re.compile(r"(mac|signature|secret|token|password|pin|pepper)s?$")


def last_name(node: ast.expr) -> str:
    """ "signature" of `fields["signature"]`, `form.signature` and `signature()`."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    if isinstance(node, ast.Subscript):
        return str(node.slice.value) if isinstance(node.slice, ast.Constant) else ""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_no_secret_is_compared_by_the_equals_sign() -> None:
    """What is compared so are keyed hashes, which nobody can steer, and names; "" only tells whether there is something."""
    for path in (ROOT / "api").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
                sides = [node.left, *node.comparators]
                is_empty = any(isinstance(one, ast.Constant) and one.value == "" for one in sides)
                assert is_empty or not any(SECRET.search(last_name(one)) for one in sides), f"{path}:{node.lineno}"


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Any]]:
    """Whatever was given to `compare_digest` since, beside what our proxies show at each request."""
    seen: list[tuple[Any, Any]] = []
    real: Callable[[Any, Any], bool] = hmac.compare_digest

    def compare(one: Any, other: Any) -> bool:
        if other != EDGE_SECRET.encode():
            seen.append((one, other))
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    return seen


def test_codes_and_known_browsers_are_compared_in_constant_time(town: Town, compared: list[tuple[Any, Any]]) -> None:
    browser = town.register()
    assert len(compared) == 1, "the code that was typed"
    browser.log_in()
    known = len(compared)
    assert known > 1, "the cookie of a browser that is known"
    asked = town.browser().post("/password-resets", {"citizen_id": LAN, "phone": LAN_PHONE, "language": "vi"})
    town.browser().post(f"/password-resets/{asked.body['id']}/code", {"code": "000000"})
    assert len(compared) == known + 1, "a wrong code takes the same road"
    assert PASSWORD not in str(compared)
