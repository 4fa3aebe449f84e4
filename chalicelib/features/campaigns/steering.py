"""Steering of campaigns by supervisors: paused, resumed, stopped, faster and slower; and all new ones held."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.desk import staff
from chalicelib.errors import Conflict, Forbidden, NotFound
from chalicelib.features.campaigns import progress, records
from chalicelib.features.campaigns.records import DONE, PAUSED, RUNNING, STOPPED, WAITING, WORKED, CampaignRecord
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.listing import Listing
from chalicelib.store.transactions import Put

_OPEN = (WAITING, *WORKED)


def reached(actor: Actor, campaign_id: str) -> CampaignRecord:
    """A campaign of the actor's region. One read. Raises NotFound."""
    record = records.find(campaign_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def shown(actor: Actor, campaign_id: str, now: datetime) -> dict[str, Any]:
    """A campaign with its numbers. A read and two queries, and more for more pages. Raises NotFound."""
    return whole(reached(actor, campaign_id), now)


def whole(record: CampaignRecord, now: datetime) -> dict[str, Any]:
    """A campaign with its numbers. Two queries, and more for more pages, and a batch read of logins."""
    numbers = progress.counted(record)
    hands = record.by, record.paused_by, record.resumed_by
    return _view(record, staff.logins(each for each in hands if each)) | numbers | progress.pace(record, numbers, now)


def listed(actor: Actor, closed: bool, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the open campaigns of the actor's region, or of the closed ones with the latest first, without their
    numbers."""
    listing = Listing("campaigns", "latest closed" if closed else "open", actor.region)
    found = records.listed(closed=closed, limit=limit + 1, after=listing.after(cursor))
    shown, more = listing.page(found, limit, lambda record: (str(record.gsi1sk),))
    own = [each for each in shown if each.region.startswith(actor.region)]
    logins = staff.logins(each.by for each in own)
    return {"items": [_listed(each, logins) for each in own], "next_cursor": more}


def failures(actor: Actor, campaign_id: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of those on whom it failed. Raises NotFound."""
    record, listing = reached(actor, campaign_id), Listing("campaign_failures", campaign_id)
    found = records.failures(record, limit + 1, listing.after(cursor))
    return listing.answer(
        found, limit, lambda each: str(each.sk), lambda each: {"person_id": each.person_id, "at": each.at}
    )


def pause(actor: Actor, campaign_id: str, now: datetime) -> dict[str, Any]:
    """Lets a campaign rest: no page is begun any more. Raises NotFound, Conflict where it does not run."""

    def change(record: CampaignRecord) -> None:
        if record.status not in _OPEN:
            raise Conflict()
        record.before_pause, record.status = record.status, PAUSED
        record.paused_by, record.paused_at = actor.account_id, now

    return _steered(actor, campaign_id, "campaign.pause", change, now)


def resume(actor: Actor, campaign_id: str, now: datetime) -> dict[str, Any]:
    """Lets a paused campaign go on where it was. Raises NotFound, Conflict where it is not paused."""

    def change(record: CampaignRecord) -> None:
        if record.status != PAUSED:
            raise Conflict()
        record.status, record.before_pause = str(record.before_pause), None
        record.resumed_by, record.resumed_at = actor.account_id, now
        progress.mark_beginning(record, now)

    return _steered(actor, campaign_id, "campaign.resume", change, now)


def stop(actor: Actor, campaign_id: str, now: datetime) -> dict[str, Any]:
    """Ends a campaign; whoever it did not reach learns of it with their next opening. Raises NotFound, Conflict."""

    def change(record: CampaignRecord) -> None:
        if record.status not in (*_OPEN, PAUSED):
            raise Conflict()
        record.before_pause = record.before_pause if record.status == PAUSED else record.status
        record.status, record.ended_at = STOPPED, now

    return _steered(actor, campaign_id, "campaign.stop", change, now)


def restart(actor: Actor, campaign_id: str, now: datetime) -> dict[str, Any]:
    """Begins a campaign again that was stopped, or that failed on somebody: what is done stays so, and units in which
    it failed are gone through once more. Raises NotFound, Conflict for any other."""

    def change(record: CampaignRecord) -> None:
        failed = records.count_failures(record)
        if record.status != STOPPED and not (record.status == DONE and failed):
            raise Conflict()
        # Whoever is unfinished in the first pass is gone through in it; the second one follows anew.
        record.status = WAITING if record.before_pause == WAITING else RUNNING
        record.before_pause, record.late_at, record.ended_at = None, None, None
        record.attempt = int(record.attempt) + 1
        progress.mark_beginning(record, now)

    return _steered(actor, campaign_id, "campaign.restart", change, now)


def speed(actor: Actor, campaign_id: str, lanes: int, now: datetime) -> dict[str, Any]:
    """Lets so many units be worked on at once; the same again is no change. Raises NotFound, Conflict for one that
    ended."""

    def change(record: CampaignRecord) -> None:
        if record.status not in (*_OPEN, PAUSED):
            raise Conflict()
        record.lanes = lanes

    if int(reached(actor, campaign_id).lanes) == lanes:
        return shown(actor, campaign_id, now)
    return _steered(actor, campaign_id, "campaign.speed", change, now)


def _steered(actor: Actor, campaign_id: str, action: str, change: Any, now: datetime) -> dict[str, Any]:
    def decide(attempt: Attempt) -> CampaignRecord:
        record = reached(actor, campaign_id)
        change(record)
        attempt.write(Put(records.placed(record)))
        attempt.audit(actor, action, campaign_id, region=record.region)
        return record

    return whole(changing(now, decide), now)


def hold_new(actor: Actor, paused: bool, now: datetime) -> dict[str, Any]:
    """Lets new campaigns wait, or begin: a supervisor of the whole country. Raises Forbidden."""
    if actor.region:
        raise Forbidden()

    def decide(attempt: Attempt) -> None:
        attempt.write(records.switch_put(paused=paused, by=actor.account_id, at=now))
        attempt.audit(actor, "campaign.hold" if paused else "campaign.release", "campaigns")

    changing(now, decide)
    return held()


def held() -> dict[str, Any]:
    """Whether new campaigns wait, and who said so when. One read, and a batch read."""
    found = records.switch()
    login = staff.logins([found.by]).get(found.by) if found.by else None
    return {"paused": bool(found.paused), "by_login": login, "since": found.at}


def _view(record: CampaignRecord, logins: dict[str, str]) -> dict[str, Any]:
    return _listed(record, logins) | {
        "paused_by_login": logins.get(record.paused_by or ""),
        "paused_at": record.paused_at,
        "resumed_by_login": logins.get(record.resumed_by or ""),
        "resumed_at": record.resumed_at,
    }


def _listed(record: CampaignRecord, logins: dict[str, str]) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.what,
        "cause": record.cause,
        "region": record.region,
        "status": record.status,
        "units_at_once": int(record.lanes),
        "attempt": int(record.attempt),
        "started_at": record.at,
        "ended_at": record.ended_at,
        "by": record.by,
        "by_login": logins.get(record.by),
    }
