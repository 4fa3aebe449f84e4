"""Infections: episodes with stages, of which sources have opinions.

One infection is one episode of a person, whoever reports it. A positive within 90 days of release opens a new stage of
it, later a new episode; either has its own days. Per source the newest version counts, over sources the gravest open
opinion; with none open the latest release.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from chalicelib.scoring.days import add_days
from chalicelib.scoring.facts import CaseKnown
from chalicelib.scoring.holds import raise_in, withdraw
from chalicelib.scoring.rules import SCHEMES, Context, Scheme
from chalicelib.scoring.state import Evidence, Hold, Opinion, QueueItem, State

EPISODE_DAYS = 90
"""A positive within so many days of release belongs to the episode before."""
_GRAVITY = {"suspected": 0, "asymptomatic": 1, "confirmed": 2}
_OVER = ("excluded", "withdrawn")


@dataclass(frozen=True, slots=True)
class Stage:
    """The opinions about one stage of an infection."""

    number: int
    opinions: tuple[Opinion, ...]

    @property
    def heard(self) -> tuple[Opinion, ...]:
        """Those that count: an epidemiologist's decision outweighs all that were known before it."""
        decided = max((each.at for each in self.opinions if each.decides), default=None)
        left = (each for each in self.opinions if each.decides or decided is None or each.at > decided)
        latest = [each for each in left if not each.decides or each.at == decided]
        return tuple(each for each in latest if each.status not in _OVER)

    @property
    def counting(self) -> tuple[Opinion, ...]:
        """The gravest of the open opinions, or the latest release."""
        alive = [each for each in self.heard if each.status != "died"]
        opened = [each for each in alive if each.status == "open"]
        if opened:
            gravest = max(_GRAVITY[each.kind] for each in opened)
            return tuple(each for each in opened if _GRAVITY[each.kind] == gravest)
        released = sorted(alive, key=lambda each: (each.released_on or each.on, each.source, each.ref))
        return tuple(released[-1:])

    @property
    def released_on(self) -> date | None:
        """The day from which another positive is another stage; None while somebody calls it open."""
        days = [each.released_on for each in self.heard]
        return max((day for day in days if day is not None), default=None) if None not in days else None

    @property
    def disagreement_since(self) -> datetime | None:
        """Since when sources have disagreed whether it is open, or of which kind; None where they agree."""
        said = {(each.kind, each.status) for each in self.opinions if each in self.heard or each.status in _OVER}
        return max(each.at for each in self.opinions) if len(said) > 1 else None


def noted(opinions: tuple[Opinion, ...], event: CaseKnown) -> tuple[Opinion, ...]:
    """The opinions with another version among them; an older one that arrives late changes nothing."""
    mine = [each for each in opinions if (each.source, each.ref) == (event.source, event.source_ref)]
    number, last = len(mine), mine[-1] if mine else None
    if last is not None and event.revision < last.revision:
        return opinions
    if last is not None and not (last.released_on is not None and event.on > last.released_on):
        number, opinions = last.number, tuple(each for each in opinions if each is not last)
    opinion = Opinion(
        event.source,
        event.source_ref,
        number,
        event.revision,
        event.kind,
        event.status,
        event.on,
        event.released_on if event.status == "released" else None,
        event.at,
        event.decides,
    )
    return (*opinions, opinion)


def stages(opinions: Iterable[Opinion]) -> tuple[Stage, ...]:
    """The opinions by stage, in order: one whose day lies after the release of a stage begins the next."""
    found: list[Stage] = []
    for opinion in sorted(opinions, key=lambda each: (each.on, each.source, each.ref, each.number)):
        last = found[-1] if found else None
        released = last.released_on if last else None
        if last is None or (released is not None and opinion.on > released):
            found.append(Stage(len(found), (opinion,)))
        else:
            found[-1] = replace(last, opinions=(*last.opinions, opinion))
    return tuple(found)


