"""What goes to partners: reports of our people, corrections and erasures, each until it is acknowledged."""
