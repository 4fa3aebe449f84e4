"""Ownership of people by accounts: everybody else's look as if they were not there."""

from chalicelib.access.actor import Actor, require_own
from chalicelib.errors import NotFound
from chalicelib.person import records
from chalicelib.person.records import ProfileRecord, StateRecord


def own_state(actor: Actor, person_id: str) -> StateRecord:
    """The state of one of the account's people. One read. Raises NotFound for anybody else's."""
    state = records.state(person_id)
    require_own(actor, state.account_id if state else None)
    if state is None:
        raise NotFound()
    return state


def own_records(actor: Actor, person_id: str) -> tuple[ProfileRecord, StateRecord]:
    """Profile and state of one of the account's people. Two reads. Raises NotFound for anybody else's."""
    state, profile = own_state(actor, person_id), records.profile(person_id)
    if profile is None:
        raise NotFound()
    return profile, state
