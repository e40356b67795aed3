"""How the wallet lies in its table."""
