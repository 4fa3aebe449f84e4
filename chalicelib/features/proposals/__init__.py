"""Proposals: what takes two people, put in force by the second over exactly what they saw."""
