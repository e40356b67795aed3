"""Reports a second on the local stack: sent, listed and on the map, with 20,000 and with 200,000 of them in the table.

The table is filled by dynoxide's own import of DynamoDB exports; every request goes over HTTP through the one-origin front.
"""

import gzip
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [
    str(ROOT / path) for path in ("api", "infra/local", "tests", "tests/api", "tests/api/reports", "tests/browser")
]
os.environ |= {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "ap-southeast-1"}
os.environ |= {"HUECITY_STAGE": "local"}

import database
from chalicelib.accounts.model.requests import CodeRequest, NewAccount
from chalicelib.accounts.service import registration
from chalicelib.dynamodb import to_item
from chalicelib.reports.model.catalogue import categories, rules, wards
from chalicelib.reports.model.deadlines import due_after
from chalicelib.reports.model.moves import term_of
from chalicelib.reports.model.places import point_of, tile_of
from chalicelib.reports.model.reports import Report
from chalicelib.reports.model.routing import route
from chalicelib.reports.storage.reports import report_item
from chalicelib.world import World
from city import PASSWORD, City, at_home, running_city
from square import BROKEN_LIGHT
from stage import Phones

SIZES = (20_000, 200_000)
CLIENTS = (1, 8, 32)
REQUESTS = 640
SENDERS, REPORTS_EACH = 40, 16
WORDS = "Đã có nhiều người phản ánh, mong được xử lý sớm. " * 3
YEARS, OPEN_SHARE = 6, 0.02
PHONE, CITIZEN = 905_000_000, 46_190_100_000


@dataclass(frozen=True, slots=True)
class Figures:
    a_second: float
    p50_ms: float
    p99_ms: float


def old_report(chance: random.Random, now: int) -> Report:
    """Somewhere in the city, some time in six years; a few still open, a few late."""
    category = chance.choice([code for code, one in categories().items() if not one.door])
    ward, point = chance.choice(list(wards())), point_of(chance.gauss(16.463, 0.03), chance.gauss(107.59, 0.03))
    received_at = now - int(chance.random() * YEARS * 365 * 86_400)
    is_open = chance.random() < OPEN_SHARE
    unit, rule = route(rules(), category, ward, {})
    known = {
        "text": "Đã có nhiều người phản ánh, mong được xử lý sớm. " * 3,
        "category": category,
        "ward": ward,
        "rule": rule,
    }
    return Report(
        report_id=f"{chance.getrandbits(128):032x}",
        state="assigned" if is_open else "closed",
        public_text=WORDS,
        lat_e6=point.lat_e6,
        long_e6=point.long_e6,
        unit=unit,
        reporter=f"{chance.getrandbits(256):064x}",
        received_at=received_at,
        updated_at=received_at,
        due_at=due_after(term_of(category, "timed"), received_at),
        answered_at=0 if is_open else received_at + 86_400,
        was_late=chance.random() < 0.011,
        chain="",
        **known,
    )


def fill(data: Path, count: int) -> None:
    """A database file with so many reports."""
    definition = next(one for one in database.table_definitions() if one["TableName"] == "huecity-reports")
    chance, now = random.Random(count), int(time.time())
    folder = data / "export" / definition["TableName"] / "data"
    folder.mkdir(parents=True)
    (data / "schema.json").write_text(json.dumps([{"Table": definition}]), "utf-8")
    with gzip.open(folder / "reports.json.gz", "wt", compresslevel=1) as export:
        for _ in range(count):
            export.write(json.dumps({"Item": to_item(report_item(old_report(chance, now)))}) + "\n")
    told = ["--source", str(data / "export"), "--schema", str(data / "schema.json"), "--output", str(data / "dynamodb.db")]
    subprocess.run([str(database.server_binary()), "import", *told], check=True, stdout=subprocess.DEVNULL)


def log_in_many(city: City) -> list[str]:
    """Cookies of so many new accounts."""
    phones = Phones()
    return [new_session(city.world_before(phones, 0), phones, number) for number in range(SENDERS)]


