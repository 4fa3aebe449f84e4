"""Stored equals rebuilt, whatever became known in what order."""

from hypothesis import given, settings

from chalicelib.scoring.fold import fold
from chalicelib.scoring.state import State
from tests.scoring.builders import BOOK
from tests.scoring.lives import Life, lives
from tests.scoring.stored import Stored


@settings(max_examples=settings.default.max_examples // 4)
@given(lives())
def test_the_stored_state_is_the_one_folded_anew(life: Life) -> None:
    stored = Stored(life.facts, life.outages)
    for now in stored.moments():
        stored.reach(now)
    assert (stored.state or State()) == fold(None, life.facts, BOOK, life.outages)
