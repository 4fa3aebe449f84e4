"""What a rule set would have changed in days that are past: a whole history folded without it and with it.

A day's colour is the one at its last instant, by what was known then. Later revisions of what was known count from
their own instant, as they did; what people would have done otherwise under other rules nobody knows.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from chalicelib.scoring.days import add_days, day_start
from chalicelib.scoring.decide import Decision, decide
from chalicelib.scoring.facts import Event, RatingKnown
from chalicelib.scoring.fold import fold
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import SCHEMES, Colour, RuleBook, RuleSet, Scheme
from chalicelib.scoring.state import OutOfOrder, State

NONE = "none"
"""Of who shows no code: nothing declared yet, closed after departure, dead."""
SHOWN = (NONE, *map(str, Colour))
_MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Past:
    """Days from `first` to `last`, both included, by a book and by the one with a rule set from the first day on."""

    without: RuleBook
    with_it: RuleBook
    first: date
    last: date
    outages: tuple[Outage, ...] = ()

    @classmethod
    def of(cls, book: RuleBook, wanted: RuleSet, first: date, last: date, outages: Iterable[Outage] = ()) -> "Past":
        """A rule set as if it had taken effect as the first day began, and none after it."""
        begin = day_start(first, book.zone)
        former = [each for each in book.rulesets if each.effective < begin and each.version != wanted.version]
        with_it = RuleBook([*former, replace(wanted, effective=begin)])
        return cls(book, with_it, first, last, tuple(outages))

    @cached_property
    def ends(self) -> tuple[datetime, ...]:
        """The last instant of each day."""
        days = range((self.last - self.first).days + 1)
        return tuple(day_start(add_days(self.first, number + 1), self.without.zone) - _MOMENT for number in days)


def compare(
    events: Iterable[Event], past: Past, schemes: Sequence[Scheme], departs_at: datetime | None = None
) -> Mapping[str, int]:
    """One person's days by the colours without and with the rule set, and by the rules that held them."""
    events, counts, found = list(events), Counter(people=1), set[str]()
    options: Any = {"departs_at": departs_at, "outages": past.outages}
    books = past.without, past.with_it
    for end, *pair in zip(past.ends, *(states(events, book, past) for book in books), strict=True):
        for scheme in schemes:
            before, after = (
                decide(state, book, end, scheme, **options) for state, book in zip(pair, books, strict=True)
            )
            counts[f"days|{scheme}|{_shown(before)}>{_shown(after)}"] += 1
            for side, decision in (("without", before), ("with", after)):
                counts.update(f"rule|{rule}|{side}" for rule in {hold.rule for hold in decision.holds})
            found.update(_direction(before, after))
    counts.update(found | {"changed"} if found else ())
    return dict(counts)


def states(events: Iterable[Event], book: RuleBook, past: Past) -> Iterator[State]:
    """The state at the end of each day, of what was known by then."""
    ordered = sorted(events, key=lambda event: (event.at, event.id))
    instants = [event.at for event in ordered]
    state, done = None, 0
    for end in past.ends:
        known = bisect_right(instants, end)
        if state is None or known > done:
            state = _folded_on(state, ordered[done:known], ordered[:known], book, past.outages)
        done = known
        yield state


def _folded_on(
    state: State | None, new: Sequence[Event], known: Sequence[Event], book: RuleBook, outages: Sequence[Outage]
) -> State:
    """The state with what became known since, or folded from nothing where that reaches back."""
    if state is not None:
        ratings = (event for event in known if isinstance(event, RatingKnown))
        others = (event for event in new if not isinstance(event, RatingKnown))
        try:
            return fold(state, [*others, *ratings], book, outages)
        except OutOfOrder:
            pass
    return fold(None, known, book, outages)


def _shown(decision: Decision) -> str:
    return str(decision.colour or NONE)


def _direction(before: Decision, after: Decision) -> Iterator[str]:
    was, now = ((each.colour or Colour.GREEN).severity for each in (before, after))
    if was != now:
        yield "worse" if now > was else "better"


def matrix(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Days of people by the colour that they had and the one that they would have had, by scheme."""
    pairs = [f"{before}>{after}" for before in SHOWN for after in SHOWN]
    return {scheme: {pair: counts.get(f"days|{scheme}|{pair}", 0) for pair in pairs} for scheme in SCHEMES}


def rules(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Days of people in which a rule held them, without the rule set and with it, over both schemes."""
    found: dict[str, dict[str, int]] = {}
    for name, count in sorted(counts.items()):
        kind, _, rest = name.partition("|")
        if kind == "rule":
            rule, _, side = rest.rpartition("|")
            found.setdefault(rule, {"without": 0, "with": 0})[side] += count
    return found
