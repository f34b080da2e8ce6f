"""deductions: to come."""
