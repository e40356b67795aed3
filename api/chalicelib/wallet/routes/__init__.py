"""The wallet under /api/v1/wallet."""
