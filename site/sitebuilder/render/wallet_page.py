"""What a page of the wallet is, and the modules that many of them have in common."""

from dataclasses import dataclass

OWN = ("account/choices", "account/form", "account/kept", "account/own")
BASE = (*OWN, "wallet/purse")
PAYING = (*BASE, "wallet/money", "wallet/prove")
MOVING = (*PAYING, "wallet/live", "wallet/moving", "wallet/pay")


@dataclass(frozen=True, slots=True)
class WalletPage:
    """`modules` are what its script imports, so that the browser loads them all at once; `is_door`: the home leads there;
    `at` is where the page is, if not at its name."""

    name: str
    title: str
    description: str
    modules: tuple[str, ...]
    is_own: bool = True
    is_door: bool = True
    at: str = ""

    @property
    def address(self) -> str:
        return "wallet/" if self.name == "home" else f"wallet/{self.at or self.name}/"
