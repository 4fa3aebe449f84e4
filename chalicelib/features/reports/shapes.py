"""What partners ask of each other every night, and what staff see of what goes to partners."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.features.exchange.shapes import Head, PathState, Received
from chalicelib.http.shapes import Day, Passage, Plain, Shape

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


# For staff


class SentPath(Shape):
    path: str
    last: int


class ComparedShortly(Shape):
    """`fault`: why it could not be compared."""

    day: str
    equal: bool
    fault: str | None
    at: str


class Exchanged(Shape):
    """`state`: receives_only where nothing is agreed to go there. `waiting`: records that wait, `more`: and others
    that were not counted. `under_way`: messages; `late`: one of them for over an hour. `sent`: the last number of ours
    by path, `received`: how far theirs are. `values_silent`: what its colours mean is not proven yet."""

    id: str
    name: str
    region: str
    profile: Literal["kangma-1", "gateway-sm"]
    mode: Literal["share", "convert", "use"]
    state: Literal["answering", "not_answering", "receives_only"]
    late: bool
    silent_since: str | None
    next_at: str | None
    fault: str | None
    values_silent: bool
    waiting: int
    more: bool
    oldest_at: str | None
    under_way: int
    sent: list[SentPath]
    received: list[PathState]
    yesterday: ComparedShortly | None


class ExchangedList(Shape):
    items: list[Exchanged]


class UnderWay(Shape):
    """A message that is not acknowledged, and of how many of its records that is so; `fault`: of the last try."""

    message: str
    path: str
    at: str
    next_at: str
    fault: str | None
    records: int
    acknowledged: int
    tries: int
    late: bool


class Refused(Shape):
    """A record that a partner did not take, by ids: of a declaration, a stay, a case, a contact, or a message to the
    register."""

    message: str
    path: str
    what: Literal["health", "trip", "case", "contact", "struck", "credit", "out"]
    about: str
    ref: str
    code: str


class Unacknowledged(Shape):
    items: list[UnderWay]
    refused: list[Refused]


class ResendReason(Shape):
    reason: Passage


class Resent(Shape):
    """Messages that are tried again, and refused records that are told again."""

    messages: int
    records: int


class ComparedInFull(ComparedShortly):
    """`missing_there`: messages that we sent and they do not have, `unknown_here`: the other way round, `uneven`: with
    other numbers of records; `under_way` at the time, which explains itself."""

    ours: list[DayOfPath]
    theirs: list[DayOfPath]
    missing_there: list[str]
    unknown_here: list[str]
    uneven: list[str]
    under_way: list[str]
