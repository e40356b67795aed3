"""What an account is, and every rule about it that needs no database."""
