"""search: to come."""
