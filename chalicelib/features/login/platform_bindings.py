"""Binding WeChat or Alipay to an account: a credential as the others, so proved, told, and undone for 72 hours."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.features.login import credentials, platform_states, proofs, undo_records
from chalicelib.features.login.platform_logins import offered, require_offered
from chalicelib.features.login.platform_states import Identity
from chalicelib.features.login.undo_records import UndoRecord
from chalicelib.person import accounts, platforms, telling
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.platforms import PlatformBinding
from chalicelib.store import outboxes
from chalicelib.store.transactions import Step


def listed(actor: Actor) -> list[dict[str, Any]]:
    """The platforms that are offered or bound, with the instant since when they are. One query."""
    bound = {each.platform: each.at for each in platforms.of_account(actor.account_id)}
    shown = [platform for platform in platforms.PLATFORMS if platform in bound or platform in offered()]
    return [{"platform": platform, "bound_at": bound.get(platform)} for platform in shown]


def bind(actor: Actor, platform: str, ticket: str, verifier: str, proof: str | None, now: datetime) -> None:
    """Lets the identity of a ticket enter the account, and no other one; repeated it changes nothing.

    Every other session ends, and the account's phone and e-mail get the link that undoes it. An account that the
    identity entered before is told. Two reads more than its proof, and a transaction. Raises NotFound, Unauthenticated
    `proof_required`, Refused `platform_ticket_over`, TooMany.
    """
    require_offered(platform)
    proofs.require(actor, proof, now)
    identity = platform_states.opened(platform, ticket, verifier, now)
    kept = changing(now, lambda attempt: _bind(attempt, actor, identity))
    if kept is not None:
        outboxes.tell(kept, now)


def _bind(attempt: Attempt, actor: Actor, identity: Identity) -> UndoRecord | None:
    account, platform = credentials.account_of(actor, attempt.now), identity.platform
    before = platforms.find(account.id, platform)
    if before is not None and before.identity_hash == identity.hash:
        return None
    holder = platforms.account_of(platform, identity.hash)
    content = {"generation": int(account.generation), "at": attempt.now}
    binding = platforms.made(account.id, platform, identity.hash, **content)
    attempt.write(*platforms.bind_steps(binding, account.id, before, holder))
    attempt.write(accounts.credential_step(account, actor.session))
    if holder and holder != account.id:
        attempt.write(credentials.note(holder, f"inbox_{platform}_moved", attempt.now))
    return credentials.keep(attempt, undo_records.make(account, platform, attempt.now))


def unbind(actor: Actor, platform: str, now: datetime) -> None:
    """Ends it, and every session that began by it; repeated it changes nothing. A read and a transaction."""

    def change(attempt: Attempt) -> None:
        binding = platforms.find(actor.account_id, platform)
        if binding is not None:
            attempt.write(*platforms.end_steps(binding), *_no_messages(binding, actor.account_id))
            attempt.write(credentials.note(actor.account_id, f"inbox_{platform}_unbound", attempt.now))

    changing(now, change)


def _no_messages(binding: PlatformBinding, account_id: str) -> list[Step]:
    return [telling.no_wechat_step(account_id)] if binding.scenes else []
