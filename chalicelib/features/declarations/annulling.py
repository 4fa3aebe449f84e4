"""Annulment of a declaration, by staff on evidence (domain: International edition, Annulment).

A mistaken one loses its answers, or gets those that are right; its instant stays, so that chain, streak and check-in
day stand. One that is not theirs goes whole. Everything derived is rebuilt from all the person's records.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import audit, eased, offices
from chalicelib.errors import Conflict, FieldError, NotFound
from chalicelib.features.declarations import declaring
from chalicelib.features.declarations.declaring import Form
from chalicelib.person import colour, history
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.history import AnnulmentRecord, DeclarationRecord
from chalicelib.person.ownership import whole_state
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.scoring.comparison import is_worse
from chalicelib.scoring.days import policy_day

Kind = Literal["mistaken", "not_theirs"]


@dataclass(frozen=True)
class Annulling:
    """What staff decided: `answers` take the place of mistaken ones, None strikes them."""

    kind: Kind
    reason: str
    answers: Form | None = None


@dataclass(frozen=True)
class _Found:
    """The declaration and whom it is about."""

    declaration: DeclarationRecord
    state: StateRecord


def look(actor: Actor, reference: str, now: datetime) -> dict[str, Any]:
    """A declaration, for staff who have to decide about it; each look is in the audit.

    Three reads, a query and a write. Raises NotFound.
    """
    found = _found(actor, reference)
    person_id, region = found.state.person_id, found.state.county
    annulment = history.annulment_of(person_id, found.declaration.sort_id)
    named = {"declaration": found.declaration.id, **offices.looking(actor)}
    audit.audited([], actor.account_id, "declaration.looked_at", person_id, now, region=region, **named)
    return declaring.view(found.declaration, annulment)


def annul(actor: Actor, reference: str, decided: Annulling, key: Once | None, now: datetime) -> dict[str, Any]:
    """Annuls a declaration, once; audited, and the person is told.

    Two reads, a query over the person's history and one transaction. Raises NotFound, Forbidden outside the region,
    Conflict `annulled_already`, and `needs` a second person where the code would be of a graver colour for it, or for
    longer: nobody does that to anybody alone.
    """

    def change(attempt: Attempt) -> dict[str, Any]:
        found = _found(actor, reference)
        record = _record(actor, found, decided, now)
        attempt.write(history.annulment_put(record))
        person = attempt.person(found.state)
        _leave_out(person, record, now)
        named = {"reason": decided.reason, "declaration": record.declaration_id}
        place = {"region": person.state.county, "reason": decided.reason, "by": actor.account_id}
        listed, again = f"annulled-{record.declaration_id}", Conflict("annulled_already")
        eased_step = eased.put(listed, f"declaration.{decided.kind}", reference, now=now, **place)
        attempt.write(replace(eased_step, otherwise=again))
        attempt.audit(actor, f"declaration.{decided.kind}", person.id, region=person.state.county, **named)
        attempt.once(key, record.declaration_id)
        return _answer(reference, decided.kind, now, person.state)

    return changing(now, change)


def replay_answer(actor: Actor, reference: str) -> dict[str, Any]:
    """The answer to a request that annulled this declaration, with the colours of now."""
    found = _found(actor, reference)
    record = history.annulment_of(found.declaration.pk[2:], found.declaration.sort_id)
    if record is None:
        raise NotFound()
    return _answer(reference, record.annulled, record.at, found.state)


def _found(actor: Actor, reference: str) -> _Found:
    person_id, sort_id = declaring.located(reference)
    state, declaration = people.state(person_id), history.declaration(person_id, sort_id)
    if state is None or declaration is None:
        raise NotFound()
    require_region(actor, state.county)
    return _Found(declaration, whole_state(state))


def _record(actor: Actor, found: _Found, decided: Annulling, now: datetime) -> AnnulmentRecord:
    answers = None
    if decided.answers is not None:
        declaring.check(decided.answers, policy_day(found.declaration.at, POLICY_ZONE), "answers.")
        answers = decided.answers.answers()
    sort_id = found.declaration.sort_id
    return history.annulment(found.declaration.pk[2:], sort_id, decided.kind, answers, actor.account_id, now)


def _leave_out(person: Person, record: AnnulmentRecord, now: datetime) -> None:
    """Rebuilds the state without what was annulled. Raises Conflict where that would make a code worse."""
    schemes = colour.schemes_of(person.state)
    before = [colour.decision(person.state, scheme, now) for scheme in schemes]
    person.notify("inbox_annulled")
    person.rebuild([*history.history(person.id), record])
    person.mark_annulled()
    after = [colour.decision(person.state, scheme, now) for scheme in schemes]
    if any(is_worse(*pair) for pair in zip(after, before, strict=True)):
        raise Conflict("needs", FieldError("needs", "second_person"))


def _answer(reference: str, kind: str, at: datetime, state: StateRecord) -> dict[str, Any]:
    return {"declaration_id": reference, "kind": kind, "at": at, "colours": dict(state.severity or {})}
