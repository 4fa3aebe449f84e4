"""The rating of the canary county: put in force and taken back by the probe alone, for nobody but canaries.

It stands where all ratings do, in its region's record and in the log, but not among the regions that were ever rated,
so no list has it. What staff, files and the national list rate goes by `regions.is_region`, which refuses it.
"""

from datetime import datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.features.canaries.records import COUNTY, DECLARED, put_down
from chalicelib.person import ratings, shelf
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import policy_day
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import Put


def begin(now: datetime) -> None:
    """Puts the canaries down anew and rates their county, in one transaction. Two batch reads.

    What a former round left there, which may have died, goes.
    """

    def change(attempt: Attempt) -> None:
        shelf.current(fresh=True)
        record, head = read_together([ratings.key_of(COUNTY), ratings.head_key()])
        attempt.write(*map(Put, put_down(ratings.number_of(head), now)))
        attempt.write(*ratings.unlisted_steps(COUNTY, record, head, [], _version(now, now)))

    changing(now, change)


def end(began: datetime, now: datetime) -> None:
    """Takes the rating back that began at `began`, as if it had never been. One batch read."""

    def change(attempt: Attempt) -> None:
        record, head = read_together([ratings.key_of(COUNTY), ratings.head_key()])
        taken_back = _version(began, now) | {"withdrawn": True, "correction": True}
        attempt.write(*ratings.unlisted_steps(COUNTY, record, head, [_version(began, began)], taken_back))

    changing(now, change)


def _version(began: datetime, at: datetime) -> dict[str, Any]:
    first = policy_day(began - DECLARED, POLICY_ZONE).isoformat()
    name = f"{COUNTY}-{began.isoformat()}"
    return {"id": name, "at": at.isoformat(), "published": began.isoformat(), "level": "medium", "first": first}
