"""The stale rule: in a mass event the list says which tokens are too old, instead of naming every ended code.

A token carries a set of 64 bits: one for the bucket of each region by which a rating may colour its person. A rule is
an instant and buckets: a token that was issued before it and whose set meets one of them may have ended, and is to be
opened again. Buckets are numbers from 0 to 63; who has no key sees only that two tokens have one in common. Why, and
when a code that ended is left out of the list for it: docs/decisions/125-stale-rule.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from chalicelib import instants

BUCKETS: Final = 64
SET_BYTES: Final = BUCKETS // 8
CLOCKS: Final = timedelta(minutes=5)
"""By so much a record's instant may be behind what others read: a place counts as known only so long after it."""
_FORM: Final = 1
"""Of rules in a statement: whoever knows only others reads none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Tokens issued before an instant, of whoever stands in one of these buckets, are to be opened again."""

    before: datetime
    buckets: frozenset[int]

    def catches(self, issued_at: datetime, places: bytes | None) -> bool:
        """Whether a token is too old by it. One without a set, made before there was any, is wherever its age is."""
        return issued_at < self.before and (places is None or not self.buckets.isdisjoint(buckets_in(places)))


def bucket_of(tag: bytes) -> int:
    """The bucket that a keyed hash of a region names."""
    return tag[0] % BUCKETS


def set_of(buckets: Iterable[int]) -> bytes:
    """The set of some buckets as eight bytes; bucket 0 is the highest bit of the first."""
    return sum(1 << BUCKETS - 1 - bucket for bucket in set(buckets)).to_bytes(SET_BYTES)


def buckets_in(places: bytes) -> frozenset[int]:
    """The buckets of a set."""
    bits = int.from_bytes(places)
    return frozenset(bucket for bucket in range(BUCKETS) if bits >> BUCKETS - 1 - bucket & 1)


def is_caught_since(known_since: datetime, ended_at: datetime, life: timedelta) -> bool:
    """Whether every token of a code that ended, and lives still, has the bucket of a place known since then.

    A token lives for `life` at most: the oldest of those that live was issued so long before the end, and the place
    has to be known by then.
    """
    return known_since + CLOCKS <= ended_at - life


def written(rules: Iterable[Rule]) -> dict[int, Any]:
    """Rules as a statement carries them: by the number of their form, each an instant in seconds and its buckets."""
    in_order = sorted(rules, key=lambda rule: (rule.before, sorted(rule.buckets)))
    return {_FORM: [[instants.seconds(rule.before), sorted(rule.buckets)] for rule in in_order]}


def read(said: Any) -> tuple[Rule, ...]:
    """The rules of a statement; none where it has none, or of a later form alone. Raises ValueError for others."""
    if said is None:
        return ()
    if not isinstance(said, Mapping):
        raise ValueError("no stale rules")
    try:
        return tuple(_rule(*each) for each in said.get(_FORM, ()))
    except (TypeError, OverflowError):
        raise ValueError("no stale rules") from None


def _rule(before: int, buckets: list[int]) -> Rule:
    if type(before) is not int or not all(type(each) is int and 0 <= each < BUCKETS for each in buckets):
        raise TypeError("no stale rule")
    return Rule(instants.from_seconds(before), frozenset(buckets))
