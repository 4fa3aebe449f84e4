"""A code as it is answered: colour, holds, streak, token."""

from typing import Literal

from chalicelib.features.trips.shapes import Risk, TripShown
from chalicelib.http.shapes import Shape

Scheme = Literal["domestic", "international"]


class Hold(Shape):
    """`decision_ref`: under which the audit has an office's decision, where one is behind it. `reported_by`: the office
    that reported what it rests on, known since `known_at`."""

    rule: str
    text: str
    since: str
    clears_on: str | None
    checkins_required: int
    checkins_done: int
    decision_ref: str | None
    reported_by: str
    known_at: str


class CheckIn(Shape):
    """`abnormal_today`: today counts as ill; the days of the streak count again from tomorrow."""

    required: bool
    done_today: bool
    streak: int
    abnormal_today: bool


class Streak(Shape):
    days: int
    since: str | None
    last_at: str | None
    next_due_at: str | None


class Code(Shape):
    """`withheld`: no colour until it was decided who the person is. `streak` and what stands after it are there for an
    international code only."""

    person_id: str
    scheme: Scheme
    colour: Literal["green", "yellow", "red"] | None
    grade: Literal["00", "01", "10"] | None
    holds: list[Hold]
    checkin: CheckIn
    valid_until: str | None
    expired: bool
    rules_version: str
    updated_at: str
    certification: Literal["pending", "certified", "refused"]
    name_masked: str
    document_last4: str
    pass_text: str
    withheld: bool
    token: str | None
    token_expires_at: str | None
    streak: Streak | None = None
    trip: TripShown | None = None
    required: bool | None = None
    boardable: bool | None = None
    risks: list[Risk] | None = None
    earliest_boarding_on: str | None = None
    closed: bool | None = None
