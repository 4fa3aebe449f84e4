"""What comes with a document that becomes a person's, and what goes with the one that they had before."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.person import known_facts
from chalicelib.person.history import EvidenceRecord
from chalicelib.person.known_facts import KnownRecord
from chalicelib.person.retained_evidence import Evidence
from chalicelib.scoring.facts import Event
from chalicelib.store.transactions import Drop, Put, Step


@dataclass(frozen=True)
class Coming:
    """What comes with a document that becomes a person's: what offices know of it, what was kept of earlier records.

    `former` is the copy of what was known of the document that they had before: it goes.
    """

    known: KnownRecord | None = None
    evidence: Evidence | None = None
    since: datetime | None = None
    former: EvidenceRecord | None = None

    def __bool__(self) -> bool:
        return any(each is not None for each in (self.known, self.evidence, self.former))

    @property
    def events(self) -> tuple[Event, ...]:
        """The facts, to be folded."""
        known = tuple(known_facts.events_of(self.known, self.since)) if self.known is not None else ()
        return (*(self.evidence.events if self.evidence is not None else ()), *known)

    def steps(self, person_id: str, now: datetime) -> list[Step]:
        """The steps by which it becomes the person's."""
        found: list[Step] = list(self.evidence.steps(person_id, now)) if self.evidence is not None else []
        if self.known is not None:
            found.append(Put(known_facts.copy_of(person_id, self.known, self.since, now)))
        return [*found, Drop(self.former)] if self.former is not None else found
