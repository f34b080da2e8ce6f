"""simulation: to come."""
