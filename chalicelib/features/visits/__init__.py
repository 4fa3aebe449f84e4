"""Visits to venues: scans in and out, presence, lists."""
