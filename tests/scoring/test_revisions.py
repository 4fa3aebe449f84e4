"""Stored equals rebuilt, whatever became known in what order, and what is promised in spite of revisions."""

import os
from datetime import UTC, datetime

from hypothesis import given, settings

from chalicelib.scoring.facts import Declaration, Event, RatingKnown
from chalicelib.scoring.fold import fold
from chalicelib.scoring.outage_effect import may_change
from chalicelib.scoring.ratings import concerns, rating_regions
from chalicelib.scoring.state import OutOfOrder, State
from tests.scoring.builders import BOOK
from tests.scoring.lives import Life, lives

START = datetime(2020, 3, 1, tzinfo=UTC)
tame = settings(max_examples=int(os.environ.get("RULES_LIVES", "300")), deadline=None)


class Stored:
    """A state as a service keeps it: folded on, and folded anew only where it must be."""

    def __init__(self, life: Life) -> None:
        self.life, self.state, self.seen = life, None, 0

    def at(self, now: datetime) -> State | None:
        """The state after all that became known up to and at `now`."""
        self._look_at_outages(now)
        for event in (fact for fact in self.life.facts if fact.at == now):
            self._take(event, now)
        return self.state

    def _look_at_outages(self, now: datetime) -> None:
        known = self.life.recorded(now)
        news = [outage for outage in known if now in (outage.recorded_at, outage.withdrawn_at)]
        if self.state is not None and any(may_change(self.state, outage, BOOK, known) for outage in news):
            self.state = self._anew(now, before=True)

    def _take(self, event: Event, now: datetime) -> None:
        if isinstance(event, RatingKnown) and (self.state is None or not concerns(self.state, event.region)):
            return
        try:
            self.state = fold(self.state or State(), [*self._gazette(event, now), event], BOOK, self.life.recorded(now))
        except OutOfOrder:
            self.state = self._anew(now, upto=event)
        self.state = State.from_json(self.state.to_json())

    def _gazette(self, event: Event, now: datetime) -> list[Event]:
        """The ratings of the regions that are new with an event."""
        regions = set(named(event)) - (self.state.stay_regions if self.state else frozenset())
        codes = {code for region in regions for code in rating_regions(region)}
        key = (event.at, event.id)
        return [
            r for r in self.life.known(now) if isinstance(r, RatingKnown) and r.region in codes and (r.at, r.id) < key
        ]

    def _anew(self, now: datetime, upto: Event | None = None, before: bool = False) -> State:
        known = [fact for fact in self.life.known(now) if not (before and fact.at == now)]
        key = (upto.at, upto.id) if upto else None
        return fold(
            None, [fact for fact in known if key is None or (fact.at, fact.id) <= key], BOOK, self.life.recorded(now)
        )


def named(event: Event) -> list[str]:
    if isinstance(event, Declaration):
        return [*([event.location] if event.location else []), *(stay.region for stay in event.stays)]
    region = None if isinstance(event, RatingKnown) else getattr(event, "region", None)
    return [region] if region else []


@tame
@given(lives())
def test_the_stored_state_is_the_one_folded_anew(life: Life) -> None:
    stored = Stored(life)
    states = [stored.at(now) for now in life.moments()]
    end = life.moments()[-1] if states else START
    assert (stored.state or State()) == fold(None, life.facts, BOOK, life.recorded(end))
