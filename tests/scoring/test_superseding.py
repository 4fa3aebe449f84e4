"""What a state shows while nobody writes it: looked at wherever it may get better."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.scoring.days import day_start, policy_day
from chalicelib.scoring.superseding import is_never_less
from tests.scoring.builders import BOOK

SINCE = datetime(2020, 3, 10, 4, tzinfo=UTC)
UNTIL = SINCE + timedelta(hours=33)
MIDNIGHT = day_start(policy_day(UNTIL, BOOK.zone), BOOK.zone)


@pytest.mark.parametrize(
    ("severity", "least", "never_less"),
    [
        (lambda at: 2, 2, True),
        (lambda at: 1, 2, False),
        (lambda at: 2 if at >= SINCE else 0, 2, True),
        (lambda at: 0 if at == SINCE else 2, 2, False),
        (lambda at: 0 if at >= MIDNIGHT else 2, 2, False),
        (lambda at: 0 if at >= UNTIL + timedelta(days=1) else 2, 2, True),
        (lambda at: -1, 0, False),
    ],
)
def test_a_colour_counts_where_it_may_get_better(severity, least, never_less):
    assert is_never_less(severity, least, SINCE, UNTIL, BOOK) is never_less


def test_another_rule_set_may_make_it_better_at_any_hour():
    class Book:
        zone = BOOK.zone

        def changes(self, after):
            return iter([SINCE + timedelta(hours=1)])

    def severity(at):
        return 0 if at == SINCE + timedelta(hours=1) else 2

    assert not is_never_less(severity, 2, SINCE, UNTIL, Book())
    assert is_never_less(severity, 2, SINCE, SINCE + timedelta(minutes=59), Book())
