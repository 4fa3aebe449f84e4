"""Staff logins: password, time-based code, roles and the region that they reach."""

from datetime import timedelta
from typing import Any

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UnicodeSetAttribute, VersionAttribute
from pynamodb.attributes import UTCDateTimeAttribute as Instant

from chalicelib.errors import Conflict
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Put, Step, conditional

_ALL = "STAFF"


class StaffRecord(AccountRecord, discriminator="staff"):
    """`STAFF#<login>`. `totp` is the sealed secret."""

    region_index = index("gsi1")
    """All staff, by region and login."""
    account_id = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    totp = UnicodeAttribute()
    roles = UnicodeSetAttribute()
    region = UnicodeAttribute(default="")
    active = BooleanAttribute(default=True)
    valid_from = Instant(null=True)
    """Sessions begun before this ended: roles, password or code changed then."""
    version = VersionAttribute()

    @property
    def login(self) -> str:
        return str(self.pk[6:])

    @property
    def place(self) -> str:
        """Where it stands among all staff: by region and login."""
        return str(self.gsi1sk)


class StaffPointer(AccountRecord, discriminator="staff_id"):
    """`STAFFID#<account id>`: the login of an id."""

    login = UnicodeAttribute()


class UsedCode(AccountRecord, discriminator="used_totp"):
    """`TOTP#<login>#<time step>`: a code that has been used."""


def find(login: str) -> StaffRecord | None:
    """One read."""
    record: StaffRecord | None = StaffRecord.find(f"STAFF#{login}", "staff")
    return record


def by_id(account_id: str) -> StaffRecord | None:
    """Two reads."""
    pointer = StaffPointer.find(f"STAFFID#{account_id}", "staff_id")
    return find(pointer.login) if pointer else None


def make(login: str, account_id: str, **content: Any) -> StaffRecord:
    """A login, not yet written; `content`: password, secret, roles and region."""
    return StaffRecord(f"STAFF#{login}", "staff", account_id=account_id, **content)


def create_steps(record: StaffRecord) -> list[Step]:
    """A new login and its id; Conflict `login_taken`."""
    _place(record)
    pointer = StaffPointer(f"STAFFID#{record.account_id}", "staff_id", login=record.login)
    return [Put(record, ABSENT, Conflict("login_taken")), Put(pointer, ABSENT)]


def write(record: StaffRecord) -> Put:
    """The step that writes a changed login."""
    _place(record)
    return Put(record)


def _place(record: StaffRecord) -> None:
    record.gsi1pk, record.gsi1sk = _ALL, f"{record.region}#{record.login}"


def page(region: str, limit: int, after: str | None) -> list[StaffRecord]:
    """Staff whose region begins with `region`, in its order, after the place `after`. One query."""
    lower = f"{after}\x01" if after else region
    keys = StaffRecord.gsi1sk.between(lower, f"{region}~")
    return list(StaffRecord.region_index.query(_ALL, keys, limit=limit))


def use_totp(login: str, counter: int) -> None:
    """Records that the code of time step `counter` was used. Raises Lost if it was before."""
    with conditional():
        UsedCode(f"TOTP#{login}#{counter}", "used", ttl=ttl(timedelta(0))).save(condition=ABSENT)
