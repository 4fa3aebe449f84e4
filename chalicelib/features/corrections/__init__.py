"""Corrections: every copy of what was known of a case, and whether its latest version has reached it."""
