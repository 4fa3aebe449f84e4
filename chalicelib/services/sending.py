"""Sending: claim first, then send, then record (design: sending). Where a text message fails, an e-mail may do."""

from datetime import datetime, timedelta

from chalicelib.config import CODE_LIFETIME, EMAIL_BUDGET, SMS_BUDGET_SHARDS, settings
from chalicelib.notify import mail, sms
from chalicelib.notify.delivery import Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import logger, measure
from chalicelib.services import messages, scoring
from chalicelib.services.login import code_of
from chalicelib.store import accounts, caps, challenges, inbox, people, queues, vault
from chalicelib.store.accounts import AccountItem
from chalicelib.store.caps import Window
from chalicelib.store.challenges import ChallengeRecord
from chalicelib.store.inbox import MessageRecord
from chalicelib.store.tables import Lost

_DAY = timedelta(days=1)


def login_code(challenge_id: str, now: datetime) -> None:
    """At most once: claimed before it is sent, so that a worker that dies makes the person ask again."""
    record = challenges.claim(challenge_id, now)
    if record is None:
        return
    text = code_text(code_of(challenge_id), record.prefix)
    if record.via == "email":
        _mail_code(record, text, now)
        return
    try:
        provider_id = sms.send(vault.unseal(challenge_id, "phone", record.phone), text)
    except Undeliverable:
        challenges.sent(record, "failed")
        return
    challenges.sent(record, "sent", provider_id)


def _mail_code(record: ChallengeRecord, text: str, now: datetime) -> None:
    """What is recorded is the same with and without an account: that a phone is known is told to nobody."""
    address = _address_for(record)
    outcome = _mailed(address, record.language, text, now) if address else "sent"
    challenges.sent(record, outcome if record.purpose == "email" else "sent")


def _address_for(record: ChallengeRecord) -> str | None:
    """Where an e-mailed code goes: the address to be confirmed, or the one that the phone's account confirmed."""
    if record.purpose == "email":
        return vault.unseal(record.challenge_id, "phone", record.phone)
    account_id = accounts.id_of_phone(record.phone_hash)
    account = accounts.find(account_id) if account_id else None
    return _email_of(account) if account else None


def code_text(code: str, prefix: str) -> str:
    """Chinese for +86; elsewhere English first, then Chinese."""
    minutes = int(CODE_LIFETIME.total_seconds() // 60)
    chinese = say("sms_code", "zh-CN", code=code, minutes=minutes)
    if prefix == "86":
        return chinese
    return f"{say('sms_code', 'en', code=code, minutes=minutes)} {chinese}"


def inbox_entry(account_id: str, entry: str, now: datetime) -> None:
    """At least once: leased, sent, recorded. Only a death between the last two can double it.

    A reminder whose reason has gone meanwhile is left out. What cannot go by text message goes by e-mail.
    """
    record = inbox.lease(account_id, entry)
    account = accounts.find(account_id)
    if record is None or account is None:
        return
    if _is_over(record, now):
        inbox.closed(record, "left_out")
    elif account.sms:
        _text(record, account, now)
    else:
        inbox.closed(record, "left_out", _mail(record, account, now))


def _is_over(record: MessageRecord, now: datetime) -> bool:
    """Whether a reminder is about something that was done meanwhile, or a person whom the account no longer has."""
    state = people.state(record.person_id)
    if state is None or state.account_id != record.account_id:
        return True
    if record.code == "inbox_expiring":
        until = scoring.valid_until(state, scoring.opened(state), now)
        return until is None or until.isoformat() != record.params.get("due_at")
    if record.code == "inbox_checkin":
        return bool(scoring.decision(state, None, now).checkin.done_today)
    return False


def _text(record: MessageRecord, account: AccountItem, now: datetime) -> None:
    phone = vault.unseal(account.id, "phone", account.phone)
    try:
        provider_id = sms.send(phone, messages.said(record, account.language))
    except Undeliverable:
        inbox.closed(record, "failed", _second_way(record, account, now))
        return
    inbox.sent(record, provider_id)


def second_way(account_id: str, entry: str, now: datetime) -> None:
    """After a carrier's report that a text message did not arrive. Safe to repeat: the e-mail is noted."""
    record, account = inbox.find(account_id, entry), accounts.find(account_id)
    if record is None or account is None or record.email is not None:
        return
    outcome = _second_way(record, account, now)
    if outcome:
        inbox.mailed(record, outcome)


def _second_way(record: MessageRecord, account: AccountItem, now: datetime) -> str | None:
    """Tells in the inbox, once an entry, that its text message did not arrive; sends the e-mail if there is one."""
    notice = MessageRecord(
        record.pk,
        inbox.key(record.at, "inbox_not_delivered", record.person_id),
        code="inbox_not_delivered" if account.email is None else "inbox_mailed_instead",
        params={},
        person_id=record.person_id,
        at=now,
    )
    inbox.write(notice)
    return _mail(record, account, now)


def _mail(record: MessageRecord, account: AccountItem, now: datetime) -> str | None:
    address = _email_of(account)
    return _mailed(address, account.language, messages.said(record, account.language), now) if address else None


def _email_of(account: AccountItem) -> str | None:
    return vault.unseal(account.id, "email", account.email) if account.email else None


def _mailed(address: str, language: str, text: str, now: datetime) -> str:
    """Sends an e-mail within the day's budget; says `sent` or `failed`."""
    budget = Window("email", "all", EMAIL_BUDGET, _DAY)
    try:
        caps.take_sharded(budget, SMS_BUDGET_SHARDS, int(now.timestamp()) % SMS_BUDGET_SHARDS, now)
    except Lost:
        measure("EmailBudgetUsed", "Percent", 100)
        logger.warning("email budget used up")
        return "failed"
    try:
        mail.send(address, say("email_subject", language), text)
    except Undeliverable:
        return "failed"
    return "sent"


def report(provider_id: str, *, arrived: bool, now: datetime) -> None:
    """A carrier's report on a text message: kept where the person sees it; a failure leads to the second way."""
    delivery = "delivered" if arrived else "failed"
    record = inbox.by_provider_id(provider_id)
    if record is None:
        challenge = challenges.by_provider_id(provider_id)
        if challenge is not None:
            challenges.sent(challenge, delivery)
        return
    inbox.reported(record, delivery)
    if not arrived:
        ids = {"account_id": record.account_id, "entry": str(record.sk)}
        queues.send(settings().messages_queue_url, "second_way", now, **ids)
