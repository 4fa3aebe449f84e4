"""Ratings of a list taken back: periods withdrawn, some regions at a time, and those that they ended go on."""

import secrets as random
from datetime import datetime
from itertools import batched
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.campaigns import stayed
from chalicelib.features.campaigns.records import CampaignRecord
from chalicelib.features.imports import records
from chalicelib.features.imports.rating_lines import after_all
from chalicelib.features.imports.rating_publishing import REGIONS
from chalicelib.features.imports.records import LineMark
from chalicelib.features.imports.undo_lines import CHANGED_SINCE, UNCHANGED, Undoing
from chalicelib.features.ratings import in_force
from chalicelib.features.ratings.in_force import Spread
from chalicelib.observability import failure
from chalicelib.person import ratings
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ratings import RatingsRecord
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.reading import read_together

WITHDRAWN = "withdrawn"
Outcomes = list[tuple[str, LineMark]]


def withdraw(campaign: CampaignRecord, undoing: Undoing, found: list[LineMark], now: datetime) -> Outcomes:
    """What became of the periods of a page: withdrawn, or `changed_since` where staff corrected one by hand.

    The campaigns that follow say what it made of whom. Raises what AWS does where it does not answer.
    """
    return [each for some in batched(found, REGIONS) for each in _served(campaign, undoing, list(some), now)]


def _served(campaign: CampaignRecord, undoing: Undoing, some: list[LineMark], now: datetime) -> Outcomes:
    """Some together; where that fails each by itself, so that one that cannot be taken back keeps no other waiting."""
    try:
        return changing(now, lambda attempt: _publish(attempt, campaign, undoing, some))
    except (Unavailable, *AWS_FAILURES):
        raise
    except Exception as error:
        if len(some) > 1:
            return [each for mark in some for each in _served(campaign, undoing, [mark], now)]
        line = f"line-{int(some[0].gsi1sk)}"
        failure("rating not withdrawn", error, import_id=undoing.import_id, line=line)
        campaigns.note_failure(campaign, line, now)
        return [(stayed.FAILED, some[0])]


def _publish(attempt: Attempt, campaign: CampaignRecord, undoing: Undoing, some: list[LineMark]) -> Outcomes:
    regions = sorted({str(each.place) for each in some})
    marks = [records.mark_key(each.digest) for each in some]
    head, *found = read_together([ratings.head_key(), *map(ratings.key_of, regions), *marks])
    filed = dict(zip(regions, found, strict=False))
    added: dict[str, list[dict[str, Any]]] = {region: [] for region in regions}
    outcomes: Outcomes = []
    for mark in found[len(regions) :]:
        if not records.stands(mark) or mark.import_id != undoing.import_id:
            outcomes.append((str(mark.undone) if mark.undone else UNCHANGED, mark))
            continue
        outcome, version = _version(filed[mark.place], added[mark.place], mark, undoing, attempt.now)
        added[mark.place] += version
        attempt.write(records.undone_put(mark, outcome))
        outcomes.append((outcome, mark))
    changes = [(filed[region], versions) for region, versions in added.items() if versions]
    if changes:
        campaign_id = f"{undoing.proposal}-{random.token_hex(4)}"
        spread = Spread(campaign_id, f"undo-{undoing.import_id}", str(campaign.region), str(campaign.by))
        in_force.publish(attempt, changes, head, spread)
    return outcomes


def _version(
    filed: RatingsRecord, added: list[dict[str, Any]], mark: LineMark, undoing: Undoing, now: datetime
) -> tuple[str, list[dict[str, Any]]]:
    name = f"{mark.place}-{mark.name}"
    versions = [each for each in filed.ratings if each["id"] == name]
    if not versions or versions[-1].get("withdrawn"):
        return UNCHANGED, []
    if any(each.get("correction") for each in versions):
        return CHANGED_SINCE, []
    at = after_all([*filed.ratings, *added], now)
    told = {"at": at.isoformat(), "proposal": undoing.proposal, "withdrawn": True, "correction": True}
    published = versions[0].get("published") or versions[0]["at"]
    latest = {name: versions[-1].get(name) for name in ("level", "first", "last")}
    return WITHDRAWN, [versions[0] | latest | told | {"published": published}]
