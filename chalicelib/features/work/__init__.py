"""My work: one list of what waits for somebody of staff, over all queues of their roles, and how many wait in each."""
