"""Sending of login codes: claimed, sent, recorded (design: sending). At most once after an answer that is in doubt.

What the provider says it did not take is given back and tried again until the code ends.
"""

from datetime import datetime

from chalicelib.config import CODE_LIFETIME
from chalicelib.features.login import challenges
from chalicelib.features.login.by_code import code_of
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.messages import mailing, texting
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.languages import WRITTEN
from chalicelib.notify.texts import say
from chalicelib.observability import share
from chalicelib.person import accounts
from chalicelib.store import sms_budgets, vault


def send(challenge_id: str, now: datetime) -> None:
    """Sends a code that nobody has sent. Raises NotTaken where it is to be tried again.

    A worker that dies in between makes the person ask again.
    """
    record = challenges.claim(challenge_id)
    if record is None:
        return
    if now > record.expires_at:
        _unsent(record)
    elif record.via == "email":
        _mail(record, now)
    else:
        _text(record)


def _unsent(record: ChallengeRecord) -> None:
    if record.via == "sms" or record.purpose == "email":
        challenges.sent(record, "failed")
    give_place_back(record)
    _tell(record, sent=False)


def give_place_back(record: ChallengeRecord) -> None:
    """Gives back the place in the country's budget of a code that was not sent."""
    if record.budget_shard is not None:
        taken_at = record.expires_at - CODE_LIFETIME
        sms_budgets.give_back(int(record.prefix), int(record.budget_shard), taken_at)


def _tell(record: ChallengeRecord, *, sent: bool) -> None:
    share("CodeSent", sent, country=str(record.prefix))


def _text(record: ChallengeRecord) -> None:
    phone = vault.unseal(record.challenge_id, "phone", record.phone)
    try:
        provider_id = texting.text(phone, _said(record))
    except Undeliverable:
        _unsent(record)
    except NotTaken:
        challenges.give_back(record, "delayed")
        _tell(record, sent=False)
        raise
    except Unanswered:
        challenges.sent(record, "uncertain")
        _tell(record, sent=False)
    else:
        challenges.sent(record, "sent", provider_id)
        _tell(record, sent=True)


def _said(record: ChallengeRecord) -> str:
    return code_text(code_of(record.challenge_id), record.prefix, record.language)


def _mail(record: ChallengeRecord, now: datetime) -> None:
    """What is recorded is the same with and without an account: that a phone is known is told to nobody."""
    address, told = _address_for(record), record.purpose == "email"
    try:
        outcome = mailing.mailed(address, record.language, _said(record), now) if address else "sent"
    except NotTaken:
        challenges.give_back(record, "delayed" if told else "sent")
        raise
    challenges.sent(record, outcome if told else "sent")


def _address_for(record: ChallengeRecord) -> str | None:
    """Where an e-mailed code goes: the address to be confirmed, or the one that the phone's account confirmed."""
    if record.purpose == "email":
        return vault.unseal(record.challenge_id, "phone", record.phone)
    account_id = accounts.id_of_phone(record.phone_hash)
    account = accounts.find(account_id) if account_id else None
    return mailing.address_of(account) if account else None


def code_text(code: str, prefix: str, language: str) -> str:
    """Chinese for +86; elsewhere English first, then Chinese, or the reader's own language first, then English."""
    minutes = int(CODE_LIFETIME.total_seconds() // 60)
    abroad = ("en", "zh-CN") if language in WRITTEN else (language, "en")
    said = ("zh-CN",) if prefix == "86" else abroad
    return " ".join(say("sms_code", each, code=code, minutes=minutes) for each in said)
