"""How late the appeals are, every minute."""

from datetime import datetime

from chalicelib.features.appeals import records
from chalicelib.observability import measure


def measure_late(now: datetime) -> float:
    """Measures for how many seconds the appeal that was due first is overdue; 0 where none is. A query a shard."""
    first = next(iter(records.QUEUE.first(records.AppealRecord, "", 1, None)), None)
    late = max(0.0, (now - first.due_at).total_seconds()) if first else 0.0
    measure("AppealsOverdueAge", "Seconds", late)
    return late
