"""Sessions: how long they live, and what a cookie carries."""

import hmac
import ipaddress
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from ...access import Level, Role
from ...keys import Keys, token_hash
from .account import Login

SESSION_COOKIE, DEVICE_COOKIE = "__Host-session", "__Host-device"
COOKIE_ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax"
DEVICE_SECONDS = 400 * 86_400  # the most that browsers keep a cookie
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SESSION = re.compile(r"([0-9a-f]{32})\.([\w-]{43})", re.ASCII)
COOKIE = re.compile(r"(?:^|;\s*)([^=;\s]+)=([^;\s]*)")


@dataclass(frozen=True, slots=True)
class Lifetime:
    idle: timedelta
    absolute: timedelta


# NIST AAL1 for people's own affairs, with the password asked again for what matters; AAL2 for who works with others' data.
PEOPLE = Lifetime(timedelta(days=7), timedelta(days=30))
WORKERS = Lifetime(timedelta(minutes=30), timedelta(hours=12))
LIFETIMES: dict[Role, Lifetime] = {
    "citizen": PEOPLE,
    "business": PEOPLE,
    "press": WORKERS,
    "staff": WORKERS,
    "admin": WORKERS,
}


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """All times in seconds since 1970; `session_id` is the SHA-256 of the token that only the browser has."""

    session_id: str
    stamp: str
    citizen_hash: str
    role: Role
    level: Level
    units: list[str]
    has_second_factor: bool
    device: str
    address: str
    created_at: int
    seen_at: int
    idle_seconds: int
    idle_ends_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a request tells of where it comes from."""

    address: str
    agent: str
    cookies: dict[str, str]

    @property
    def device(self) -> str:
        return device_name(self.agent)


def new_session(
    login: Login, citizen_hash: str, token: str, visitor: Visitor, now: datetime, is_strong: bool = False
) -> Session:
    lifetime, at = LIFETIMES[login.role], int(now.timestamp())
    idle = int(lifetime.idle.total_seconds())
    return Session(
        session_id=token_hash(token),
        stamp=login.stamp,
        citizen_hash=citizen_hash,
        role=login.role,
        level=login.level,
        units=login.units,
        has_second_factor=is_strong or bool(login.sealed_totp),
        device=visitor.device,
        address=mask_address(visitor.address),
        created_at=at,
        seen_at=at,
        idle_seconds=idle,
        idle_ends_at=at + idle,
        ends_at=at + int(lifetime.absolute.total_seconds()),
    )


def session_cookie(account_id: str, token: str) -> str:
    """The account is where to look, the token is what counts; the server ends it earlier than the browser."""
    return f"{SESSION_COOKIE}={account_id}.{token}; {COOKIE_ATTRIBUTES}; Max-Age={int(PEOPLE.absolute.total_seconds())}"


def read_session(cookies: dict[str, str]) -> tuple[str, str] | None:
    """(account, token) of a cookie that can be ours; None for what else the browser, or anybody, wrote there."""
    written = SESSION.fullmatch(cookies.get(SESSION_COOKIE, ""))
    return (written[1], written[2]) if written else None


def no_session_cookie() -> str:
    return f"{SESSION_COOKIE}=; {COOKIE_ATTRIBUTES}; Max-Age=0"


def device_cookie(keys: Keys, citizen_hash: str, phone_hash: str, cookies: dict[str, str], now: datetime) -> str:
    """Shows later that this browser was logged in here before; it lets nobody in. A known one keeps its name, so that its
    limits go on counting."""
    name = known_device(keys, cookies, now, citizen_hash) or secrets.token_urlsafe(16)
    device = f"{int(now.timestamp())}-{name}"
    macs = keys.hash("device", device, citizen_hash), keys.hash("device", device, citizen_hash, phone_hash)
    return f"{DEVICE_COOKIE}={'.'.join((device, *macs))}; {COOKIE_ATTRIBUTES}; Max-Age={DEVICE_SECONDS}"


def known_device(keys: Keys, cookies: dict[str, str], now: datetime, citizen_hash: str, *phone_hash: str) -> str:
    """The name of a browser that was logged in to this account (with this phone); "" where its cookie is missing, old or
    not ours."""
    device, *macs = cookies.get(DEVICE_COOKIE, "").split(".", 2)
    expected = keys.hash("device", device, citizen_hash, *phone_hash)
    if not any(hmac.compare_digest(mac.encode(), expected.encode()) for mac in macs):
        return ""
    begun, _, name = device.partition("-")
    return name if int(begun) + DEVICE_SECONDS > now.timestamp() else ""


def read_cookies(header: str) -> dict[str, str]:
    return dict(COOKIE.findall(header))


def device_name(agent: str) -> str:
    """Browser and system, as far as people would name them: "Firefox, Android"."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    return ", ".join(part for part in (browser, system) if part)


def mask_address(address: str) -> str:
    """The network alone: 203.0.113.7 -> 203.0.113.0/24."""
    try:
        one = ipaddress.ip_network(address, strict=False)
    except ValueError:
        return ""
    return str(one.supernet(new_prefix=24 if one.version == 4 else 48))


def address_of_household(address: str) -> str:
    """What limits count: an IPv6 household has 2**64 addresses, so its network stands for it."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if one.version == 4 else str(ipaddress.ip_network((one, 64), strict=False))
