"""scores: to come."""
