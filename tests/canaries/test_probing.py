"""What the probe makes of answers: how many are right a minute later, and how late the last one is."""

from datetime import timedelta

import pytest

from chalicelib.features.canaries import probing, rating
from chalicelib.features.canaries.probing import Found, World
from chalicelib.identity.regions import provinces
from tests.canaries.steps import Time
from tests.support.resident_steps import NOON

ALL = len(provinces())
NEVER = timedelta(days=1)


def found(right_after: dict[str, timedelta], unanswered: frozenset[str] = frozenset()) -> tuple[Found, Time]:
    """Everybody is right at once but who is named: after how long."""
    time = Time(NOON)

    def ask(wanted):
        passed = time.now - NOON
        told = {each: "yellow" if passed >= right_after.get(each, timedelta()) else "green" for each in wanted}
        return {each: None if each in unanswered else colour for each, colour in told.items()}

    return probing.settled("yellow", World(lambda: time.now, time.wait, ask)), time


@pytest.mark.parametrize(
    ("slow", "right", "late"),
    [
        ({}, ALL, 70),
        ({"630000": 70}, ALL, 70),
        ({"630000": 71}, ALL - 1, 80),
        ({"630000": 71, "110000": 95}, ALL - 2, 100),
        ({"630000": 86400}, ALL - 1, 120),
    ],
)
def test_right_is_who_is_right_after_a_minute_and_late_is_the_last_one(slow, right, late):
    answer, _ = found({name: timedelta(seconds=seconds) for name, seconds in slow.items()})
    assert answer == Found(ALL, right, late)
    assert answer.percent == 100 * right / ALL


def test_no_answer_is_not_a_right_one():
    answer, time = found({}, frozenset({"650000"}))
    assert answer == Found(ALL, ALL - 1, 120)
    assert time.waited == [70, *[10] * 5]


def test_it_is_taken_back_also_where_the_question_fails(monkeypatch):
    done = []
    monkeypatch.setattr(rating, "begin", lambda now: done.append(("begin", now)))
    monkeypatch.setattr(rating, "end", lambda began, now: done.append(("end", began)))
    time = Time(NOON)

    def ask(wanted):
        raise OSError

    with pytest.raises(OSError):
        probing.probe(World(lambda: time.now, time.wait, ask))
    assert done == [("begin", NOON), ("end", NOON)]
