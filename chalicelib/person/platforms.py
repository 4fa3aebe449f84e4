"""Identities at WeChat and Alipay by which an account may be entered: each leads to one account, one a platform."""

from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.store.tables import ABSENT, AccountRecord
from chalicelib.store.transactions import Check, Drop, Put, Step

PLATFORMS = ("wechat", "alipay")


class PlatformIdentity(AccountRecord, discriminator="platform_identity"):
    """`PLATFORM#<platform>#<hash>`: the one account that this identity enters."""

    account_id = UnicodeAttribute()


class PlatformBinding(AccountRecord, discriminator="platform_binding"):
    """`A#<account>`/`platform#<platform>`: the identity by which the account may be entered. It holds no name but while
    messages may go there."""

    identity_hash = UnicodeAttribute()
    generation = NumberAttribute()
    """The account's when it was bound: undoing a change of then or before ends it."""
    at = UTCDateTimeAttribute()
    openid = UnicodeAttribute(null=True)
    """Of WeChat, sealed for the account: kept only while `scenes` are left (`agreements.py`)."""
    scenes: JSONAttribute = JSONAttribute(null=True)
    """Agreements to one message each, by the scenes under which WeChat knows them, the oldest first."""
    returned: JSONAttribute = JSONAttribute(null=True)
    """Ways back from WeChat's page that were counted, each with the instant when it is too old to come again."""

    @property
    def platform(self) -> str:
        return str(self.sk.removeprefix("platform#"))


def _identity(platform: str, identity_hash: str) -> tuple[str, str]:
    return f"PLATFORM#{platform}#{identity_hash}", "identity"


def _binding(account_id: str, platform: str) -> tuple[str, str]:
    return f"A#{account_id}", f"platform#{platform}"


def find(account_id: str, platform: str) -> PlatformBinding | None:
    """What the account is entered by at this platform. One read."""
    record: PlatformBinding | None = PlatformBinding.find(*_binding(account_id, platform))
    return record


def of_account(account_id: str) -> list[PlatformBinding]:
    """All of the account's. One query."""
    keys = PlatformBinding.sk.startswith("platform#")
    return list(PlatformBinding.query(f"A#{account_id}", keys, consistent_read=True))


def account_of(platform: str, identity_hash: str) -> str | None:
    """The account that this identity enters. One read."""
    record = PlatformIdentity.find(*_identity(platform, identity_hash))
    return record.account_id if record else None


def stands_check(account_id: str, platform: str, identity_hash: str, otherwise: Any = None) -> Check:
    """The step that requires that the identity enters the account."""
    record = PlatformBinding(*_binding(account_id, platform))
    return Check(record, PlatformBinding.identity_hash == identity_hash, otherwise)


def bind_steps(
    binding: PlatformBinding, account_id: str, before: PlatformBinding | None, holder: str | None
) -> list[Step]:
    """The steps by which an identity enters this account: no longer another one's, and in place of the one `before`."""
    platform, identity_hash = binding.platform, str(binding.identity_hash)
    identity = PlatformIdentity(*_identity(platform, identity_hash), account_id=account_id)
    held = PlatformIdentity.account_id == holder if holder else ABSENT
    replaced = PlatformBinding.identity_hash == before.identity_hash if before else ABSENT
    steps: list[Step] = [Put(identity, held), Put(binding, replaced)]
    if holder and holder != account_id:
        steps.append(_binding_drop(holder, platform, identity_hash))
    if before is not None and before.identity_hash != identity_hash:
        steps.append(_identity_drop(account_id, platform, str(before.identity_hash)))
    return steps


def made(account_id: str, platform: str, identity_hash: str, **content: Any) -> PlatformBinding:
    """A binding, not yet written."""
    return PlatformBinding(*_binding(account_id, platform), identity_hash=identity_hash, **content)


def end_steps(binding: PlatformBinding) -> list[Step]:
    """The steps by which an identity enters its account no more; Lost where it was moved meanwhile."""
    account_id, identity_hash = binding.pk.removeprefix("A#"), str(binding.identity_hash)
    return [
        _binding_drop(account_id, binding.platform, identity_hash),
        _identity_drop(account_id, binding.platform, identity_hash),
    ]


def _binding_drop(account_id: str, platform: str, identity_hash: str) -> Drop:
    return Drop(PlatformBinding(*_binding(account_id, platform)), PlatformBinding.identity_hash == identity_hash)


def _identity_drop(account_id: str, platform: str, identity_hash: str) -> Drop:
    return Drop(PlatformIdentity(*_identity(platform, identity_hash)), PlatformIdentity.account_id == account_id)


def all_end_steps(account_id: str, since: int = 0) -> list[Step]:
    """The same for all of an account that were bound in generation `since` or later. One query."""
    return [step for each in of_account(account_id) if each.generation >= since for step in end_steps(each)]
