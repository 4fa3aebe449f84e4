"""The shelf: what every state is decided under, as a container knows it: rule book, outages, ratings in force.

It is read in one batch a minute. What was published since a state was folded is folded when the state is opened next,
whoever opens it; the state says by a number each how much it has seen.
"""

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.container import Believed, asked_at
from chalicelib.observability import measure
from chalicelib.person import facts, outages, ratings, rulesets, sunset
from chalicelib.person.outages_known import Known
from chalicelib.person.sunset import SunsetRecord
from chalicelib.scoring.facts import RatingKnown
from chalicelib.scoring.rules import RuleBook
from chalicelib.store.reading import read_together

MOST_PULLED = 500
"""A state that is further behind the log of ratings is folded anew."""
_REMEMBERED = 4 * MOST_PULLED


@dataclass(frozen=True)
class Shelf:
    """`rulesets` says which rule sets are published, by `rulesets.state_of`; `ratings` is the number of the latest
    rating in the log."""

    rulesets: int
    book: RuleBook
    outages: Known
    ratings: int
    entries: dict[int, RatingKnown] = field(default_factory=dict)
    """What was read of the log by its numbers, the latest of it."""
    ends: SunsetRecord | None = None
    """The end of all codes, where one is agreed to."""

    def ratings_after(self, seen: int) -> list[RatingKnown] | None:
        """The ratings published after the first `seen`; None for too many. A batch read for what was not read yet."""
        numbers = range(seen + 1, self.ratings + 1)
        if len(numbers) > MOST_PULLED:
            return None
        missing = [number for number in numbers if number not in self.entries]
        self.entries.update({n: facts.rating(*entry) for n, entry in ratings.entries(missing).items()})
        return [self.entries[number] for number in numbers]


def _read(former: Shelf | None) -> Shelf:
    keys = [rulesets.head_key(), outages.key(), ratings.head_key(), sunset.key()]
    head, recorded, log, ends = read_together(keys)
    sets, number = rulesets.state_of(head), ratings.number_of(log)
    if former and _shelf.used_at and number > former.ratings:
        _measure(_unseen_for(former, _shelf.used_at))
    book = former.book if former and former.rulesets == sets else rulesets.book_of(rulesets.number_of(head))
    entries = former.entries if former else {}
    known = {each: rating for each, rating in entries.items() if number - _REMEMBERED < each <= number}
    return Shelf(sets, book, Known.of(recorded.entries if recorded else ()), number, known, ends)


_shelf: Believed[Shelf] = Believed(_read)


def _unseen_for(known: Shelf, at: datetime) -> float:
    """For how many seconds the first rating that is not known was in force at `at`, or 0. A batch read."""
    number = known.ratings + 1
    _, version = ratings.entries([number])[number]
    return max(0.0, (at - datetime.fromisoformat(version["at"])).total_seconds())


def _measure(seconds: float) -> None:
    measure("PullAge", "Seconds", seconds)


def measure_pulled(now: datetime) -> float:
    """Measures for how many seconds a rating is in force that whoever asks here at `now` is not answered by; else 0.

    A container that learns of a rating measures besides how long it answered without it. Three batch reads at most.
    """
    asked_at(now)
    known = current()
    latest = ratings.number_of(read_together([ratings.head_key()])[0])
    late = _unseen_for(known, now) if latest > known.ratings else 0.0
    _measure(late)
    return late


def current(*, fresh: bool = False) -> Shelf:
    """What is known here, read at most a minute ago; `fresh`: just now. One batch read, if any."""
    return _shelf.value(fresh=fresh)
