"""Plain values as DynamoDB writes them, and back."""

from typing import Any


def to_item(values: dict[str, Any]) -> dict[str, Any]:
    """Plain values as DynamoDB writes them; None is left out."""
    from boto3.dynamodb.types import TypeSerializer

    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in values.items() if value is not None}


def from_item(item: dict[str, Any]) -> dict[str, Any]:
    from boto3.dynamodb.types import TypeDeserializer

    deserialize = TypeDeserializer().deserialize
    return {name: plain(deserialize(value)) for name, value in item.items()}


def plain(value: Any) -> Any:
    """Numbers as int: we keep no fractions."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value
