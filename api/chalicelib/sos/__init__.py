"""Calls for help of people in danger: a path of its own beside field reports, in none of their lists."""
