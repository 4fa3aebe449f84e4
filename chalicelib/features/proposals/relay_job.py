"""How long proposals wait, every minute."""

from datetime import datetime

from chalicelib.features.proposals import reading


def measure_waiting(now: datetime) -> None:
    """Measures the age of the oldest open proposal, and of the oldest list of people."""
    reading.measure_waiting(now)
