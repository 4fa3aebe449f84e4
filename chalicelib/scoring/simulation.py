"""What a rule set would change: each person's decision without it and with it, at the instant from which it governs.

A tally counts people. Tallies add up in whatever order and grouping they are merged, so that a population may be
counted in parts. Exact for the states as they are: what becomes known until then is not known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from chalicelib.scoring.advance import advance
from chalicelib.scoring.cases import died_on
from chalicelib.scoring.days import LAST_DAY
from chalicelib.scoring.decide import Decision, HoldView, decide
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import SCHEMES, Colour, Context, RuleBook, Scheme
from chalicelib.scoring.state import State

SAMPLED = 20
"""People named by a tally, those whose ids' hashes come first: the same whoever counts."""
_MOMENT = timedelta(milliseconds=1)
HoldChange = Literal["same", "longer", "shorter", "ended", "opened"]
CHANGES = tuple(f"{before}>{after}" for before in Colour for after in Colour if before != after)


@dataclass(frozen=True)
class Trial:
    """A rule set on trial: the book without it and with it, and its effective instant."""

    without: RuleBook
    with_it: RuleBook
    at: datetime
    outages: tuple[Outage, ...] = ()

    @cached_property
    def before(self) -> Context:
        """What is decided under until it takes effect."""
        return Context.of(self.without, self.outages)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a code in one scheme. A colour is None for who shows none."""

    before: Colour | None
    after: Colour | None
    holds: tuple[tuple[str, HoldChange], ...] = ()

    @property
    def severity(self) -> int:
        """Above nothing where it gets worse, below where it gets better."""
        return (self.after or Colour.GREEN).severity - (self.before or Colour.GREEN).severity


_GREEN = Change(Colour.GREEN, Colour.GREEN)


def simulate(state: State, trial: Trial, scheme: Scheme, *, departs_at: datetime | None = None) -> Change:
    """What the rule set changes for a person in a scheme. What the older ones close at its instant is closed first.

    A state folded beyond that instant is decided on at its own last one.
    """
    if scheme == "domestic" and not _is_touched(state) and state.has_declared and died_on(state) is None:
        return _GREEN
    options: Any = {"departs_at": departs_at, "outages": trial.outages}
    before, after = (decide(state, book, trial.at, scheme, **options) for book in (trial.without, trial.with_it))
    return Change(before.colour, after.colour, tuple(_holds(before, after)))


def is_later(state: State, trial: Trial) -> bool:
    """Whether a person's facts reach beyond the instant."""
    return state.folded_to is not None and state.folded_to > trial.at


def is_due(state: State, trial: Trial, schemes: Iterable[Scheme]) -> bool:
    """Whether the sweep has something to settle for a person at the instant."""
    if not _is_touched(state) or is_later(state, trial) or died_on(state) is not None:
        return False
    state, mine = advance(state, trial.before, trial.at - _MOMENT), set(schemes)
    return bool(state.ratings) or any(hold.scheme in mine for hold in state.holds)


def _is_touched(state: State) -> bool:
    """Without holds and ratings nothing opens and nothing closes, whatever the rules say of them."""
    return bool(state.holds or state.ratings)


def _holds(before: Decision, after: Decision) -> Iterable[tuple[str, HoldChange]]:
    was, now = ({hold.rule: hold for hold in decision.holds} for decision in (before, after))
    for rule in sorted(was.keys() | now.keys()):
        yield rule, _of_hold(was.get(rule), now.get(rule))


def _of_hold(before: HoldView | None, after: HoldView | None) -> HoldChange:
    if before is None or after is None:
        return "opened" if before is None else "ended"
    was, now = before.clears_on or LAST_DAY, after.clears_on or LAST_DAY
    return "longer" if now > was else "shorter" if now < was else "same"


