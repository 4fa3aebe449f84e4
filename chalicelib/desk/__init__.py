"""The staff desk: what waits for a decision, decided once and on record."""
