"""Sending: claim first, then send, then record (design: sending). What one way does not take goes by the next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from chalicelib.config import settings
from chalicelib.features.login import challenges
from chalicelib.features.messages import channels, mailing, message_still_due, pushing, reading, texting
from chalicelib.identity.phone import normalise
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import failure, share
from chalicelib.person import accounts, inbox
from chalicelib.person import records as people
from chalicelib.person.accounts import AccountItem
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.records import StateRecord
from chalicelib.store import queues, sms_budgets, vault
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.sms_budgets import Spent


def inbox_entry(account_id: str, entry: str, now: datetime) -> None:
    """At least once: leased, sent, recorded. Only a death between the last two can double it.

    A reminder whose reason has gone meanwhile is left out. It goes by the first of the person's channels that takes it.
    Raises NotTaken where the provider is to be asked again.
    """
    record = inbox.lease(account_id, entry)
    account = accounts.find(account_id)
    if record is None or account is None:
        return
    letter = Letter(record, account, people.state(record.person_id))
    try:
        _send(letter, now)
    except NotTaken:
        inbox.give_back(record)
        raise


def _send(letter: "Letter", now: datetime) -> None:
    if not message_still_due.still_holds(letter.record, letter.state, now):
        inbox.closed(letter.record, "left_out")
    elif letter.record.insists:
        _mail_first(letter, now)
        _text(letter, now)
    elif letter.record.to_phone:
        _text(letter, now)
    else:
        _by_order(letter, now)


def _by_order(letter: "Letter", now: datetime) -> None:
    """By the person's channels, one after the other; a text message that fails goes on with what comes after it."""
    before, text, _ = _parted(channels.of(letter.account))
    if _went(letter, before, now) or not text:
        _require_taken(letter)
        _keep(letter, lambda: inbox.closed(letter.record, "left_out"))
    else:
        _text(letter, now)


def _parted(order: list[str]) -> tuple[list[str], bool, list[str]]:
    """What comes before the text message, whether there is one, and what comes after it."""
    if channels.SMS not in order:
        return order, False, order
    place = order.index(channels.SMS)
    return order[:place], True, order[place + 1 :]


def _require_taken(letter: "Letter") -> None:
    """Raises NotTaken where a device may take it yet and no other way took it."""
    if letter.push_later and letter.record.email not in ("sent", "uncertain"):
        raise NotTaken("push")


def _went(letter: "Letter", ways: list[str], now: datetime) -> bool:
    """Whether one of these ways took it, tried in their order; none is tried after that."""
    return any(_BY_CHANNEL[way](letter, now) for way in ways)


@dataclass
class Letter:
    """An inbox entry on its way to the person, with whose it is."""

    record: MessageRecord
    account: AccountItem
    state: StateRecord | None
    push_later: bool = False
    """Whether a push service did not take it just now."""

    @property
    def text(self) -> str:
        """What is sent. Of several people whom an account files for it says which one is meant."""
        said = reading.said(self.record, self.account.language)
        if self.state is None or self.state.relation != "dependant":
            return said
        whom = {"name": self.state.name_masked, "last4": self.state.last4}
        return say("about_dependant", self.account.language, text=said, **whom)


def _mail_first(letter: Letter, now: datetime) -> None:
    """The e-mail of what goes out by every way: noted by itself, so that a text message that fails repeats none."""
    if letter.record.email is None and letter.account.email:
        _by_mail(letter, now)
        _keep(letter, lambda: inbox.told_otherwise(letter.record))


def _text(letter: Letter, now: datetime) -> None:
    sealed = letter.record.to_phone or letter.account.phone
    phone = normalise(vault.unseal(letter.account.id, "phone", sealed), sms=False)
    start = crc32(letter.account.phone_hash.encode())
    try:
        shard = sms_budgets.take(phone.country_code, start, now, known=letter.record.insists)
    except Spent:
        return _failed(letter, now)
    try:
        provider_id = texting.text(phone.e164, letter.text, short=say("sms_look_inside", "zh-CN"))
    except Unanswered:
        _keep(letter, lambda: inbox.closed(letter.record, "uncertain"))
    except (Undeliverable, NotTaken) as refusal:
        sms_budgets.give_back(phone.country_code, shard, now)
        if isinstance(refusal, NotTaken):
            raise
        _failed(letter, now)
    else:
        _keep(letter, lambda: inbox.sent(letter.record, provider_id))


