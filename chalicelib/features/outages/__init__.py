"""Outages of the system, and days credited for them."""