def episodes(opinions: Iterable[Opinion]) -> tuple[tuple[Stage, ...], ...]:
    """The stages by episode: a stage that begins later than 90 days after the release before it begins another."""

    def numbered() -> Iterator[tuple[int, Stage]]:
        number, before = 0, None
        for stage in stages(opinions):
            if before is not None and stage.opinions[0].on > add_days(before, EPISODE_DAYS):
                number += 1
            before = stage.released_on
            yield number, stage

    return tuple(tuple(stage for _, stage in group) for _, group in groupby(numbered(), key=lambda each: each[0]))


def exposing(case: CaseKnown, infectious_days: int) -> tuple[date, date | None]:
    """The first and the last day on which a case exposes others: to isolation, None while there is none."""
    first = min((day for day in (case.onset_on, case.sampled_on) if day is not None), default=case.on)
    return add_days(first, -infectious_days), case.isolated_on


def died_on(state: State) -> date | None:
    """The day of death, where one is known; the code has ended with it."""
    days = [each.on for stage in stages(state.opinions) for each in stage.heard if each.status == "died"]
    return max(days, default=None)


def apply_case(state: State, ctx: Context, event: CaseKnown) -> State:
    """Folds a version of what a source says: holds rest on the opinions that count."""
    opinions = noted(state.opinions, event)
    if opinions is state.opinions:
        return state
    state = replace(state, opinions=opinions)
    for scheme in SCHEMES:
        state = _in_scheme(state, ctx, event.at, scheme, stages(opinions))
    return _without_tests_in_the_queue(state)


def key_of(opinion: Opinion) -> str:
    """The key of the evidence that an opinion is."""
    return f"case:{opinion.source}:{opinion.ref}:{opinion.number}"


def _in_scheme(state: State, ctx: Context, at: datetime, scheme: Scheme, known: tuple[Stage, ...]) -> State:
    """Holds of one scheme as the opinions have them; of a stage that held before they go on, however old it is."""
    held = {each.key for hold in _cases(state, scheme) for each in hold.evidence}
    wanted = {(f"case.{each.kind}", key_of(each)) for stage in known for each in stage.counting}
    for hold in _cases(state, scheme):
        for each in hold.evidence:
            if (hold.rule, each.key) not in wanted:
                state = withdraw(state, each.key, hold.rule, scheme=scheme)
    for stage in known:
        had = any(key_of(opinion) in held for opinion in stage.opinions)
        for opinion in stage.counting:
            evidence = Evidence(key_of(opinion), opinion.on, opinion.released_on)
            state = raise_in(state, ctx, at, scheme, f"case.{opinion.kind}", evidence, force=had)
    return _without_tests(state, scheme) if _is_case(state, scheme) else state


def _cases(state: State, scheme: Scheme) -> list[Hold]:
    return [hold for hold in state.holds if hold.scheme == scheme and hold.rule.startswith("case.")]


def _is_case(state: State, scheme: Scheme) -> bool:
    return any(hold.rule != "case.suspected" for hold in _cases(state, scheme))


def _without_tests(state: State, scheme: Scheme) -> State:
    """A declared test of a case is in the feed: the case takes its place."""
    return replace(
        state, holds=tuple(hold for hold in state.holds if (hold.scheme, hold.rule) != (scheme, "test.declared"))
    )


def _without_tests_in_the_queue(state: State) -> State:
    cases = {scheme for scheme in SCHEMES if _is_case(state, scheme)}
    if not cases:
        return state
    return replace(state, queue=tuple(left for item in state.queue if (left := _left(item, cases)) is not None))


def _left(item: QueueItem, cases: set[Scheme]) -> QueueItem | None:
    """What still waits of an entry: a test only on account of the schemes in which the person is no case."""
    if item.kind != "test.declared":
        return item
    schemes = tuple(scheme for scheme in item.schemes if scheme not in cases)
    return replace(item, schemes=schemes) if schemes else None
