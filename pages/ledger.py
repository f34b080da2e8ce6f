"""ledger: to come."""
