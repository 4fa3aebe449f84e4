"""History that a person's state is the fold of: declarations, annulments and evidence, append-only, in time order."""

import json
from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.errors import Conflict
from chalicelib.instants import stamp
from chalicelib.store.tables import ABSENT, PersonRecord
from chalicelib.store.transactions import Put


class DeclarationRecord(PersonRecord, discriminator="declaration"):
    """`P#<id>`/`d#<instant>#<declaration id>`. `answers` is the JSON of what was declared."""

    at = UTCDateTimeAttribute()
    filed_by = UnicodeAttribute()
    answers = UnicodeAttribute()

    @property
    def id(self) -> str:
        return str(self.sk).rpartition("#")[2]

    @property
    def sort_id(self) -> str:
        """`<instant>#<id>`: the record's place among the person's declarations."""
        return str(self.sk)[2:]


class AnnulmentRecord(PersonRecord, discriminator="annulment"):
    """`P#<id>`/`da#<instant>#<declaration id>`: one a declaration, under the same sort id.

    `annulled` is mistaken or not_theirs; `answers`, for a mistaken one, are the JSON that takes the place of the
    declared ones, absent where they are only struck.
    """

    at = UTCDateTimeAttribute()
    by = UnicodeAttribute()
    annulled = UnicodeAttribute()
    answers = UnicodeAttribute(null=True)

    @property
    def declaration_id(self) -> str:
        return str(self.sk).rpartition("#")[2]


class EvidenceRecord(PersonRecord, discriminator="evidence"):
    """`P#<id>`/`e#<instant>#<id>`. `fact` names the event's class, `content` is its JSON."""

    at = UTCDateTimeAttribute()
    fact = UnicodeAttribute()
    content = UnicodeAttribute()


def declaration_put(person_id: str, declaration_id: str, at: datetime, filed_by: str, answers: dict[str, Any]) -> Put:
    """The step that appends a declaration."""
    sk = f"d#{stamp(at)}#{declaration_id}"
    return Put(DeclarationRecord(f"P#{person_id}", sk, at=at, filed_by=filed_by, answers=_compact(answers)), ABSENT)


def _compact(answers: dict[str, Any]) -> str:
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":"))


def annulment(
    person_id: str, sort_id: str, kind: str, answers: dict[str, Any] | None, by: str, now: datetime
) -> AnnulmentRecord:
    """What annuls the declaration with this `<instant>#<id>`, not yet written."""
    record = AnnulmentRecord(f"P#{person_id}", f"da#{sort_id}", at=now, by=by, annulled=kind)
    record.answers = _compact(answers) if answers else None
    return record


def annulment_put(record: AnnulmentRecord) -> Put:
    """The step that annuls a declaration, once; Conflict where it was annulled before."""
    return Put(record, ABSENT, Conflict("annulled_already"))


def annulment_of(person_id: str, sort_id: str) -> AnnulmentRecord | None:
    """The annulment of a declaration by its `<instant>#<id>`. One read."""
    record: AnnulmentRecord | None = AnnulmentRecord.find(f"P#{person_id}", f"da#{sort_id}")
    return record


def annulments(person_id: str, oldest: str, newest: str) -> list[AnnulmentRecord]:
    """The annulments of declarations between two sort ids, both included. One query."""
    keys = AnnulmentRecord.sk.between(f"da#{oldest}", f"da#{newest}")
    return list(AnnulmentRecord.query(f"P#{person_id}", keys, consistent_read=True))


def evidence_put(person_id: str, evidence_id: str, at: datetime, fact: str, content: str) -> Put:
    """The step that appends evidence, once; Conflict where it was recorded before."""
    return Put(evidence_record(person_id, evidence_id, at, fact, content), ABSENT, Conflict())


def evidence_record(person_id: str, evidence_id: str, at: datetime, fact: str, content: str) -> EvidenceRecord:
    """Evidence as it is stored, not yet written."""
    return EvidenceRecord(f"P#{person_id}", f"e#{stamp(at)}#{evidence_id}", at=at, fact=fact, content=content)


def declaration(person_id: str, sort_id: str) -> DeclarationRecord | None:
    """A declaration by its `<instant>#<id>`. One read."""
    record: DeclarationRecord | None = DeclarationRecord.find(f"P#{person_id}", f"d#{sort_id}")
    return record


def declarations(person_id: str, limit: int, before: str | None) -> list[DeclarationRecord]:
    """Newest first; those older than the sort id `before`. One query."""
    upper = f"d#{before}" if before else "d#~"
    keys = DeclarationRecord.sk.between("d#", upper)
    query = DeclarationRecord.query(
        f"P#{person_id}", keys, scan_index_forward=False, limit=limit + 1, consistent_read=True
    )
    return [record for record in query if record.sk != upper]


KEPT = "Kept"
"""The fact of an evidence record that has several facts, as a JSON list."""
JOINED = "Joined"
"""The fact of an evidence record that names another record of the same person; its content is that one's id."""


_KNOWN = "e#known#"


def known_place(document_hash: str) -> str:
    """Where the copy of what offices know of a document lies among its person's evidence (`person.known_facts`)."""
    return f"{_KNOWN}{document_hash}"


def is_known(record: PersonRecord) -> bool:
    """Whether a record is such a copy."""
    return str(record.sk).startswith(_KNOWN)


def joined_record(person_id: str, other: str, at: datetime) -> EvidenceRecord:
    """What makes another record one with this one, not yet written."""
    return EvidenceRecord(f"P#{person_id}", f"e#{stamp(at)}#joined-{other}", at=at, fact=JOINED, content=other)


def history(person_id: str) -> list[PersonRecord]:
    """All declarations, annulments and evidence, for building a state again; those of joined records with them.

    As many reads as there are pages.
    """
    keys = PersonRecord.sk.between("d#", "e#~")
    records = list(PersonRecord.query(f"P#{person_id}", keys, consistent_read=True))
    others = [each.content for each in records if isinstance(each, EvidenceRecord) and each.fact == JOINED]
    joined = [record for other in others for record in history(other)]
    # What is known of a joined document arrives with whom it is claimed by: an older copy is behind it.
    copies = {record.sk for record in records if is_known(record)}
    return [*records, *(record for record in joined if record.sk not in copies)]
