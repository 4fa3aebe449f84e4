"""Pairs by how often they approved each other in a month."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk import pairs, staff
from chalicelib.store.cursors import Place
from chalicelib.store.listing import Listing


@dataclass(frozen=True)
class Pair:
    """Two people, in the order of their ids: how often `one` put in force what `other` proposed, and the reverse."""

    one: str
    other: str
    by_one: int
    by_other: int

    @property
    def times(self) -> int:
        return self.by_one + self.by_other

    @property
    def place(self) -> Place:
        """The most frequent first."""
        return (f"{10**9 - self.times:010d}", self.one, self.other)


def listed(actor: Actor, month: str | None, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of the pairs of a month (this one) in the auditor's region, those who agreed most often first.

    A query, and a batch read for the logins.
    """
    wanted = month or pairs.month_of(now)
    listing = Listing("pairs", wanted, actor.region)
    before = listing.behind(cursor)
    found = sorted(_pairs(wanted, actor.region), key=lambda each: each.place)
    rest = [each for each in found if before is None or each.place > before]
    shown, more = listing.page(rest[: limit + 1], limit, lambda each: each.place)
    logins = staff.logins(pairs.people_of((each.one, each.other) for each in shown))
    return {"month": wanted, "items": [_view(each, logins) for each in shown], "next_cursor": more}


def _pairs(month: str, region: str) -> list[Pair]:
    counted = pairs.of_month(month, region)
    both = {tuple(sorted(pair)) for pair in counted}
    return [Pair(one, other, counted[other, one], counted[one, other]) for one, other in both]


def _view(pair: Pair, logins: dict[str, str]) -> dict[str, Any]:
    return {
        "people": [
            {"id": pair.one, "login": logins.get(pair.one), "approved": pair.by_one},
            {"id": pair.other, "login": logins.get(pair.other), "approved": pair.by_other},
        ],
        "times": pair.times,
    }
