"""People whom a case met, as they stand now: their colour, and whether they are its contacts or proposed as such."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.features.epidemic import contact_records
from chalicelib.features.epidemic.case_records import CaseRecord
from chalicelib.features.epidemic.contact_kinds import CONTACT, CONTACT_LIST, listed
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.person import colour, waits
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.store.reading import read_together

_READ_AT_ONCE = 50
"""People whose profile and state are read together: two records each."""
_PAGE = 100


def as_now(actor: Actor, record: CaseRecord, rows: Sequence[dict[str, Any]], now: datetime) -> list[dict[str, Any]]:
    """The rows with `colour` in the domestic scheme and `contact`, how they stand with this case; both null where
    nothing is known, the colour of another region's people too.

    Two reads a person, fifty people at once; a query for the case's contacts and one for what is proposed.
    """
    if not rows:
        return []
    standing = _standing(record, now)
    found = _found([row["person_id"] for row in rows])
    return [
        row | {"colour": _colour(actor, state, now), "contact": standing.get(profile.document_hash if profile else "")}
        for row, (profile, state) in zip(rows, found, strict=True)
    ]


def _found(ids: Sequence[str]) -> Iterator[tuple[people.ProfileRecord | None, StateRecord | None]]:
    for start in range(0, len(ids), _READ_AT_ONCE):
        some = ids[start : start + _READ_AT_ONCE]
        keys = [(people.ProfileRecord, f"P#{each}", "profile") for each in some]
        read = read_together([*keys, *(people.state_key(each) for each in some)])
        yield from zip(read[: len(some)], read[len(some) :], strict=True)


def _colour(actor: Actor, state: StateRecord | None, now: datetime) -> str | None:
    if state is None or waits.is_withheld(state) or not state.county.startswith(actor.region):
        return None
    shown = colour.decision(state, "domestic", now).colour
    return str(shown) if shown is not None else None


def _standing(record: CaseRecord, now: datetime) -> dict[str, str]:
    """By document: a status as contacts of the case have it, or `proposed`."""
    proposed = {each: "proposed" for one in _proposals(record, now) for each in _documents(one)}
    kept = {each.document_hash: str(each.status) for each in _contacts(record.id)}
    return kept | {each: status for each, status in proposed.items() if kept.get(each) in (None, "withdrawn")}


def _contacts(case_id: str) -> Iterator[contact_records.ContactRecord]:
    after: str | None = None
    while page := contact_records.of_case(case_id, _PAGE, after):
        yield from page
        after = page[-1].id


def _proposals(record: CaseRecord, now: datetime) -> Iterator[ProposalRecord]:
    """What waits about contacts of this case. A query for each hundred that wait in its region."""
    after: str | None = None
    while page := proposals.waiting((CONTACT.name, CONTACT_LIST.name), record.region, now, _PAGE, after):
        yield from (each for each in page if record.id in _cases(each))
        after = page[-1].waiting_place


def _cases(proposal: ProposalRecord) -> Iterable[str]:
    content = proposal.content
    return [content["case"]] if "case" in content else content["cases"]


def _documents(proposal: ProposalRecord) -> list[str]:
    content = proposal.content
    if proposal.proposed_kind == CONTACT.name:
        return [str(content["document_hash"])]
    return [each.document_hash for each in listed(content)]
