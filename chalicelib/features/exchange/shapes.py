"""Messages between platforms as both sides send them: `{"message": …, "payload": …}`."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.config import ITEMS_PER_MESSAGE
from chalicelib.http.documents import NamedDocument
from chalicelib.http.fields import Id, Region
from chalicelib.http.shapes import Celsius, Day, Instant, Line, Passage, Plain, Shape, Shown

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


_SOME = Field(min_length=1, max_length=ITEMS_PER_MESSAGE)


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


# What each interface carries


class Symptoms(Shape):
    """A contact or a test as it was declared elsewhere."""

    kind: Literal["none", "confirmed", "suspected", "symptomatic"]
    on: Day | None = None


class DeclaredTest(Shape):
    result: Literal["none", "negative", "positive", "pending"]
    on: Day | None = None


class DeclaredStay(Shape):
    region: Region
    from_: Annotated[Day, Field(alias="from")]
    until: Day


class ElsewhereDeclaration(Shape):
    """A declaration that a resident made elsewhere, as far as that platform has it."""

    subject: Subject
    filed_at: Instant
    temperature: Celsius | None = None
    symptoms: Annotated[list[Value], Field(max_length=20, default_factory=list)]
    contact: Symptoms | None = None
    test: DeclaredTest | None = None
    location: Region | None = None
    stays: Annotated[list[DeclaredStay], Field(max_length=20, default_factory=list)]


class Trip(Shape):
    """A stay that an official record knows of; `source`: which one, in the sender's words."""

    subject: Subject
    region: Region
    from_: Annotated[Day, Field(alias="from")]
    until: Day
    transport: Value | None = None
    source: Value


class CaseFact(Shape):
    """`place`: where it was found, of the sender's own region. `attested`: two persons who stand for it."""

    source_ref: Reference
    revision: Revision
    subject: Subject
    place: Region
    kind: Literal["confirmed", "suspected", "asymptomatic"]
    status: Literal["open", "released", "excluded", "withdrawn", "died"] = "open"
    because: Literal["wrong_result", "other_person"] | None = None
    on: Day
    released_on: Day | None = None
    onset_on: Day | None = None
    sampled_on: Day | None = None
    isolated_on: Day | None = None
    attested: Attested | None = None


class ContactFact(Shape):
    """`place`: where the contact was, of the sender's own region."""

    source_ref: Reference
    revision: Revision
    subject: Subject
    place: Region
    status: Literal["confirmed", "withdrawn"] = "confirmed"
    kind: Literal["close", "building"] | None = None
    last_exposure: Day | None = None
    attested: Attested | None = None


class TravelFact(Shape):
    """A stay by its reference; one that never was needs no days."""

    source_ref: Reference
    revision: Revision
    subject: Subject
    status: Literal["confirmed", "withdrawn"] = "confirmed"
    region: Region | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None


class RatingFact(Shape):
    """A period for which one of the sender's regions is rated; `until` absent: until further notice."""

    source_ref: Reference
    revision: Revision
    region: Region
    level: Literal["low", "medium", "high", "key"]
    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    status: Literal["in_force", "withdrawn"] = "in_force"
    attested: Attested | None = None


class BareColour(Shape):
    """A value of the sender's for somebody, with no fact behind it."""

    subject: Subject
    value: Value


class DeclarationItems(Shape):
    items: Annotated[list[ElsewhereDeclaration], _SOME]


class TripItems(Shape):
    items: Annotated[list[Trip], _SOME]


class CaseItems(Shape):
    items: Annotated[list[CaseFact], _SOME]


class ContactItems(Shape):
    items: Annotated[list[ContactFact], _SOME]


class TravelItems(Shape):
    items: Annotated[list[TravelFact], _SOME]


class RatingItems(Shape):
    items: Annotated[list[RatingFact], _SOME]


class ColourItems(Shape):
    items: Annotated[list[BareColour], _SOME]


class DeclarationMessage(Shape):
    message: Head
    payload: DeclarationItems


class TripMessage(Shape):
    message: Head
    payload: TripItems


class CaseMessage(Shape):
    message: Head
    payload: CaseItems


class ContactMessage(Shape):
    message: Head
    payload: ContactItems


class TravelMessage(Shape):
    message: Head
    payload: TravelItems


class RatingMessage(Shape):
    message: Head
    payload: RatingItems


class ColourMessage(Shape):
    message: Head
    payload: ColourItems


# Codes and questions


class Investigation(Shape):
    """An investigation that two persons attest, by the reference of its case."""

    case: Reference
    attested: Annotated[list[Attestation], Field(max_length=4)]


class HealthQuery(Shape):
    """`authorisation`: the id of an invocation that the person confirmed, or an investigation."""

    subject: Subject
    authorisation: Id | Investigation | None = None


class HealthQueryMessage(Shape):
    message: Head
    payload: HealthQuery


class QueriedHold(Shape):
    rule: str
    since: str
    clears_on: str | None


class QueriedHealth(Received):
    """`none`: no code."""

    colour: Literal["green", "yellow", "red", "none"]
    grade: Literal["00", "01", "10"] | None
    holds: list[QueriedHold]
    checked_at: str


class Invocation(Shape):
    subject: Subject
    purpose: Value
    for_: Annotated[Literal["display", "query"], Field(alias="for")]


class InvocationMessage(Shape):
    message: Head
    payload: Invocation


class Invoked(Received):
    invocation: str
    expires_at: str


class CodeRequest(Shape):
    invocation: Id


class CodeRequestMessage(Shape):
    message: Head
    payload: CodeRequest


class GivenCode(Received):
    token: str
    expires_at: str


class CodeVerification(Shape):
    token: Shown
    place: Value | None = None


class CodeVerificationMessage(Shape):
    message: Head
    payload: CodeVerification


class VerifiedElsewhere(Received):
    """As our own gates are told."""

    valid: bool
    reason: str | None
    colour: Literal["green", "yellow", "red"] | None
    certification: str | None
    name_masked: str | None
    document_last4: str | None
    scheme: Literal["domestic", "international"] | None
    issued_at: str | None
    expires_at: str | None
    checked_at: str
    live: bool
    presentation: Literal["device", "copy", "stale"] | None
    issuer: str | None
    notes: list[dict[str, str]]


class OwnInvocation(Shape):
    """A partner's request about one of the account's people. `display`: it gets the code once; `query`: the status."""

    id: str
    person_id: str
    partner: str
    partner_name: str
    purpose: str
    for_: Annotated[Literal["display", "query"], Field(alias="for")]
    status: Literal["open", "confirmed", "refused", "used", "lapsed"]
    at: str
    expires_at: str


class OwnInvocations(Shape):
    items: list[OwnInvocation]


class InvocationDecision(Shape):
    accept: bool


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
    items: Annotated[list[Acknowledged], _SOME]


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
