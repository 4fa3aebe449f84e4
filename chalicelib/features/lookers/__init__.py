"""Who looked at me: looks of staff at a person, from the audit, as offices."""
