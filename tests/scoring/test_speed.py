"""A decision costs next to nothing, however long the history. Best of several, with room for busy machines."""

from collections.abc import Callable
from time import process_time

from chalicelib.scoring.decide import decide
from chalicelib.scoring.fold import fold
from chalicelib.scoring.state import State
from tests.scoring.builders import BOOK, at, declaration, met

HISTORY = [declaration(at(n, hour), **(met(1) if n == 1 else {})) for n in range(1, 51) for hour in (8, 20)]


def best_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(7):
        start = process_time()
        work()
        times.append((process_time() - start) * 1000)
    return min(times)


def test_a_request_decides_from_the_stored_state() -> None:
    stored = fold(None, HISTORY, BOOK).to_json()
    assert best_ms(lambda: decide(State.from_json(stored), BOOK, at(50, 21), "domestic")) < 2


def test_a_hundred_declarations_are_folded_from_nothing() -> None:
    assert best_ms(lambda: fold(None, HISTORY, BOOK)) < 15
