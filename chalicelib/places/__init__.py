"""Venues as records, and who works there."""
