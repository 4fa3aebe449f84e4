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
    actions: list[Any] = [AccountItem.pushes.set(True)]
    if account.channels and "push" in account.channels["off"]:
        off = [each for each in account.channels["off"] if each != "push"]
        actions.append(AccountItem.channels.set(account.channels | {"off": off}))
    return Change(account, tuple(actions), AccountItem.phone_hash.exists())
