"""project: to come."""
