"""Earlier registrations in other codes: offered to whoever is certified for the document, confirmed or declined."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict
from chalicelib.features.people import applying
from chalicelib.person import priors
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_records


def offered(actor: Actor, person_id: str, now: datetime) -> dict[str, Any]:
    """What an earlier registration holds of one of the account's people, `prior`: None where none is offered.

    Raises NotFound for another's person.
    """
    record = priors.offered(*own_records(actor, person_id), now)
    if record is None:
        return {"prior": None}
    told = {"system": record.system, "registered_on": record.registered_on, "residence": record.residence}
    return {"prior": told | {"address": priors.address_of(record), "expires_at": record.expires_at}}


def decide(actor: Actor, person_id: str, *, confirmed: bool, now: datetime, language: str) -> dict[str, Any]:
    """Takes residence and address over, or leaves them; the earlier registration is gone either way.

    Raises NotFound for another's person, Conflict where none is offered.
    """

    def change(attempt: Attempt) -> None:
        profile, state = own_records(actor, person_id)
        record = priors.offered(profile, state, now)
        if record is None:
            raise Conflict()
        attempt.write(priors.spent(record))
        actions = applying.moved(person_id, record.residence, priors.address_of(record), now) if confirmed else []
        if confirmed and record.residence and record.residence != profile.residence:
            attempt.person(state).live_in(record.residence)
        attempt.write(people.profile_change(profile, actions) if actions else people.still_has(profile))

    changing(now, change)
    return applying.view(actor, person_id, language)
