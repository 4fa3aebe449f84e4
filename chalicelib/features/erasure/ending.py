"""End of an account in which nobody is left: its posts at venues, its messages, its phone's log-in, its sessions."""

from contextlib import suppress
from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.login import session_records
from chalicelib.features.venues import staffing
from chalicelib.person import accounts, platforms
from chalicelib.person.accounts import AccountItem, LeavingItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.places import members

_PAGE = 100


def end_account(actor: Actor, now: datetime) -> None:
    """Ends the account; safe to repeat, and the log-in goes last, so that it can be. Who registered anew keeps it."""
    _leave_venues(actor, now)
    for session in session_records.of_account(actor.account_id):
        session_records.end(session.id)
    changing(now, lambda attempt: attempt.write(*platforms.all_end_steps(actor.account_id)))
    for record in accounts.partition(actor.account_id):
        if not isinstance(record, AccountItem | LeavingItem):
            record.delete()

    def change(attempt: Attempt) -> None:
        account = accounts.find(actor.account_id)
        if account is not None:
            attempt.write(*accounts.end_steps(account))

    with suppress(Conflict):
        changing(now, change)


def _leave_venues(actor: Actor, now: datetime) -> None:
    """Leaves every venue; the last manager of one stays named there, for staff to find another."""
    after: str | None = None
    while page := members.of_account(actor.account_id, _PAGE, after):
        for access in page:
            with suppress(Conflict, NotFound):
                staffing.remove(actor, access.venue_id, access.member_id, now)
        after = page[-1].venue_id
