"""Places that many tests of routes stand at."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tests.support.client import Client
from tests.support.resident_steps import NOON
from tests.support.venue_steps import LANZHOU, opened, poster_of

Place = tuple[Client, str, str]


@pytest.fixture(scope="module")
def place(cloud) -> Place:
    """A manager, the id of an approved restaurant in Xining, its poster's code."""
    manager, venue = opened()
    return manager, venue["id"], poster_of(manager, venue["id"])


@pytest.fixture(scope="module")
def far_away(cloud) -> Place:
    """The same in Lanzhou."""
    manager, venue = opened(location=LANZHOU, region="620102")
    return manager, venue["id"], poster_of(manager, venue["id"])


@pytest.fixture
def rate(cloud) -> Iterator[Callable[[str, str], None]]:
    """Rates a county from 1 March on, for the one test."""
    from chalicelib.person.ratings import RatingsRecord

    made = []

    def put(region: str, level: str) -> None:
        known_at = (NOON - timedelta(days=1)).isoformat()
        rating = {"id": f"{region}:2020-03-01", "at": known_at, "level": level, "first": "2020-03-01"}
        made.append(RatingsRecord(f"R#{region}", "ratings", ratings=[rating]))
        made[-1].save()

    yield put
    for record in made:
        record.delete()
