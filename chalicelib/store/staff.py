"""Staff logins: password, time-based code, roles and the region that they reach."""

from datetime import timedelta

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.store.tables import ABSENT, AccountRecord, conditional, ttl


class StaffRecord(AccountRecord, discriminator="staff"):
    """`STAFF#<login>`. `totp` is the sealed secret."""

    account_id = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    totp = UnicodeAttribute()
    roles = UnicodeSetAttribute()
    region = UnicodeAttribute(default="")
    active = BooleanAttribute(default=True)

    @property
    def login(self) -> str:
        return str(self.pk[6:])


class UsedCode(AccountRecord, discriminator="used_totp"):
    """`TOTP#<login>#<time step>`: a code that has been used."""


def find(login: str) -> StaffRecord | None:
    """One read."""
    record: StaffRecord | None = StaffRecord.find(f"STAFF#{login}", "staff")
    return record


def create(record: StaffRecord) -> None:
    """Raises Lost if the login is taken."""
    with conditional():
        record.save(condition=ABSENT)


def use_totp(login: str, counter: int) -> None:
    """Records that the code of time step `counter` was used. Raises Lost if it was before."""
    with conditional():
        UsedCode(f"TOTP#{login}#{counter}", "used", ttl=ttl(timedelta(0))).save(condition=ABSENT)
