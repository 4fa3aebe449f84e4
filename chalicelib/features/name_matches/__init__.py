"""Names compared: what gives another name than is on record with its number waits until staff looked at both."""
