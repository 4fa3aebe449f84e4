"""The second person's decision on a rating, by the rating's id or its region's code."""

from datetime import datetime

from chalicelib.access.actor import Actor, require_role
from chalicelib.access.idempotency import Once
from chalicelib.errors import Conflict
from chalicelib.features.proposals import deciding, records
from chalicelib.features.proposals.deciding import Decision
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.ratings import in_force, publishing


def decide(actor: Actor, rating_id: str, decision: Decision, key: Once | None, now: datetime) -> ProposalRecord:
    """Decides on what is proposed of a rating. Raises NotFound for nothing, and as `deciding.decide`."""
    return deciding.decide(actor, _proposal_of(actor, rating_id, now), decision, key, now)


def _proposal_of(actor: Actor, rating_id: str, now: datetime) -> str:
    """The open proposal about a region (by its code) or about a period, which ends in that of its own proposal.

    Raises NotFound for another region's, Forbidden without a role of its kind, Conflict where none is open any more.
    """
    _, _, proposal_id = rating_id.partition("-")
    kind = in_force.CORRECTION if proposal_id else in_force.RATING
    found = records.open_id(kind.name, rating_id, now) or proposal_id
    if not found:
        publishing.require_reachable(actor, rating_id)
        require_role(actor, kind.deciders)
        raise Conflict()
    return found
