"""Agreements to one message by WeChat each: they lie on the binding of the person's WeChat, and end with it.

Each has a scene, under which WeChat knows it. A message takes one, in one transaction with its own note, so that no
message takes two and no agreement serves two. A way back from WeChat's page counts once, also after its agreement is
used up.
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.person import telling
from chalicelib.person.accounts import AccountItem
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.platforms import PlatformBinding
from chalicelib.store.transactions import Change, Check, Step

AT_MOST = 20
"""Agreements that one person may have in store."""
SCENES = 10000
"""Scenes are numbers up to this one."""


def left(binding: PlatformBinding | None) -> list[int]:
    """The scenes of those that are left, the oldest first."""
    return list((binding.scenes if binding else None) or ())


def given_steps(
    binding: PlatformBinding, account: AccountItem, scene: int, sealed: str, returned: Sequence[str]
) -> list[Step]:
    """One more, with the ways back that count no more; Lost where others changed them meanwhile."""
    noted = PlatformBinding.returned.set(list(returned))
    return [_kept(binding, [*left(binding), scene], sealed, noted), telling.wechat_step(account)]


def taken_steps(binding: PlatformBinding, record: MessageRecord) -> list[Step]:
    """The oldest is the message's, which is noted as not taken yet; Lost where it has had one."""
    rest = left(binding)[1:]
    noted = Change(_message(record), (MessageRecord.wechat.set("failed"),), MessageRecord.wechat.does_not_exist())
    return [_kept(binding, rest, str(binding.openid)), noted, *_account_steps(binding, rest)]


def none_steps(account_id: str) -> list[Step]:
    """None is left, whatever ended them: the account is asked for none any more. Lost where one is."""
    binding = PlatformBinding(f"A#{account_id}", "platform#wechat")
    return [Check(binding, PlatformBinding.scenes.does_not_exist()), telling.no_wechat_step(account_id)]


def returned_steps(
    binding: PlatformBinding, account: AccountItem, scene: int, sealed: str, record: MessageRecord
) -> list[Step]:
    """The message did not use it up, and may take one again; nothing more where its scene was agreed to anew."""
    noted = Change(_message(record), (MessageRecord.wechat.remove(),), MessageRecord.code.exists())
    if scene in left(binding):
        return [noted]
    return [*given_steps(binding, account, scene, sealed, binding.returned or ()), noted]


def _kept(binding: PlatformBinding, scenes: list[int], sealed: str, *also: Any) -> Change:
    actions: tuple[Any, ...] = (PlatformBinding.scenes.remove(), PlatformBinding.openid.remove())
    if scenes:
        actions = (PlatformBinding.scenes.set(scenes), PlatformBinding.openid.set(sealed))
    same = _as_read(PlatformBinding.scenes, binding.scenes) & _as_read(PlatformBinding.returned, binding.returned)
    return Change(binding, (*actions, *also), (PlatformBinding.identity_hash == binding.identity_hash) & same)


def _as_read(attribute: Any, value: Any) -> Any:
    return attribute == value if value is not None else attribute.does_not_exist()


def _account_steps(binding: PlatformBinding, rest: list[int]) -> list[Step]:
    return [] if rest else [telling.no_wechat_step(str(binding.pk).removeprefix("A#"))]


def _message(record: MessageRecord) -> MessageRecord:
    return MessageRecord(record.pk, record.sk)
