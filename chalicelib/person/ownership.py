"""Ownership of people by accounts: everybody else's look as if they were not there."""

from collections.abc import Iterable

from chalicelib.access.actor import Actor, require_own
from chalicelib.errors import Forbidden, NotFound
from chalicelib.person import accounts, records, waits
from chalicelib.person.records import ProfileRecord, StateRecord


def own_state(actor: Actor, person_id: str) -> StateRecord:
    """The state of one of the account's people. One read. Raises NotFound for anybody else's."""
    state = records.state(person_id)
    require_own(actor, state.account_id if state else None)
    if state is None or waits.has_left(state):
        raise NotFound()
    return state


def shown_state(actor: Actor, person_id: str) -> StateRecord:
    """The state whose code one of the account's people shows: of a record that was joined with another, that one's.

    One read; two for a joined record.
    """
    return whole_state(own_state(actor, person_id))


def whole_state(state: StateRecord) -> StateRecord:
    """The state that holds all of a person: of a record that was joined with another, that one's. One read then."""
    joined = waits.joined_with(state)
    whole = records.state(joined) if joined else state
    if whole is None:
        raise NotFound()
    return whole


def own_records(actor: Actor, person_id: str) -> tuple[ProfileRecord, StateRecord]:
    """Profile and state of one of the account's people. Two reads. Raises NotFound for anybody else's."""
    state, profile = own_state(actor, person_id), records.profile(person_id)
    if profile is None:
        raise NotFound()
    return profile, state


def require_not_own(actor: Actor, documents: Iterable[str]) -> None:
    """Raises Forbidden `own_record` where staff decide about themselves, or about one of their account's people.

    `documents` are hashes. A read, a query and at most eleven reads, for staff who have an account of their own.
    """
    about = set(documents)
    if about and not about.isdisjoint(own_documents(actor)):
        raise Forbidden("own_record")


def own_documents(actor: Actor) -> set[str]:
    """Hashes of the documents of a member of staff and of the people of their account; none without a document.

    A read, a query and at most eleven reads, for staff who have an account of their own.
    """
    if not actor.document:
        return set()
    account_id = _account_of(actor)
    links = accounts.links(account_id) if account_id else []
    profiles = (records.profile(link.person_id) for link in links)
    return {actor.document} | {profile.document_hash for profile in profiles if profile}


def require_others_account(actor: Actor, account_id: str | None) -> None:
    """Raises Forbidden `own_record` where staff decide about somebody of their own account. One read."""
    if actor.document and account_id and _account_of(actor) == account_id:
        raise Forbidden("own_record")


def _account_of(actor: Actor) -> str | None:
    """The account in which the staff member's own document is somebody's."""
    claim = records.claim_of(actor.document)
    return str(claim.account_id) if claim else None
