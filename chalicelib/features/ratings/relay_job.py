"""How long ratings in force go unseen by those who answer, every minute."""

from datetime import datetime

from chalicelib.person import shelf


def measure_pulled(now: datetime) -> float:
    """Measures it as `PullAge`, in seconds; 0 where this container knows all that is in force."""
    return shelf.measure_pulled(now)
