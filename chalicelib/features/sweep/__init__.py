"""The sweep: what falls due without a request, and reminders of it."""
