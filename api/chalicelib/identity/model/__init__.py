"""What a case, its pictures and what is read of them are."""
