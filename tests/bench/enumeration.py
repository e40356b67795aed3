"""Whether time tells who is registered: four cases of a first request, and failed logins, side by side, by a rank test."""

import itertools
import os
import secrets
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / path) for path in ("api", "infra/local", "tests/api")]

import database
from chalicelib.accounts.model.requests import CodeRequest, Credentials, NewAccount
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import login, registration, staff
from chalicelib.errors import ApiError
from chalicelib.otp import service as otp
from chalicelib.world import World
from stage import PASSWORD, Phones, make_world

COUNTER = itertools.count()
ROUNDS = 400
SURE = 3.29  # beyond this z, one in a thousand by chance


def visitor() -> Visitor:
    return Visitor(secrets.token_hex(8), "", {})


def new_phone() -> str:
    return f"+84905{next(COUNTER):06d}"


def new_number() -> str:
    return f"046190{next(COUNTER):06d}"


Who = tuple[str, str]  # number and phone


def register(world: World, phones: Phones) -> Who:
    number, phone = new_number(), new_phone()
    subject = world.keys.hash("citizen", number)
    challenge_id = otp.send_code(world, "registration", phone, subject, secrets.token_hex(8), "vi").challenge_id
    _, proof = otp.check_code(world, "registration", challenge_id, phones.code())
    registration.register(world, challenge_id, NewAccount(proof, number, "Lê Thị Lan", PASSWORD), visitor())
    return number, phone


def blocked(world: World, phones: Phones) -> Who:
    who = register(world, phones)
    staff.set_status(world, who[0], "blocked")
    return who


NEW = "new"
CASES: dict[str, Callable[[World, Phones], Who]] = {
    NEW: lambda world, phones: (new_number(), new_phone()),
    "registered with this phone": register,
    "registered with another phone": lambda world, phones: (register(world, phones)[0], new_phone()),
    "blocked": blocked,
}


def ask(world: World, number: str, phone: str) -> None:
    registration.request_code(world, "registration", CodeRequest(number, phone, "vi"), visitor())


def fail_to_log_in(world: World, number: str) -> None:
    try:
        login.log_in(world, Credentials(number, "sai mật khẩu rồi nhé"), visitor())
    except ApiError:
        return


def rank_z(first: list[float], second: list[float]) -> float:
    """Mann-Whitney: 0 where neither is slower; beyond SURE they differ."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(place for place, (_, sample) in enumerate(ranked, 1) if sample == 0)
    n, m = len(first), len(second)
    return (ranks - n * (n + m + 1) / 2) / (n * m * (n + m + 1) / 12) ** 0.5


def seconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def in_any_order(cases: dict[str, Who]) -> list[tuple[str, Who]]:
    return sorted(cases.items(), key=lambda _: secrets.randbelow(1000))


def verdict(name: str, first: list[float], second: list[float]) -> bool:
    medians, z = [1000 * statistics.median(one) for one in (first, second)], rank_z(first, second)
    is_same = abs(z) < SURE
    print(f"{name}: {medians[0]:.2f} and {medians[1]:.2f} ms, z = {z:+.2f} ({'same' if is_same else 'DIFFERENT'})")
    return is_same


def compare_first_requests(world: World, phones: Phones) -> bool:
    """All have the same past: one request for this number and phone two hours before."""
    samples: dict[str, list[float]] = {case: [] for case in CASES}
    then = replace(world, now=world.now - timedelta(hours=2))
    for _ in range(ROUNDS):
        asking = {case: make(replace(then, now=then.now - timedelta(hours=2)), phones) for case, make in CASES.items()}
        for who in asking.values():
            ask(then, *who)
        for case, who in in_any_order(asking):
            samples[case].append(seconds(partial(ask, world, *who)))
    others = [case for case in CASES if case != NEW]
    found = [verdict(f"first request, new and {case}", samples[NEW], samples[case]) for case in others]
    return all(found)


def compare_logins(world: World, phones: Phones) -> bool:
    samples: dict[str, list[float]] = {"known": [], "unknown": []}
    for _ in range(ROUNDS):
        trying = {"known": register(world, phones), "unknown": (new_number(), new_phone())}
        for number, _ in trying.values():
            fail_to_log_in(world, number)
        for case, (number, _) in in_any_order(trying):
            samples[case].append(seconds(partial(fail_to_log_in, world, number)))
    return verdict("failed login, known and unknown number", *samples.values())


def main() -> int:
    with database.running_server(None) as endpoint:
        database.create_tables(endpoint)
        os.environ |= {"AWS_ENDPOINT_URL_DYNAMODB": endpoint, "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
        os.environ |= {
            "AWS_DEFAULT_REGION": "ap-southeast-1",
            "HUECITY_PEPPER": secrets.token_hex(),
            "HUECITY_STAGE": "local",
        }
        phones = Phones()
        world = make_world(phones, datetime.now(UTC))
        world = replace(world, config=replace(world.config, sms_a_day=10**6))
        results = [compare_first_requests(world, phones), compare_logins(world, phones)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
