"""Ratings that a partner publishes of its own regions: attested by two they are in force, else two of ours agree."""

from collections.abc import Mapping
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import Refused
from chalicelib.features.exchange import fact_records, saying
from chalicelib.features.exchange.fact_records import IN_FORCE, PROPOSED, RATING, WITHDRAWN, PartnerFactRecord
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.proposals import proposing
from chalicelib.features.proposals.kinds import Approved
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.ratings import in_force, publishing
from chalicelib.features.ratings.authorities import require_desk
from chalicelib.features.ratings.publishing import Period
from chalicelib.http.regions import check_region
from chalicelib.person.changing import Attempt


def apply(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """One record of the feed of ratings. Raises Refused `not_yours_to_say`, `use_correction`, Invalid, Conflict."""
    check_region(item.region, "region")
    saying.require_own(message.partner, item.region)
    require_desk(item.region)
    told = {"region": item.region, "level": item.level, "from": item.from_.isoformat(), "status": item.status}
    told |= {"until": item.until.isoformat() if item.until else None}
    record, nothing = saying.said_before(message, RATING, item, told)
    if nothing is not None:
        return nothing
    if record is not None and record.told["region"] != item.region:
        raise Refused("use_correction")
    if record is None and item.status == WITHDRAWN:
        return saying.OLDER
    return _said(attempt, message, number, item, record, told)


def _said(
    attempt: Attempt,
    message: Message,
    number: int,
    item: Any,
    record: PartnerFactRecord | None,
    told: Mapping[str, Any],
) -> str:
    first = record is None
    record = record or fact_records.make(message.partner.id, RATING, item.source_ref)
    name = f"{record.id}_{item.revision}"
    rating_id = f"{item.region}-{name}" if first else str(record.told["rating"])
    wanted = Period(item.level, item.from_, item.until)
    withdrawn = item.status == WITHDRAWN
    content = publishing.wanted_content(item.region, wanted, None if first else rating_id, withdrawn, message.at)
    attested = saying.is_attested(message, item) or not content["worse"]
    _note(attempt, message, number, record, item, dict(told), rating_id, attested=attested)
    kind = in_force.RATING if first else in_force.CORRECTION
    if not attested:
        subject = item.region if first else rating_id
        proposing.propose_unsigned(attempt, Wanted(kind, subject, content, f"{message.partner.id} / {item.source_ref}"))
        return "proposed"
    kind.apply(attempt, Approved(name, content, message.actor_id, message.actor_id))
    ids = {"message": message.record.id, "attested": saying.attesters(message, item)}
    actor = Actor(message.actor_id, frozenset())
    attempt.audit(actor, f"{kind.name}.in_force", item.region, region=item.region, **ids)
    return "accepted"


def _note(
    attempt: Attempt,
    message: Message,
    number: int,
    record: PartnerFactRecord,
    item: Any,
    told: dict[str, Any],
    rating_id: str,
    *,
    attested: bool,
) -> None:
    record.revision, record.told = item.revision, told | {"rating": rating_id}
    record.message_id, record.at, record.region = message.record.id, message.at, item.region
    record.status = (WITHDRAWN if item.status == WITHDRAWN else IN_FORCE) if attested else PROPOSED
    attempt.write(fact_records.put(record, number))
