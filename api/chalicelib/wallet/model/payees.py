"""Whom a wallet has paid before: who is new there, a thief may have chosen.

A payee is known a day after the first payment and until a year after the last one. At a counter nobody can wait a day, so
an amount to somebody new takes the password of the account instead.
"""

NEW_PAYEE_FROM = 2_000_000  # đồng
KNOWN_AFTER_SECONDS = 86_400
FORGOTTEN_AFTER_SECONDS = 365 * 86_400
PAYMENTS = ("shop:", "bill:")


def payee_of(subject: str) -> str:
    """A shop, or a customer's number with a biller; "" for what pays neither. What follows is the order or the bill."""
    return subject.rpartition(":")[0] if subject.startswith(PAYMENTS) else ""
