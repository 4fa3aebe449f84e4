"""The course of a person's holds: when each opened and closed as it was lived, and what of it is known to be wrong now.

A fact that reaches back folds everything anew, so that the state of now does not say what the code showed before. Here
the states are those of then: until each such fact, by what was known before it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from chalicelib.scoring.advance import Trail
from chalicelib.scoring.decide import Decision, HoldView, decide
from chalicelib.scoring.facts import Event
from chalicelib.scoring.history import reaching_back, trail_of
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import SCHEMES, Context, RuleBook, Scheme
from chalicelib.scoring.state import State


@dataclass(frozen=True, slots=True)
class Turn:
    """A hold that opened, or closed, at an instant. `corrected`: by what is known now it never was; of a closing, that
    it was taken back instead of observed to its end."""

    at: datetime
    scheme: Scheme
    view: HoldView
    opened: bool
    corrected: bool


@dataclass(frozen=True)
class Course:
    """A person's facts in order until an instant, with the states that they went through: `lived` as it was known at
    each instant, `known` as it is known now."""

    ordered: tuple[Event, ...]
    book: RuleBook
    outages: tuple[Outage, ...]
    lived: Trail
    known: Trail

    @property
    def corrections(self) -> list[datetime]:
        """The instants at which something was found out that changed what came before it."""
        return [self.ordered[number].at for number in reaching_back(self.ordered)]

    def then(self, at: datetime, scheme: Scheme) -> Decision:
        """What was decided at an instant, by what was known then."""
        recorded = tuple(each for each in self.outages if each.recorded_at is None or each.recorded_at <= at)
        return self._decided(self.lived, at, scheme, recorded)

    def by_now(self, at: datetime, scheme: Scheme) -> Decision:
        """What is known now about the same instant."""
        return self._decided(self.known, at, scheme, self.outages)

    def _decided(self, trail: Trail, at: datetime, scheme: Scheme, outages: tuple[Outage, ...]) -> Decision:
        begun, state = next(((since, state) for since, state in reversed(trail) if since <= at), (at, State()))
        return decide(replace(state, folded_to=begun), self.book, at, scheme, outages=outages)


def course(events: Iterable[Event], book: RuleBook, until: datetime, outages: Iterable[Outage] = ()) -> Course:
    """The course of all facts that were known by `until`. Folds once more for each fact that reaches back."""
    outages = tuple(outages)
    ctx = Context.of(book, outages)
    ordered = tuple(sorted((each for each in events if each.at <= until), key=lambda each: (each.at, each.id)))
    lived: Trail = []
    since: datetime | None = None
    for number in reaching_back(ordered):
        cut = ordered[number].at
        trail = trail_of(ordered[:number], ctx.known_at(cut), cut)
        lived += [(at, state) for at, state in trail if (since is None or at >= since) and at < cut]
        since = cut
    known = trail_of(ordered, ctx.known_at(until), until)
    lived += [(at, state) for at, state in known if since is None or at >= since]
    return Course(ordered, book, outages, lived, known)


def turns(found: Course) -> list[Turn]:
    """Every opening and closing of a hold, in order."""
    never = _never_known(found)
    seen: dict[tuple[str, str], HoldView] = {}
    return [turn for before, after in _steps(found.lived) for turn in _turned(found, before, after, seen, never)]


def _steps(trail: Trail) -> Iterator[tuple[tuple[datetime, State], tuple[datetime, State]]]:
    if trail:
        yield from pairwise([(trail[0][0], State()), *trail])


def _never_known(found: Course) -> set[tuple[str, str, datetime]]:
    """What was lived and does not stand in the states of now: scheme, rule, when it opened."""
    return _held(found.lived) - _held(found.known)


def _held(trail: Trail) -> set[tuple[str, str, datetime]]:
    return {(hold.scheme, hold.rule, hold.opened_at) for _, state in trail for hold in state.holds}


def _turned(
    found: Course,
    before: tuple[datetime, State],
    after: tuple[datetime, State],
    seen: dict[tuple[str, str], HoldView],
    never: set[tuple[str, str, datetime]],
) -> Iterator[Turn]:
    """What opened and closed between two states. `seen`: the holds that are open, as they were when they opened."""
    at, state = after
    was, now = ({(hold.scheme, hold.rule): hold for hold in each.holds} for each in (before[1], state))
    for scheme, rule in sorted(was.keys() - now.keys()):
        gone = was[scheme, rule]
        view = seen.pop((scheme, rule), None)
        if view is not None:
            yield Turn(at, scheme, view, opened=False, corrected=(scheme, rule, gone.opened_at) in never)
    for scheme in SCHEMES:
        fresh = {rule for held, rule in now.keys() - was.keys() if held == scheme}
        if fresh:
            shown = decide(replace(state, folded_to=at), found.book, at, scheme, outages=found.outages).holds
            for view in (each for each in shown if each.rule in fresh):
                seen[scheme, view.rule] = view
                opened_at = now[scheme, view.rule].opened_at
                yield Turn(at, scheme, view, opened=True, corrected=(scheme, view.rule, opened_at) in never)
