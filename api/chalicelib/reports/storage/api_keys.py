"""Keys of applications that send reports: found by the hash of the key, and named once."""

from dataclasses import dataclass

from ...dynamodb import Item, Table

NAMES = "API-KEYS"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """`most_a_day`: reports that it may send in a day."""

    name: str
    most_a_day: int


def place(hashed: str) -> str:
    return f"API-KEY#{hashed}"


def get(table: Table, hashed: str) -> ApiKey | None:
    item = table.get(place(hashed), "KEY")
    return ApiKey(item["name"], item["most_a_day"]) if item else None


def putting(table: Table, hashed: str, key: ApiKey, made_at: int) -> list[Item]:
    """Both writes fail where the name is taken."""
    about = {"name": key.name, "most_a_day": key.most_a_day, "made_at": made_at}
    return [
        table.putting({"pk": NAMES, "sk": key.name, "hashed": hashed, **about}),
        table.putting({"pk": place(hashed), "sk": "KEY", **about}),
    ]


def get_hash(table: Table, name: str) -> str:
    """ "" where no key has this name."""
    item = table.get(NAMES, name)
    return str(item["hashed"]) if item else ""


def deleting(table: Table, name: str, hashed: str) -> list[Item]:
    return [table.deleting(NAMES, name), table.deleting(place(hashed), "KEY")]


def list_keys(table: Table) -> list[ApiKey]:
    return [ApiKey(item["name"], item["most_a_day"]) for item in table.query(NAMES)]
