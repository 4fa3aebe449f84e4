"""Messages: the inbox, preferences, sending, delivery reports."""
