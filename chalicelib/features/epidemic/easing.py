"""Looking through what one person eased: each decision once, by a supervisor who did not make it."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region, require_scope
from chalicelib.desk import eased, staff
from chalicelib.desk.eased import EasedRecord
from chalicelib.errors import Forbidden, NotFound
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.listing import Listing


def listed(actor: Actor, region: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of what nobody has looked at in a region (a prefix within one's own), earliest first.

    A query, for the country one a shard, and a batch read for the logins. Raises Forbidden for a region beyond one's
    own.
    """
    require_scope(actor, region)
    listing = Listing("eased", region)
    found = eased.listed(region, limit + 1, listing.after(cursor))
    answer = listing.answer(found, limit, lambda record: record.waiting_place, lambda record: _view(record, actor))
    return answer | {"logins": staff.logins(each["by"] for each in answer["items"])}


def look(actor: Actor, eased_id: str, finding: str, note: str, now: datetime) -> dict[str, Any]:
    """Writes what a supervisor found; audited. Raises NotFound, Forbidden `same_person`, Conflict where another was
    quicker."""

    def change(attempt: Attempt) -> None:
        record = _reached(actor, eased_id)
        if record.by == actor.account_id:
            raise Forbidden("same_person")
        attempt.write(eased.looked_at(record, finding, note, actor.account_id, now))
        attempt.audit(actor, f"eased.{finding}", record.subject, region=record.region, reason=note, eased=eased_id)

    changing(now, change)
    return _view(_reached(actor, eased_id), actor)


def _reached(actor: Actor, eased_id: str) -> EasedRecord:
    record = eased.find(eased_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def _view(record: EasedRecord, actor: Actor) -> dict[str, Any]:
    names = ("id", "action", "subject", "region", "reason", "by", "at", "finding", "looked_by", "looked_at", "note")
    return {name: getattr(record, name) for name in names} | {"own": record.by == actor.account_id}
