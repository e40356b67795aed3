"""What happens with reports: sent, moved, answered, shown."""
