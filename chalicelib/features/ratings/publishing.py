"""Publishing of ratings: a new period, a correction of one, its withdrawal; by two where anybody gets worse.

A new period ends the one that runs on the day before, and itself ends before the next that is planned. A period that
stands is edited by a correction alone, which counts from the beginning where it eases.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Conflict, NotFound, Refused, invalid
from chalicelib.features.proposals import proposing
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.ratings import authorities, in_force, periods
from chalicelib.features.ratings.periods import Version
from chalicelib.identity.regions import is_city_or_province, is_region
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ratings import RatingsRecord
from chalicelib.scoring.days import LAST_DAY, add_days, policy_day
from chalicelib.scoring.facts import RatingKnown
from chalicelib.scoring.runs import KEEP_DAYS

_AHEAD = timedelta(days=366)
"""A slip in a year must not plan a rating for a day that nobody sees."""


@dataclass(frozen=True)
class Period:
    """What is wanted of a region: a level, from a day to another one (None: until further notice), both included.

    `area`: the part of the county that it is about, in words. It is shown, and colours nobody.
    """

    level: str
    first: date
    last: date | None
    area: str | None = None


def rate(actor: Actor, region: str, wanted: Period, reason: str, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes a period, or puts it in force where nobody gets worse by it.

    Raises NotFound for no region or another's, Invalid for days that make no sense, Refused `use_correction` for a
    first day on which a period of the region stands that did not begin before, `not_yours_to_say`, Conflict
    `proposal_open`.
    """
    require_reachable(actor, region)
    authorities.require_desk(region)
    check_days(wanted.first, wanted.last, now)

    def change(attempt: Attempt) -> ProposalRecord:
        content = _new_period(region, wanted, now)
        return _proposed(attempt, actor, in_force.RATING, region, content, reason, key)

    return _published(changing(now, change), now)


def correct(
    actor: Actor, rating_id: str, changes: dict[str, Any], reason: str, key: Once | None, now: datetime
) -> ProposalRecord:
    """Proposes another version of a period as what it always was; `withdrawn` among the changes takes it back.

    `changes` are of level, first, last, withdrawn. Raises NotFound for no period or another region's, Conflict for
    one that was withdrawn, and as `rate`.
    """
    region = region_of(rating_id)
    require_reachable(actor, region)
    authorities.require_desk(region)

    def change(attempt: Attempt) -> ProposalRecord:
        content = _corrected(rating_id, region, changes, now)
        return _proposed(attempt, actor, in_force.CORRECTION, rating_id, content, reason, key)

    return _published(changing(now, change), now)


def wanted_content(region: str, wanted: Period, rating_id: str | None, withdrawn: bool, now: datetime) -> Content:
    """The content that a proposal of this would have: of a new period, or of a correction of the one named.

    Raises as `rate` and `correct`.
    """
    check_days(wanted.first, wanted.last, now)
    if rating_id is None:
        return _new_period(region, wanted, now)
    if region_of(rating_id) != region:
        raise NotFound()
    last = wanted.last.isoformat() if wanted.last else None
    changes = {"level": wanted.level, "first": wanted.first.isoformat(), "last": last, "withdrawn": withdrawn}
    return _corrected(rating_id, region, changes, now)


def _published(record: ProposalRecord, now: datetime) -> ProposalRecord:
    proposing.follow_up(record, now)
    return record


def _proposed(
    attempt: Attempt, actor: Actor, kind: Kind, subject: str, content: Content, reason: str, key: Once | None
) -> ProposalRecord:
    record = proposing.propose(attempt, actor, Wanted(kind, subject, content, reason))
    attempt.once(key, record.id)
    return record


def require_reachable(actor: Actor, region: str) -> None:
    """Raises NotFound unless it is a region, and one of the actor's; countries are those of the whole country."""
    if not (is_region(region) or is_city_or_province(region)):
        raise NotFound()
    require_region(actor, "" if len(region) == 2 else region)


def region_of(rating_id: str) -> str:
    """The region of a period: its id begins with it."""
    return rating_id.partition("-")[0]


def check_days(first: date, last: date | None, now: datetime) -> None:
    """Raises Invalid, by `from` or `until`, for days out of order, no more remembered, or over a year ahead."""
    today = policy_day(now, POLICY_ZONE)
    if last is not None and last < first:
        raise invalid("until", "until_before_from")
    if first < add_days(today, -KEEP_DAYS):
        raise invalid("from", "too_early")
    if max(first, last or first) > today + _AHEAD:
        raise invalid("until" if first <= today + _AHEAD else "from", "too_far_ahead")


def _new_period(region: str, wanted: Period, now: datetime) -> dict[str, Any]:
    """The content of a proposal for a period, with what it ends."""
    record = in_force.record_of(region)
    return in_force.assessed(new_period(record, wanted, now), record, now)


def new_period(record: RatingsRecord, wanted: Period, now: datetime) -> dict[str, Any]:
    """A period among those that stand: which of them it ends, and before which it ends itself.

    Raises Refused `use_correction`.
    """
    standing = periods.standing(record.region, record.ratings)
    _require_new(standing, wanted.first, now)
    ends, planned = periods.running(standing, wanted.first), _next_planned(standing, wanted.first)
    last = min(wanted.last or LAST_DAY, add_days(planned.first, -1) if planned else LAST_DAY)
    return {
        "region": record.region,
        "level": wanted.level,
        "first": wanted.first.isoformat(),
        "last": None if last == LAST_DAY else last.isoformat(),
        "area": wanted.area,
        "ends": ends.id if ends else None,
    }


def _require_new(standing: list[RatingKnown], first: date, now: datetime) -> None:
    """Raises Refused where the day belongs to a period that did not begin before it, or lies before one that runs."""
    today = policy_day(now, POLICY_ZONE)
    for each in standing:
        begun = each.first <= today
        if each.first == first or (begun and first < each.first):
            raise Refused("use_correction")


def _next_planned(standing: list[RatingKnown], first: date) -> RatingKnown | None:
    return next((each for each in standing if each.first > first), None)


def _corrected(rating_id: str, region: str, changes: dict[str, Any], now: datetime) -> dict[str, Any]:
    record = in_force.record_of(region)
    period = next((each for each in periods.standing(region, record.ratings) if each.id == rating_id), None)
    if period is None:
        raise Conflict() if any(each["id"] == rating_id for each in record.ratings) else NotFound()
    content: dict[str, Any] = {"region": region, "id": rating_id} | _as_version(period) | changes
    if not content.get("withdrawn"):
        last = content["last"]
        check_days(date.fromisoformat(content["first"]), date.fromisoformat(last) if last else None, now)
        _require_apart(record.ratings, region, content)
    return in_force.assessed(content, record, now)


def _require_apart(versions: list[Version], region: str, content: Content) -> None:
    """Raises Invalid where a corrected period would reach into another one of the region."""
    first, last = content["first"], content["last"] or LAST_DAY.isoformat()
    for each in periods.standing(region, versions):
        its_last = (each.last or LAST_DAY).isoformat()
        if each.id != content["id"] and each.first.isoformat() <= last and first <= its_last:
            raise invalid("from" if each.first.isoformat() < first else "until", "periods_overlap")


def _as_version(period: RatingKnown) -> dict[str, Any]:
    last = period.last.isoformat() if period.last else None
    return {"level": period.level, "first": period.first.isoformat(), "last": last, "withdrawn": False}
