"""The errors of accounts that people may see."""

from ...errors import ApiError


class WrongLoginError(ApiError):
    """The same for an unknown number, a wrong password and a blocked account."""

    status_code, code, title = 401, "wrong-login", "ID number and password do not belong together"


class SecondFactorNeededError(ApiError):
    status_code, code, title = 401, "second-factor-needed", "Please enter the code of your authenticator app"


class WrongSecondFactorError(ApiError):
    status_code, code, title = 401, "wrong-second-factor", "This code of your authenticator app is not valid"


class AlreadyRegisteredError(ApiError):
    """Said only to who has just shown to hold the phone."""

    status_code, code, title = 409, "already-registered", "This ID number has an account: please log in"


class WrongPasswordError(ApiError):
    """Of somebody who is logged in and has to show again who they are."""

    status_code, code, title = 403, "wrong-password", "This is not your password"


class NoOfferError(ApiError):
    status_code, code, title = 409, "no-offer", "Please begin again with a new QR code"


class WrongPasskeyError(ApiError):
    """Not ours, not of this account, used before, or too late: one answer for all."""

    status_code, code, title = 401, "wrong-passkey", "This passkey cannot be used here"


class TooManyPasskeysError(ApiError):
    status_code, code, title = 409, "too-many-passkeys", "Your account has as many passkeys as it can: please remove one"


class NoSuchPasskeyError(ApiError):
    status_code, code, title = 404, "no-such-passkey", "There is no such passkey"


class NoSuchSessionError(ApiError):
    status_code, code, title = 404, "no-such-session", "There is no such session"
