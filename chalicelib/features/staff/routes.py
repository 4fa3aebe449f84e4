"""Administration of staff, and the audit of what everybody did."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from chalicelib.desk import audit_reading
from chalicelib.errors import NotFound, invalid
from chalicelib.features.staff import logins
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Secret, Shape

feature = Feature("staff")
SUPERVISOR = ("supervisor",)
AUDITOR = ("auditor",)
Role = Literal["gate", "reviewer", "epidemiologist", "supervisor", "auditor", "exchange"]
Roles = Annotated[list[Role], Field(min_length=1, max_length=6)]
Scope = Annotated[str, Field(pattern=r"^([0-9]{2}){0,3}$")]
"""A prefix of region codes: province, city, county, or "" for the whole country."""
Login = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]{2,63}$")]
StaffId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


def _distinct(roles: list[str] | None) -> list[str] | None:
    if roles is not None and len(set(roles)) < len(roles):
        raise wrong("duplicate")
    return roles


class NewStaff(Shape):
    login: Login
    password: Secret
    roles: Roles
    region: Scope = ""

    _once_each = field_validator("roles")(_distinct)


class StaffChange(Shape):
    """`id` only where the path names none. What is absent stays."""

    id: StaffId | None = None
    roles: Roles | None = None
    region: Scope | None = None
    active: bool | None = None
    password: Secret | None = None

    _once_each = field_validator("roles")(_distinct)

    @model_validator(mode="after")
    def something(self) -> "StaffChange":
        if all(each is None for each in (self.roles, self.region, self.active, self.password)):
            raise wrong("required", "roles")
        return self


class StaffMember(Shape):
    id: str
    login: str
    roles: list[str]
    region: str
    active: bool


class StaffSecret(StaffMember):
    """With the secret for the authenticator app, shown when it is made."""

    totp_secret: str
    totp_uri: str


class StaffList(Shape):
    items: list[StaffMember]
    next_cursor: str | None


def _again(call: Call, made: str, **_: str) -> dict[str, Any]:
    return logins.replay_answer(call.actor, made)


@feature.route("POST", "/v1/staff", roles=SUPERVISOR, body=NewStaff, answer=StaffSecret, status=201, replay=_again)
def create_staff(call: Call) -> dict[str, Any]:
    """Makes a staff login in the supervisor's region."""
    body: NewStaff = call.body
    wanted = logins.NewLogin(body.login, body.password, frozenset(body.roles), body.region)
    return logins.create(call.actor, wanted, call.once, call.now)


@feature.route("GET", "/v1/staff", roles=SUPERVISOR, answer=StaffList, query=("limit", "cursor"))
def list_staff(call: Call) -> dict[str, Any]:
    """The staff in the supervisor's region."""
    return logins.listed(call.actor, page_size(call), call.query.get("cursor"))


def _change(call: Call, staff_id: str) -> dict[str, Any]:
    body: StaffChange = call.body
    roles = frozenset(body.roles) if body.roles else None
    changes = logins.Changes(roles, body.region, body.active, body.password)
    return logins.change(call.actor, staff_id, changes, call.now)


@feature.route("PATCH", "/v1/staff", roles=SUPERVISOR, body=StaffChange, answer=StaffMember)
def change_named_staff(call: Call) -> dict[str, Any]:
    """Changes the login that `id` names."""
    if call.body.id is None:
        raise invalid("id", "required")
    return _change(call, call.body.id)


@feature.route("PATCH", "/v1/staff/{staff_id}", roles=SUPERVISOR, body=StaffChange, answer=StaffMember)
def change_staff(call: Call, staff_id: str) -> dict[str, Any]:
    """Changes roles, region or password, or switches a login off; its sessions end within 15 minutes."""
    if call.body.id not in (None, staff_id):
        raise NotFound()
    return _change(call, staff_id)


@feature.route(
    "POST",
    "/v1/staff/{staff_id}/totp",
    roles=SUPERVISOR,
    answer=StaffSecret,
    status=201,
    replay=_again,
)
def renew_totp(call: Call, staff_id: str) -> dict[str, Any]:
    """A new secret for a lost authenticator; the old one counts no more."""
    return logins.renew_totp(call.actor, staff_id, call.once, call.now)


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
    items: list[AuditEntry]
    next_cursor: str | None


class AuditVerified(Shape):
    """One shard's entries `after` + 1 to `until`; ask again from there while there is `more`."""

    shard: int
    shards: int
    after: int
    until: int
    head: str
    intact: bool
    broken_at: int | None
    more: bool


@feature.route("GET", "/v1/audit", roles=AUDITOR, answer=Audit, query=("day", "subject", "actor", "limit", "cursor"))
def read_audit(call: Call) -> dict[str, Any]:
    """Who did what, newest first: of a day, about a subject, or by an actor."""
    by = {name: call.query[name] for name in ("day", "subject", "actor") if call.query.get(name)}
    return audit_reading.listed(call.actor, by, page_size(call), call.query.get("cursor"), call.now)


@feature.route("GET", "/v1/audit/verification", roles=AUDITOR, answer=AuditVerified, query=("shard", "after"))
def verify_audit(call: Call) -> dict[str, Any]:
    """Whether a shard's chain holds: nothing changed, nothing left out."""
    return audit_reading.verified(_number(call, "shard"), _number(call, "after"))


def _number(call: Call, name: str) -> int:
    raw = call.query.get(name, "0")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 12:
        raise invalid(name, "out_of_range")
    return int(raw)
