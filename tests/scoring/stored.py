"""A state as a service keeps it: folded on with each fact, and folded anew only where it must be."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.scoring.facts import Declaration, Event, RatingKnown
from chalicelib.scoring.fold import fold
from chalicelib.scoring.order import in_order
from chalicelib.scoring.outage_effect import may_change
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.ratings import concerns, rating_regions
from chalicelib.scoring.state import OutOfOrder, State
from tests.scoring.builders import BOOK


class Stored:
    """`facts` in any order, and outages with the instants of their recording and withdrawal."""

    def __init__(self, facts: Iterable[Event], outages: Iterable[Outage]) -> None:
        self.facts = sorted(facts, key=in_order)
        self.outages, self.state = list(outages), State()

    def moments(self) -> list[datetime]:
        """The instants at which something became known."""
        known = {each for outage in self.outages for each in (outage.recorded_at, outage.withdrawn_at) if each}
        return sorted(known | {fact.at for fact in self.facts})

    def recorded(self, now: datetime) -> list[Outage]:
        """The outages as they are known at `now`."""
        known = [outage for outage in self.outages if outage.recorded_at is None or outage.recorded_at <= now]
        return [o if o.withdrawn_at and o.withdrawn_at <= now else replace(o, withdrawn_at=None) for o in known]

    def reach(self, now: datetime) -> None:
        """Takes in all that became known at `now`."""
        known = self.recorded(now)
        news = [outage for outage in known if now in (outage.recorded_at, outage.withdrawn_at)]
        if any(may_change(self.state, outage, BOOK, known) for outage in news):
            before = [fact for fact in self.facts if fact.at < now]
            self.state = fold(None, before, BOOK, known)
        for number, fact in enumerate(self.facts):
            if fact.at == now and (not isinstance(fact, RatingKnown) or concerns(self.state, fact.region)):
                self._take(number, fact, known)

    def _take(self, number: int, fact: Event, known: list[Outage]) -> None:
        before = self.facts[:number]
        regions = named(fact) - self.state.stay_regions
        codes = {code for region in regions for code in rating_regions(region)}
        ratings = [each for each in before if isinstance(each, RatingKnown) and each.region in codes]
        try:
            state = fold(self.state, [*ratings, fact], BOOK, known)
        except OutOfOrder:
            state = fold(None, [*before, fact], BOOK, known)
        self.state = State.from_json(state.to_json())


def named(fact: Event) -> frozenset[str]:
    """The regions in which a fact says that the person was."""
    if isinstance(fact, Declaration):
        return frozenset([*([fact.location] if fact.location else []), *(stay.region for stay in fact.stays)])
    region = None if isinstance(fact, RatingKnown) else getattr(fact, "region", None)
    return frozenset([region] if region else [])
