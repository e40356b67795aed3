"""QR codes that ask for money: VietQR (Napas 1.5.2 over EMVCo's Merchant-Presented Mode 1.1), made and read."""

import re
import unicodedata
from typing import Literal

import msgspec

from ...errors import WrongFieldError
from .tlv import read_fields_of, seal, unseal, write_fields

MAX_CHARACTERS = 512  # EMVCo's limit for a whole code
VERSION, STATIC, DYNAMIC = "01", "11", "12"
DONG, VIETNAM = "704", "VN"  # ISO 4217, ISO 3166-1
NAPAS_TAG, NAPAS = "38", "A000000727"
# Shops of the wallet have a template of their own: 26, of which 00 is this UUID (EMVCo asks for an AID, a UUID or a domain)
# and 01 the shop. Other apps pass over it, as the standard asks them to.
SHOP_TAG, SHOPS = "26", "6f0c3d0e5b1a4c7f9d2e8a41b7c65e90"
TIP_TAGS = ("55", "56", "57")
NAME_CHARACTERS, CITY_CHARACTERS, NOTE_CHARACTERS = 25, 15, 25
MOST_DONG = 10**12
Service = Literal["QRIBFTTA", "QRIBFTTC", "QRPUSH"]  # to an account, to a card, to a merchant of a bank
BIN = re.compile("[0-9]{6}")
ACCOUNT = re.compile("[0-9A-Za-z]{1,19}")
SHOP_ID = re.compile("[0-9a-f]{16}")
CATEGORY = re.compile("[0-9]{4}")
AMOUNT = re.compile(r"([0-9]{1,13})(?:\.0*)?")


class BankAccount(msgspec.Struct, frozen=True):
    """`bin` is the bank's number at Napas, such as 970436."""

    bin: str
    number: str
    service: Service = "QRIBFTTA"


class QrCode(msgspec.Struct, frozen=True, kw_only=True):
    """What a code says: whom it pays (a shop of ours, a bank account, or either), how much (0: who pays decides), for what.

    `is_dynamic`: made for one payment. `reference` is the order, `note` the words that go with the money."""

    shop_id: str = ""
    bank: BankAccount | None = None
    amount: int = 0
    is_dynamic: bool = False
    category: str = ""
    name: str = ""
    city: str = ""
    bill_number: str = ""
    reference: str = ""
    note: str = ""


def write_qr(code: QrCode) -> str:
    """The payload. Names and notes lose their marks, which not every bank's app can show; what is too long is cut."""
    about = {"01": code.bill_number, "05": code.reference, "08": plain(code.note, NOTE_CHARACTERS)}
    fields = {
        "00": VERSION,
        "01": DYNAMIC if code.is_dynamic else STATIC,
        SHOP_TAG: write_fields({"00": SHOPS, "01": code.shop_id}) if code.shop_id else "",
        NAPAS_TAG: write_bank(code.bank) if code.bank else "",
        "52": code.category,
        "53": DONG,
        "54": str(code.amount) if code.amount else "",
        "58": VIETNAM,
        "59": plain(code.name, NAME_CHARACTERS),
        "60": plain(code.city, CITY_CHARACTERS),
        "62": write_fields(about),
    }
    return seal(write_fields(fields))


def write_bank(bank: BankAccount) -> str:
    account = write_fields({"00": bank.bin, "01": bank.number})
    return write_fields({"00": NAPAS, "01": account, "02": bank.service})


def read_qr(text: str) -> QrCode:
    """WrongFieldError says what is wrong: nothing is guessed where money is about to move. Fields that nobody here
    needs (other schemes, other languages) are passed over, but none that changes what is paid."""
    if len(text) > MAX_CHARACTERS:
        raise WrongFieldError("qr-too-long", f"a code for payments has {MAX_CHARACTERS} characters at most")
    if not text.startswith("000201"):
        raise WrongFieldError("qr-unknown", "this is no code for payments")
    fields = read_fields_of(unseal(text))
    check_place(fields)
    about = read_fields_of(fields.get("62", ""))
    shop_id, bank = read_shop(fields.get(SHOP_TAG, "")), read_bank(fields.get(NAPAS_TAG, ""))
    if not shop_id and not bank:
        raise WrongFieldError("qr-payee", "this code pays neither a shop of HueCity nor a Vietnamese bank account")
    return QrCode(
        shop_id=shop_id,
        bank=bank,
        amount=read_amount(fields["54"]) if "54" in fields else 0,
        is_dynamic=fields.get("01", STATIC) == DYNAMIC,
        category=matching(CATEGORY, fields["52"], "qr-category", "category") if "52" in fields else "",
        name=fields.get("59", ""),
        city=fields.get("60", ""),
        bill_number=about.get("01", ""),
        reference=about.get("05", ""),
        note=about.get("08", ""),
    )


def check_place(fields: dict[str, str]) -> None:
    if fields.get("01", STATIC) not in (STATIC, DYNAMIC):
        raise WrongFieldError("qr-unknown", "this code does not say whether it is for one payment or for many")
    if fields.get("53") != DONG:
        raise WrongFieldError("qr-currency", "this code asks for another currency than dong")
    if fields.get("58") != VIETNAM:
        raise WrongFieldError("qr-country", "this code is not from Vietnam")
    if any(tag in fields for tag in TIP_TAGS):
        raise WrongFieldError("qr-tip", "this code asks for a tip or a fee, which the wallet cannot add")


def read_shop(template: str) -> str:
    """The shop of ours, or "" where this template is somebody else's."""
    fields = read_fields_of(template)
    if fields.get("00", "").lower() != SHOPS:
        return ""
    return matching(SHOP_ID, fields.get("01", ""), "qr-payee", "shop")


def read_bank(template: str) -> BankAccount | None:
    if not template:
        return None
    fields = read_fields_of(template)
    if fields.get("00") != NAPAS:
        raise WrongFieldError("qr-payee", "this code is for another network than Napas")
    account, service = read_fields_of(fields.get("01", "")), fields.get("02", "QRIBFTTA")
    bank_bin = matching(BIN, account.get("00", ""), "qr-payee", "bank")
    number = matching(ACCOUNT, account.get("01", ""), "qr-payee", "account")
    try:
        return msgspec.convert({"bin": bank_bin, "number": number, "service": service}, BankAccount)
    except msgspec.ValidationError:
        raise WrongFieldError("qr-payee", "this code is for a service that is not known here") from None


def read_amount(text: str) -> int:
    """Dong have no smaller part, though some codes write one."""
    found = AMOUNT.fullmatch(text)
    amount = int(found[1]) if found else 0
    if not 0 < amount <= MOST_DONG:
        raise WrongFieldError("qr-amount", "the amount in this code cannot be used")
    return amount


def matching(pattern: re.Pattern[str], value: str, code: str, what: str) -> str:
    if not pattern.fullmatch(value):
        raise WrongFieldError(code, f"the {what} in this code cannot be used")
    return value


def plain(text: str, most: int) -> str:
    """Without marks, in ASCII: "Bún bò Đông Ba" -> "Bun bo Dong Ba"."""
    letters = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(one for one in letters if " " <= one <= "~")[:most].strip()


def qr_svg(text: str) -> str:
    """As a picture of any size, to stand in a page."""
    import segno

    return str(segno.make(text, error="m").svg_inline(border=4, omitsize=True))
