"""What may stand in the log of an account, for its owner to read: each of these has words on their page."""

from typing import Literal

from .account import Consent

# Told by SMS as well.
Changed = Literal["password-changed", "phone-changed", "second-factor-changed", "passkeys-changed"]
Logged = (
    Changed
    | Literal[
        "registered",
        "logged-in",
        "logged-in-by-passkey",
        "password-reset",
        "email-changed",
        "claimed-by-another-phone",
        "claim-granted",
        "identity-confirmed",
        "blocked",
        "unblocked",
        "made-business",
        "created-as-staff",
        "created-as-press",
        "created-as-admin",
        "consent-given:alerts",
        "consent-given:statistics",
        "consent-given:surveys",
        "consent-withdrawn:alerts",
        "consent-withdrawn:statistics",
        "consent-withdrawn:surveys",
        "wallet-opened",
        "wallet-password-changed",
        "wallet-unlocked",
        "banks-changed",
        "identity-check-begun",
        "identity-check-sent",
        "identity-check-withdrawn",
        "identity-pictures-seen",
        "identity-more-needed",
        "identity-refused",
        "report-sender-seen",
        "reports-locked",
        "reports-lock-kept",
        "reports-lock-lifted",
    ]
)
LoggedBy = Literal["owner", "unknown", "operator", "identity-desk", "operations"]
GIVEN: dict[Consent, Logged] = {
    "alerts": "consent-given:alerts",
    "statistics": "consent-given:statistics",
    "surveys": "consent-given:surveys",
}
WITHDRAWN: dict[Consent, Logged] = {
    "alerts": "consent-withdrawn:alerts",
    "statistics": "consent-withdrawn:statistics",
    "surveys": "consent-withdrawn:surveys",
}