def _failed(letter: Letter, now: datetime) -> None:
    _second_way(letter, now)
    _keep(letter, lambda: inbox.closed(letter.record, "failed"))


def _keep(letter: Letter, note: Callable[[], None]) -> None:
    """Notes what became of a message that is out. A note that fails makes nobody send it again."""
    try:
        note()
    except AWS_FAILURES as error:
        failure("delivery not noted", error, person_id=letter.record.person_id)


def second_way(account_id: str, entry: str, now: datetime) -> None:
    """After a carrier's report that a text message did not arrive. Safe to repeat: the e-mail is noted."""
    record, account = inbox.find(account_id, entry), accounts.find(account_id)
    if record is None or account is None or record.email is not None:
        return
    _second_way(Letter(record, account, people.state(record.person_id)), now)
    inbox.told_otherwise(record)


def _second_way(letter: Letter, now: datetime) -> None:
    """Tells in the inbox, once an entry, that its text message did not arrive, and goes on with the ways after it.

    A carrier may report hours later: what the message told of is looked at again.
    """
    record, ways = letter.record, _ways_after_text(letter)
    if ways and not message_still_due.still_holds(record, letter.state, now):
        record.email = record.email or "left_out"
        return
    notice = MessageRecord(
        record.pk,
        inbox.key(record.at, "inbox_not_delivered", record.person_id),
        code=_notice_of(ways),
        params={},
        person_id=record.person_id,
        at=now,
    )
    inbox.write(notice)
    _went(letter, ways, now)


def _ways_after_text(letter: Letter) -> list[str]:
    """What insists, or goes to another phone than the account's, asks for nobody's order."""
    if letter.record.insists or letter.record.to_phone:
        return [channels.EMAIL] if letter.account.email else []
    return _parted(channels.of(letter.account))[2]


def _notice_of(ways: list[str]) -> str:
    if not ways:
        return "inbox_not_delivered"
    return "inbox_mailed_instead" if ways[0] == channels.EMAIL else "inbox_told_otherwise"


def _by_mail(letter: Letter, now: datetime) -> bool:
    """Whether an e-mail went, now or before; what became of it stands on the record in memory."""
    address = mailing.address_of(letter.account)
    if letter.record.email is None and address:
        letter.record.email = mailing.mailed(address, letter.account.language, letter.text, now)
    return letter.record.email in ("sent", "uncertain")


def _by_push(letter: Letter, now: datetime) -> bool:
    """Whether a device took it. One that may take it later is not waited for where there is another way."""
    outcome = pushing.pushed(letter.account, letter.record, now)
    letter.push_later = outcome == "later"
    letter.record.push = "sent" if outcome == "sent" else "failed"
    return outcome == "sent"


_BY_CHANNEL: dict[str, Callable[[Letter, datetime], bool]] = {channels.PUSH: _by_push, channels.EMAIL: _by_mail}


def report(provider_id: str, *, arrived: bool, now: datetime) -> None:
    """A carrier's report on a text message: kept where the person sees it; a failure leads to the second way."""
    delivery = "delivered" if arrived else "failed"
    record = inbox.by_provider_id(provider_id)
    if record is None:
        challenge = challenges.by_provider_id(provider_id)
        if challenge is not None:
            challenges.sent(challenge, delivery)
            share("CodeDelivered", arrived, country=str(challenge.prefix))
        return
    inbox.reported(record, delivery)
    if not arrived:
        ids = {"account_id": record.account_id, "entry": str(record.sk)}
        queues.send(settings().messages_queue_url, "second_way", now, **ids)
