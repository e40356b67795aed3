"""What people do to show who they are, and what officers do about it."""
