"""execution: to come."""
