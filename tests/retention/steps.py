"""Days of retention in a test: the day's run, in years that no other test has."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from chalicelib.features.retention import retention_job
from chalicelib.retention import due

DAY = timedelta(days=1)
_YEARS = count(2030)


def a_year() -> datetime:
    """The noon of a 1 March in Shanghai, so far from others that no day of retention is shared."""
    return datetime(next(_YEARS), 3, 1, 4, tzinfo=UTC)


@cache
def a_finished_day() -> str:
    """A day of the ledger."""
    at = a_year()
    retire(at)
    return str(due.day_of(at))


def retire(at: datetime) -> dict[str, int]:
    """The day's run to its end."""
    return retention_job.go_on(at, 60)
