"""Text-message budgets: how many messages may go to a country, set while the service runs."""