@dataclass(frozen=True)
class Tally:
    """Counts by name, and the ids of a few of those for whom something changes."""

    counts: Mapping[str, int] = field(default_factory=dict)
    sample: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        counts = Counter(self.counts)
        counts.update(other.counts)
        return Tally(dict(counts), _first((*self.sample, *other.sample)))

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"counts": dict(self.counts), "sample": list(self.sample)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Tally":
        """Reads `as_json`."""
        counts = {name: int(count) for name, count in kept.get("counts", {}).items()}
        return cls(counts, tuple(kept.get("sample", ())))


def _first(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(people), key=lambda each: (sha256(each.encode()).digest(), each))[:SAMPLED])


def tally(
    person_id: str, region: str, state: State, trial: Trial, schemes: Sequence[Scheme], departs_at: datetime | None
) -> Tally:
    """What the rule set changes for one person, counted under the city (or country) that they live in."""
    changes = {scheme: simulate(state, trial, scheme, departs_at=departs_at) for scheme in schemes}
    counts = Counter(people=1)
    counts["later"] = int(is_later(state, trial))
    counts["due"] = int(is_due(state, trial, schemes))
    counts["held"] = int(any(what != "opened" for each in changes.values() for _, what in each.holds))
    for scheme, change in changes.items():
        counts.update(_names(scheme, change))
    counts += _directions(region, changes.values())
    is_changed = any(each.severity or any(what != "same" for _, what in each.holds) for each in changes.values())
    return Tally({name: n for name, n in counts.items() if n}, (person_id,) if is_changed else ())


def _names(scheme: Scheme, change: Change) -> Iterable[str]:
    if change.after is not None:
        yield f"after|{scheme}|{change.after}"
    if change.before is not None and change.after is not None and change.before != change.after:
        yield f"change|{scheme}|{change.before}>{change.after}"
    for rule, what in change.holds:
        yield f"hold|{rule}|{what}"


def _directions(region: str, changes: Iterable[Change]) -> Counter[str]:
    """Worse is who gets worse in any scheme, whatever becomes of the other one."""
    changes = list(changes)
    found = [change.severity for change in changes]
    word = "worse" if any(each > 0 for each in found) else "better" if any(each < 0 for each in found) else None
    counts = Counter[str]()
    if word is not None:
        counts.update(["changed", word, f"region|{city_of(region)}|{word}"])
    if word == "worse":
        gravest = max((c for c in changes if c.severity > 0), key=lambda c: (c.after or Colour.GREEN).severity)
        counts[f"to_{gravest.after}"] = 1
    return counts


def city_of(region: str) -> str:
    """The city that a county lies in, as its code; a country is one by itself."""
    return f"{region[:4]}00" if region.isdigit() else region


def matrix(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """How many come from which colour to which, by scheme; nobody is a number too."""
    return {scheme: {pair: counts.get(f"change|{scheme}|{pair}", 0) for pair in CHANGES} for scheme in SCHEMES}


def colours(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """How many have which colour with the rule set, by scheme."""
    return {scheme: {str(c): counts.get(f"after|{scheme}|{c}", 0) for c in Colour} for scheme in SCHEMES}


def holds(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """What becomes of the holds of each rule, over both schemes; `now` is how many there are without the rule set."""
    found: dict[str, dict[str, int]] = {}
    for name, count in sorted(counts.items()):
        kind, _, rest = name.partition("|")
        if kind == "hold":
            rule, _, what = rest.rpartition("|")
            entry = found.setdefault(rule, dict.fromkeys(("now", "longer", "shorter", "ended", "opened"), 0))
            if what != "opened":
                entry["now"] += count
            if what in entry:
                entry[what] += count
    return found


def regions(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """How many get worse and better, by city."""
    found: dict[str, dict[str, int]] = {}
    for name, count in counts.items():
        kind, _, rest = name.partition("|")
        if kind == "region":
            region, _, word = rest.partition("|")
            found.setdefault(region, {"worse": 0, "better": 0})[word] += count
    return dict(sorted(found.items()))
