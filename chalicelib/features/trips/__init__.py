"""The journey of a traveller to China."""
