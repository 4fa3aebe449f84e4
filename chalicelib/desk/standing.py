"""Standing of staff: what a login may do now, asked of its record at every request and not of its token."""

from dataclasses import replace

from chalicelib.access.actor import DECIDING_ROLES, Actor
from chalicelib.desk import staff
from chalicelib.errors import Forbidden, Unauthenticated
from chalicelib.store.transactions import Check


def standing(actor: Actor) -> Actor:
    """The actor with the roles and the region of now. Two reads. Raises Unauthenticated where the login is off.

    Without a document nobody can say whose login it is, so it decides nothing.
    """
    record = staff.by_id(actor.account_id)
    if record is None or not record.active:
        raise Unauthenticated()
    roles = frozenset(record.roles) - (frozenset[str]() if record.document_hash else DECIDING_ROLES)
    known = replace(actor, login=record.login, version=int(record.version), document=record.document_hash or "")
    return replace(known, roles=roles, region=record.region)


def still_stands(actor: Actor) -> list[Check]:
    """The step that requires that the login is still as it was read; none for whom nothing was read.

    Forbidden where roles, region or the login itself were changed between the request and its writing.
    """
    return [staff.unchanged(actor.login, actor.version, Forbidden())] if actor.version else []
