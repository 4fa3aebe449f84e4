"""Namesakes: who waits for staff to compare, and what they decide."""
