"""Erasure of a person, release of a dependant."""
