"""Corrections, acknowledgements, and a partner's next key."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.desk.exchange_limits import ITEMS_PER_MESSAGE
from chalicelib.features.exchange.shapes import SOME, Head, Received, Reference, Rejected, Subject, Value
from chalicelib.http.fields import Id
from chalicelib.http.shapes import Instant, Passage, Shape


class Correction(Shape):
    """`about`: a message of the sender's, or somebody. `stands`: the answer to an appeal that it does not uphold.

    `item`: which record of the message, the first being 0; all of them where it is absent. `erased`: the sender keeps
    nothing of the person any more; what holds here goes on until it closes.
    """

    about: Id | Subject
    item: Annotated[int, Field(ge=0, lt=ITEMS_PER_MESSAGE)] | None = None
    kind: Literal["wrong", "not_theirs", "withdrawn", "stands", "erased"]
    text: Passage
    evidence: Annotated[list[Value], Field(max_length=20, default_factory=list)]
    source_ref: Reference | None = None
    due_at: Instant | None = None


class CorrectionMessage(Shape):
    message: Head
    payload: Correction


class Ticket(Received):
    ticket: str
    due_at: str


class Acknowledged(Shape):
    """Of one of our messages: how many records were taken, and which were not."""

    message: Id
    accepted: Annotated[int, Field(ge=0, le=ITEMS_PER_MESSAGE)]
    rejected: Annotated[list[Rejected], Field(max_length=ITEMS_PER_MESSAGE, default_factory=list)]


class AcknowledgementItems(Shape):
    items: Annotated[list[Acknowledged], SOME]


class AcknowledgementMessage(Shape):
    message: Head
    payload: AcknowledgementItems


class AnnouncedKey(Shape):
    """`public`: a P-256 JWK, or SM2's x‖y in hex."""

    keyid: Annotated[str, Field(pattern=r"^[0-9a-z]{2,20}-[A-Za-z0-9_-]{1,40}$")]
    public: dict[str, str] | Annotated[str, Field(max_length=128)]


class AnnouncedKeyMessage(Shape):
    message: Head
    payload: AnnouncedKey


class KeyNoted(Received):
    keyid: str
    state: Literal["next"]
