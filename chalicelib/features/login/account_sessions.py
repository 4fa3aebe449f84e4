"""Sessions of an account, as the person sees them and ends them."""

from datetime import datetime
from typing import Any

from chalicelib import instants
from chalicelib.access.actor import Actor, require_own
from chalicelib.errors import NotFound, Unauthenticated
from chalicelib.features.login import session_records, sessions
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.person import accounts
from chalicelib.person.changing import Attempt, changing


def listed(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The sessions that go on, this one first, then the latest used. A read, a query and a batch read."""
    account = accounts.find(actor.account_id)
    if account is None:
        raise Unauthenticated()
    going_on = [
        each
        for each in session_records.of_account(actor.account_id)
        if sessions.belongs(each, account) and now <= min(each.idle_until, each.ends_at)
    ]
    return [
        _view(each, actor)
        for each in sorted(going_on, key=lambda each: (each.id != actor.session, -instants.millis(each.rotated_at)))
    ]


def _view(session: SessionRecord, actor: Actor) -> dict[str, Any]:
    return {
        "id": session.id,
        "device": session.device,
        "place": session.place,
        "started_at": session.started_at,
        "last_used_at": session.rotated_at,
        "current": session.id == actor.session,
    }


def end(actor: Actor, session_id: str) -> None:
    """Ends one of the account's sessions. Raises NotFound for another's, or one that ended."""
    session = session_records.find(session_id)
    require_own(actor, session.account_id if session else None)
    session_records.end(session_id)


def end_all(actor: Actor, now: datetime, *, but_this: bool) -> None:
    """Ends every session of the account, with `but_this` all others, by its generation. A read and a transaction."""

    def change(attempt: Attempt) -> None:
        account = accounts.find(actor.account_id)
        if account is None:
            raise NotFound()
        attempt.write(accounts.credential_step(account, actor.session if but_this else None))

    changing(now, change)
