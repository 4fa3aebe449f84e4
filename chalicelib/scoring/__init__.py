"""Scoring: facts in, colour with its reasons out. Pure; rule sets are data."""
