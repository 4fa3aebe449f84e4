"""Devices that get push messages: each lies on the session of the person on it, and ends with it.

Logging out, ending a session from elsewhere, a changed credential, an erased account: nothing has to be taken away.
"""

import json
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable
from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.config import settings
from chalicelib.errors import FieldError, Invalid, Unauthenticated
from chalicelib.features.login import session_records, sessions
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.notify import web_push
from chalicelib.notify.push_content import AUTH, Keys, device_key
from chalicelib.notify.web_push import Subscription
from chalicelib.person import telling
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.signatures import pairs
from chalicelib.store import secrets, vault

AT_MOST = 5
"""Devices that one message goes to, the latest ones: each may take seconds to answer."""


def key() -> str | None:
    """Our key as a browser takes it; none where the stage reaches no push service or has no key yet."""
    stored = secrets.service().get("vapid")
    return web_push.public_key(pairs.p256_of(stored)) if stored and settings().push_hosts else None


def bind(actor: Actor, endpoint: str, p256dh: str, auth: str, now: datetime) -> None:
    """Lets push messages come to the device of this session. Two reads and a transaction; safe to repeat.

    Raises Invalid for an address that is no push service's, and for keys that are none.
    """
    _check(endpoint, p256dh, auth)
    sealed = vault.seal(actor.session, "push", json.dumps([endpoint, p256dh, auth]), now)

    def change(attempt: Attempt) -> None:
        session, account = sessions.standing(actor, now)
        if account is None:
            raise Unauthenticated()
        attempt.write(session_records.push_step(session, sealed), telling.pushes_step(account))

    changing(now, change)


def unbind(actor: Actor) -> None:
    """Ends it for the device of this session. One write; safe to repeat."""
    session_records.drop_push(actor.session)


def of(account: AccountItem, now: datetime) -> list[SessionRecord]:
    """The sessions that go on, on devices with push messages, the latest begun first. At most a query and a batch."""
    if not account.pushes:
        return []
    return [each for each in session_records.of_account(account.id) if each.push and _goes_on(each, account, now)]


def _goes_on(session: SessionRecord, account: AccountItem, now: datetime) -> bool:
    return sessions.belongs(session, account) and now <= min(session.idle_until, session.ends_at)


def subscription(session: SessionRecord) -> Subscription:
    """What the session's device gave us."""
    endpoint, p256dh, auth = json.loads(vault.unseal(session.id, "push", str(session.push)))
    return Subscription(endpoint, Keys(_raw(p256dh), _raw(auth)))


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    wrong = [] if web_push.is_registered(endpoint) else [FieldError("endpoint", "push_service_unknown")]
    if wrong := [*wrong, *_wrong_keys(p256dh, auth)]:
        raise Invalid(None, *wrong)


def _wrong_keys(p256dh: str, auth: str) -> Iterable[FieldError]:
    try:
        device_key(_raw(p256dh))
    except (ValueError, NotBase64):
        yield FieldError("p256dh", "push_key_form")
    try:
        fits = len(_raw(auth)) == AUTH
    except (ValueError, NotBase64):
        fits = False
    if not fits:
        yield FieldError("auth", "push_key_form")


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
