"""Administration of staff, and the audit of what everybody did."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from chalicelib.desk import audit_reading
from chalicelib.errors import Gone, NotFound, invalid
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.features.staff import inviting, logins
from chalicelib.features.staff.inviting import Contact, Invited, Renewal
from chalicelib.http.calls import Call, page_size
from chalicelib.http.documents import NamedDocument
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import PhoneNumber
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Passage, Secret, Shape

feature = Feature("staff")
SUPERVISOR = ("supervisor",)
AUDITOR = ("auditor",)
Role = Literal["gate", "reviewer", "epidemiologist", "supervisor", "auditor", "exchange_desk"]
Roles = Annotated[list[Role], Field(min_length=1, max_length=6)]
Scope = Annotated[str, Field(pattern=r"^([0-9]{2}){0,3}$")]
"""A prefix of region codes: province, city, county, or "" for the whole country."""
Login = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]{2,63}$")]
StaffId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


def _distinct(roles: list[str] | None) -> list[str] | None:
    if roles is not None and len(set(roles)) < len(roles):
        raise wrong("duplicate")
    return roles


class Invitation(Shape):
    """A login for the person with this document. The invitation goes to `phone`, or to `email` where there is none."""

    login: Login
    roles: Roles
    region: Scope = ""
    document: NamedDocument
    phone: PhoneNumber | None = None
    email: Line | None = None
    reason: Passage | None = None

    _once_each = field_validator("roles")(_distinct)


class RenewalWanted(Shape):
    """Where the invitation goes, if not to where the last one went."""

    phone: PhoneNumber | None = None
    email: Line | None = None
    reason: Passage | None = None


class StaffChange(Shape):
    """`id` only where the path names none. What is absent stays. `password` is nobody else's to set: 410."""

    id: StaffId | None = None
    roles: Roles | None = None
    region: Scope | None = None
    active: bool | None = None
    reason: Passage | None = None
    password: Secret | None = None

    _once_each = field_validator("roles")(_distinct)

    @model_validator(mode="after")
    def something(self) -> "StaffChange":
        if all(each is None for each in (self.roles, self.region, self.active, self.password)):
            raise wrong("required", "roles")
        return self


class StaffMember(Shape):
    """`enrolled`: the person has set what proves the login. Without a document it decides nothing. `own`: one's own,
    which is another supervisor's to change."""

    id: str
    login: str
    roles: list[str]
    region: str
    active: bool
    enrolled: bool
    has_document: bool
    own: bool


class ChangedStaff(StaffMember):
    """The login as it is now; `proposal` is what waits for a second supervisor."""

    proposal: Proposal | None = None


class ListedStaff(StaffMember):
    """`last_login_at`: of the last 90 days, null for none. `sessions`: how many live."""

    last_login_at: str | None
    sessions: int


class StaffList(Shape):
    items: list[ListedStaff]
    next_cursor: str | None


def _proposal(call: Call, record: ProposalRecord) -> dict[str, Any]:
    return reading.view(record, call.actor, call.now)


def _proposed_before(call: Call, made: str, **_: str) -> dict[str, Any]:
    return _proposal(call, deciding.replayed(call.actor, made, call.now))


@feature.route("POST", "/v1/staff", roles=SUPERVISOR, status=410)
def create_staff(call: Call) -> None:
    """Nobody sets another's secret any more: `POST /v1/staff/invitations` invites the person."""
    raise Gone()


@feature.route(
    "POST",
    "/v1/staff/invitations",
    roles=SUPERVISOR,
    body=Invitation,
    answer=Proposal,
    status=201,
    replay=_proposed_before,
)
def invite_staff(call: Call) -> dict[str, Any]:
    """Proposes a login for a person, who sets what proves it themselves once a second supervisor agrees."""
    body: Invitation = call.body
    wanted = Invited(
        body.login,
        frozenset(body.roles),
        body.region,
        body.document.type,
        body.document.number,
        body.document.country,
        Contact(body.phone, body.email),
        body.reason or "",
        call.language,
    )
    return _proposal(call, inviting.invite(call.actor, wanted, call.once, call.now))


