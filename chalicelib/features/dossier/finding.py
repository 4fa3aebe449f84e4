"""Finding a person: by the full document, or by id; never by a name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import offices, openings
from chalicelib.errors import NotFound
from chalicelib.features.dossier import header, items
from chalicelib.identity.countries import two_letters
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.mrz import read_zone
from chalicelib.person import accounts, documents
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import whole_state
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store import vault

_NOBODY: dict[str, Any] = {"person": None, "outside": False, "ask": None, "phone_matches": None}
_PROVINCE = 2


@dataclass(frozen=True)
class Wanted:
    """Whom somebody looks for: by a document typed, or the lines of one scanned (a passport unless `type` says
    another); `phone_last4` to make sure."""

    type: str | None = None
    number: str | None = None
    country: str | None = None
    zone: str | list[str] | None = None
    phone_last4: str | None = None

    def document(self, now: datetime) -> Document:
        """Raises Refused `invalid_document`."""
        today = policy_day(now, POLICY_ZONE)
        if self.zone is None:
            return check_document(self.type or "", self.number or "", self.country, on=today)
        zone = read_zone(self.zone, on=today)
        return check_document(self.type or "passport", zone.number, two_letters(zone.issuer), on=today)


def search(actor: Actor, wanted: Wanted, item: str | None, now: datetime, language: str) -> dict[str, Any]:
    """The person of a document, masked; of another region's only whom to ask; audited either way.

    Two reads and one transaction. Raises Refused `invalid_document`, Invalid for an item of no such queue.
    """
    document = wanted.document(now)

    def find(attempt: Attempt) -> StateRecord | None:
        claim = documents.likely_claim_of(document)
        state = people.state(claim.person_id) if claim is not None else None
        if state is None or not state.county.startswith(actor.region):
            subject = f"document-{documents.hash_of(document)}"
            attempt.audit(actor, "document.searched", subject, region=actor.region)
            return state
        return _opened(attempt, actor, whole_state(state), item)

    state = changing(now, find)
    if state is None:
        return _NOBODY
    if not state.county.startswith(actor.region):
        return _NOBODY | {"outside": True, "ask": _whom_to_ask(actor, state, language)}
    openings.watch(actor, now)
    matches = _has_phone(state, wanted.phone_last4) if wanted.phone_last4 else None
    return _NOBODY | {"person": header.of(state, now, language), "phone_matches": matches}


def opened(actor: Actor, person_id: str, item: str | None, now: datetime) -> StateRecord:
    """The record of a person of the region, opened: audited, and seen by the person as an office's look.

    A read and one transaction. Raises NotFound for nobody and for another region's.
    """

    def look(attempt: Attempt) -> StateRecord:
        state = reached(actor, people.state(person_id))
        return _opened(attempt, actor, whole_state(state), item)

    state = changing(now, look)
    openings.watch(actor, now)
    return state


def reached(actor: Actor, state: StateRecord | None) -> StateRecord:
    """Raises NotFound for nobody and for another region's person."""
    if state is None:
        raise NotFound()
    require_region(actor, state.county)
    return state


def _opened(attempt: Attempt, actor: Actor, state: StateRecord, item: str | None) -> StateRecord:
    waits = items.confirmed(actor, item, state.person_id)
    attempt.write(openings.step(actor, state.person_id, attempt.now, waits))
    ids = {"item": waits} if waits else {}
    look = {**offices.looking(actor), **ids}
    attempt.audit(actor, "person.opened", state.person_id, region=state.county, **look)
    return state


def _whom_to_ask(actor: Actor, state: StateRecord, language: str) -> str:
    """The same office of the province where the person lives; of the country for who told no county."""
    return offices.named(offices.of(actor), state.county[:_PROVINCE], language)


def _has_phone(state: StateRecord, last4: str) -> bool:
    """Whether the account that files for the person logs in with a phone of these last digits. One read."""
    account = accounts.find(state.account_id)
    return account is not None and vault.unseal(account.id, "phone", account.phone).endswith(last4)
