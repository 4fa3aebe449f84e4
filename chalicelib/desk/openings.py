"""Openings of people's records by staff: who opened whom, and whether it was about something that waits.

Whoever opens many people in a short time without anything that waits about them is looked at by an auditor.
"""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute

from chalicelib.access.actor import Actor
from chalicelib.config import OPENED_AT_ONCE, OPENED_WITHIN
from chalicelib.desk import alarms, audit
from chalicelib.instants import MILLISECOND, millis, stamp
from chalicelib.observability import measure
from chalicelib.store.tables import OperationRecord, ttl
from chalicelib.store.transactions import Lost, Put

_KEPT = timedelta(days=1)
_SERVICE = "service"


class OpenedRecord(OperationRecord, discriminator="opened"):
    """`OPENED#<staff account>`/`<instant>#<person>`. `item`: what waited about the person, as `<queue>:<id>`."""

    item = UnicodeAttribute(null=True)

    @property
    def person_id(self) -> str:
        return str(self.sk).partition("#")[2]


def step(actor: Actor, person_id: str, now: datetime, item: str | None = None) -> Put:
    """The step that notes who was opened; it belongs into the transaction of the audit's entry."""
    record = OpenedRecord(f"OPENED#{actor.account_id}", f"{stamp(now)}#{person_id}", item=item, ttl=ttl(_KEPT))
    return Put(record)


def watch(actor: Actor, now: datetime) -> None:
    """Raises an alarm where too many were opened lately; one for each stretch of time. One query, else.

    Somebody who was opened about something that waits is not counted, whatever else was looked at of them.
    """
    since = now - OPENED_WITHIN
    lately = OpenedRecord.sk.between(stamp(since - OPENED_WITHIN), f"{stamp(now)}~")
    found = list(OpenedRecord.query(f"OPENED#{actor.account_id}", lately, consistent_read=True))
    about = {each.person_id for each in found if each.item}
    people = {each.person_id for each in found if str(each.sk) > f"{stamp(since)}~"} - about
    if len(people) >= OPENED_AT_ONCE:
        _raise(actor, len(people), since, now)


def _raise(actor: Actor, people: int, since: datetime, now: datetime) -> None:
    number = millis(now) // (OPENED_WITHIN // MILLISECOND)
    content = {"alarm_kind": "many_opened", "about": actor.account_id, "people": people, "since": since}
    raised = alarms.put(f"{actor.account_id}-{number}", actor.region, now, **content)
    try:
        audit.audited(
            [raised], _SERVICE, "staff.many_opened", actor.account_id, now, region=actor.region, people=str(people)
        )
    except Lost:
        return
    measure("PeopleOpenedAtOnce", "Count", people)
