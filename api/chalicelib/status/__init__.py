"""Whether the API is well, and what it can do."""
