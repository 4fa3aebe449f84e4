"""Declarations of health, and their annulment by staff."""
