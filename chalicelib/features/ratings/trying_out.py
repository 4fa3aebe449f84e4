"""Dry runs of ratings: everybody touched is folded, and nobody written, so that two supervisors know what they do."""

import secrets as random
from datetime import datetime, timedelta

from chalicelib.access.actor import Actor
from chalicelib.desk import breaker_numbers
from chalicelib.features.campaigns import dry_runs
from chalicelib.features.ratings import authorities, in_force, publishing
from chalicelib.features.ratings.publishing import Period
from chalicelib.identity.regions import met_by
from chalicelib.person.changing import Attempt, changing


def try_out(
    actor: Actor, region: str, wanted: Period, rating_id: str | None, withdrawn: bool, now: datetime
) -> tuple[str, int]:
    """Begins a dry run of a period, or of a correction of `rating_id`; one that is young enough already is that one.

    Returns its campaign's id, and how many people it goes through, estimated. Raises as a proposal of it would.
    """
    publishing.require_reachable(actor, region)
    authorities.require_desk(region)
    content = publishing.wanted_content(region, wanted, rating_id, withdrawn, now)
    key = in_force.dry_run_key(content)
    found = dry_runs.latest(key, now - timedelta(hours=breaker_numbers.current().dry_run_hours))
    if found is not None:
        return found.id, int(content["people"])
    campaign_id, scope = random.token_hex(10), "" if len(region) == 2 else region

    def change(attempt: Attempt) -> None:
        draft = in_force.draft(content, now)
        steps = dry_runs.begin_steps(campaign_id, key, scope, met_by(region), draft, actor.account_id, now)
        attempt.write(*steps)
        attempt.audit(actor, "rating.dry_run", campaign_id, region=scope)

    changing(now, change)
    return campaign_id, int(content["people"])
