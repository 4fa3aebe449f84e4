"""Whether one decision is worse for a person than another."""

import pytest

from chalicelib.scoring.comparison import is_worse
from chalicelib.scoring.facts import DesignationMade, Event
from tests.scoring.builders import anomaly, at, case, decided, declaration, ill, met, traced, well

WELL = well(1, 6)
MONTH = DesignationMade("month", at(2), "yellow", days=28, checkins=28)


@pytest.mark.parametrize(
    ("after", "before", "worse"),
    [
        ([], [], False),
        ([ill(5)], [], True),
        ([], [ill(5)], False),
        ([anomaly(6)], [anomaly(5)], True),  # the same colour for longer
        ([anomaly(5)], [anomaly(6)], False),
        ([traced(5, 5)], [anomaly(6)], True),  # a graver one
        ([case(5)], [traced(5, 5)], True),  # until nobody knows when
        ([traced(5, 5)], [case(5)], False),
        ([MONTH, traced(5, 4)], [MONTH, traced(5, 3)], True),  # red for longer, though yellow no longer
        ([declaration(5, **met(5))], [anomaly(5)], False),  # another cause, no worse
    ],
)
def test_worse_is_a_graver_colour_or_the_same_for_longer(after: list[Event], before: list[Event], worse: bool) -> None:
    assert is_worse(decided([*WELL, *after], 6), decided([*WELL, *before], 6)) is worse


def test_that_nothing_was_declared_does_not_count() -> None:
    assert not is_worse(decided(well(1, 2), 6, "international"), decided(well(1, 6), 6, "international"))
