"""Things that wait about somebody: whoever opens a person on account of one of them says which."""

from collections.abc import Callable
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk import comparisons, name_matches, requests
from chalicelib.errors import invalid
from chalicelib.features.appeals import records as appeals
from chalicelib.features.gates import anomaly_records as anomalies
from chalicelib.features.photos import records as photos
from chalicelib.features.proposals import kinds
from chalicelib.features.proposals import records as proposals
from chalicelib.person import declared_queue
from chalicelib.person import records as people


def _person(record: Any) -> set[str]:
    return {str(record.person_id)}


def _both(record: Any) -> set[str]:
    return {str(record.person_id), str(record.other)}


def _proposed(record: Any) -> set[str]:
    """Whose documents a proposal names, not the people of a list. A read for each."""
    claims = map(people.claim_of, kinds.named(record.proposed_kind).documents(record.content))
    return {str(claim.person_id) for claim in claims if claim is not None}


_QUEUES: dict[str, tuple[Callable[[str], Any], Callable[[Any], set[str]]]] = {
    "appeals": (appeals.find, _person),
    "photos": (photos.find, _person),
    "anomalies": (anomalies.find, _person),
    "recoveries": (requests.find, _person),
    "comparisons": (comparisons.find, _both),
    "name-matches": (name_matches.find, _person),
    "declared": (declared_queue.find, _person),
    "proposals": (proposals.find, _proposed),
}


def confirmed(actor: Actor, item: str | None, person_id: str) -> str | None:
    """`<queue>:<id>` where that waits in the actor's region and is about the person, else None: then it counts as
    opened without one. A read, for a proposal one more for each document. Raises Invalid for no such queue.
    """
    if item is None:
        return None
    queue, _, name = item.partition(":")
    if queue not in _QUEUES:
        raise invalid("item", "not_allowed", expected=", ".join(sorted(_QUEUES)))
    find, people_of = _QUEUES[queue]
    record = find(name[:128])
    waits = record is not None and bool(record.gsi3pk) and record.region.startswith(actor.region)
    return item if waits and person_id in people_of(record) else None
