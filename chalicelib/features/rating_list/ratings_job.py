"""Every five minutes: the national list is asked for."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from chalicelib.features.rating_list import polling


def poll(now: datetime) -> dict[str, Any]:
    """Asks for the list and does what follows. Safe to repeat."""
    return asdict(polling.poll(now))
