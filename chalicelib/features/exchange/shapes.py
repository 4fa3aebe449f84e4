"""Messages between platforms as both sides send them: `{"message": …, "payload": …}`."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.desk.exchange_limits import ITEMS_PER_MESSAGE
from chalicelib.http.documents import NamedDocument
from chalicelib.http.fields import Id
from chalicelib.http.shapes import Instant, Line, Plain, Shape

PartnerId = Annotated[str, Field(pattern=r"^[0-9]{6}$|^[a-z]{2,20}$")]
Reference = Annotated[Plain, Field(max_length=64)]
Sequence = Annotated[int, Field(ge=1, le=10**15)]
Revision = Annotated[int, Field(ge=1, le=10**9)]
Value = Annotated[Plain, Field(max_length=64)]
Attester = Annotated[Plain, Field(max_length=80)]


class Attestation(Shape):
    """One of the two people who stand for a fact where it comes from: `by`, an id of theirs, not a name."""

    by: Attester
    office: Line
    at: Instant


Attested = Annotated[list[Attestation], Field(max_length=4)]


class Head(Shape):
    """Of whom, to whom, which one. `sequence` runs per partner and path; `at` is the sender's."""

    id: Id
    sequence: Sequence
    at: Instant
    from_: Annotated[PartnerId, Field(alias="from")]
    to: PartnerId
    replaces: Id | None = None
    in_reply_to: Id | None = None
    attested: Attested | None = None


class Received(Shape):
    """`repeated`: it came before, and this is its first answer again."""

    repeated: bool


class Rejected(Shape):
    index: int
    code: str
    field: str


class ReceivedItems(Received):
    """`outcomes`: of those accepted, in order, what became of each."""

    accepted: int
    rejected: list[Rejected]
    outcomes: list[str]


class Subject(Shape):
    """Whom a record is about."""

    name: Line
    document: NamedDocument


SOME = Field(min_length=1, max_length=ITEMS_PER_MESSAGE)


class MappingTest(Shape):
    """One of the three test messages: a value of theirs, and the colour by its word."""

    value: Value
    word: Value


class MappingTestMessage(Shape):
    message: Head
    payload: MappingTest


class Proven(Received):
    """`silent`: not all colours are proven yet, and none is believed."""

    colour: Literal["green", "yellow", "red"]
    silent: bool
    missing: list[str]


class PathState(Shape):
    """How far a partner is by one path: `gaps` are numbers that never came."""

    path: str
    last: int
    gaps: list[int]
    messages: int
    accepted: int
    rejected: int
    at: str | None


class StateAsked(Shape):
    """Any body: what it says is not read."""


class ExchangeState(Shape):
    partner: str
    silent: bool
    paths: list[PathState]


class OwnKey(Shape):
    """A JWK (kangma-1), or an SM2 key as x‖y in hex (gateway-sm)."""

    kid: str
    alg: Literal["ES256", "SM2"]
    use: Literal["sig"]
    kty: str | None = None
    crv: str | None = None
    x: str | None = None
    y: str | None = None
    public: str | None = None


class OwnKeys(Shape):
    id: str
    keys: list[OwnKey]
