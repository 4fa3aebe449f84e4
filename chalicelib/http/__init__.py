"""HTTP: the one way in which routes are declared, parsed, authorised and answered."""
