"""Deadlines of people and of staff: one that falls in an outage, or in the grace after it, moves to its end."""

from datetime import datetime

from chalicelib.container import asked_at
from chalicelib.person import shelf
from chalicelib.scoring.rules import Context


def moved(deadline: datetime, now: datetime) -> datetime:
    """`deadline` as it stands now, after the outages that are recorded. No read, but of what a container keeps."""
    asked_at(now)
    known = shelf.current()
    return Context.of(known.book, known.outages.all).outages.extended(deadline, now)
