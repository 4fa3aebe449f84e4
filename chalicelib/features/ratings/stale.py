"""The stale rule of a rating's campaign: made as it begins, where it may end more codes than lists can carry."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.features.campaigns.records import CampaignRecord
from chalicelib.features.ratings import touched
from chalicelib.person import shelf, stale_rules
from chalicelib.person.ratings import RatingsRecord
from chalicelib.person.stale_rules import Made
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.ratings import region_rule
from chalicelib.store.transactions import Lost, Put, transact

_QUERIES = 8
"""Of 64 parts of a county so many are counted; of a wider region one of each county."""


def graver_in(changes: Iterable[tuple[RatingsRecord, list[dict[str, Any]]]], now: datetime) -> list[str]:
    """The codes to which versions are added that raise a hold today."""
    today = policy_day(now, config.POLICY_ZONE).isoformat()
    return sorted({record.region for record, added in changes if any(_raises(each, today) for each in added)})


def _raises(version: dict[str, Any], today: str) -> bool:
    begun = str(version["first"]) <= today
    return begun and region_rule(str(version["level"])) is not None and not version.get("withdrawn")


def begin(record: CampaignRecord, now: datetime) -> None:
    """Makes the campaign's stale rule if it needs one, once. Some queries that count, and a transaction."""
    if record.stale is not None:
        return
    people = sum(touched.people_in(code, _QUERIES) for code in record.graver)
    made = _made(record, now) if people > config.STALE_ABOVE else None
    record.stale = {"before": made.before.isoformat(), "seen": made.seen} if made else {}
    rule = [stale_rules.put(record.id, stale_rules.rule_of(made.regions, made.before), people)] if made else []
    try:
        transact([Put(record), *rule])
    except Lost:
        # Somebody steers it just now: the next minute makes it, and until then codes that end are listed.
        record.stale = None


def waits(record: CampaignRecord, lane: int, now: datetime) -> bool:
    """Whether a lane would end codes before the instant from which the rule catches them, so that lists had each.

    The first lane makes the rule; the others wait for it.
    """
    if record.stale is None:
        return lane > 0 and bool(record.graver)
    before = record.stale.get("before")
    return before is not None and now < datetime.fromisoformat(before)


def _made(record: CampaignRecord, now: datetime) -> Made:
    """Its instant is that from which every container knows what the campaign spreads, as this one does."""
    before = (max(record.at, now) + stale_rules.KNOWN_AFTER).replace(microsecond=0)
    return Made(tuple(record.graver), before, shelf.current().ratings)
