"""A list put in force, some counties at a time: each time what is published and how far it is are one transaction.

Whoever is killed on the way is followed by the next run, which goes on with what the head says is left.
"""

import secrets as random
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.features.rating_list import records, strange
from chalicelib.features.rating_list.differing import Listed, versions
from chalicelib.features.rating_list.records import HeadRecord, ListRecord
from chalicelib.features.ratings import areas, in_force, periods
from chalicelib.features.ratings.in_force import Spread
from chalicelib.person import ratings
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ratings import RatingsRecord
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import Put, transact

BY = Actor("national_list", frozenset())
_COUNTIES = 20
"""Counties of one transaction: a region's record and up to three versions of its periods each."""
_AREAS = 25


def go_on(now: datetime) -> int:
    """Brings what is published to the list that is pending, if one is. Returns how many regions it changed."""
    head = records.head()
    pending = records.find(head.pending) if head.pending else None
    if pending is None:
        return 0
    wanted = dict(pending.levels)
    left = strange.changed(head.levels, wanted)
    for page in records.pages(left, _COUNTIES):
        changing(now, lambda attempt, page=page: _publish(attempt, pending, page))  # type: ignore[misc]
    digests = _write_areas(head, pending)
    changing(now, lambda attempt: _finish(attempt, pending, digests))
    return len(left)


def _publish(attempt: Attempt, pending: ListRecord, codes: list[str]) -> None:
    """One page of regions: their periods, the log, a campaign, and the head that says that they are done."""
    head = records.head()
    if head.pending != pending.id:
        return
    keys = [ratings.key_of(code) for code in codes]
    log, *found = read_together([ratings.head_key(), *keys])
    listed = Listed(pending.id, pending.at, attempt.now)
    filed = [each or RatingsRecord(f"R#{code}", "ratings", ratings=[]) for code, each in zip(codes, found, strict=True)]
    changes = [(each, _versions(each, pending, listed)) for each in filed]
    changes = [(each, added) for each, added in changes if added]
    head.levels = {code: level for code, level in head.levels.items() if code not in codes} | {
        code: pending.levels[code] for code in codes if code in pending.levels
    }
    attempt.write(Put(head))
    if changes:
        spread = Spread(f"{pending.id}-{random.token_hex(4)}", f"list-{pending.id}", codes[0][:2], BY.account_id)
        in_force.publish(attempt, changes, log, spread)
        attempt.audit(BY, "feed_list.published", pending.id, region=codes[0][:2], campaign=spread.id)


def _versions(record: RatingsRecord, pending: ListRecord, listed: Listed) -> list[dict[str, Any]]:
    region = record.region
    return versions(region, periods.standing(region, record.ratings), pending.levels.get(region), listed)


def _write_areas(head: HeadRecord, pending: ListRecord) -> dict[str, str]:
    """Writes the areas of counties in which something changed; the digest of each county's. Twice is like once."""
    wanted = records.areas_of(pending.id)
    digests = {code: records.digest_of(parts) for code, parts in wanted.items()}
    for page in records.pages(strange.changed(head.areas, digests), _AREAS):
        found = {code: [(level, words) for level, words in wanted.get(code, [])] for code in page}
        transact(areas.put_steps(found, pending.at))
    return digests


def _finish(attempt: Attempt, pending: ListRecord, digests: dict[str, str]) -> None:
    head = records.head()
    if head.pending != pending.id:
        return
    head.at, head.digest, head.pending, head.areas = pending.at, pending.digest, None, digests
    head.entries, head.unresolved = pending.entries, pending.unresolved
    attempt.write(Put(head))
