"""The errors of the ledger that people may see."""

from ...errors import ApiError


class NotEnoughError(ApiError):
    status_code, code, title = 409, "not-enough", "There is not enough money in the wallet"


class AccountClosedError(ApiError):
    """There is no such account, or no money may leave or reach it."""

    status_code, code, title = 409, "account-closed", "Nothing can be moved to or from this account at the moment"


class WalletNotEmptyError(ApiError):
    status_code, code, title = 409, "wallet-not-empty", "There is money in your wallet, or on its way: please empty it first"


class OverLimitError(ApiError):
    status_code, code, title = 409, "over-limit", "This is more than may be paid in one month"


class AlreadyResolvedError(ApiError):
    """A pending transfer was posted where it should be voided now, or the other way round."""

    status_code, code, title = 409, "already-resolved", "This has already been decided"


class NoSuchTransferError(ApiError):
    status_code, code, title = 404, "no-such-transfer", "There is no such transfer"


class TooMuchBackError(ApiError):
    status_code, code, title = 409, "too-much-back", "No more can be given back than was paid"


class ProofNeededError(ApiError):
    """The wallet password was not shown for this, or too long ago."""

    status_code, code, title = 403, "proof-needed", "Please enter your wallet password for this payment"
