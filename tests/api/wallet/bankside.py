"""A sandbox bank on a real socket, at the hour of the test's world."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

from chalicelib.clients.bank import HttpBank
from sandbox_bank.books import Books
from sandbox_bank.server import Bank

KEY = "a key that only the bank and the city know"
VCB, BIDV = "970436", "970418"
QUICK_SECONDS = 0.3


@contextmanager
def running_bank(clock: Callable[[], float]) -> Iterator[Bank]:
    bank = Bank(0, KEY, Books(), clock=clock)
    thread = Thread(target=bank.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield bank
    finally:
        bank.faults.release()
        bank.shutdown()
        bank.server_close()


def client_of(bank: Bank, total_seconds: float = 5) -> HttpBank:
    return HttpBank(bank.url, (KEY,), bank.clock, total_seconds)


def otp_of(bank: Bank, reference: str) -> str:
    """What the customer reads on their telephone."""
    link = bank.books.find("SELECT otp FROM links WHERE reference = ?", reference)
    assert link
    return str(link["otp"])


def walk_through(address: str, bank: Bank, reference: str, number: str) -> dict[str, str]:
    """What comes back with a customer who logs in at the bank's page and agrees."""
    post(address, {"number": number})
    back = post(address, {"otp": otp_of(bank, reference)})
    return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}


def post(address: str, fields: dict[str, str]) -> str:
    """Where a form leads to; redirects are not followed, as they lead to pages that no test serves."""
    from urllib.error import HTTPError
    from urllib.request import HTTPRedirectHandler, build_opener

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    try:
        build_opener(Stay).open(Request(address, urlencode(fields).encode()), timeout=10).close()
    except HTTPError as error:
        with error:
            return str(error.headers["Location"])
    return ""


def read_page(address: str) -> str:
    with urlopen(address, timeout=10) as reply:
        return str(reply.read().decode())
