"""My work: one list over all queues."""
