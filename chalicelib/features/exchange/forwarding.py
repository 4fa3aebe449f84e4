"""Appeals about what a partner said go to it, with our deadline; the outcomes of its own come back to it."""

from datetime import timedelta
from typing import Any

from chalicelib.desk import partners
from chalicelib.desk.exchange_limits import PARTNER_APPEAL_DEADLINE
from chalicelib.features.appeals import elsewhere
from chalicelib.features.appeals.elsewhere import Elsewhere
from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.exchange import fact_records, outbox
from chalicelib.person.changing import Attempt

_ANSWERS = {"upheld": "withdrawn", "rejected": "stands"}


def _filed(attempt: Attempt, appeal: AppealRecord, text: str) -> None:
    """The partner learns which of its facts it is about, and what the person says."""
    fact = fact_records.find(str(appeal.hold)) if partners.partner_of(str(appeal.hold or "")) else None
    if fact is None:
        return
    fact.ticket = appeal.id
    due: timedelta = PARTNER_APPEAL_DEADLINE
    payload: dict[str, Any] = {"about": fact.message_id, "source_ref": fact.source_ref, "kind": "wrong", "text": text}
    payload |= {"evidence": [], "due_at": (attempt.now + due).isoformat()}
    about = str(fact.document_hash)
    sent = outbox.put(fact.partner_id, appeal.id, "corrections", payload, about=about, now=attempt.now)
    attempt.write(fact_records.put(fact), sent)


def asked_by(partner_id: str, message_id: str) -> list[str]:
    """What an appeal says of the partner that files it: by which message, to which the outcome is the answer."""
    return [partner_id, message_id]


def _decided(attempt: Attempt, appeal: AppealRecord, status: str, reason: str) -> None:
    if not appeal.asked_by:
        return
    partner_id, message_id = appeal.asked_by
    payload = {"about": message_id, "kind": _ANSWERS[status], "text": reason, "evidence": []}
    name = f"outcome-{appeal.id}"[:64]
    now = attempt.now
    sent = outbox.put(partner_id, name, "corrections", payload, about=appeal.person_id, now=now, in_reply_to=message_id)
    attempt.write(sent)


elsewhere.registers(Elsewhere(_filed, _decided))
