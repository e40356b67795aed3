"""Identity checks under /api/v1/me/identity-checks, and the desk under /api/v1/identity-checks."""
