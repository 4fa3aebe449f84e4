"""Entries of a time line, each source by itself: declarations, holds, visits, readings, messages, decisions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib import instants
from chalicelib.desk import audit
from chalicelib.features.declarations import declaring
from chalicelib.features.lookers.looking import LOOKS
from chalicelib.features.messages import reading
from chalicelib.features.visits import records as visits
from chalicelib.instants import stamp
from chalicelib.notify.causes import cause
from chalicelib.notify.texts import say
from chalicelib.person import facts, inbox, origins, travel
from chalicelib.person.history import AnnulmentRecord, DeclarationRecord
from chalicelib.person.records import StateRecord
from chalicelib.scoring.course import Course, Turn, turns
from chalicelib.scoring.facts import (
    AnomalyWithdrawn,
    CaseKnown,
    ContactKnown,
    DesignationMade,
    GateAnomaly,
)
from chalicelib.store.cursors import Place
from chalicelib.store.tables import PersonRecord

KINDS = ("declarations", "holds", "visits", "readings", "messages", "decisions")
_NO_DECISIONS = (*LOOKS, "document.searched", "visits.listed")
_AT_ONE_INSTANT = 16
"""More than are asked for, because a page may end between entries of one instant."""
_VISIT_INSTANT = slice(6, 19)
"""Of a visit's place, the instant when it was first known."""


@dataclass(frozen=True)
class Entry:
    """One entry. `corrected`: by what is known now it was not so, or was taken back."""

    at: datetime
    kind: str
    id: str
    text: str
    more: dict[str, Any] = field(default_factory=dict)
    corrected: bool = False

    @property
    def place(self) -> Place:
        return (stamp(self.at), self.kind, self.id)


@dataclass(frozen=True)
class Asked:
    """Whose time line, by their records and course, up to an instant; how many at least, in which language."""

    state: StateRecord
    records: list[PersonRecord]
    course: Course
    until: datetime
    limit: int
    language: str

    @property
    def reads(self) -> int:
        return self.limit + _AT_ONE_INSTANT


def declarations(asked: Asked) -> Iterator[Entry]:
    """What was declared, with its annulment where there is one, and the annulments by themselves."""
    annulled = {each.declaration_id: each for each in asked.records if isinstance(each, AnnulmentRecord)}
    for each in asked.records:
        if isinstance(each, DeclarationRecord):
            struck = annulled.get(each.id)
            known = struck is not None and struck.at <= asked.until
            more = {"declaration_id": _reference(each), "answers": facts.answers_of(each), "by": each.filed_by}
            said = say("timeline.declared", asked.language)
            yield Entry(each.at, "declarations", each.id, said, more, corrected=known)
    for struck in annulled.values():
        more = {"by": struck.by, "declaration_id": _reference(struck)}
        said = say(f"timeline.annulled.{struck.annulled}", asked.language)
        yield Entry(struck.at, "declarations", f"annulled-{struck.declaration_id}", said, more)


def _reference(record: DeclarationRecord | AnnulmentRecord) -> str:
    return declaring.reference_of(str(record.pk)[2:], str(record.sk).partition("#")[2])


def holds(asked: Asked) -> Iterator[Entry]:
    """Openings and closings of holds, as they were lived."""
    for number, turn in enumerate(turns(asked.course)):
        yield _turn(turn, number, asked.language)


def _turn(turn: Turn, number: int, language: str) -> Entry:
    view, opened = turn.view, "opened" if turn.opened else "taken_back" if turn.corrected else "closed"
    sentence = cause(view.rule, view.named, travel.spoken(view.since, language), language)
    more = {
        "scheme": turn.scheme,
        "rule": view.rule,
        "colour": view.colour,
        "opened": turn.opened,
        "decision_ref": origins.reference(view.rule, view.key),
    }
    said = say(f"timeline.hold.{opened}", language, cause=sentence)
    return Entry(turn.at, "holds", f"{number:04d}", said, more, corrected=turn.corrected)


def seen(asked: Asked) -> Iterator[Entry]:
    """Visits, at the instant at which they were first known. One query."""
    for each in visits.of_person_until(asked.state.person_id, asked.reads, asked.until):
        at = instants.from_millis(int(each.sort_key[_VISIT_INSTANT]))
        more = {
            "venue_id": each.venue_id,
            "came": each.came,
            "left": each.left,
            "temperature": float(each.temperature) if each.temperature is not None else None,
            "colour": each.colour,
            "suspect": each.suspect,
        }
        said = say("timeline.visited", asked.language, venue=each.venue_name)
        yield Entry(at, "visits", each.id, said, more)


def readings(asked: Asked) -> Iterator[Entry]:
    """What gates measured or reported that colours, and what of it was taken back."""
    events = asked.course.ordered
    withdrawn = {each.anomaly_id for each in events if isinstance(each, AnomalyWithdrawn) and each.at <= asked.until}
    for each in events:
        if isinstance(each, GateAnomaly):
            more = {"temperature": float(each.temperature) if each.temperature is not None else None}
            said = say("timeline.reported" if each.reported else "timeline.measured", asked.language)
            yield Entry(each.at, "readings", each.id, said, more, corrected=each.id in withdrawn)


def messages(asked: Asked) -> Iterator[Entry]:
    """What the person was told. One query."""
    state, until = asked.state, f"message#{stamp(asked.until)}~"
    for each in inbox.of_person(state.account_id, state.person_id, asked.reads, until):
        at = instants.from_millis(int(str(each.sk).split("#")[1]))
        more = {"message": each.code.removeprefix("inbox_"), "delivery": each.delivery}
        yield Entry(at, "messages", str(each.sk), reading.said(each, asked.language), more)


def decisions(asked: Asked) -> Iterator[Entry]:
    """What offices decided about the person and about the cases, contacts and designations of their document, from the
    audit. A query for each of these."""
    until = f"{stamp(asked.until)}~"
    for subject in (asked.state.person_id, *sorted(_refs(asked))):
        for each in audit.decisions_about(subject, asked.reads, until, _NO_DECISIONS):
            more = {
                "action": each.action,
                "decision_ref": each.subject,
                "audit": f"{each.shard}-{int(each.number)}",
                "by": each.actor_id,
                "reason": each.reason,
                "region": each.region,
            }
            said = say("timeline.decided", asked.language)
            yield Entry(each.at, "decisions", f"{each.shard}-{int(each.number):012d}", said, more)


def _refs(asked: Asked) -> set[str]:
    """The references of the office's decisions that the person's facts rest on."""
    found: set[str] = set()
    for each in asked.course.ordered:
        match each:
            case CaseKnown():
                found.add(each.source_ref)
            case ContactKnown():
                found.add(each.id.partition("-")[0])
            case DesignationMade():
                found.add(each.id)
            case _:
                continue
    return found


SOURCES = {
    "declarations": declarations,
    "holds": holds,
    "visits": seen,
    "readings": readings,
    "messages": messages,
    "decisions": decisions,
}


def of_kinds(asked: Asked, wanted: Iterable[str]) -> Iterator[Entry]:
    """The entries of some kinds up to the instant, in no order."""
    for kind in wanted:
        yield from (each for each in SOURCES[kind](asked) if each.at <= asked.until)
