"""The billers' gateway of a test: the sandbox's own server on a port of its own, with its switches."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

from billers import CALM, Books, make_server
from chalicelib.clients.billers import HttpBillers

KEY = "a key that only tests have, long enough"


@dataclass
class BillersGateway:
    """`client` speaks to it as the API does."""

    client: HttpBillers
    books: Books

    def switch(self, **switches: Any) -> None:
        """A bad day; without any, a good one again."""
        self.books.switches = CALM | switches

    def send_bill(self, amount: int) -> str:
        """A new customer of the power company, with one bill for "2026-11"; their code."""
        code = f"PC07{secrets.token_hex(5)[:9].upper()}"
        bill = {"bill_id": "2026-11", "amount": amount, "period": "2026-11", "holder": "Nguyễn Thị Thử"}
        self.books.customers["EVNCPC"][code] = [bill]
        return code

    def payments(self) -> list[dict[str, Any]]:
        return list(self.books.payments.values())


@contextmanager
def running_gateway() -> Iterator[BillersGateway]:
    server = make_server(0, KEY)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        yield BillersGateway(HttpBillers(url, KEY), server.RequestHandlerClass.books)  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
