"""Comparisons of names that nobody has settled, every minute."""

from datetime import datetime

from chalicelib.features.name_matches import settling


def relay(now: datetime) -> int:
    """Hands over again what was not settled yet. Returns how many."""
    return settling.hand_over_again(now)
