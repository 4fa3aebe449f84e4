"""Staff logins: whose they are, how they are proved, roles and the region that they reach."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UnicodeSetAttribute, VersionAttribute
from pynamodb.attributes import UTCDateTimeAttribute as Instant

from chalicelib.errors import Conflict, KangmaError
from chalicelib.store.indexes import index
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.reading import prefixed, read_together
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Check, Put, Step, conditional

_ALL = "STAFF"


class StaffRecord(AccountRecord, discriminator="staff"):
    """`STAFF#<login>`. Nobody but its person knows what proves it: a password and `totp`, sealed, or passkeys."""

    region_index = index("gsi1")
    """All staff, by region and login."""
    account_id = UnicodeAttribute()
    document_hash = UnicodeAttribute(null=True)
    """The document of the person whose login it is. A login without one decides nothing."""
    password_hash = UnicodeAttribute(null=True)
    totp = UnicodeAttribute(null=True)
    passkeys: LeanJSONAttribute = LeanJSONAttribute(default=list)
    """Each `{"id", "public_key", "sign_count"}`, both in base64url without padding."""
    roles = UnicodeSetAttribute()
    region = UnicodeAttribute(default="")
    contact = UnicodeAttribute(null=True)
    """Where invitations go, sealed for the account id: a phone or an e-mail address."""
    via = UnicodeAttribute(default="sms")
    active = BooleanAttribute(default=True)
    valid_from = Instant(null=True)
    """Sessions begun before this ended: roles or what proves the login changed then."""
    version = VersionAttribute()

    @property
    def login(self) -> str:
        return str(self.pk[6:])

    @property
    def place(self) -> str:
        """Where it stands among all staff: by region and login."""
        return str(self.gsi1sk)

    @property
    def enrolled(self) -> bool:
        """Whether its person has set what proves it."""
        return bool(self.password_hash and self.totp) or bool(self.passkeys)


class StaffPointer(AccountRecord, discriminator="staff_id"):
    """`STAFFID#<account id>`: the login of an id."""

    login = UnicodeAttribute()


class StaffDocument(AccountRecord, discriminator="staff_document"):
    """`STAFFDOC#<document hash>`: the one login of a natural person."""

    login = UnicodeAttribute()


class FoundingRecord(AccountRecord, discriminator="founding"):
    """`FOUNDING`/`founding`: until when two invited people may still become the first supervisors of the stage."""

    until = Instant()


class UsedCode(AccountRecord, discriminator="used_totp"):
    """`TOTP#<login>#<time step>`: a code that has been used. `CHALLENGE#<hex>`: a passkey's, that was answered."""


def find(login: str) -> StaffRecord | None:
    """One read."""
    record: StaffRecord | None = StaffRecord.find(f"STAFF#{login}", "staff")
    return record


def by_id(account_id: str) -> StaffRecord | None:
    """Two reads."""
    pointer = StaffPointer.find(f"STAFFID#{account_id}", "staff_id")
    return find(pointer.login) if pointer else None


def logins(account_ids: Iterable[str]) -> dict[str, str]:
    """The logins of ids, those that there are. A batch read for each hundred; none for no ids."""
    wanted = sorted({each for each in account_ids if each})
    keys = [(StaffPointer, f"STAFFID#{each}", "staff_id") for each in wanted]
    found = (each for page in batched(keys, 100) for each in read_together(page))
    return {str(each.pk)[8:]: str(each.login) for each in found if each is not None}


def login_of_document(document_hash: str) -> str | None:
    """The login of the person with this document. One read."""
    found = StaffDocument.find(f"STAFFDOC#{document_hash}", "staff_document")
    return str(found.login) if found else None


def make(login: str, account_id: str, **content: Any) -> StaffRecord:
    """A login, not yet written; `content`: whose it is, what proves it, roles and region."""
    return StaffRecord(f"STAFF#{login}", "staff", account_id=account_id, **content)


def create_steps(record: StaffRecord) -> list[Step]:
    """A new login and what leads to it; Conflict `login_taken`, `document_taken`."""
    _place(record)
    pointer = StaffPointer(f"STAFFID#{record.account_id}", "staff_id", login=record.login)
    steps: list[Step] = [Put(record, ABSENT, Conflict("login_taken")), Put(pointer, ABSENT)]
    return [*steps, document_step(record)] if record.document_hash else steps


def document_step(record: StaffRecord) -> Put:
    """The step by which a document becomes this login's; Conflict `staff_document_taken` where another has it."""
    holder = StaffDocument(f"STAFFDOC#{record.document_hash}", "staff_document", login=record.login)
    condition = ABSENT | (StaffDocument.login == record.login)
    return Put(holder, condition, Conflict("staff_document_taken"))


def write(record: StaffRecord) -> Put:
    """The step that writes a changed login."""
    _place(record)
    return Put(record)


def unchanged(login: str, version: int, otherwise: KangmaError | None = None) -> Check:
    """The step that requires that a login is still as it was read."""
    return Check(StaffRecord(f"STAFF#{login}", "staff"), StaffRecord.version == version, otherwise)


def _place(record: StaffRecord) -> None:
    record.gsi1pk, record.gsi1sk = _ALL, f"{record.region}#{record.login}"


def page(region: str, limit: int, after: str | None) -> list[StaffRecord]:
    """Staff whose region begins with `region`, in its order, after the place `after`. One query."""
    keys = prefixed(StaffRecord.gsi1sk, region, after)
    return list(StaffRecord.region_index.query(_ALL, keys, limit=limit))


def founding_step(until: datetime, now: datetime) -> Put:
    """The step by which two are invited first; Conflict `founded_already` while two are invited still."""
    marker = FoundingRecord("FOUNDING", "founding", until=until)
    return Put(marker, ABSENT | (FoundingRecord.until <= now), Conflict("founded_already"))


def page_of_the_country(limit: int) -> list[StaffRecord]:
    """Staff whose region is the whole country. One query."""
    return list(StaffRecord.region_index.query(_ALL, StaffRecord.gsi1sk.startswith("#"), limit=limit))


def use_challenge(challenge: str) -> None:
    """Records that a passkey's challenge was answered. Raises Lost if it was before."""
    with conditional():
        UsedCode(f"CHALLENGE#{challenge}", "used", ttl=ttl(timedelta(0))).save(condition=ABSENT)


def use_totp(login: str, counter: int) -> None:
    """Records that the code of time step `counter` was used. Raises Lost if it was before."""
    with conditional():
        UsedCode(f"TOTP#{login}#{counter}", "used", ttl=ttl(timedelta(0))).save(condition=ABSENT)
