"""Sending: claim first, then send, then record (design: sending). Where a text message fails, an e-mail may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import instants
from chalicelib.config import CODE_LIFETIME, EMAIL_BUDGET, SMS_BUDGET_SHARDS, settings
from chalicelib.features.login import challenges
from chalicelib.features.login.by_code import code_of
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.messages import message_still_due, reading
from chalicelib.notify import mail, sms
from chalicelib.notify.delivery import Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import logger, measure
from chalicelib.person import accounts, inbox
from chalicelib.person import records as people
from chalicelib.person.accounts import AccountItem
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.records import StateRecord
from chalicelib.store import limits, queues, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost

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
    letter = Letter(record, account, people.state(record.person_id))
    if not message_still_due.still_holds(record, letter.state, now):
        inbox.closed(record, "left_out")
    elif account.sms:
        _text(letter, now)
    else:
        inbox.closed(record, "left_out", _mail(letter, now))


@dataclass(frozen=True)
class Letter:
    """An inbox entry on its way to the person, with whose it is."""

    record: MessageRecord
    account: AccountItem
    state: StateRecord | None

    @property
    def text(self) -> str:
        """What is sent. Of several people whom an account files for it says which one is meant."""
        said = reading.said(self.record, self.account.language)
        if self.state is None or self.state.relation != "dependant":
            return said
        whom = {"name": self.state.name_masked, "last4": self.state.last4}
        return say("about_dependant", self.account.language, text=said, **whom)


def _text(letter: Letter, now: datetime) -> None:
    phone = vault.unseal(letter.account.id, "phone", letter.account.phone)
    try:
        provider_id = sms.send(phone, letter.text)
    except Undeliverable:
        inbox.closed(letter.record, "failed", _second_way(letter, now))
        return
    inbox.sent(letter.record, provider_id)


def second_way(account_id: str, entry: str, now: datetime) -> None:
    """After a carrier's report that a text message did not arrive. Safe to repeat: the e-mail is noted."""
    record, account = inbox.find(account_id, entry), accounts.find(account_id)
    if record is None or account is None or record.email is not None:
        return
    outcome = _second_way(Letter(record, account, people.state(record.person_id)), now)
    if outcome:
        inbox.mailed(record, outcome)


def _second_way(letter: Letter, now: datetime) -> str | None:
    """Tells in the inbox, once an entry, that its text message did not arrive; sends the e-mail if there is one.

    A carrier may report hours later: what the message told of is looked at again.
    """
    record, mails = letter.record, letter.account.email is not None
    if mails and not message_still_due.still_holds(record, letter.state, now):
        return "left_out"
    notice = MessageRecord(
        record.pk,
        inbox.key(record.at, "inbox_not_delivered", record.person_id),
        code="inbox_mailed_instead" if mails else "inbox_not_delivered",
        params={},
        person_id=record.person_id,
        at=now,
    )
    inbox.write(notice)
    return _mail(letter, now)


def _mail(letter: Letter, now: datetime) -> str | None:
    address = _email_of(letter.account)
    return _mailed(address, letter.account.language, letter.text, now) if address else None


def _email_of(account: AccountItem) -> str | None:
    return vault.unseal(account.id, "email", account.email) if account.email else None


def _mailed(address: str, language: str, text: str, now: datetime) -> str:
    """Sends an e-mail within the day's budget; says `sent` or `failed`."""
    budget = Window("email", "all", EMAIL_BUDGET, _DAY)
    try:
        limits.take_sharded(budget, SMS_BUDGET_SHARDS, instants.seconds(now) % SMS_BUDGET_SHARDS, now)
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
