"""How an account wants to be told: its language, its channels in their order, its quiet hours."""

from typing import Any

from chalicelib.person.accounts import AccountItem
from chalicelib.store.transactions import Change, conditional


def set_preferences(
    account_id: str, language: str, *, sms: bool, channels: dict[str, list[str]] | None, quiet: dict[str, str] | None
) -> None:
    """One conditional write; the account must exist. `channels` as they are kept; None for the usual order."""
    record = AccountItem(f"A#{account_id}", "account")
    hours = AccountItem.quiet.set(quiet) if quiet else AccountItem.quiet.remove()
    order = AccountItem.channels.set(channels) if channels else AccountItem.channels.remove()
    with conditional():
        record.update(
            actions=[AccountItem.language.set(language), AccountItem.sms.set(sms), hours, order],
            condition=AccountItem.phone_hash.exists(),
        )


def pushes_step(account: AccountItem) -> Change:
    """The step that notes that one of the account's devices gets push messages, and switches them on for all."""
    return _bound_step(account, "push", AccountItem.pushes.set(True))


def wechat_step(account: AccountItem) -> Change:
    """The step that notes that the account agreed to a message by WeChat, and switches that way on."""
    return _bound_step(account, "wechat", AccountItem.wechat.set(True))


def no_wechat_step(account_id: str) -> Change:
    """The step that notes that no agreement is left."""
    return Change(AccountItem(f"A#{account_id}", "account"), (AccountItem.wechat.remove(),), _STANDS)


def _bound_step(account: AccountItem, channel: str, noted: Any) -> Change:
    actions: list[Any] = [noted]
    if account.channels and channel in account.channels["off"]:
        off = [each for each in account.channels["off"] if each != channel]
        actions.append(AccountItem.channels.set(account.channels | {"off": off}))
    return Change(account, tuple(actions), _STANDS)


_STANDS = AccountItem.phone_hash.exists()
