"""What of the accepted requests has become due, every minute."""

from datetime import datetime

from chalicelib.features.recoveries import taking_effect


def relay(now: datetime) -> int:
    """Puts in force what was accepted a day ago and not objected to. Returns how many."""
    return taking_effect.run(now)
