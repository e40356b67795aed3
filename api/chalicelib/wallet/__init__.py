"""The wallet: money that people keep with the city, on a ledger that neither loses nor makes a đồng."""
