"""Administration of staff by supervisors: logins, roles, the region they reach, lost authenticators. All audited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.login import by_password, by_staff, staff_records
from chalicelib.features.login.staff_records import StaffRecord
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import vault
from chalicelib.store.listing import Listing


@dataclass(frozen=True)
class NewLogin:
    """Who gets a login: `region` is the prefix of the region codes that the roles reach, "" for all."""

    login: str
    password: str
    roles: frozenset[str]
    region: str


@dataclass(frozen=True)
class Changes:
    """What is to change of a login; None leaves it."""

    roles: frozenset[str] | None = None
    region: str | None = None
    active: bool | None = None
    password: str | None = None

    @property
    def named(self) -> str:
        """Which fields change, for the audit: never what they change to where that is secret."""
        given = {
            "roles": self.roles and ",".join(sorted(self.roles)),
            "region": self.region,
            "active": self.active,
            "password": "renewed" if self.password else None,
        }
        return " ".join(f"{name}={value}" for name, value in given.items() if value is not None)


def create(actor: Actor, wanted: NewLogin, key: Once | None, now: datetime) -> dict[str, Any]:
    """A login in the supervisor's region, with its secret for the authenticator app.

    Raises Forbidden for a region outside, Conflict `login_taken`, Invalid `weak_password`.
    """
    require_region(actor, wanted.region)
    record, secret = by_staff.made(wanted.login, wanted.password, wanted.roles, wanted.region, now)

    def write(attempt: Attempt) -> None:
        attempt.write(*staff_records.create_steps(record))
        given = {"roles": ",".join(sorted(wanted.roles)), "scope": wanted.region}
        attempt.audit(actor, "staff.create", record.account_id, region=actor.region, **given)
        attempt.once(key, record.account_id)

    changing(now, write)
    return _view(record) | _secret(record, secret)


def replay_answer(actor: Actor, staff_id: str) -> dict[str, Any]:
    """The answer to a request that made this login or renewed its secret, with the secret of now."""
    record = _reached(actor, staff_id)
    return _view(record) | _secret(record, vault.unseal(record.account_id, "totp", record.totp))


def change(actor: Actor, staff_id: str, changes: Changes, now: datetime) -> dict[str, Any]:
    """Changes roles, region, password, or switches a login off or on; its sessions end with the next refresh.

    Raises NotFound, Forbidden for a region outside, before or after, Conflict `own_login`.
    """
    if changes.region is not None:
        require_region(actor, changes.region)
    hashed = by_password.hashed(changes.password) if changes.password else None

    def apply(record: StaffRecord) -> None:
        record.roles = set(changes.roles) if changes.roles else record.roles
        record.region = changes.region if changes.region is not None else record.region
        record.active = changes.active if changes.active is not None else record.active
        record.password_hash = hashed or record.password_hash

    return _view(_changed(actor, staff_id, apply, "staff.change", changes.named, None, now))


def renew_totp(actor: Actor, staff_id: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """A new secret where the authenticator is lost; the old one counts no more. Raises as `change`."""
    secret = by_staff.new_secret()

    def apply(record: StaffRecord) -> None:
        record.totp = vault.seal(record.account_id, "totp", secret, now)

    record = _changed(actor, staff_id, apply, "staff.totp", "", key, now)
    return _view(record) | _secret(record, secret)


def _changed(
    actor: Actor,
    staff_id: str,
    apply: Callable[[StaffRecord], None],
    action: str,
    reason: str,
    key: Once | None,
    now: datetime,
) -> StaffRecord:
    """One change with its entry in the audit. Nobody changes their own login: that takes another supervisor."""
    if staff_id == actor.account_id:
        raise Conflict("own_login")

    def change(attempt: Attempt) -> StaffRecord:
        record = _reached(actor, staff_id)
        apply(record)
        record.valid_from = now
        attempt.write(staff_records.write(record))
        attempt.audit(actor, action, staff_id, region=actor.region, reason=reason)
        attempt.once(key, staff_id)
        return record

    return changing(now, change)


def _reached(actor: Actor, staff_id: str) -> StaffRecord:
    record = staff_records.by_id(staff_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def listed(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the staff in the supervisor's region. One query."""
    listing = Listing("staff", actor.region)
    found = staff_records.page(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: record.place, _view)


def _view(record: StaffRecord) -> dict[str, Any]:
    return {
        "id": record.account_id,
        "login": record.login,
        "roles": sorted(record.roles),
        "region": record.region,
        "active": record.active,
    }


def _secret(record: StaffRecord, secret: str) -> dict[str, str]:
    label = quote(f"Kangma:{record.login}")
    return {"totp_secret": secret, "totp_uri": f"otpauth://totp/{label}?secret={secret}&issuer=Kangma"}
