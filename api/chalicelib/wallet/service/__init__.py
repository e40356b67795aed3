"""What people, banks and staff can do with the wallet."""
