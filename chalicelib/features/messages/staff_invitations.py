"""Invitations of staff on their way: leased, sent, recorded, so that only a death in between can double one."""

from datetime import datetime

from chalicelib.config import INVITATION_LIFETIME, settings
from chalicelib.desk import invitations
from chalicelib.desk.invitations import InvitationRecord
from chalicelib.features.messages import texting
from chalicelib.notify.delivery import Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import logger
from chalicelib.store import vault


def send(invitation_id: str, now: datetime) -> None:
    """Sends the link by which a person enrols. Raises what the provider raises, so that the queue tries again."""
    record = invitations.lease(invitation_id, now)
    if record is None:
        return
    contact = vault.unseal(invitation_id, "contact", record.contact)
    text = _text(record, contact)
    try:
        if record.via == "email":
            texting.write(contact, say("staff_invitation_subject", record.language), text)
        else:
            texting.text(contact, text)
    except Undeliverable:
        logger.warning("invitation cannot be delivered", invitation=invitation_id)
    invitations.sent(record)


def _text(record: InvitationRecord, contact: str) -> str:
    """Chinese for +86; elsewhere in the language in which it was asked for."""
    language = "zh-CN" if contact.startswith("+86") else record.language
    hours = int(INVITATION_LIFETIME.total_seconds() // 3600)
    link = f"{settings().public_url}/console.html#enrol={invitations.token_of(record.id)}"
    return say("staff_invitation", language, login=record.login, link=link, hours=hours)
