"""What waits for staff, decided once and on record."""
