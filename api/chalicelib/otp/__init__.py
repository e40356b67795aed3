"""One-time codes by text message: for registration, password reset, a new phone and the wallet."""
