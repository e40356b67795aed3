"""The addresses of accounts: what comes in and goes out over HTTP."""