def new_session(world: World, phones: Phones, number: int) -> str:
    citizen_id, phone = f"{CITIZEN + number:012d}", f"+84{PHONE + number}"
    sent = registration.request_code(world, "registration", CodeRequest(citizen_id, phone, "vi"), at_home(phone))
    verified = registration.enter_code(world, sent.id, phones.code(), at_home(phone))
    account = NewAccount(verified.proof, citizen_id, "Lê Thị Lan", PASSWORD)
    return registration.register(world, sent.id, account, at_home(phone))[0].partition(";")[0]


Request = tuple[str, str, dict[str, str], bytes]


def submissions(city: City, cookies: Sequence[str], round_number: int) -> list[Request]:
    body = json.dumps(BROKEN_LIGHT).encode()
    about = {"Origin": city.origin, "Content-Type": "application/json"}
    each = REPORTS_EACH // len(CLIENTS)
    keys = [(cookie, f"bench-{round_number}-{number}") for number in range(each) for cookie in cookies]
    return [("POST", "/api/v1/reports", {**about, "Cookie": cookie, "Idempotency-Key": key}, body) for cookie, key in keys]


def lists(chance: random.Random) -> list[Request]:
    filters = [
        "",
        "status=open",
        "late=true",
        *(f"ward={one}" for one in wards()),
        *(f"category={one}" for one in categories()),
    ]
    return [("GET", f"/api/v1/reports?{chance.choice(filters)}", {}, b"") for _ in range(REQUESTS)]


def tiles(chance: random.Random) -> list[Request]:
    points = [point_of(chance.gauss(16.463, 0.03), chance.gauss(107.59, 0.03)) for _ in range(REQUESTS)]
    return [("GET", f"/api/v1/report-tiles/{x}/{y}", {}, b"") for x, y in map(tile_of, points)]


def measure(city: City, requests: Sequence[Request], clients: int) -> Figures:
    """All requests, shared out to so many clients, each with a connection of its own."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        spans = [span for spans in pool.map(partial(send_all, city), split(requests, clients)) for span in spans]
    spent, ranks = time.perf_counter() - begun, statistics.quantiles(spans, n=100)
    return Figures(len(spans) / spent, ranks[49] * 1000, ranks[98] * 1000)


def split(requests: Sequence[Request], parts: int) -> list[Sequence[Request]]:
    return [requests[number::parts] for number in range(parts)]


def send_all(city: City, requests: Sequence[Request]) -> list[float]:
    """Seconds that each took."""
    connection = http.client.HTTPConnection(city.origin.removeprefix("http://"), timeout=60)
    return [send(connection, *request) for request in requests]


def send(connection: http.client.HTTPConnection, method: str, path: str, headers: dict[str, str], body: bytes) -> float:
    begun = time.perf_counter()
    connection.request(method, path, body, headers)
    reply = connection.getresponse()
    said = reply.read()
    if reply.status not in (200, 201):
        raise RuntimeError(f"{path}: {reply.status} {said[:200]!r}")
    return time.perf_counter() - begun


def measure_all(city: City) -> dict[tuple[str, int], Figures]:
    chance, cookies, found = random.Random(1), log_in_many(city), {}
    measure(city, lists(chance)[:20], 1)  # what is loaded with the first request is not what is measured
    for number, clients in enumerate(CLIENTS):
        kinds = {"list": lists(chance), "map": tiles(chance), "submit": submissions(city, cookies, number)}
        for kind, requests in kinds.items():
            found[kind, clients] = measure(city, requests, clients)
    return found


def main() -> None:
    known: dict[int, dict[tuple[str, int], Figures]] = {}
    print(f"{'reports':>8} {'kind':<7} {'clients':>7} {'a second':>9} {'p50 ms':>7} {'p99 ms':>7}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), size)
            with running_city(Path(folder), Path(folder)) as city:
                known[size] = measure_all(city)
        for (kind, clients), one in known[size].items():
            print(f"{size:>8} {kind:<7} {clients:>7} {one.a_second:>9.0f} {one.p50_ms:>7.1f} {one.p99_ms:>7.1f}", flush=True)
    small, large = (known[size] for size in SIZES)
    for key in large:
        print(f"{key[0]} with {key[1]} clients: p99 x {large[key].p99_ms / small[key].p99_ms:.2f}")


if __name__ == "__main__":
    main()
