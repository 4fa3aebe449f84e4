"""The stale rule (`codes.stale`) as this platform has it: the set that a token carries, and the rules that lists name.

A bucket is a keyed hash of a region's code and of the UTC day on which the token is issued, so that a bit of today says
nothing of tomorrow's. The set has, of each region of the stays, every code under which a rating may meet it: its own,
its city's, its province's. So a rule on a province names one bucket a day, and not most of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pynamodb.attributes import JSONAttribute, NumberAttribute, UTCDateTimeAttribute

from chalicelib.codes.stale import Rule, bucket_of, is_caught_since, set_of
from chalicelib.config import TOKEN_LIFETIME
from chalicelib.identity.regions import rated_as
from chalicelib.instants import stamp
from chalicelib.person import shelf
from chalicelib.person.records import StateRecord
from chalicelib.store import secrets
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put

KNOWN_AFTER = timedelta(minutes=2)
"""From when on every container decides by what a campaign found in force: twice as long as one believes its shelf."""
_RULES = "STALERULES"


class StaleRuleRecord(OperationRecord, discriminator="stale_rule"):
    """`STALERULES`/`<before>#<campaign id>`: a rule, and how many people it was made for."""

    before = UTCDateTimeAttribute()
    buckets: JSONAttribute = JSONAttribute(default=list)
    people = NumberAttribute()


@dataclass(frozen=True)
class Made:
    """The rule of a campaign: the codes that are rated, its instant, and the number of the latest rating by then."""

    regions: tuple[str, ...]
    before: datetime
    seen: int


def places_of(state: StateRecord, issued_at: datetime) -> bytes:
    """The set of a token that is made of this state: of its regions as it was read and as it was opened."""
    regions = {*(state.stays or ()), *(state.stayed or ())}
    day = issued_at.astimezone(UTC).date()
    return set_of(_bucket(day, code) for region in regions for code in rated_as(region))


def _bucket(day: date, code: str) -> int:
    return bucket_of(secrets.keyed("pepper", "stale rule", day.isoformat(), code))


def rule_of(regions: Iterable[str], before: datetime) -> Rule:
    """The rule on whoever stayed where ratings of these codes meet them: by what tokens of its two days carry."""
    codes, today = list(regions), before.astimezone(UTC).date()
    days = (today - timedelta(days=1), today)
    return Rule(before, frozenset(_bucket(day, code) for day in days for code in codes))


def put(campaign_id: str, rule: Rule, people: int) -> Put:
    """The step that makes a rule; once for each campaign and instant. It ends with the tokens that it catches."""
    record = StaleRuleRecord(_RULES, f"{stamp(rule.before)}#{campaign_id}", before=rule.before, people=people)
    record.buckets, record.ttl = sorted(rule.buckets), ttl(3 * TOKEN_LIFETIME)
    return Put(record, ABSENT)


def in_force(now: datetime) -> list[Rule]:
    """The rules whose tokens may still live; not one whose instant is to come. One query."""
    keys = StaleRuleRecord.sk.between(stamp(now - TOKEN_LIFETIME), f"{stamp(now)}~")
    found = StaleRuleRecord.query(_RULES, keys, consistent_read=True)
    return [Rule(each.before, frozenset(map(int, each.buckets))) for each in found]


def caught_before(state: StateRecord, made: Made, region: str, since: datetime, now: datetime) -> datetime | None:
    """The rule's instant where it catches every token of before that lives, of a state that was just opened; else None.

    `region`: of the stay by which a campaign came here; `since` when the state names it.
    """
    meets = not set(made.regions).isdisjoint(rated_as(region))
    known = is_caught_since(since, now, TOKEN_LIFETIME)
    is_settled = now >= made.before and not state.suspended and not _has_later(state, made.seen)
    return made.before if meets and known and is_settled else None


def _has_later(state: StateRecord, seen: int) -> bool:
    """Whether a rating was folded as it was opened that was not in force yet as the rule was made."""
    later = shelf.current().ratings_after(seen)
    return later is None or any(each in later for each in state.pulled)
