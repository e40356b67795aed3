"""axe-core finds nothing on any kind of page, light and dark, wide and narrow."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from scene import ROOT
from visiting import visit

AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"
KINDS = {
    "home": "",
    "role": "for/tourist/",
    "list": "attractions/",
    "filtered list": "attractions/category/tomb/",
    "attraction": "attractions/dai-noi/",
    "events": "events/",
    "event": "events/te-nam-giao/",
    "event with a day": "events/tet/",
    "alerts": "alerts/",
    "alert": "alerts/lu-2025-11-03/",
    "test alert": "alerts/thu-tin-2026-12-05/",
    "sheet": "alerts/lu-2025-11-03/print/",
    "release": "press/gia-ve-2025/",
    "corrected release": "press/hue-s-bay-nam/",
    "week of the press": "press/weekly/2026-W46/",
    "proof of a release": "press/verify/",
    "service": "services/field-report/",
    "guide": "guides/open-wallet/",
    "about": "about/",
    "hotlines": "hotlines/",
    "rivers": "rivers/",
    "tickets": "tickets/",
    "wards": "wards/",
    "open data": "data/",
    "search": "search/?q=hue",
    "registration": "account/register/",
    "login": "account/login/",
    "forgotten password": "account/reset/",
    "my huecity": "account/preferences/",
    "check of a receipt": "wallet/check/",
    "not found": "404.html",
    "banner frame": "alerts/banner/",
}


def violations(page: Page, *rules: str) -> list[str]:
    """Of these rules, or of all."""
    page.evaluate(AXE.read_text("utf-8"))
    ran = page.evaluate("rules => axe.run(document, rules.length ? { runOnly: rules } : {})", rules)
    found = [(rule["id"], node) for rule in ran["violations"] for node in rule["nodes"]]
    # text in the very colour of its ground is "incomplete" for axe: it cannot know that nobody hid it on purpose
    unsure = [node for rule in ran["incomplete"] if rule["id"] == "color-contrast" for node in rule["nodes"]]
    found += [("invisible", node) for node in unsure if "1:1" in node.get("failureSummary", "")]
    return [f"{rule}: {node['html'][:200]}" for rule, node in found]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page: Callable[..., Page], today: str, kind: str) -> None:
    """In the dark the same elements have other colours, and nothing else is different."""
    page = open_page("about:blank", bypass_csp=True, viewport={"width": 1200, "height": 900})
    for tag, width in (("vi", 1200), ("ja", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        visit(page, f"{today}{tag}/{KINDS[kind]}")
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = !element.closest('.languages'); }")
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        assert violations(page, "color-contrast") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_day_of_the_flood(open_page: Callable[..., Page], flood_day: str, scheme: str) -> None:
    page = open_page("about:blank", color_scheme=scheme, bypass_csp=True)
    page.clock.set_fixed_time("2025-11-03T07:00:00+07:00")
    for address in ("en/", "en/alerts/", "en/alerts/lu-2025-11-03/", "en/alerts/banner/", ""):
        visit(page, flood_day + address)
        assert violations(page) == []
