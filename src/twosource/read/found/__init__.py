"""What stands in and around an account: dates, credits, names."""
