"""What people send and get back when they co-sign and follow reports."""

import msgspec


class Cosigned(msgspec.Struct):
    """How many have co-signed the report, and whether this person has."""

    cosigns: int
    is_mine: bool
