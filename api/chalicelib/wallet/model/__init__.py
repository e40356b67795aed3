"""What the wallet is about, pure: transfers, accounts, limits and what may be wrong with them."""
