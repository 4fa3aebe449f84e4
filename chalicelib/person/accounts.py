"""Accounts, and the phone that leads to each."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.errors import Conflict, KangmaError
from chalicelib.person import platforms
from chalicelib.store.reading import read_together
from chalicelib.store.tables import ABSENT, AccountRecord
from chalicelib.store.transactions import Change, Check, Drop, Put, Step


class AccountItem(AccountRecord, discriminator="account"):
    """`A#<id>`/`account`."""

    phone_hash = UnicodeAttribute()
    phone = UnicodeAttribute()
    """Sealed for the account."""
    password_hash = UnicodeAttribute(null=True)
    language = UnicodeAttribute()
    sms = BooleanAttribute(default=True)
    """Whether reminders come by SMS beside the inbox. Login codes always do."""
    channels: JSONAttribute = JSONAttribute(null=True)
    """The ways of telling that the person chose, {on, off}: `on` in their order; absent for the usual order."""
    pushes = BooleanAttribute(null=True)
    """Whether a device was ever bound for push messages: only then its sessions are asked for one."""
    wechat = BooleanAttribute(null=True)
    """Whether an agreement to a message by WeChat may be left: only then its binding is asked for one."""
    quiet: JSONAttribute = JSONAttribute(null=True)
    """Quiet hours {from, until, timezone}; the account's people carry a copy in their states."""
    email = UnicodeAttribute(null=True)
    """Sealed for the account, and only after its owner gave back a code that was sent to it."""
    created_at = UTCDateTimeAttribute()
    dependants = NumberAttribute(null=True)
    generation = NumberAttribute(default=0)
    """Raised with every change of a credential: what was begun or read before ends."""
    kept_session = UnicodeAttribute(null=True)
    """The session in which the latest change was made: it goes on."""

    @property
    def id(self) -> str:
        return str(self.pk[2:])


class PhoneItem(AccountRecord, discriminator="phone"):
    """`PHONE#<hash>`: the one account that logs in with this phone."""

    account_id = UnicodeAttribute()


class PendingPhone(AccountRecord, discriminator="pending_phone"):
    """`PHONE#<hash>`/`pending`: a phone that staff accepted for an account and that is not yet in force."""

    account_id = UnicodeAttribute()
    recovery_id = UnicodeAttribute()


class PersonLink(AccountRecord, discriminator="person_link"):
    """`A#<id>`/`person#<id>`: a person whom this account files for."""

    person_id = UnicodeAttribute()
    relation = UnicodeAttribute()


class LeavingItem(AccountRecord, discriminator="leaving"):
    """`A#<id>`/`leaving#<person>`: a person who was taken away and whose partition is still being cleared."""

    at = UTCDateTimeAttribute(null=True)
    ends_account = BooleanAttribute(default=True)
    """Whether the account goes with its last person: not where that did nothing and may log in still."""


_SELF = "person#0-self"


def find(account_id: str) -> AccountItem | None:
    """One read."""
    record: AccountItem | None = AccountItem.find(f"A#{account_id}", "account")
    return record


def id_of_phone(phone_hash: str) -> str | None:
    """The account that logs in with this phone. One read."""
    record = PhoneItem.find(f"PHONE#{phone_hash}", "phone")
    return record.account_id if record else None


def behind_phone(phone_hash: str) -> tuple[str | None, PendingPhone | None]:
    """The account that logs in with this phone, and a claim on it that is not yet in force. One batch read."""
    holder, pending = read_together([phone_key(phone_hash), (PendingPhone, f"PHONE#{phone_hash}", "pending")])
    return holder.account_id if holder else None, pending


def pending_phone(phone_hash: str) -> PendingPhone | None:
    """One read."""
    record: PendingPhone | None = PendingPhone.find(f"PHONE#{phone_hash}", "pending")
    return record


def pending_put(phone_hash: str, account_id: str, recovery_id: str, otherwise: KangmaError) -> Put:
    """The step by which a phone is to be the account's later; `otherwise` where another account claims it."""
    record = PendingPhone(f"PHONE#{phone_hash}", "pending", account_id=account_id, recovery_id=recovery_id)
    return Put(record, ABSENT | (PendingPhone.account_id == account_id), otherwise)


def pending_drop(phone_hash: str) -> Drop:
    """The step by which a claim on a phone ends."""
    return Drop(PendingPhone(f"PHONE#{phone_hash}", "pending"))


def without_password() -> Any:
    """The action by which nobody logs in with the password of before."""
    return AccountItem.password_hash.remove()


def phone_key(phone_hash: str) -> tuple[type[PhoneItem], str, str]:
    """Where the claim of an account on a phone lies, for a batch read."""
    return PhoneItem, f"PHONE#{phone_hash}", "phone"


def create_steps(account: AccountItem) -> list[Step]:
    """A new account and its claim on its phone; who was quicker has the account of that phone."""
    phone = PhoneItem(f"PHONE#{account.phone_hash}", "phone", account_id=account.id)
    return [Put(account, ABSENT), Put(phone, ABSENT)]


