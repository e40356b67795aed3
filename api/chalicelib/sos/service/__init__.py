"""What happens with calls for help: taken in, told more of, moved by officers, shown."""
