"""Logging in: codes, passwords, staff, sessions."""
