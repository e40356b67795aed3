"""Calls for help under /api/v1: those who call, and the desk that answers."""
