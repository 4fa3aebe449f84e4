"""What a state that nobody writes shows meanwhile: whether what is seen of it from an instant on is never less grave.

With the same facts a colour gets better by time alone only as a policy day begins or another rule set takes effect;
what comes in between, as a declaration that is overdue, makes it worse. So those instants tell of all.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from chalicelib.scoring.days import add_days, day_start, policy_day
from chalicelib.scoring.rules import RuleBook

Severity = Callable[[datetime], int]
"""How grave the colour is that the state shows at an instant."""


def is_never_less(severity: Severity, least: int, since: datetime, until: datetime, book: RuleBook) -> bool:
    """Whether the state shows a colour as grave as `least` at every instant from `since` through `until`."""
    return all(severity(at) >= least for at in _turns(since, until, book))


def _turns(since: datetime, until: datetime, book: RuleBook) -> Iterator[datetime]:
    """The instants at which it may get better, and the first one."""
    yield since
    yield from (at for at in book.changes(since) if at <= until)
    day = policy_day(since, book.zone)
    while (begun := day_start(day := add_days(day, 1), book.zone)) <= until:
        yield begun
