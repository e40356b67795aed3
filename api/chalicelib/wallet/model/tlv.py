"""Tag, length, value: how EMVCo's QR codes for payments write their fields (Merchant-Presented Mode 1.1, section 3)."""

import re
from binascii import crc_hqx

from ...errors import WrongFieldError

VALUE_CHARACTERS = 99  # two digits tell the length
HEAD = re.compile("[0-9]{4}")
CRC_TAG, CRC_HEAD, CRC_CHARACTERS = "63", "6304", 4


def write_fields(fields: dict[str, str]) -> str:
    """In their order; a field without a value is left out. ValueError where a value is longer than its length can tell."""
    return "".join(write_field(tag, value) for tag, value in fields.items() if value)


def write_field(tag: str, value: str) -> str:
    if len(value) > VALUE_CHARACTERS:
        raise ValueError(f"field {tag} has {len(value)} characters; {VALUE_CHARACTERS} fit")
    return f"{tag}{len(value):02d}{value}"


def read_fields_of(text: str) -> dict[str, str]:
    """{tag: value}; WrongFieldError where the text ends within a field, or has one twice."""
    fields: dict[str, str] = {}
    place = 0
    while place < len(text):
        if not HEAD.fullmatch(text, place, place + 4):
            raise WrongFieldError("qr-truncated", f"no field begins at character {place + 1} of this code")
        tag, start = text[place : place + 2], place + 4
        place = start + int(text[place + 2 : start])
        if place > len(text):
            raise WrongFieldError("qr-truncated", f"this code ends within its field {tag}")
        if tag in fields:
            raise WrongFieldError("qr-doubled", f"this code has its field {tag} twice")
        fields[tag] = text[start:place]
    return fields


def seal(text: str) -> str:
    """With its checksum at the end."""
    return text + CRC_HEAD + checksum(text + CRC_HEAD)


def unseal(text: str) -> str:
    """Without its checksum, which some write in small letters; WrongFieldError where it is missing or another one."""
    body, head, told = text[: -len(CRC_HEAD) - CRC_CHARACTERS], text[-8:-4], text[-4:]
    if head != CRC_HEAD:
        raise WrongFieldError("qr-truncated", "this code does not end with a checksum")
    if told.upper() != checksum(body + CRC_HEAD):
        raise WrongFieldError("qr-checksum", "this code was damaged or changed: its checksum is another one")
    return body


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE of the UTF-8 bytes (polynomial 0x1021, begun with 0xFFFF), in four hexadecimal digits."""
    return f"{crc_hqx(text.encode(errors='surrogatepass'), 0xFFFF):04X}"
