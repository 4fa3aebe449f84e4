"""Exchange with other provinces, the national platform and the credit register: partners, and what they say here."""
