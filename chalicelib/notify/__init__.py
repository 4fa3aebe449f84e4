"""Notification: senders, and every sentence a person may read."""
