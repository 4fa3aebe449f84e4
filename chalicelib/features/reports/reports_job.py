"""Every minute: what waits for partners is sent."""

import time
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from chalicelib.features.reports import dispatching, reconciling
from chalicelib.store import leases

LEASE = timedelta(seconds=58)
"""Longer than a run may take (.chalice/config.json), and over when the next begins: one that died costs a minute."""


def report(now: datetime) -> dict[str, Any]:
    """Sends what waits, one run at a time. Safe to repeat: what was not acknowledged is sent again."""
    lease = leases.take("reports", LEASE)
    if lease is None:
        return {"busy": True}
    try:
        done = asdict(dispatching.run(now, time.monotonic))
        return done | {"compared": reconciling.run(now)}
    finally:
        leases.give_back(lease)
