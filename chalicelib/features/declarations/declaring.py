"""Filing of declarations: one read and one transaction, whatever the length of the history."""

import re
import secrets as random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Conflict, Invalid, NotFound, invalid
from chalicelib.features.people import corrections, proxies
from chalicelib.features.people.corrections import Corrected, Correction
from chalicelib.features.showing import code as showing_code
from chalicelib.features.trips import trips
from chalicelib.features.trips.trips import TripForm
from chalicelib.http.regions import check_region
from chalicelib.instants import stamp
from chalicelib.person import facts, history
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.colour import SEVERITY
from chalicelib.person.history import AnnulmentRecord, DeclarationRecord
from chalicelib.person.ownership import own_state, shown_state
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store.listing import Listing

_REFERENCE = re.compile(r"(?P<person>[0-9a-f]{20})-(?P<at>[0-9]{13})-(?P<id>[0-9a-f]{20})\Z")


@dataclass(frozen=True)
class StayForm:
    region: str
    first: date
    last: date


@dataclass(frozen=True)
class Form:
    """A declaration as it was sent. `contact` and `test` are (kind or result, day)."""

    temperature: Decimal
    symptoms: frozenset[str]
    contact: tuple[str, date | None]
    test: tuple[str, date | None]
    location: str
    stays: tuple[StayForm, ...]
    trip: TripForm | None = None
    keeps_trip: bool = True
    """Whether the trip stays as it was; otherwise `trip` takes its place, None cancels it."""
    filed_by: str | None = None
    document: Correction | None = None
    address: str = ""
    """Where it comes from, by which questions to the real-name service are counted."""

    def answers(self) -> dict[str, Any]:
        """What is stored and shown of it."""
        trip = {"trip": self.trip.stored()} if self.trip else {}
        return trip | {
            "temperature": float(self.temperature),
            "symptoms": sorted(self.symptoms),
            "contact": {"kind": self.contact[0], "on": _iso(self.contact[1])},
            "test": {"result": self.test[0], "on": _iso(self.test[1])},
            "location": self.location,
            "stays": [
                {"region": stay.region, "from": _iso(stay.first), "until": _iso(stay.last)} for stay in self.stays
            ],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def submit(actor: Actor, person_id: str, form: Form, key: Once | None, now: datetime, language: str) -> dict[str, Any]:
    """Files a declaration at `now` and answers with the code that follows.

    Raises NotFound for another's person, Invalid for days in the future and unknown regions, Unavailable
    if other requests for the same person kept being quicker.
    """
    check(form, policy_day(now, POLICY_ZONE))
    declaration_id = random.token_hex(10)

    def change(attempt: Attempt) -> Declared:
        person = attempt.person(shown_state(actor, person_id))
        if person.id != person_id and form.document is not None:
            raise Conflict()
        filed_by = proxies.filed_by(actor, person.state, form.filed_by, now)
        corrected = corrections.prepare(person.state, form.document, now)
        _declare(attempt, person, Filing(person_id, declaration_id, filed_by, form, corrected))
        attempt.once(key, f"{stamp(now)}-{declaration_id}")
        return Declared(person.state, filed_by, corrected)

    declared = changing(now, change)
    corrections.announce(declared.state, declared.corrected, now)
    reference = reference_of(person_id, f"{stamp(now)}-{declaration_id}")
    shown = _answer(reference, now, declared.filed_by, form.answers())
    return {"declaration": shown, "code": showing_code.answer(declared.state, None, now, language)}


@dataclass(frozen=True)
class Declared:
    """What a declaration made: the state that follows, who filed it, the number it corrected."""

    state: StateRecord
    filed_by: str
    corrected: Corrected | None


@dataclass(frozen=True)
class Filing:
    """One declaration on its way into the records of the document that it is filed under."""

    record_id: str
    id: str
    filed_by: str
    form: Form
    corrected: Corrected | None


def _declare(attempt: Attempt, person: Person, filing: Filing) -> None:
    """The declaration, what it corrects of the document and plans of the trip, and the colour that follows."""
    answers, now = filing.form.answers(), attempt.now
    person.take_declaration()
    if not filing.form.keeps_trip:
        trips.set_trip(person, filing.form.trip, now, prefix="trip.")
    corrections.correct(attempt, person, filing.corrected, filing.form.address)
    coming = filing.corrected.coming if filing.corrected else None
    attempt.write(history.declaration_put(filing.record_id, filing.id, now, filing.filed_by, answers))
    before = dict(person.state.severity or {})
    person.learn(facts.declaration(filing.id, now, answers), coming=coming)
    _tell_of_worse(person, before)


def _tell_of_worse(person: Person, before: Mapping[str, str]) -> None:
    """An entry in the inbox where the declaration gave a worse colour; it came with the answer, so no SMS."""
    after = person.state.severity or {}
    worse = [colour for scheme, colour in after.items() if SEVERITY[colour] > SEVERITY[before.get(scheme, "green")]]
    if worse:
        person.notify(f"inbox_turned_{max(worse, key=SEVERITY.__getitem__)}", sms=False)


def check(form: Form, today: date, prefix: str = "") -> None:
    """Raises Invalid for what a declaration of `today` cannot say; `prefix` goes before field names."""
    late = [invalid(f"{prefix}{field}", "in_future").fields[0] for field, day in _days(form) if day and day > today]
    if late:
        raise Invalid(None, *late)
    check_region(form.location, f"{prefix}location")
    for index, stay in enumerate(form.stays):
        check_region(stay.region, f"{prefix}stays.{index}.region")


def _days(form: Form) -> Iterator[tuple[str, date | None]]:
    """Every day that the form names, with its field."""
    yield "contact.on", form.contact[1]
    yield "test.on", form.test[1]
    for index, stay in enumerate(form.stays):
        yield f"stays.{index}.from", stay.first
        yield f"stays.{index}.until", stay.last


def reference_of(person_id: str, sort_id: str) -> str:
    """A declaration's public id: it says where the record lies, so that finding it takes one read and no index."""
    return f"{person_id}-{sort_id.replace('#', '-')}"


def located(reference: str) -> tuple[str, str]:
    """The person and the sort id that a public id names. Raises NotFound for what is none."""
    found = _REFERENCE.match(reference)
    if found is None:
        raise NotFound()
    return found["person"], f"{found['at']}#{found['id']}"


def _answer(
    reference: str,
    at: datetime,
    filed_by: str,
    answers: dict[str, Any],
    annulment: AnnulmentRecord | None = None,
) -> dict[str, Any]:
    annulled = {"kind": annulment.annulled, "at": annulment.at} if annulment else None
    return {"id": reference, "at": at, "filed_by": filed_by, "annulled": annulled} | answers


def view(record: DeclarationRecord, annulment: AnnulmentRecord | None) -> dict[str, Any]:
    """A declaration as it is answered, with what staff annulled of it."""
    reference = reference_of(record.pk[2:], record.sort_id)
    return _answer(reference, record.at, record.filed_by, facts.answers_of(record), annulment)


def replay_answer(actor: Actor, person_id: str, resource: str, now: datetime, language: str) -> dict[str, Any]:
    """The answer to a declaration that an earlier request filed, with the code as it is now. Raises NotFound."""
    own_state(actor, person_id)
    record = history.declaration(person_id, resource.replace("-", "#"))
    if record is None:
        raise NotFound()
    annulment = history.annulment_of(person_id, record.sort_id)
    return {"declaration": view(record, annulment), "code": showing_code.show(actor, person_id, None, now, language)}


def listed(actor: Actor, person_id: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of a person's declarations, newest first, with what staff annulled.

    A read and a query; one query more after an annulment.
    """
    listing = Listing("declarations", person_id)
    before = listing.after(cursor)
    state = own_state(actor, person_id)
    found = history.declarations(person_id, limit, before)
    annulled = _annulled(person_id, found[:limit]) if state.annulled else {}
    return listing.answer(
        found, limit, lambda record: record.sort_id, lambda record: view(record, annulled.get(record.id))
    )


def _annulled(person_id: str, page: list[DeclarationRecord]) -> dict[str, AnnulmentRecord]:
    if not page:
        return {}
    found = history.annulments(person_id, page[-1].sort_id, page[0].sort_id)
    return {record.declaration_id: record for record in found}
