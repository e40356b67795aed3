"""Field reports under /api/v1 and /open311/v2."""
