"""Proposals as they are answered, by every route that makes or shows one."""

from typing import Any, Literal

from chalicelib.http.shapes import Shape


class Touches(Shape):
    """How many people it touches, counted at `at`; `estimated`: from counters and not one by one."""

    people: int
    to_red: int
    to_yellow: int
    estimated: bool
    at: str


class Proposal(Shape):
    """`needs`: what an approval takes, of second_person, supervisor, count, simulation, cooling. `own`: the reader is
    who proposed it, and waits for somebody else."""

    id: str
    kind: str
    subject: str
    region: str
    status: Literal["proposed", "in_force", "refused", "withdrawn", "expired"]
    version: int
    content_hash: str
    content: dict[str, Any]
    reason: str
    touches: Touches
    needs: list[str]
    proposed_by: str
    proposed_at: str
    expires_at: str
    decided_by: str | None
    decided_at: str | None
    decision_reason: str | None
    own: bool
