"""The wallet: a ledger of dong, the bills and shops that it pays, and the banks that it is filled from."""
