"""A mistyped name: corrected by its owner while it was never certified, by staff on evidence afterwards."""

import json
import secrets as random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.desk import requests
from chalicelib.desk.requests import RecoveryRecord
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
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Put

_CASES_PER_DAY = 5


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


def ask_staff(
    actor: Actor, person_id: str, typed: str, evidence: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A case for staff about a name that its owner can no longer correct. Two reads, one transaction.

    Raises Refused `invalid_name`, Conflict `name_unchanged`, NotFound, TooMany.
    """
    name = check_name(typed)
    window = Window("name_cases", person_id, _CASES_PER_DAY, timedelta(days=1))

    def change(attempt: Attempt) -> str:
        profile, state = own_records(actor, person_id)
        before = vault.unseal(person_id, "name", profile.name)
        if name == before:
            raise Conflict("name_unchanged", FieldError("name", "name_unchanged"))
        case = _case(state, profile, Renaming(before, name, evidence), now)
        attempt.write(window.step(now), people.must_still_exist(state), Put(case))
        attempt.once(key, case.id)
        return case.id

    return requests.acknowledged(changing(now, change))


@dataclass(frozen=True)
class Renaming:
    """The name on record, the one that is said to be right, and what shows it."""

    before: str
    name: str
    evidence: str


def _case(state: StateRecord, profile: ProfileRecord, renaming: Renaming, now: datetime) -> RecoveryRecord:
    case_id = random.token_hex(10)
    content = {
        "name": renaming.name,
        "name_before": renaming.before,
        "number": vault.unseal(state.person_id, "document", profile.document_number),
        "country": profile.details.get("country"),
        "phone": "",
        "evidence": renaming.evidence,
    }
    return requests.make(
        case_id,
        state.county,
        now,
        subject="name",
        account_id=state.account_id,
        person_id=state.person_id,
        content=vault.seal(case_id, "content", json.dumps(content, ensure_ascii=False), now),
    )


def decide(attempt: Attempt, record: RecoveryRecord, *, accept: bool, reason: str) -> None:
    """A reviewer's decision about a name; the person is told. Raises Conflict where the name was changed since."""
    content: dict[str, Any] = json.loads(vault.unseal(record.id, "content", record.content))
    state, profile = people.state(str(record.person_id)), people.profile(str(record.person_id))
    if (
        state is None
        or profile is None
        or vault.unseal(state.person_id, "name", profile.name) != content["name_before"]
    ):
        raise Conflict()
    person = attempt.person(state)
    if accept:
        name_anew(attempt, person, profile, content["name"])
        person.notify("inbox_renamed")
    else:
        person.notify("inbox_name_refused", reason=reason)


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
    questions.ask(person)
