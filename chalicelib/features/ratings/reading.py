"""Ratings as they are seen: what is said of a region on a day, to everybody; and the periods of a region, to staff."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import staff
from chalicelib.errors import NotFound
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.ratings import areas, periods, publishing, touched
from chalicelib.features.ratings.periods import Version, Versions
from chalicelib.identity.regions import is_city_or_province, is_region, name_of, rated_as
from chalicelib.person import ratings
from chalicelib.scoring.days import LAST_DAY, add_days, policy_day
from chalicelib.scoring.facts import RatingKnown
from chalicelib.store.listing import Listing

SHOWN_BACK, SHOWN_AHEAD = timedelta(days=60), timedelta(days=14)
_NOBODY: dict[str, Any] = {"by_login": None, "people": None}
_MOST_BELOW = 300
"""Regions of a province; the largest have fewer than 200 counties."""


def risk(region: str, on: date, language: str, today: date) -> dict[str, Any]:
    """The level that counts in a region on a day, and every period that covers it.

    `level` is None where nobody has rated it. `areas` are parts of a county that are rated today, `below` the regions
    in a city or province that are rated on the day. A batch read, and one read or query. Raises NotFound for no region.
    """
    if not (is_region(region) or is_city_or_province(region)):
        raise NotFound()
    versions = periods.of_records(ratings.records_of(rated_as(region)))
    found = [_view(each, versions) for code in versions for each in _on(code, versions, on)]
    return {
        "region": region,
        "name": name_of(region, language),
        "on": on,
        "level": periods.level(region, on, versions),
        "ratings": found,
        "areas": areas.of(region) if on == today else [],
        "below": _below(region, on, language) if is_city_or_province(region) else [],
    }


def _below(region: str, on: date, language: str) -> list[dict[str, Any]]:
    """The regions in a city or province that have a rating of their own on a day."""
    prefix = region[:2] if region.endswith("0000") else region[:4]
    versions = periods.of_records(ratings.rated(prefix, _MOST_BELOW, None))
    found = {code: max(_on(code, versions, on), key=_published, default=None) for code in versions if code != region}
    return [
        {"region": code, "name": name_of(code, language), "level": period.level, "from": period.first}
        for code, period in found.items()
        if period is not None
    ]


def _published(period: RatingKnown) -> datetime:
    return period.published or period.at


def _on(region: str, versions: Versions, on: date) -> list[RatingKnown]:
    standing = periods.standing(region, versions[region])
    return [each for each in standing if each.first <= on <= (each.last or LAST_DAY)]


def _view(period: RatingKnown, versions: Versions) -> dict[str, Any]:
    known = [each for each in versions[period.region] if each["id"] == period.id]
    return {
        "id": period.id,
        "region": period.region,
        "level": period.level,
        "from": period.first,
        "until": period.last,
        "area": next((each["area"] for each in known if each.get("area")), None),
        "published_at": period.published or period.at,
    }


def periods_of(actor: Actor, region: str, now: datetime) -> dict[str, Any]:
    """The periods of a region that stand, are planned, or ended in the last 60 days, the latest first; each with who
    put it in force and how many people it touched then. `people`: how many stayed there lately.

    A read, a query for each partition of the people there, a read a period and a batch read. Raises NotFound for
    another region's.
    """
    publishing.require_reachable(actor, region)
    around = periods.of_records(ratings.records_of(rated_as(region)))
    versions, today = around.get(region, []), policy_day(now, POLICY_ZONE)
    shown = [each for each in periods.standing(region, versions) if (each.last or LAST_DAY) >= today - SHOWN_BACK]
    made = {each.id: _proposal_of(each, versions) for each in shown}
    logins = staff.logins(str(each.decided_by) for each in made.values() if each is not None and each.decided_by)
    return {
        "region": region,
        "people": touched.people_in(region),
        "days": _days(region, around, today),
        "items": [_period(each, {region: versions}, made[each.id], logins, today) for each in reversed(shown)],
    }


def _days(region: str, around: Versions, today: date) -> list[dict[str, Any]]:
    """The level that counts on each day, those of the city and the province among them."""
    days = (add_days(today, offset) for offset in range(-SHOWN_BACK.days, SHOWN_AHEAD.days + 1))
    return [{"day": day, "level": periods.level(region, day, around)} for day in days]


def _proposal_of(period: RatingKnown, versions: list[Version]) -> ProposalRecord | None:
    """The proposal by which a period was first published; None for one of a list or a file. One read."""
    first = next((each for each in versions if each["id"] == period.id), {})
    return proposals.find(str(first["proposal"])) if first.get("proposal") else None


def _period(
    period: RatingKnown, versions: Versions, made: ProposalRecord | None, logins: dict[str, str], today: date
) -> dict[str, Any]:
    standing = "planned" if period.first > today else "past" if (period.last or LAST_DAY) < today else "standing"
    by = {"by_login": logins.get(str(made.decided_by)), "people": int(made.touches["people"])} if made else _NOBODY
    return _view(period, versions) | {"standing": standing} | by


def listed(actor: Actor, region: str, on: date, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the regions with this prefix that are rated on a day, by code. A query.

    Raises NotFound for a prefix outside of the actor's region.
    """
    require_region(actor, region)
    listing = Listing("ratings", region, on.isoformat())
    found = ratings.rated(region, limit + 1, listing.after(cursor))
    shown, more = listing.page(found, limit, lambda record: (record.region,))
    versions = periods.of_records(shown)
    return {"items": list(_views(versions, on)), "next_cursor": more}


def _views(versions: Versions, on: date) -> Iterable[dict[str, Any]]:
    for region in versions:
        yield from (_view(each, versions) for each in _on(region, versions, on))


def preview(actor: Actor, region: str, level: str, now: datetime) -> dict[str, Any]:
    """How many people a rating of the region would touch, estimated. Raises NotFound as a rating of it does."""
    publishing.require_reachable(actor, region)
    return touched.shown(level, touched.people_in(region)).as_json(now)
