"""Cases, and what follows of them."""
