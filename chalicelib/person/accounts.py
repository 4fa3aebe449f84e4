"""Accounts, and the phone that leads to each."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.errors import Conflict, KangmaError, NotFound
from chalicelib.store.tables import ABSENT, AccountRecord
from chalicelib.store.transactions import Change, Check, Drop, Put, Step, conditional


class AccountItem(AccountRecord, discriminator="account"):
    """`A#<id>`/`account`."""

    phone_hash = UnicodeAttribute()
    phone = UnicodeAttribute()
    """Sealed for the account."""
    password_hash = UnicodeAttribute(null=True)
    language = UnicodeAttribute()
    sms = BooleanAttribute(default=True)
    """Whether reminders come by SMS beside the inbox. Login codes always do."""
    quiet: JSONAttribute = JSONAttribute(null=True)
    """Quiet hours {from, until, timezone}; the account's people carry a copy in their states."""
    email = UnicodeAttribute(null=True)
    """Sealed for the account, and only after its owner gave back a code that was sent to it."""
    created_at = UTCDateTimeAttribute()
    dependants = NumberAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[2:])


class PhoneItem(AccountRecord, discriminator="phone"):
    """`PHONE#<hash>`: the one account that logs in with this phone."""

    account_id = UnicodeAttribute()


class PersonLink(AccountRecord, discriminator="person_link"):
    """`A#<id>`/`person#<id>`: a person whom this account files for."""

    person_id = UnicodeAttribute()
    relation = UnicodeAttribute()


class LeavingItem(AccountRecord, discriminator="leaving"):
    """`A#<id>`/`leaving#<person>`: a person who was taken away and whose partition is still being cleared."""


_SELF = "person#0-self"


def find(account_id: str) -> AccountItem | None:
    """One read."""
    record: AccountItem | None = AccountItem.find(f"A#{account_id}", "account")
    return record


def id_of_phone(phone_hash: str) -> str | None:
    """The account that logs in with this phone. One read."""
    record = PhoneItem.find(f"PHONE#{phone_hash}", "phone")
    return record.account_id if record else None


def create_steps(account: AccountItem) -> list[Step]:
    """A new account and its claim on its phone; who was quicker has the account of that phone."""
    phone = PhoneItem(f"PHONE#{account.phone_hash}", "phone", account_id=account.id)
    return [Put(account, ABSENT), Put(phone, ABSENT)]


def move_phone_steps(
    account: AccountItem, phone_hash: str, sealed: str, taken: KangmaError | None = None
) -> list[Step]:
    """The account's change to a phone that no other account has; `taken` where one has."""
    claimed = PhoneItem(f"PHONE#{phone_hash}", "phone", account_id=account.id)
    return [Put(claimed, ABSENT, taken), *_changed_phone(account, phone_hash, sealed)]


def take_phone_steps(account: AccountItem, phone_hash: str, sealed: str, holder_id: str) -> list[Step]:
    """The same for a phone with an account in which nobody has registered themselves; that one ends.

    Conflict where somebody has.
    """
    taken = PhoneItem(f"PHONE#{phone_hash}", "phone")
    held = PhoneItem.account_id == holder_id
    return [
        Change(taken, (PhoneItem.account_id.set(account.id),), held),
        Check(PersonLink(f"A#{holder_id}", _SELF), ABSENT, Conflict()),
        Drop(AccountItem(f"A#{holder_id}", "account"), AccountItem.phone_hash == phone_hash),
        *_changed_phone(account, phone_hash, sealed),
    ]


def _changed_phone(account: AccountItem, phone_hash: str, sealed: str) -> list[Step]:
    actions = (AccountItem.phone_hash.set(phone_hash), AccountItem.phone.set(sealed))
    freed = PhoneItem(f"PHONE#{account.phone_hash}", "phone")
    return [
        Change(account, actions, AccountItem.phone_hash == account.phone_hash),
        Drop(freed, PhoneItem.account_id == account.id),
    ]


def password_step(account: AccountItem, password_hash: str) -> Change:
    """The step that sets the password, if it is still the one that was read."""
    read = account.password_hash
    unchanged = AccountItem.password_hash == read if read else AccountItem.password_hash.does_not_exist()
    return Change(account, (AccountItem.password_hash.set(password_hash),), AccountItem.phone_hash.exists() & unchanged)


def set_preferences(account_id: str, language: str, *, sms: bool, quiet: dict[str, str] | None) -> None:
    """One conditional write; the account must exist."""
    record = AccountItem(f"A#{account_id}", "account")
    hours = AccountItem.quiet.set(quiet) if quiet else AccountItem.quiet.remove()
    with conditional():
        record.update(
            actions=[AccountItem.language.set(language), AccountItem.sms.set(sms), hours],
            condition=AccountItem.phone_hash.exists(),
        )


def email_step(account_id: str, sealed: str | None) -> Change:
    """The step that sets or takes away the confirmed e-mail address; NotFound for no account."""
    action = AccountItem.email.set(sealed) if sealed else AccountItem.email.remove()
    return Change(AccountItem(f"A#{account_id}", "account"), (action,), AccountItem.phone_hash.exists(), NotFound())


def links(account_id: str) -> list[Any]:
    """The people of an account, in the order of their ids. One query."""
    found = PersonLink.query(f"A#{account_id}", PersonLink.sk.startswith("person#"), consistent_read=True)
    return list(found)


def link_put(account_id: str, person_id: str, relation: str) -> Put:
    """The step that binds a person to an account."""
    link = PersonLink(f"A#{account_id}", f"person#{person_id}", person_id=person_id, relation=relation)
    return Put(link, ABSENT)


def self_put(account_id: str, person_id: str) -> Put:
    """The step that makes a person the account's own: there is one place for it."""
    return Put(PersonLink(f"A#{account_id}", _SELF, person_id=person_id, relation="self"), ABSENT)


def self_link(account_id: str) -> PersonLink | None:
    """The account's own person. One read."""
    link: PersonLink | None = PersonLink.find(f"A#{account_id}", _SELF)
    return link


def leaving_put(account_id: str, person_id: str) -> Put:
    """The step that notes a person whose partition is to be cleared."""
    return Put(LeavingItem(f"A#{account_id}", f"leaving#{person_id}"))


def leaving(account_id: str, person_id: str) -> LeavingItem | None:
    """One read."""
    record: LeavingItem | None = LeavingItem.find(f"A#{account_id}", f"leaving#{person_id}")
    return record


def unlink_step(account_id: str, person_id: str, relation: str) -> Drop:
    """The step that takes a person from the account."""
    link = PersonLink(f"A#{account_id}", _SELF if relation == "self" else f"person#{person_id}")
    return Drop(link, PersonLink.person_id == person_id)


def free_dependant_step(account_id: str) -> Change:
    """The step that gives a dependant's place back."""
    return Change(AccountItem(f"A#{account_id}", "account"), (AccountItem.dependants.add(-1),))


def dependant_step(account_id: str, most: int) -> Change:
    """The step that takes one of the account's places for dependants."""
    room = AccountItem.dependants.does_not_exist() | (AccountItem.dependants < most)
    return Change(AccountItem(f"A#{account_id}", "account"), (AccountItem.dependants.add(1),), room)


def created(account_id: str, phone_hash: str, sealed: str, language: str, now: datetime) -> AccountItem:
    """A new account, not yet written."""
    return AccountItem(
        f"A#{account_id}", "account", phone_hash=phone_hash, phone=sealed, language=language, created_at=now
    )
