"""For how long a rating in force goes unseen, as containers and the minute measure it."""

import json
from datetime import timedelta

from chalicelib.container import asked_at, forget
from chalicelib.features.ratings import relay_job
from chalicelib.person import shelf
from tests.support.published import a_county, publish
from tests.support.resident_steps import NOON

SECOND = timedelta(seconds=1)


def _measured(capsys) -> list[float]:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [each["PullAge"][0] for each in lines if "PullAge" in each]


def _asked(seconds: int) -> None:
    asked_at(NOON + seconds * SECOND)
    shelf.current()


def test_the_minute_measures_a_rating_that_its_container_does_not_believe_yet(capsys):
    forget()
    assert relay_job.measure_pulled(NOON) == 0
    publish(a_county(), "medium", NOON + 10 * SECOND)
    assert relay_job.measure_pulled(NOON + 50 * SECOND) == 40
    assert relay_job.measure_pulled(NOON + 70 * SECOND) == 0
    assert _measured(capsys) == [0, 40, 40, 0]


def test_it_is_the_first_unseen_one_that_counts():
    forget()
    relay_job.measure_pulled(NOON)
    publish(a_county(), "medium", NOON + 10 * SECOND)
    publish(a_county(), "high", NOON + 40 * SECOND)
    assert relay_job.measure_pulled(NOON + 45 * SECOND) == 35


def test_a_container_that_learns_of_it_says_how_long_it_answered_without_it(capsys):
    forget()
    _asked(0)
    publish(a_county(), "medium", NOON + 10 * SECOND)
    _asked(30)
    _asked(55)
    assert _measured(capsys) == []
    _asked(500)
    assert _measured(capsys) == [45]


def test_one_that_was_not_asked_meanwhile_answered_nobody_wrongly(capsys):
    forget()
    _asked(0)
    publish(a_county(), "medium", NOON + 10 * SECOND)
    _asked(900)
    assert _measured(capsys) == [0]
