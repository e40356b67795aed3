"""Whether time tells who is registered: requests for known and unknown numbers, side by side, and a rank test.

PYTHONPATH=api:infra/local:tests/api .venv/bin/python tests/bench/enumeration.py
"""

import itertools
import os
import secrets
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import database
from chalicelib.accounts.model.requests import CodeRequest, Credentials, NewAccount
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import login, registration
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


def register(world: World, phones: Phones, number: str) -> None:
    subject = world.keys.hash("citizen", number)
    challenge_id = otp.send_code(world, "registration", new_phone(), subject, secrets.token_hex(8), "vi").challenge_id
    _, proof = otp.check_code(world, "registration", challenge_id, phones.code())
    registration.register(world, challenge_id, NewAccount(proof, number, "Lê Thị Lan", PASSWORD), visitor())


def ask(world: World, number: str) -> None:
    registration.request_code(world, "registration", CodeRequest(number, new_phone(), "vi"), visitor())


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


def compare(name: str, act: Callable[[World, str], None], world: World, known: list[str]) -> bool:
    """Known and unknown numbers have the same past: one request before."""
    samples: tuple[list[float], list[float]] = ([], [])
    for number in known:
        unknown = new_number()
        act(world, number)
        act(world, unknown)
        for sample, one in sorted([(0, number), (1, unknown)], key=lambda _: secrets.randbelow(100)):
            started = time.perf_counter()
            act(world, one)
            samples[sample].append(time.perf_counter() - started)
    medians = [1000 * statistics.median(one) for one in samples]
    z = rank_z(*samples)
    verdict = "same" if abs(z) < SURE else "DIFFERENT"
    print(f"{name}: known {medians[0]:.2f} ms, unknown {medians[1]:.2f} ms, z = {z:+.2f} ({verdict})")
    return abs(z) < SURE


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
        known = [new_number() for _ in range(ROUNDS)]
        for number in known:
            register(world, phones, number)
        results = [compare("first request", ask, world, known), compare("failed login", fail_to_log_in, world, known)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
