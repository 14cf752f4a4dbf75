"""Pages of one's own account: log-in, password, second factor."""
