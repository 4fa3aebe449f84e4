"""Adapters: how each channel but the text message, which waits for a carrier's report, takes a letter."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from chalicelib.features.messages import channels, mailing, pushing, wechat_messages
from chalicelib.features.messages.letters import Letter

TAKEN: Final = ("sent", "uncertain")
"""Outcomes after which no further way is tried."""


def _push(letter: Letter, now: datetime) -> str:
    return pushing.pushed(letter.account, letter.record, now)


def _wechat(letter: Letter, now: datetime) -> str:
    return wechat_messages.sent(letter.account, letter.record, now)


def _email(letter: Letter, now: datetime) -> str:
    address = mailing.address_of(letter.account)
    return mailing.mailed(address, letter.account.language, letter.text, now) if address else "failed"


ADAPTERS: Final[Mapping[str, Callable[[Letter, datetime], str]]] = {
    channels.PUSH: _push,
    channels.WECHAT: _wechat,
    channels.EMAIL: _email,
}
"""Each says `sent`, `uncertain` (nobody knows), `failed`, or `later`: it may take it yet, and is not waited for where
there is another way. One that raises NotTaken is waited for: the queue tries the letter again."""
