"""Cases as epidemiologists know them: proposed, in force, followed to their end."""