def credential_step(account: AccountItem, kept: str | None, *actions: Any) -> Change:
    """The step of a changed credential, if none was changed since the account was read.

    It ends every session but `kept`; `actions` say what changes.
    """
    read = int(account.generation)
    unchanged = AccountItem.generation == read if read else _never_changed()
    keeping = AccountItem.kept_session.set(kept) if kept else AccountItem.kept_session.remove()
    actions = (*actions, AccountItem.generation.set(read + 1), keeping)
    return Change(account, actions, AccountItem.phone_hash.exists() & unchanged)


def _never_changed() -> Condition:
    never: Condition = AccountItem.generation.does_not_exist() | (AccountItem.generation == 0)
    return never


def unchanged_check(account: AccountItem, otherwise: KangmaError | None = None) -> Check:
    """The step that requires that no credential was changed since the account was read; else `otherwise`."""
    read = int(account.generation)
    same = AccountItem.generation == read if read else _never_changed()
    return Check(AccountItem(account.pk, "account"), AccountItem.phone_hash.exists() & same, otherwise)


def move_phone_steps(
    account: AccountItem,
    phone_hash: str,
    sealed: str,
    taken: KangmaError | None = None,
    *,
    kept: str | None = None,
    also: tuple[Any, ...] = (),
) -> list[Step]:
    """The account's change to a phone that no other account has; `taken` where one has.

    Every session but `kept` ends; `also` are the account's other actions.
    """
    claimed = PhoneItem(f"PHONE#{phone_hash}", "phone", account_id=account.id)
    return [Put(claimed, ABSENT, taken), *_changed_phone(account, phone_hash, sealed, kept, also)]


def take_phone_steps(
    account: AccountItem,
    phone_hash: str,
    sealed: str,
    holder_id: str,
    *,
    registered: KangmaError | None = None,
    also: tuple[Any, ...] = (),
) -> list[Step]:
    """The same for a phone with an account in which nobody has registered themselves; that one ends.

    `registered`, a Conflict, where somebody has.
    """
    taken = PhoneItem(f"PHONE#{phone_hash}", "phone")
    held = PhoneItem.account_id == holder_id
    return [
        Change(taken, (PhoneItem.account_id.set(account.id),), held),
        Check(PersonLink(f"A#{holder_id}", _SELF), ABSENT, registered or Conflict()),
        Drop(AccountItem(f"A#{holder_id}", "account"), AccountItem.phone_hash == phone_hash),
        *platforms.all_end_steps(holder_id),
        *_changed_phone(account, phone_hash, sealed, None, also),
    ]


def _changed_phone(
    account: AccountItem, phone_hash: str, sealed: str, kept: str | None, also: tuple[Any, ...]
) -> list[Step]:
    actions = (AccountItem.phone_hash.set(phone_hash), AccountItem.phone.set(sealed), *also)
    freed = PhoneItem(f"PHONE#{account.phone_hash}", "phone")
    return [credential_step(account, kept, *actions), Drop(freed, PhoneItem.account_id == account.id)]


def put_back(password_hash: str | None, email: str | None) -> tuple[Any, ...]:
    """The actions that give an account back an earlier password and e-mail address, or none."""
    return (
        AccountItem.password_hash.set(password_hash) if password_hash else AccountItem.password_hash.remove(),
        AccountItem.email.set(email) if email else AccountItem.email.remove(),
    )


def password_step(account: AccountItem, password_hash: str, kept: str) -> Change:
    """The step that sets the password and ends every session but `kept`."""
    return credential_step(account, kept, AccountItem.password_hash.set(password_hash))


def email_step(account: AccountItem, sealed: str | None, kept: str) -> Change:
    """The step that sets or takes away the confirmed e-mail address and ends every session but `kept`."""
    return credential_step(account, kept, AccountItem.email.set(sealed) if sealed else AccountItem.email.remove())


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


def leaving_put(account_id: str, person_id: str, now: datetime, *, ends_account: bool = True) -> Put:
    """The step that notes a person whose partition is to be cleared."""
    return Put(LeavingItem(f"A#{account_id}", f"leaving#{person_id}", at=now, ends_account=ends_account))


def leaving(account_id: str, person_id: str) -> LeavingItem | None:
    """One read."""
    record: LeavingItem | None = LeavingItem.find(f"A#{account_id}", f"leaving#{person_id}")
    return record


def partition(account_id: str) -> list[Any]:
    """Everything of the account: itself, messages, what can be undone. One query, and more for more pages."""
    return list(AccountRecord.query(f"A#{account_id}", consistent_read=True))


def end_steps(account: AccountItem) -> list[Step]:
    """The end of an account and of its phone's log-in; Conflict where somebody has registered in it again."""
    return [
        Drop(account, AccountItem.phone_hash == account.phone_hash),
        Drop(PhoneItem(f"PHONE#{account.phone_hash}", "phone"), PhoneItem.account_id == account.id),
        Check(PersonLink(account.pk, _SELF), ABSENT, Conflict()),
    ]


def unlink_step(account_id: str, person_id: str, relation: str) -> Drop:
    """The step that takes a person from the account."""
    link = PersonLink(f"A#{account_id}", _SELF if relation == "self" else f"person#{person_id}")
    return Drop(link, PersonLink.person_id == person_id)


def leave_steps(account_id: str, person_id: str, relation: str) -> list[Step]:
    """The steps by which a person leaves the account, and a dependant's place is given back."""
    left: list[Step] = [unlink_step(account_id, person_id, relation)]
    return left if relation == "self" else [*left, free_dependant_step(account_id)]


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
