"""A mistyped name: corrected by its owner while it was never certified, by staff on evidence afterwards."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.people import comparing, corrections, questions
from chalicelib.identity.names import check_name, mask_name
from chalicelib.person import namesakes
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_records
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import vault


def rename(actor: Actor, person_id: str, typed: str, address: str, now: datetime) -> None:
    """Takes the name as it is right; it is certified and compared anew. One transaction.

    Raises Refused `invalid_name`, Conflict `name_fixed`, NotFound for another's person, TooMany.
    """
    name = check_name(typed)

    def change(attempt: Attempt) -> StateRecord:
        profile, state = own_records(actor, person_id)
        if name == vault.unseal(person_id, "name", profile.name):
            return state
        if corrections.is_name_fixed(profile, state):
            raise Conflict("name_fixed", FieldError("name", "name_fixed"))
        person = attempt.person(state)
        attempt.write(*questions.count_steps(actor.account_id, address, now))
        name_anew(attempt, person, profile, name)
        return state

    questions.put(changing(now, change), now)


def name_anew(attempt: Attempt, person: Person, profile: ProfileRecord, name: str) -> None:
    """Writes the name, which the service is asked about and namesakes are looked for by."""
    sealed = vault.seal(person.id, "name", name, attempt.now)
    who = namesakes.identity_of(profile, name)
    # A document that another record has is nobody's place among namesakes.
    place = comparing.move(attempt, person, profile, None if person.state.contested else who, renamed=True)
    actions: list[Any] = [ProfileRecord.name.set(sealed), *comparing.placed(place)]
    attempt.write(people.profile_change(profile, actions))
    person.show_name(mask_name(name))
    if person.state.correcting != "staff":
        person.certify("pending")
