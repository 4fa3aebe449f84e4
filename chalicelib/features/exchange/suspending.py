"""Suspension of what a partner's fact comes to, by one supervisor, for 72 hours, while the partner is asked.

It runs on meanwhile, and its days count as checked in. The partner's word decides; where it is silent two of ours, and
without them it has ended (settled 42).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk.exchange_limits import SUSPENSION
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.epidemic.case_kind import EPIDEMIOLOGIST
from chalicelib.features.exchange import attested, fact_records
from chalicelib.features.exchange.fact_records import CASE, CONTACT, WITHDRAWN, PartnerFactRecord
from chalicelib.features.proposals import kinds, proposing, reading
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.observability import failure, measure
from chalicelib.person import arriving
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import require_not_own
from chalicelib.scoring.days import add_days, policy_day
from chalicelib.scoring.facts import DayCredited, Event

_AT_ONCE = 100
_BY = Actor("service", frozenset())


def suspend(actor: Actor, fact_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Leaves a fact of a partner aside until it has answered; audited, and the person is told.

    Raises NotFound, Forbidden `own_record`, Conflict where it is suspended or was taken back.
    """

    def change(attempt: Attempt) -> PartnerFactRecord:
        record = reached(actor, fact_id)
        require_not_own(actor, [str(record.document_hash)])
        if record.suspended or record.status == WITHDRAWN:
            raise Conflict()
        until = now + SUSPENSION
        told = {"by": actor.account_id, "at": now.isoformat(), "until": until.isoformat(), "reason": reason}
        record.suspended = told
        state = arriving.holder(str(record.document_hash))
        if state is not None:
            person = attempt.person(state)
            person.suspend(record.id)
            person.notify("inbox_fact_suspended", reference=record.id, until=until.isoformat())
        attempt.write(fact_records.put(record))
        attempt.audit(actor, "fact.suspended", record.id, region=record.region, reason=reason)
        return record

    return view(changing(now, change))


def reached(actor: Actor, fact_id: str) -> PartnerFactRecord:
    """A case or a contact of a partner as staff of the region see it. One read. Raises NotFound."""
    record = fact_records.find(fact_id)
    if record is None or record.what not in (CASE, CONTACT):
        raise NotFound()
    require_region(actor, record.region)
    return record


def view(record: PartnerFactRecord) -> dict[str, Any]:
    """A fact of a partner as staff see it: nobody is named."""
    told = {name: value for name, value in record.told.items() if name != "hash"}
    return {
        "ref": record.id,
        "what": record.what,
        "partner": record.partner_id,
        "message": record.message_id,
        "source_ref": record.source_ref,
        "revision": int(record.revision),
        "told": told,
        "region": record.region,
        "status": record.status,
        "suspended": record.suspended,
        "ticket": record.ticket,
        "at": record.at,
    }


def stands(attempt: Attempt, fact_id: str, by: str) -> bool:
    """It counts again; the days of the suspension count as checked in. Says whether it was suspended."""
    record = fact_records.find(fact_id)
    if record is None or not record.suspended:
        return False
    since = datetime.fromisoformat(record.suspended["at"])
    record.suspended = None
    attempt.write(fact_records.put(record))
    state = arriving.holder(str(record.document_hash))
    if state is not None and fact_id in (state.suspended or {}):
        person = attempt.person(state)
        person.suspend_no_more(fact_id, credit=_credited(fact_id, since, attempt.now))
        person.notify("inbox_fact_stands", urgent=True, reference=fact_id)
    return True


def _credited(fact_id: str, since: datetime, now: datetime) -> Iterable[Event]:
    """A check-in for each day that began and ended while nothing was asked, and for the first of them."""
    day, today = policy_day(since, POLICY_ZONE), policy_day(now, POLICY_ZONE)
    while day < today:
        yield DayCredited(f"credit-{fact_id}-{day.isoformat()}", now, day)
        day = add_days(day, 1)


def end_overdue(now: datetime) -> int:
    """Ends what two of ours have not kept when its partner's time was over; an alarm for each. Returns how many."""
    return sum(_ended(record.id, now) for record in fact_records.overdue(now, _AT_ONCE))


def _ended(fact_id: str, now: datetime) -> bool:
    try:
        ended = changing(now, lambda attempt: _end(attempt, fact_id))
    except Exception as error:
        failure("suspension not ended", error, fact=fact_id)
        return False
    if ended:
        measure("PartnerSilent", "Count", 1)
    return ended


def _end(attempt: Attempt, fact_id: str) -> bool:
    record = fact_records.find(fact_id)
    if record is None or not record.suspended or attempt.now < datetime.fromisoformat(record.suspended["until"]):
        return False
    attested.withdraw(attempt, record, _BY.account_id)
    attempt.write(fact_records.put(record))
    return True


# Two of ours


def keep(actor: Actor, fact_id: str, reason: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes that a suspended fact stands, whatever its partner says. Raises NotFound, Conflict where it is none."""

    def write(attempt: Attempt) -> ProposalRecord:
        record = reached(actor, fact_id)
        if not record.suspended:
            raise Conflict()
        content = {"fact": fact_id, "region": record.region, "partner": record.partner_id, "reason": reason}
        content |= {"document_hash": str(record.document_hash)}
        proposed = proposing.propose(attempt, actor, Wanted(KIND, fact_id, content, reason))
        attempt.once(key, proposed.id)
        return proposed

    return reading.view(changing(now, write), actor, now)


def _apply(attempt: Attempt, approved: Approved) -> None:
    if not stands(attempt, str(approved.content["fact"]), approved.approved_by):
        raise Conflict()


def _described(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "document_hash"}


KIND = kinds.register(
    Kind(
        name="partner_fact",
        proposers=EPIDEMIOLOGIST,
        approvers=EPIDEMIOLOGIST,
        region=lambda content: str(content["region"]),
        apply=_apply,
        describe=_described,
        touched=lambda content, now: Touched(people=1),
        documents=lambda content: [str(content["document_hash"])],
    )
)
