"""Sending: claim first, then send, then record (design: sending). What one way does not take goes by the next."""

from collections.abc import Callable
from datetime import datetime
from zlib import crc32

from chalicelib.features.login import challenges
from chalicelib.features.messages import channels, message_still_due, texting
from chalicelib.features.messages.adapters import ADAPTERS, TAKEN
from chalicelib.features.messages.letters import Letter
from chalicelib.identity.phone import normalise
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import failure, share
from chalicelib.person import accounts, inbox
from chalicelib.person import records as people
from chalicelib.person.inbox import MessageRecord
from chalicelib.store import outboxes, sms_budgets, vault
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


def _send(letter: Letter, now: datetime) -> None:
    if not message_still_due.still_holds(letter.record, letter.state, now):
        inbox.closed(letter.record, "left_out")
    elif letter.record.insists:
        _mail_first(letter, now)
        _text(letter, now)
    elif letter.record.to_phone:
        _text(letter, now)
    else:
        _by_order(letter, now)


def _by_order(letter: Letter, now: datetime) -> None:
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


def _require_taken(letter: Letter) -> None:
    """Raises NotTaken where a way may take it yet and no other way took it."""
    if letter.later and not any(letter.became_of(way) in TAKEN for way in ADAPTERS):
        raise NotTaken("no way took it yet")


def _went(letter: Letter, ways: list[str], now: datetime) -> bool:
    """Whether one of these ways took it, tried in their order; none is tried after that."""
    return any(_took(letter, way, now) for way in ways)


def _took(letter: Letter, way: str, now: datetime) -> bool:
    """Whether this way took it, now or before; what became of it stands on the record in memory."""
    if letter.became_of(way) is None:
        outcome = ADAPTERS[way](letter, now)
        letter.later = letter.later or outcome == "later"
        letter.note(way, "failed" if outcome == "later" else outcome)
    return letter.became_of(way) in TAKEN


def _mail_first(letter: Letter, now: datetime) -> None:
    """The e-mail of what goes out by every way: noted by itself, so that a text message that fails repeats none."""
    if letter.record.email is None and letter.account.email:
        _took(letter, channels.EMAIL, now)
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
    """After a carrier's report that a text message did not arrive. Safe to repeat: what each way did is noted.

    Raises NotTaken where a way is to be asked again.
    """
    record, account = inbox.find(account_id, entry), accounts.find(account_id)
    if record is None or account is None:
        return
    inbox.take_out(record)
    letter = Letter(record, account, people.state(record.person_id))
    ways = _ways_after_text(letter)
    if not ways or any(letter.became_of(way) is None for way in ways):
        _second_way(letter, now)
        inbox.told_otherwise(record)


def _second_way(letter: Letter, now: datetime) -> None:
    """Tells in the inbox, once an entry, that its text message did not arrive, and goes on with the ways after it.

    A carrier may report hours later: what the message told of is looked at again.
    """
    record, ways = letter.record, _ways_after_text(letter)
    if ways and not message_still_due.still_holds(record, letter.state, now):
        for way in ways:
            letter.note(way, letter.became_of(way) or "left_out")
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
    if not _went(letter, ways, now):
        _require_taken(letter)


def _ways_after_text(letter: Letter) -> list[str]:
    """What insists, or goes to another phone than the account's, asks for nobody's order."""
    if letter.record.insists or letter.record.to_phone:
        return [channels.EMAIL] if letter.account.email else []
    return _parted(channels.of(letter.account))[2]


def _notice_of(ways: list[str]) -> str:
    if not ways:
        return "inbox_not_delivered"
    return "inbox_mailed_instead" if ways[0] == channels.EMAIL else "inbox_told_otherwise"


def report(provider_id: str, *, arrived: bool, now: datetime) -> None:
    """A carrier's report on a text message: kept where the person sees it; a failure leads to the second way.

    It comes once: what it leads to stands in the outbox with it.
    """
    record = inbox.by_provider_id(provider_id)
    if record is None:
        challenge = challenges.by_provider_id(provider_id)
        if challenge is not None:
            challenges.sent(challenge, "delivered" if arrived else "failed")
            share("CodeDelivered", arrived, country=str(challenge.prefix))
        return
    if arrived:
        inbox.arrived(record)
    else:
        inbox.did_not_arrive(record, now)
        outboxes.tell(record, now)
