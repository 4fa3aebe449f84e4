"""Channels: in what order somebody is told. The inbox always has the message; a login code is a text message only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from chalicelib.errors import FieldError, Invalid
from chalicelib.person.accounts import AccountItem

Channel = Literal["push", "wechat", "sms", "email"]
PUSH: Final = "push"
WECHAT: Final = "wechat"
SMS: Final = "sms"
EMAIL: Final = "email"


@dataclass(frozen=True)
class Leads:
    """Whether a channel leads to the person, and whether it goes first where it was bound after they chose an order."""

    to: Callable[[AccountItem], bool]
    first: bool = False


CHANNELS: Final[Mapping[str, Leads]] = {
    PUSH: Leads(lambda account: bool(account.pushes), first=True),
    WECHAT: Leads(lambda account: bool(account.wechat), first=True),
    SMS: Leads(lambda account: True),
    EMAIL: Leads(lambda account: account.email is not None),
}
"""All of them, in the order of whoever chose none: who let a device get push messages is told there, and nobody pays
for it; so is who agreed to messages by WeChat, while agreements are left. Each but the text message has its adapter in
`adapters.py` and an attribute of its name in `inbox.BESIDE_SMS`.
"""


def bound(account: AccountItem) -> list[str]:
    """Those that lead to somebody, in the usual order."""
    return [channel for channel, leads in CHANNELS.items() if leads.to(account)]


def of(account: AccountItem) -> list[str]:
    """Those by which the account is told, the first one first. What was bound since the choice is added at that end
    which the channel says."""
    usable = bound(account)
    if account.channels is None:
        return [channel for channel in usable if channel != SMS or account.sms]
    on, off = account.channels["on"], account.channels["off"]
    fresh = [each for each in usable if each not in (*on, *off)]
    kept = [each for each in on if each in usable]
    first = [each for each in fresh if CHANNELS[each].first]
    return [*first, *kept, *(each for each in fresh if each not in first)]


def chosen(account: AccountItem, wanted: Sequence[str]) -> dict[str, list[str]]:
    """The choice as it is kept. Raises Invalid for one that is named twice or leads nowhere."""
    usable = bound(account)
    if len(set(wanted)) < len(wanted):
        raise Invalid(None, FieldError("channels", "duplicate"))
    if any(channel not in usable for channel in wanted):
        raise Invalid(None, FieldError("channels", "channel_not_bound"))
    return {"on": list(wanted), "off": [channel for channel in usable if channel not in wanted]}


def with_sms(account: AccountItem, *, sms: bool) -> dict[str, list[str]] | None:
    """The kept choice where only text messages are switched; none where the account chose no order."""
    if account.channels is None:
        return None
    others = {name: [each for each in account.channels[name] if each != SMS] for name in ("on", "off")}
    if sms and SMS in account.channels["on"]:
        return dict(account.channels)
    name = "on" if sms else "off"
    return others | {name: [*others[name], SMS]}
