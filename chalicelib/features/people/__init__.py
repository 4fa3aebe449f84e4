"""Applying, certification, family, corrections of a person's document."""
