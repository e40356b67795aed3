"""All that is kept of a person, from every feature that keeps something."""

from ...identity.model.export import CheckExport
from ...reports.model.export import CosignExport, LockExport, ReportExport
from ...reports.model.following_requests import FollowShown
from ...wallet.model.export import ShopExport, WalletExport
from .requests import Export


class WholeExport(Export):
    """`wallet`, `shop` and `report_lock` are null where there is none; pictures of papers are named and not sent along."""

    wallet: WalletExport | None
    shop: ShopExport | None
    identity_checks: list[CheckExport]
    reports: list[ReportExport]
    report_follows: list[FollowShown]
    report_cosigns: list[CosignExport]
    report_lock: LockExport | None
