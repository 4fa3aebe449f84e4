"""What happens of itself: holds that clear, reminders, codes that lapse. Each safe to run twice, or late."""

from datetime import datetime, timedelta

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.due import Due
from chalicelib.scoring.state import State
from chalicelib.services import scoring
from chalicelib.store import inbox, people, queues
from chalicelib.store.inbox import MessageRecord
from chalicelib.store.people import StateRecord
from chalicelib.store.tables import Lost, transact

_MOST = 40
_MOMENT = timedelta(milliseconds=1)

# What each kind of due instant tells the person, and whether by SMS too.
_SAYS = {
    "checkin_reminder": ("inbox_checkin", True),
    "expiry_reminder": ("inbox_expiring", True),
    "expires": ("inbox_lapsed", False),
    "undeclared": ("inbox_undeclared", True),
}


def run(person_id: str, now: datetime) -> bool:
    """Does all that is due for a person up to `now`; says whether anything was.

    Entries are written and handed to the queue first, the state moves on last: whoever dies between finds
    the same work again, and the entries' keys keep it from being sent twice.
    """
    record = people.state(person_id)
    if record is None or record.gsi2sk is None:
        return False
    state = scoring.opened(record)
    first_due = datetime.fromtimestamp(int(record.gsi2sk) / 1000, now.tzinfo)
    if first_due > now:
        return False
    was_held = any(colour != "green" for colour in (record.severity or {}).values())
    dues = _due(record, state, first_due, now)
    read = int(record.version)
    steps = scoring.settle(record, state, now)
    for due in dues:
        _tell(record, due, now)
    if was_held and record.severity and set(record.severity.values()) == {"green"}:
        _note(record, "inbox_green", first_due, now, sms=True)
    try:
        transact([people.state_write(record, read), *steps])
    except Lost:
        return False
    return True


def _due(record: StateRecord, state: State, first: datetime, now: datetime) -> list[Due]:
    """Every due instant from the stored one up to now, oldest first: several if runs were missed."""
    found: list[Due] = []
    after = first - _MOMENT
    while len(found) < _MOST:
        due = scoring.next_of(record, state, after)
        if due is None or due.at > now:
            break
        found.append(due)
        after = due.at
    return found


def _tell(record: StateRecord, due: Due, now: datetime) -> None:
    for kind in sorted(due.kinds & _SAYS.keys()):
        if kind == "checkin_reminder" and policy_day(due.at, POLICY_ZONE) != policy_day(now, POLICY_ZONE):
            continue  # The day is over: it can no longer be checked in.
        if kind == "expiry_reminder" and now - due.at >= timedelta(hours=2):
            continue  # The code has run out meanwhile; `expires` tells of it.
        code, sms = _SAYS[kind]
        _note(record, code, due.at, now, sms=sms)


def _note(record: StateRecord, code: str, occasion: datetime, now: datetime, *, sms: bool) -> None:
    """Writes the inbox entry of an occasion, once, and hands it to the queue."""
    sk = inbox.key(occasion, code, record.person_id)
    entry = MessageRecord(
        f"A#{record.account_id}",
        sk,
        code=code,
        params=_params(code, occasion),
        person_id=record.person_id,
        at=now,
        sms=sms,
    )
    inbox.write(entry)
    if sms:
        queues.send(settings().messages_queue_url, "inbox", now, account_id=record.account_id, entry=sk)


def _params(code: str, occasion: datetime) -> dict[str, str]:
    if code != "inbox_expiring":
        return {}
    due_at = (occasion + timedelta(hours=2)).astimezone(POLICY_ZONE)
    return {"due_at": f"{due_at:%m-%d %H:%M} (UTC+8)"}
