"""Changes of credentials: proved, told to the old and the new address, undone for 72 hours by the old.

Each ends every other session. What stood before is kept with the change; whoever still has the old phone or address
can put all of it back, and with it goes what was changed since.
"""

from datetime import datetime, timedelta

from chalicelib import config
from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict, FieldError, NotFound, Unauthenticated
from chalicelib.features.login import by_code, by_password, challenges, guesses, proofs, sessions, undo_records
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.login.undo_records import UndoRecord
from chalicelib.identity import passwords
from chalicelib.person import accounts, inbox, platforms
from chalicelib.person import records as people
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.inbox import MessageRecord
from chalicelib.store import outboxes, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Put, Step


def set_password(actor: Actor, password: str, current: str | None, proof: str | None, now: datetime) -> None:
    """Sets or changes the password. One read more than its proof, and a transaction. Sent again, it is the same change:
    nobody is told twice, and what the first one ended stays ended.

    Raises Unauthenticated `proof_required`, and `wrong_login` for a current one that is given and wrong; Invalid
    `weak_password`; TooMany.
    """
    proofs.require(actor, proof, now)
    if current is not None:
        guesses.take_within(actor.session, actor.account_id, now)
    hashed = by_password.hashed(password, _own_words(account_of(actor, now)))

    def change(attempt: Attempt) -> UndoRecord | None:
        account = account_of(actor, now)
        again = by_password.matches(account.password_hash, password)
        if current is not None and not again and not by_password.matches(account.password_hash, current):
            raise Unauthenticated("wrong_login")
        attempt.write(accounts.password_step(account, hashed, actor.session))
        return None if again else keep(attempt, undo_records.make(account, "password", now))

    if (changed := changing(now, change)) is not None:
        outboxes.tell(changed, now)


def _own_words(account: AccountItem) -> list[str]:
    """What somebody would try who knows the account's person: a read, and one more where somebody has registered."""
    phone, link = vault.unseal(account.id, "phone", account.phone), accounts.self_link(account.id)
    profile = people.profile(link.person_id) if link else None
    if link is None or profile is None:
        return passwords.own_words(phone)
    name = vault.unseal(link.person_id, "name", profile.name)
    return passwords.own_words(phone, name, vault.unseal(link.person_id, "document", profile.document_number))


def change_phone(actor: Actor, challenge_id: str, code: str, proof: str | None, address: str, now: datetime) -> None:
    """Binds the phone that the code was sent to. Two transactions.

    Raises Unauthenticated, TooMany, and Conflict `phone_taken` if the phone is another account's: whoever holds
    the phone may know.
    """
    proofs.require(actor, proof, now)
    record = by_code.verify(challenge_id, code, ("change_phone",), address, now)
    phone = vault.unseal(record.challenge_id, "phone", record.phone)

    def change(attempt: Attempt) -> UndoRecord | None:
        account = account_of(actor, now)
        if account.phone_hash == record.phone_hash:
            return None
        sealed, taken = vault.seal(account.id, "phone", phone, now), Conflict(None, FieldError("phone", "phone_taken"))
        moved = accounts.move_phone_steps(account, record.phone_hash, sealed, taken, kept=actor.session)
        attempt.write(challenges.use_step(record), *moved)
        return keep(attempt, undo_records.make(account, "phone", now, new_phone=sealed))

    kept = changing(now, change)
    if kept is not None:
        outboxes.tell(kept, now)


def change_email(actor: Actor, email: str | None, used: ChallengeRecord | None, now: datetime) -> None:
    """Takes a confirmed address as the account's, or takes it away; `used` is the code that came back from it."""

    def change(attempt: Attempt) -> UndoRecord:
        account = account_of(actor, now)
        sealed = vault.seal(account.id, "email", email, now) if email else None
        attempt.write(accounts.email_step(account, sealed, actor.session))
        if used is not None:
            attempt.write(challenges.use_step(used))
        return keep(attempt, undo_records.make(account, "email", now, new_email=sealed))

    outboxes.tell(changing(now, change), now)


def account_of(actor: Actor, now: datetime) -> AccountItem:
    """The account, if the session stands at this attempt too: a change in another one ended it."""
    _, account = sessions.standing(actor, now)
    if account is None:
        raise Unauthenticated()
    return account


def keep(attempt: Attempt, record: UndoRecord) -> UndoRecord:
    """Keeps what stood before with the change, and the entry in the inbox; so many changes a day."""
    day = Window("credentials", record.account_id, config.CREDENTIALS_PER_DAY, timedelta(days=1))
    attempt.write(undo_records.put(record), day.step(attempt.now))
    attempt.write(note(record.account_id, f"inbox_{record.changed}_changed", record.at))
    return record


def note(account_id: str, code: str, at: datetime) -> Put:
    """The step that writes an entry into the account's inbox, under its own person where there is one."""
    link = accounts.self_link(account_id)
    person_id = str(link.person_id) if link else ""
    key = inbox.key(at, code, person_id)
    return Put(MessageRecord(f"A#{account_id}", key, code=code, params={}, person_id=person_id, at=at))


def undo(token: str, now: datetime) -> None:
    """Puts password, phone and e-mail back as they were before a change; every session and later change ends, and what
    was bound of WeChat and Alipay with it or since.

    Three queries, two reads and a transaction. Raises NotFound `undo_over` for a token that is none or was used, or
    after 72 h; Conflict `phone_taken` where somebody has registered with the old phone meanwhile.
    """
    account_id, generation = _named(token)

    def change(attempt: Attempt) -> None:
        kept, account = undo_records.since(account_id, generation), accounts.find(account_id)
        before = kept[0] if kept else None
        if before is None or account is None or before.token != token or now > before.expires_at:
            raise NotFound("undo_over")
        attempt.write(*_put_back(account, before), *(undo_records.drop(each) for each in kept))
        attempt.write(*platforms.all_end_steps(account_id, since=generation))
        attempt.write(note(account_id, "inbox_change_undone", now))

    changing(now, change)


def _named(token: str) -> tuple[str, int]:
    """Account and generation of an undo token. Raises NotFound `undo_over` for what has another form."""
    account_id, _, rest = token.partition(".")
    generation = rest.partition(".")[0]
    if not generation.isascii() or not generation.isdigit() or len(generation) > 8:
        raise NotFound("undo_over")
    return account_id, int(generation)


def _put_back(account: AccountItem, before: UndoRecord) -> list[Step]:
    also = accounts.put_back(before.password_hash, before.email)
    if account.phone_hash == before.phone_hash:
        return [accounts.credential_step(account, None, *also)]
    holder_id, phone = accounts.id_of_phone(before.phone_hash), (before.phone_hash, before.phone)
    taken = Conflict(None, FieldError("phone", "phone_taken"))
    if holder_id is None:
        return accounts.move_phone_steps(account, *phone, taken, also=also)
    # Whoever saw the log-in fail on the old phone has begun an account there, and nobody is in it.
    return accounts.take_phone_steps(account, *phone, holder_id, registered=taken, also=also)
