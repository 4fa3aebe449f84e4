"""A person as the desk sees them."""
