"""Who an office says that a fact is about: whether the name that it gave is the one on record with the number.

Names that are one person's by `identity/namesakes.py` are compared by nobody. Others are one once staff have said so,
and are two persons' once staff have said that; until then the fact waits, and nobody's colour follows from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.desk import name_matches
from chalicelib.desk.name_matches import SAME, WAITING, NamedFact, NameMatchRecord
from chalicelib.identity.namesakes import is_same
from chalicelib.person import records as people
from chalicelib.person.arriving import Apart
from chalicelib.person.changing import Attempt
from chalicelib.person.records import DocumentClaim, ProfileRecord, StateRecord
from chalicelib.store import vault
from chalicelib.store.reading import read_together


@dataclass(frozen=True)
class Naming:
    """A fact on its way to who has the document, with the name that was given."""

    name: str
    fact: NamedFact

    def apart(self, attempt: Attempt, document_hash: str, state: StateRecord) -> Apart | None:
        """Whether it is kept from who has the document; that it waits is written then. None where it is theirs.

        A read; one more where the names differ.
        """
        found = compared(document_hash, state.person_id, self.name, people.profile(state.person_id))
        if found is None:
            return None
        match_id, record = found
        if record is None:
            told = (state.person_id, document_hash, state.county or "", self.name, attempt.now)
            record = name_matches.make(match_id, *told)
        if record.status == WAITING:
            attempt.write(*name_matches.wait_steps(record, self.fact, attempt.now))
            return "waiting"
        return None if record.status == SAME else "other"


def compared(
    document_hash: str, person_id: str, name: str, profile: ProfileRecord | None
) -> tuple[str, NameMatchRecord | None] | None:
    """What names that differ are found by, and what is known of them; None where they are one. A read where not."""
    match_id = differing(document_hash, person_id, name, profile)
    return None if match_id is None else (match_id, name_matches.find(match_id))


def differing(document_hash: str, person_id: str, name: str, profile: ProfileRecord | None) -> str | None:
    """What the two names are found by where they differ; None where they are one, or where nobody is on record."""
    on_record = vault.unseal(person_id, "name", profile.name) if profile is not None else ""
    if not on_record or is_same(name, on_record):
        return None
    return name_matches.id_of(document_hash, name, on_record)


def is_apart(document_hash: str, state: StateRecord, name: str | None) -> bool:
    """Whether a fact that gives this name would not reach who has the document. Two reads at most."""
    if name is None:
        return False
    found = compared(document_hash, state.person_id, name, people.profile(state.person_id))
    return found is not None and (found[1] is None or found[1].status != SAME)


def looked_up(told: Iterable[tuple[str, DocumentClaim | None, str | None]]) -> list[str | None]:
    """Of documents with whose they are and the name that was given: `waiting` where another is on record and may be
    theirs, `other` where staff have said that it is not; None else. A batch read of records, one of what is known.
    """
    rows = list(told)
    asked = {claim.person_id for _, claim, name in rows if claim is not None and name is not None}
    keys = {person_id: (ProfileRecord, f"P#{person_id}", "profile") for person_id in sorted(asked)}
    profiles = dict(zip(keys, read_together(keys.values()), strict=True)) if keys else {}
    found = [
        differing(document_hash, claim.person_id, name, profiles[claim.person_id])
        if claim is not None and name is not None
        else None
        for document_hash, claim, name in rows
    ]
    ids = sorted({each for each in found if each is not None})
    known = dict(zip(ids, read_together(map(name_matches.key, ids)), strict=True)) if ids else {}
    return [_standing(known[each]) if each is not None else None for each in found]


def _standing(record: NameMatchRecord | None) -> str | None:
    return WAITING if record is None else None if record.status == SAME else str(record.status)
