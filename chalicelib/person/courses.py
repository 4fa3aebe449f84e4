"""Courses of people: their holds as they were lived, from every record there is, and any past day decided again."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.person import colour, facts, joined, shelf
from chalicelib.scoring.course import Course, course
from chalicelib.store.tables import PersonRecord


def of_person(records: Iterable[PersonRecord], person_id: str, until: datetime) -> Course:
    """The course of a person by all their records (`history.history`), until an instant. One batch read of ratings.

    What another record brought, counts from when it was joined with this one.
    """
    known = shelf.current()
    events = colour.with_ratings(list(facts.of_history(_by(list(records), person_id, until))))
    return course(events, known.book, until, known.outages.all)


def _by(records: list[PersonRecord], person_id: str, until: datetime) -> list[PersonRecord]:
    at = joined.joined_at(records)
    return records if at is None or at <= until else [each for each in records if each.pk == f"P#{person_id}"]
