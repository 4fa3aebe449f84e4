"""What partners ask of each other every night, and what staff see of what goes to partners."""

from typing import Annotated

from pydantic import Field

from chalicelib.features.exchange.shapes import Head, Received
from chalicelib.http.shapes import Day, Plain, Shape

Path = Annotated[Plain, Field(max_length=40)]


class DayOfPath(Shape):
    """One path's messages of a day and their records; `hash`: over `<id> <records>` lines in the order of ids."""

    path: Path
    messages: Annotated[int, Field(ge=0)]
    records: Annotated[int, Field(ge=0)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ClaimedDay(Shape):
    day: Day
    paths: Annotated[list[DayOfPath], Field(max_length=20)]


class ReconciliationMessage(Shape):
    message: Head
    payload: ClaimedDay


class DifferingPath(Shape):
    path: str
    ids: list[str]


class ComparedDay(Received):
    """What we have of the day; of each path where that differs from what was claimed the ids of its messages."""

    day: str
    paths: list[DayOfPath]
    differing: list[DifferingPath]
