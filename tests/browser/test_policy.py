"""No kind of page asks for anything that the Content-Security-Policy of production refuses."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from test_accessibility import KINDS
from visiting import visit

LISTEN = "addEventListener('securitypolicyviolation', event => console.error('refused:', event.blockedURI))"


@pytest.mark.parametrize("tag", ["vi", "ja"])
def test_nothing_is_refused_on_any_kind_of_page(open_page: Callable[..., Page], today: str, tag: str) -> None:
    page = open_page("about:blank")
    page.add_init_script(LISTEN)
    for address in KINDS.values():
        visit(page, f"{today}{tag}/{address}")
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true; }")


def test_nothing_is_refused_while_only_the_frames_own_styles_have_arrived(
    open_page: Callable[..., Page], today: str
) -> None:
    page = open_page("about:blank")
    page.add_init_script(LISTEN)
    page.route("**/assets/reading.*.css", lambda route: route.fulfill(content_type="text/css", body=""))
    visit(page, f"{today}en/attractions/")
    page.locator(".filters > summary").click()
    visit(page, f"{today}en/attractions/dai-noi/")
