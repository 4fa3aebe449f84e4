"""Venues: registration, their codes and posters, who works there."""
