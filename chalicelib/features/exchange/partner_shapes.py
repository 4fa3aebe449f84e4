"""Requests and answers of staff about partners."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.features.exchange.shapes import PartnerId, Value
from chalicelib.http.shapes import Instant, Line, Passage, Shape

KeyId = Annotated[str, Field(pattern=r"^[0-9a-z]{2,20}-[A-Za-z0-9_-]{1,40}$")]
PublicKey = dict[str, str] | Annotated[str, Field(max_length=128)]
Interface = Literal[
    "health-declarations",
    "trip-declarations",
    "health-queries",
    "code-invocations",
    "codes",
    "code-verifications",
    "corrections",
    "acknowledgements",
    "credit",
    "feeds/cases",
    "feeds/contacts",
    "feeds/ratings",
    "feeds/travel",
    "feeds/colours",
    "imports",
    "keys",
    "mapping-tests",
]
Interfaces = Annotated[list[Interface], Field(max_length=20)]
Meaning = Literal["green", "yellow", "red", "none"]


class PartnerKey(Shape):
    """`keyid` begins with the partner's id. `public`: a P-256 JWK (kangma-1), or SM2's x‖y in hex (gateway-sm)."""

    keyid: KeyId
    public: PublicKey


class PartnerContact(Shape):
    """Where people object to what it says."""

    office: Line
    phone: Line


class NewPartner(Shape):
    """`receives`: what it may say here; `sends`: what goes to it; `mapping`: its values by name; `limits`: messages a
    minute by interface. `code_keys`: those of its health codes, under its `issuer`. `sm4_key` (hex) and `secret` are
    shared with a partner of gateway-sm and never shown again; `form`: how SM2 signatures are written to it."""

    id: PartnerId
    name: Line
    region: Annotated[str, Field(pattern=r"^([0-9]{2}){0,3}$")]
    profile: Literal["kangma-1", "gateway-sm"]
    base_url: Annotated[str, Field(max_length=300)]
    keys: Annotated[list[PartnerKey], Field(min_length=1, max_length=4)]
    mode: Literal["share", "convert", "use"]
    sends: Interfaces
    receives: Interfaces
    mapping: Annotated[dict[Value, Meaning], Field(max_length=40)]
    limits: Annotated[dict[Interface, Annotated[int, Field(ge=1, le=100_000)]], Field(default_factory=dict)]
    contact: PartnerContact
    issuer: Annotated[str, Field(pattern=r"^[A-Z]{2,8}$")] | None = None
    code_keys: Annotated[list[dict[str, str]], Field(max_length=4, default_factory=list)]
    sm4_key: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = None
    secret: Annotated[str, Field(min_length=16, max_length=200)] | None = None
    form: Literal["der", "raw"] | None = None
    reason: Passage


class ShownKey(Shape):
    keyid: str
    state: Literal["current", "next", "former", "revoked"]
    from_: Annotated[str, Field(alias="from")]
    until: str | None = None
    revoked_at: str | None = None
    doubted_from: str | None = None


class ShownPartner(Shape):
    """`silent`: its values are not proven yet, and it says no colours."""

    id: str
    name: str
    region: str
    profile: Literal["kangma-1", "gateway-sm"]
    base_url: str
    mode: Literal["share", "convert", "use"]
    sends: list[str]
    receives: list[str]
    mapping: dict[str, str]
    limits: dict[str, int]
    contact: dict[str, str]
    issuer: str | None
    code_keys: list[dict[str, str]]
    form: Literal["der", "raw"] | None
    silent: bool
    proven: list[str]
    keys: list[ShownKey]
    registered_at: str
    version: int


class PartnerList(Shape):
    items: list[ShownPartner]


class KeyTurn(Shape):
    keyid: KeyId
    reason: Passage


class KeyRevocation(Shape):
    """`since`: from when on what it signed is to be looked through; now if absent."""

    since: Instant | None = None
    reason: Passage


class RevokedKey(Shape):
    """`to_review`: messages that it signed since then, up to a thousand."""

    keyid: str
    revoked_at: str
    since: str
    to_review: int


class JournalMessage(Shape):
    id: str
    path: str
    sequence: int
    keyid: str
    at: str
    answered: bool


class JournalPage(Shape):
    items: list[JournalMessage]
    next_cursor: str | None


class FactReason(Shape):
    reason: Passage


class PartnerFact(Shape):
    """`suspended`: by whom of ours, from when until when, why."""

    ref: str
    what: Literal["case", "contact"]
    partner: str
    message: str
    source_ref: str
    revision: int
    told: dict[str, Any]
    region: str
    status: Literal["in_force", "proposed", "withdrawn"]
    suspended: dict[str, str] | None
    ticket: str | None
    at: str
