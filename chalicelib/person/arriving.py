"""Arrival of facts about whoever has a document: kept under its hash, and folded if it is somebody's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from chalicelib.person import foreseen, known_facts, records
from chalicelib.person.changing import Attempt
from chalicelib.person.colour import SEVERITY
from chalicelib.person.known_facts import KnownRecord
from chalicelib.person.person import Person
from chalicelib.person.records import DocumentClaim, StateRecord
from chalicelib.scoring.facts import Event
from chalicelib.store.reading import read_together

Apart = Literal["waiting", "other"]
"""Not folded: until staff compared two names, or because it is another person's."""


def found(document_hash: str) -> tuple[KnownRecord | None, DocumentClaim | None]:
    """What is known of a document, and whose it is. One batch read."""
    known, claim = read_together([known_facts.key(document_hash), (DocumentClaim, f"DOC#{document_hash}", "document")])
    return known, claim


def holder(document_hash: str) -> StateRecord | None:
    """The state of whoever has the document. Two reads."""
    claim = records.claim_of(document_hash)
    return records.state(claim.person_id) if claim is not None else None


class Passing(Protocol):
    """What looks at facts that make somebody worse before they are folded: the breaker."""

    def passes(self, attempt: Attempt, county: str) -> bool:
        """Whether they take effect; where not, it has written that they are held."""


class Naming(Protocol):
    """What looks whether a fact is about who has its document: the name that was given with it."""

    def apart(self, attempt: Attempt, document_hash: str, state: StateRecord) -> Apart | None:
        """Whether it is kept from them, for good or until staff looked; that it waits has been written then."""


@dataclass(frozen=True)
class Arrived:
    """The person whom facts were about, and the colour in each scheme before. `held`, `apart`: they were not folded."""

    person: Person
    before: Mapping[str, str]
    held: bool = False
    apart: Apart | None = None

    @property
    def worse(self) -> bool:
        """Whether the code got worse by it, in any scheme."""
        return any(change > 0 for change in self._changes())

    @property
    def better(self) -> bool:
        """Whether it got better, and worse in none."""
        changes = list(self._changes())
        return any(change < 0 for change in changes) and not self.worse

    @property
    def gravest(self) -> tuple[str, str]:
        """The gravest colour of any scheme before and now; `none` without a code."""
        now = dict(self.person.state.severity or {})
        before, after = (max(each.values(), key=SEVERITY.__getitem__, default="none") for each in (self.before, now))
        return before, after

    def _changes(self) -> Iterator[int]:
        for scheme, colour in (self.person.state.severity or {}).items():
            yield SEVERITY[colour] - SEVERITY[self.before.get(scheme, colour)]


def arrive(
    attempt: Attempt,
    document_hash: str,
    *events: Event,
    passing: Passing | None = None,
    naming: Naming | None = None,
) -> Arrived | None:
    """Facts about whoever has the document, known from now on. Returns them, if it is somebody's.

    A batch read, and one read more where it is. What came before changes nothing. An application for the document that
    is quicker is met anew. What makes the person worse and does not pass is held, and what gives another name is kept
    apart: neither changes anything.
    """
    known, claim = found(document_hash)
    fresh = known_facts.fresh(known, events)
    state = records.state(claim.person_id) if claim is not None else None
    learned = [known_facts.known_since(event, claim.since if claim else None) for event in fresh]
    apart = (
        naming.apart(attempt, document_hash, state) if state is not None and naming is not None and learned else None
    )
    if state is not None and apart is not None:
        return Arrived(attempt.person(state), dict(state.severity or {}), apart=apart)
    if state is not None and passing is not None and learned and _is_held(attempt, state, learned, passing):
        return Arrived(attempt.person(state), dict(state.severity or {}), held=True)
    if fresh:
        # A person who goes meanwhile takes the claim along, so that the transaction fails and is decided again.
        record = known_facts.extended(known, document_hash, fresh)
        attempt.write(*known_facts.arrive(record, claim, attempt.now))
    if state is None or claim is None:
        return None
    person, before = attempt.person(state), dict(state.severity or {})
    if learned:
        person.learn(*learned)
    return Arrived(person, before)


def _is_held(attempt: Attempt, state: StateRecord, events: list[Event], passing: Passing) -> bool:
    """Whether facts would make somebody worse and do not pass. What makes nobody worse is not asked about."""
    worse = bool(state.county) and foreseen.worsens(state, events, attempt.now)
    return worse and not passing.passes(attempt, state.county)
