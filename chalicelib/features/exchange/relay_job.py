"""Suspensions whose partner has been silent for too long, every minute."""

from datetime import datetime

from chalicelib.features.exchange import suspending


def relay(now: datetime) -> int:
    """Ends what two of ours have not kept. Returns how many."""
    return suspending.end_overdue(now)
