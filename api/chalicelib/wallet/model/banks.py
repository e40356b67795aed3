"""The banks whose accounts can be linked, by the BIN that Napas gives each of them."""

from typing import Literal

import msgspec

from ...errors import WrongFieldError

Method = Literal["redirect", "otp"]


class Bank(msgspec.Struct, frozen=True):
    """`code` as VietQR writes it."""

    bin: str
    code: str
    name: str
    full_name: str
    methods: tuple[Method, ...] = ("redirect", "otp")


# BINs: Napas, list of members of 5 July 2022 as Indovina Bank publishes it (banks_napas_card), read in the copy of
# github.com/thanhtinhpas1/vietqr-parser and found the same in github.com/neopayvn/neopay-library.
# Not confirmed: which of the two ways to link each bank really offers (the sandbox offers both), and the names since 2022
# (Bản Việt is BVBank, LienVietPostBank is LPBank, PG Bank is Prosperity and Growth). Left out: banks that were handed over
# to others since (OceanBank, CBBank, GPBank, DongA Bank) and those for which only one source could be found.
BANKS: tuple[Bank, ...] = (
    Bank("970405", "VBA", "Agribank", "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam"),
    Bank("970418", "BIDV", "BIDV", "Ngân hàng TMCP Đầu tư và Phát triển Việt Nam"),
    Bank("970436", "VCB", "Vietcombank", "Ngân hàng TMCP Ngoại thương Việt Nam"),
    Bank("970415", "ICB", "VietinBank", "Ngân hàng TMCP Công Thương Việt Nam"),
    Bank("970425", "ABB", "ABBANK", "Ngân hàng TMCP An Bình"),
    Bank("970416", "ACB", "ACB", "Ngân hàng TMCP Á Châu"),
    Bank("970409", "BAB", "Bac A Bank", "Ngân hàng TMCP Bắc Á"),
    Bank("970438", "BVB", "BAOVIET Bank", "Ngân hàng TMCP Bảo Việt"),
    Bank("970454", "VCCB", "BVBank", "Ngân hàng TMCP Bản Việt"),
    Bank("970446", "COOPBANK", "Co-opBank", "Ngân hàng Hợp tác xã Việt Nam"),
    Bank("970431", "EIB", "Eximbank", "Ngân hàng TMCP Xuất Nhập khẩu Việt Nam"),
    Bank("970437", "HDB", "HDBank", "Ngân hàng TMCP Phát triển TP. Hồ Chí Minh"),
    Bank("970442", "HLBVN", "Hong Leong Bank", "Ngân hàng TNHH MTV Hong Leong Việt Nam"),
    Bank("970434", "IVB", "Indovina Bank", "Ngân hàng TNHH Indovina"),
    Bank("970452", "KLB", "KienlongBank", "Ngân hàng TMCP Kiên Long"),
    Bank("970449", "LPB", "LPBank", "Ngân hàng TMCP Lộc Phát Việt Nam"),
    Bank("970422", "MB", "MB", "Ngân hàng TMCP Quân đội"),
    Bank("970426", "MSB", "MSB", "Ngân hàng TMCP Hàng Hải Việt Nam"),
    Bank("970428", "NAB", "Nam A Bank", "Ngân hàng TMCP Nam Á"),
    Bank("970419", "NCB", "NCB", "Ngân hàng TMCP Quốc Dân"),
    Bank("970448", "OCB", "OCB", "Ngân hàng TMCP Phương Đông"),
    Bank("970430", "PGB", "PGBank", "Ngân hàng TMCP Thịnh vượng và Phát triển"),
    Bank("970439", "PBVN", "Public Bank", "Ngân hàng TNHH MTV Public Việt Nam"),
    Bank("970412", "PVCB", "PVcomBank", "Ngân hàng TMCP Đại Chúng Việt Nam"),
    Bank("970403", "STB", "Sacombank", "Ngân hàng TMCP Sài Gòn Thương Tín"),
    Bank("970400", "SGICB", "Saigonbank", "Ngân hàng TMCP Sài Gòn Công Thương"),
    Bank("970429", "SCB", "SCB", "Ngân hàng TMCP Sài Gòn"),
    Bank("970440", "SEAB", "SeABank", "Ngân hàng TMCP Đông Nam Á"),
    Bank("970443", "SHB", "SHB", "Ngân hàng TMCP Sài Gòn – Hà Nội"),
    Bank("970424", "SHBVN", "Shinhan Bank", "Ngân hàng TNHH MTV Shinhan Việt Nam"),
    Bank("970407", "TCB", "Techcombank", "Ngân hàng TMCP Kỹ thương Việt Nam"),
    Bank("970423", "TPB", "TPBank", "Ngân hàng TMCP Tiên Phong"),
    Bank("970458", "UOB", "UOB", "Ngân hàng UOB Việt Nam"),
    Bank("970441", "VIB", "VIB", "Ngân hàng TMCP Quốc tế Việt Nam"),
    Bank("970427", "VAB", "VietABank", "Ngân hàng TMCP Việt Á"),
    Bank("970432", "VPB", "VPBank", "Ngân hàng TMCP Việt Nam Thịnh Vượng"),
    Bank("970421", "VRB", "VRB", "Ngân hàng Liên doanh Việt – Nga"),
    Bank("970457", "WVN", "Woori Bank", "Ngân hàng Woori Việt Nam"),
)
BY_BIN = {bank.bin: bank for bank in BANKS}


def read_bin(text: str) -> Bank:
    """WrongFieldError where no bank of the list has this BIN."""
    if text not in BY_BIN:
        raise WrongFieldError("bank-unknown", "choose one of the banks of the list")
    return BY_BIN[text]
