"""Sending by SMS: claim first, then send, then record (design: sending)."""

from datetime import datetime

from chalicelib.config import CODE_LIFETIME
from chalicelib.notify import sms
from chalicelib.notify.texts import say
from chalicelib.services.login import code_of
from chalicelib.store import accounts, challenges, inbox, vault


def login_code(challenge_id: str, now: datetime) -> None:
    """At most once: claimed before it is sent, so that a worker that dies makes the person ask again."""
    record = challenges.claim(challenge_id, now)
    if record is None:
        return
    phone = vault.unseal(challenge_id, "phone", record.phone)
    sms.send(phone, code_text(code_of(challenge_id), record.prefix))


def code_text(code: str, prefix: str) -> str:
    """Chinese for +86; elsewhere English first, then Chinese."""
    minutes = int(CODE_LIFETIME.total_seconds() // 60)
    chinese = say("sms_code", "zh-CN", code=code, minutes=minutes)
    if prefix == "86":
        return chinese
    return f"{say('sms_code', 'en', code=code, minutes=minutes)} {chinese}"


def inbox_entry(account_id: str, entry: str, now: datetime) -> None:
    """At least once: leased, sent, recorded. Only a death between the last two can double it."""
    record = inbox.lease(account_id, entry, now)
    account = accounts.find(account_id)
    if record is None or account is None:
        return
    if not account.sms:
        return
    phone = vault.unseal(account_id, "phone", account.phone)
    inbox.sent(record, sms.send(phone, say(record.code, account.language, **record.params)))
