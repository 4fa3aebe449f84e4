"""What waits in a shard as the next message: of one kind, in its order, small enough; nothing of it is told twice.

What cannot be told any more (the person is gone, or not of our region; the record was struck meanwhile) is left out,
and waits no more.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import takewhile
from typing import Any

from chalicelib.desk.exchange_limits import ITEMS_PER_MESSAGE
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.exchange import outbox
from chalicelib.features.exchange.outbox import OutgoingRecord
from chalicelib.features.reports import credit_messages, facts, records, subjects
from chalicelib.features.reports.records import (
    CASE,
    CONTACT,
    CONTACTS,
    CREDIT,
    HEALTH,
    LISTED,
    STRUCK,
    TRIP,
    PendingRecord,
)
from chalicelib.features.reports.streaming import WANTED_BY
from chalicelib.store.failures import passes
from chalicelib.store.tables import OperationRecord, Record
from chalicelib.store.transactions import Step

MOST_BYTES = 80_000
"""Of a message's items as JSON: sealed it is a third longer, and a request is no longer than 128 kB."""
OUT = "out"
"""How a message that a change had wait by itself is named among what a flight carries."""
_AT_ONCE = 200


@dataclass
class Parcel:
    """The next message of a shard. `carries`: of each record `[what, about, ref, place in the queue]`, of those
    about people their county too.

    `idle`: what is not to be told after all; `steps`: what is written with the message's departure.
    """

    path: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    carries: list[list[str]] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    idle: list[Record] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def next_of(partner: PartnerRecord, shard: int, now: datetime) -> Parcel:
    """What is to be sent next; its `carries` are empty where nothing is. Two queries, and reads of whom it is about.

    What a change had wait is the partner's whatever was agreed; of the rest only what the agreement lists by now.
    """
    waits = records.waiting(partner.id, shard, ITEMS_PER_MESSAGE, now)
    others = outbox.waiting(partner.id, shard, 1, now)
    if others and (not waits or others[0].at <= waits[0].at):
        return _of_outgoing(others[0])
    idle = list(takewhile(lambda each: WANTED_BY[str(each.what)] not in partner["sends"], waits))
    if idle or not waits:
        return Parcel(idle=[*idle])
    return _of_pending(partner.id, waits)


def stuck(partner: PartnerRecord, shard: int, now: datetime) -> list[tuple[OperationRecord, Exception]]:
    """What of the next cannot be told, each tried by itself, and why. Raises what may be gone with the next minute."""
    waits = records.waiting(partner.id, shard, ITEMS_PER_MESSAGE, now)
    tried = [(each, partial(_of_pending, partner.id, [each])) for each in waits]
    others = [(each, partial(_of_outgoing, each)) for each in outbox.waiting(partner.id, shard, 1, now)]
    return [(each, error) for each, make in (*others, *tried) if (error := _fault(make)) is not None]


def _fault(make: Callable[[], Parcel]) -> Exception | None:
    try:
        make()
    except Exception as error:
        if passes(error):
            raise
        return error
    return None


def _of_outgoing(record: OutgoingRecord) -> Parcel:
    said = {"replaces": record.replaces, "in_reply_to": record.in_reply_to}
    head = {name: str(value) for name, value in said.items() if value}
    return Parcel(record.path, record.content, [[OUT, record.pk, "", record.sk]], head)


def _of_pending(partner_id: str, waits: list[PendingRecord]) -> Parcel:
    first = waits[0]
    alike = list(takewhile(lambda each: each.what == first.what, waits))[:_AT_ONCE]
    if first.what in (HEALTH, TRIP):
        return _items(first.what, alike)
    if first.what in (CASE, CONTACT):
        return _facts(partner_id, first.what, alike)
    if first.what == CONTACTS:
        return Parcel(idle=[facts.look_at_contacts(partner_id, first)])
    if first.what == CREDIT:
        return _credit(first)
    return _struck(partner_id, first) if first.what == STRUCK else _erased(partner_id, first)


def _items(what: str, waits: list[PendingRecord]) -> Parcel:
    """Declarations or stays; those that do not fit stay for the next message."""
    parcel, items, length = Parcel(LISTED[what]), list[Mapping[str, Any]](), 0
    for wait, item in zip(waits, subjects.items(what, waits), strict=True):
        if item is None:
            parcel.idle.append(wait)
            continue
        length += len(json.dumps(item.content, ensure_ascii=False).encode())
        if items and length > MOST_BYTES:
            break
        items.append(item.content)
        parcel.carries.append([*_carried(wait), item.county])
    parcel.payload = {"items": items}
    return parcel


def _facts(partner_id: str, what: str, waits: list[PendingRecord]) -> Parcel:
    """Cases or contacts, each once as it stands by now; what corrects another message is a message of its own."""
    parcel, seen = Parcel(LISTED[what], {"items": []}), set[str]()
    for wait in waits:
        fact = None if wait.about in seen else facts.told(partner_id, what, str(wait.about))
        if fact is None:
            parcel.idle.append(wait)
            continue
        if fact.replaces and parcel.carries:
            break
        seen.add(str(wait.about))
        parcel.payload["items"].append(fact.content)
        parcel.carries.append([what, str(wait.about), fact.number, str(wait.sk), fact.county])
        if fact.replaces:
            parcel.head = {"replaces": fact.replaces}
            break
    return parcel


def _carried(wait: PendingRecord) -> list[str]:
    return [str(wait.what), str(wait.about), str(wait.ref), str(wait.sk)]


def _struck(partner_id: str, wait: PendingRecord) -> Parcel:
    """That something is withdrawn which the partner has; then, where there are right answers, those.

    Two reads at most. What the partner does not have needs no correction.
    """
    what, _, ref = str(wait.ref).partition("#")
    sent = records.sent_of(partner_id, wait.about, what, ref)
    if sent is not None:
        return _corrections(sent, "withdrawn", [STRUCK, wait.about, f"{what}#{ref}", ""])
    right = subjects.replacement(wait.about, ref) if what == HEALTH else None
    if right is None:
        return Parcel(idle=[wait])
    carried = [HEALTH, str(wait.about), ref, str(wait.sk), right.county]
    return Parcel(LISTED[HEALTH], {"items": [right.content]}, [carried])


def _erased(partner_id: str, wait: PendingRecord) -> Parcel:
    """That the person is gone, of each record that the partner has of them: its holds stay until they close there."""
    sent = records.first_sent_of(partner_id, wait.about)
    if sent is None:
        return Parcel(idle=[wait])
    return _corrections(sent, "erased", [STRUCK, wait.about, f"{sent.what}#{sent.ref}", ""])


def _corrections(sent: records.SentOfRecord, kind: str, carried: list[str]) -> Parcel:
    """Of one record that a partner has; named by the message in which it came and its place there."""
    payload = {"about": str(sent.message_id), "item": int(sent.index), "kind": kind, "text": _TEXTS[kind]}
    return Parcel("corrections", payload, [carried], {"replaces": str(sent.message_id)})


_TEXTS = {"withdrawn": "来源方撤回 Withdrawn by its origin", "erased": "本人已注销 Erased by the person"}


def _credit(wait: PendingRecord) -> Parcel:
    """A message to the credit register, which has left from here on."""
    leaving = credit_messages.leaving(wait.about, wait.ref)
    if leaving is None:
        return Parcel(idle=[wait])
    return Parcel(leaving.path, leaving.payload, [_carried(wait)], steps=[leaving.step])
