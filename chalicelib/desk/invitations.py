"""Invitations of staff: single use, a day long, by which a person sets what proves their own login.

The token is derived and stands nowhere: whoever started the invitation never sees it.
"""

import secrets as random
from datetime import datetime
from hmac import compare_digest
from typing import Any

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import INVITATION_LIFETIME
from chalicelib.errors import Gone, NotFound
from chalicelib.store import leases, outboxes, secrets
from chalicelib.store.leases import LEASE, Leased
from chalicelib.store.outboxes import Outboxed
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Change, Put, conditional


class InvitationRecord(Leased, Outboxed, AccountRecord, discriminator="invitation"):
    """`INVITE#<id>`/`invitation`: to which login it leads, and what was offered when the person opened it."""

    login = UnicodeAttribute()
    contact = UnicodeAttribute()
    """Sealed for the invitation's id: a phone, or an e-mail address."""
    via = UnicodeAttribute()
    """sms or email."""
    language = UnicodeAttribute(default="zh-CN")
    totp = UnicodeAttribute(null=True)
    """The secret offered for an authenticator app, sealed for the invitation's id."""
    challenge = UnicodeAttribute(null=True)
    """What a new passkey has to sign, base64url."""
    used = BooleanAttribute(default=False)
    sent = BooleanAttribute(default=False)
    expires_at = UTCDateTimeAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[7:])

    @property
    def queued(self) -> tuple[str, dict[str, str]]:
        return "staff_invitation", {"invitation_id": self.id}


_UNUSED = InvitationRecord.used == False  # noqa: E712  (an expression, not a comparison)


def new_id() -> str:
    """An id that is nobody's yet."""
    return random.token_hex(10)


def make(invitation_id: str, now: datetime, **content: Any) -> InvitationRecord:
    """An invitation from `now` on, in the outbox and not yet written."""
    content |= {"expires_at": now + INVITATION_LIFETIME, "ttl": ttl(INVITATION_LIFETIME)}
    return _named(invitation_id, **content, **outboxes.place(invitation_id, now))


def _named(invitation_id: str, **content: Any) -> InvitationRecord:
    return InvitationRecord(f"INVITE#{invitation_id}", "invitation", **content)


def put(record: InvitationRecord) -> Put:
    """The step that invites."""
    return Put(record, ABSENT)


def tell(invitation_id: str, now: datetime) -> None:
    """Has an invitation that was just written sent, once however often this is done."""
    outboxes.tell(_named(invitation_id), now)


def offer(record: InvitationRecord, totp: str, challenge: str) -> None:
    """Keeps what the person is offered, which stays the same however often they open it. One write.

    Raises Lost where it was opened at the same moment, or used.
    """
    actions: list[Any] = [InvitationRecord.totp.set(totp), InvitationRecord.challenge.set(challenge)]
    with conditional():
        record.update(actions=actions, condition=_UNUSED & InvitationRecord.totp.does_not_exist())


def use_step(record: InvitationRecord) -> Change:
    """The step by which an invitation is used: once; Gone `lapsed` where it was."""
    return Change(record, (InvitationRecord.used.set(True),), _UNUSED, Gone("lapsed"))


def sent(record: InvitationRecord) -> None:
    """Records that it was handed over, or that nobody takes it. One write."""
    record.update(actions=[InvitationRecord.sent.set(True)], condition=InvitationRecord.login.exists())


def token_of(invitation_id: str) -> str:
    """What the invited person is sent."""
    return _text(invitation_id, secrets.keyed("otp", "invitation", invitation_id))


def _text(invitation_id: str, tag: bytes) -> str:
    return f"{invitation_id}.{tag.hex()[:40]}"


def _is_token_of(invitation_id: str, token: str) -> bool:
    """Whether we sent it, also before the secret was turned."""
    ours = (_text(invitation_id, tag) for tag in secrets.keyed_by_each("otp", "invitation", invitation_id))
    return any(compare_digest(each.encode(), token.encode()) for each in ours)


def opened(token: str, now: datetime) -> InvitationRecord:
    """The invitation of a token. One read. Raises NotFound for one that is none, Gone `lapsed` for one used or over."""
    invitation_id = token.partition(".")[0]
    record = find(invitation_id) if _is_token_of(invitation_id, token) else None
    if record is None:
        raise NotFound()
    if record.used or now >= record.expires_at:
        raise Gone("lapsed")
    return record


def find(invitation_id: str) -> InvitationRecord | None:
    """One read."""
    record: InvitationRecord | None = InvitationRecord.find(f"INVITE#{invitation_id}", "invitation")
    return record


def lease(invitation_id: str, now: datetime) -> InvitationRecord | None:
    """For the worker that sends: the invitation, out of the outbox. None if it was sent or used, is over, or another
    worker has it."""
    record = _named(invitation_id)
    unsent = _UNUSED & (InvitationRecord.sent == False)  # noqa: E712  (an expression)
    if not leases.hold(record, unsent, LEASE, *outboxes.LEAVE):
        return None
    return record if record.expires_at > now else None
