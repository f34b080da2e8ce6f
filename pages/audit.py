"""audit: to come."""
