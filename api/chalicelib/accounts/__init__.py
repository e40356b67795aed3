"""Accounts: registration with the national ID number, login, sessions, recovery and a person's own data."""