@feature.route("GET", "/v1/staff", roles=SUPERVISOR, answer=StaffList, query=("limit", "cursor"))
def list_staff(call: Call) -> dict[str, Any]:
    """The staff in the supervisor's region."""
    return logins.listed(call.actor, page_size(call), call.query.get("cursor"), call.now)


def _change(call: Call, staff_id: str) -> dict[str, Any]:
    body: StaffChange = call.body
    if body.password is not None:
        raise Gone()
    roles = frozenset(body.roles) if body.roles else None
    changes = logins.Changes(roles, body.region, body.active, body.reason or "")
    changed = logins.change(call.actor, staff_id, changes, call.now)
    waits = changed.proposal
    return logins.view(changed.record, call.actor) | {"proposal": _proposal(call, waits) if waits else None}


@feature.route("PATCH", "/v1/staff", roles=SUPERVISOR, body=StaffChange, answer=ChangedStaff)
def change_named_staff(call: Call) -> dict[str, Any]:
    """Changes the login that `id` names."""
    if call.body.id is None:
        raise invalid("id", "required")
    return _change(call, call.body.id)


@feature.route("PATCH", "/v1/staff/{staff_id}", roles=SUPERVISOR, body=StaffChange, answer=ChangedStaff)
def change_staff(call: Call, staff_id: str) -> dict[str, Any]:
    """Takes roles, region or the login away at once; what gives any of it waits for a second supervisor."""
    if call.body.id not in (None, staff_id):
        raise NotFound()
    return _change(call, staff_id)


@feature.route(
    "POST",
    "/v1/staff/{staff_id}/totp",
    roles=SUPERVISOR,
    body=RenewalWanted,
    answer=Proposal,
    status=201,
    replay=_proposed_before,
)
def renew_proof(call: Call, staff_id: str) -> dict[str, Any]:
    """Starts the renewal of a login whose authenticator is lost; only its person can finish it."""
    body: RenewalWanted = call.body
    contact = Contact(body.phone, body.email) if body.phone or body.email else None
    wanted = Renewal(contact, body.reason or "", call.language)
    return _proposal(call, inviting.renew(call.actor, staff_id, wanted, call.once, call.now))


class AuditEntry(Shape):
    """`hash` is over the entry and `previous`, the hash of the entry before it in its shard."""

    shard: int
    number: int
    at: str
    actor_id: str
    action: str
    subject: str
    region: str
    reason: str
    ids: dict[str, str]
    previous: str
    hash: str


class Audit(Shape):
    """`logins`: of those who acted and are staff, by id."""

    items: list[AuditEntry]
    logins: dict[str, str]
    next_cursor: str | None


class PublishedHead(Shape):
    """The entry of a shard in the last statement that everybody may read."""

    number: int
    hash: str


class AuditVerified(Shape):
    """One shard's entries `after` + 1 to `until`; ask again from there while there is `more`. They hold where they pass
    through `published` too, once they come to it. `first`: the first of them; more than `after` + 1 where a chain's
    older part is over and has gone."""

    shard: int
    shards: int
    after: int
    first: int
    until: int
    head: str
    intact: bool
    broken_at: int | None
    more: bool
    published: PublishedHead | None


@feature.route(
    "GET", "/v1/audit", roles=AUDITOR, answer=Audit, query=("day", "subject", "actor", "action", "limit", "cursor")
)
def read_audit(call: Call) -> dict[str, Any]:
    """Who did what, newest first: of a day, about a subject, or by an actor; `action` is how actions begin."""
    by = {name: call.query[name] for name in ("day", "subject", "actor", "action") if call.query.get(name)}
    return audit_reading.listed(call.actor, by, page_size(call), call.query.get("cursor"), call.now)


@feature.route("GET", "/v1/audit/verification", roles=AUDITOR, answer=AuditVerified, query=("shard", "after"))
def verify_audit(call: Call) -> dict[str, Any]:
    """Whether a shard's chain holds: nothing changed, nothing left out."""
    return audit_reading.verified(_number(call, "shard"), _number(call, "after"), call.now)


def _number(call: Call, name: str) -> int:
    raw = call.query.get(name, "0")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 12:
        raise invalid(name, "out_of_range")
    return int(raw)
