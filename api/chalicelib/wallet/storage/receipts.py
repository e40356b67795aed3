"""How much of a payment was given back."""

from ...dynamodb import Table


def get_returned(table: Table, transfer_id: str) -> int:
    item = table.get(f"REVERSED#{transfer_id}", "SUM")
    return int(item["amount"]) if item else 0
