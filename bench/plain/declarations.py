"""Declaring, plainly: one read, one transaction."""

import secrets
from binascii import crc32
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256

from chalice import BadRequestError

from bench.plain import codes
from bench.plain.once import Once
from bench.plain.records import DeclarationItem, MessageItem, RevocationItem, StateItem, transaction
from bench.plain.shapes import Answers, Declaration, DeclarationAnswer
from chalicelib.identity.regions import is_region
from chalicelib.scoring import facts
from chalicelib.scoring.decide import Decision, decide
from chalicelib.scoring.due import next_due
from chalicelib.scoring.fold import fold
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.state import State

SEVERITY = {"green": 0, "yellow": 1, "red": 2}
DUE_SHARDS, REVOCATION_SHARDS, HELD_SHARDS = 16, 16, 64
REVOCATION_LIFETIME = timedelta(days=6)
KEPT, RETIRE_SHARDS = timedelta(days=61), 2


def declare(
    account_id: str, person_id: str, body: Answers, once: Once, now: datetime, language: str
) -> DeclarationAnswer:
    _check(body, (now + timedelta(hours=8)).date())
    state = codes.own_state(account_id, person_id)
    declaration_id = secrets.token_hex(10)
    filed_by = "self" if state.relation == "self" else "proxy"
    folded = fold(
        State.from_json(state.scoring) if state.scoring else None, [_event(declaration_id, body, now)], builtin_book()
    )
    decisions = {scheme: decide(folded, builtin_book(), now, scheme) for scheme in sorted(state.schemes)}
    ended = _follow(state, folded, decisions, now)
    item = DeclarationItem(
        state.pk,
        f"d#{stamp(now)}#{declaration_id}",
        at=now,
        filed_by=filed_by,
        answers=body.model_dump(mode="json", by_alias=True),
        gsi4pk=_retired(state.pk, now),
        gsi4sk="declarations",
    )
    with transaction() as writes:
        writes.save(state)
        writes.save(item, condition=DeclarationItem.pk.does_not_exist())
        if ended:
            writes.save(ended)
            writes.save(_told(state, now))
        once.save(writes, f"{stamp(now)}-{declaration_id}", now)
    public_id = f"{person_id}-{stamp(now)}-{declaration_id}"
    return DeclarationAnswer(
        declaration=Declaration(id=public_id, at=now, filed_by=filed_by, **dict(body)),
        code=codes.shown(state, decisions[codes.scheme_of(state)], now, language),
    )


def stamp(at: datetime) -> str:
    return f"{int(at.timestamp() * 1000):013d}"


def _check(body: Answers, today: date) -> None:
    days = [body.contact.on, body.test.on, *(day for stay in body.stays for day in (stay.first, stay.last))]
    if any(day and day > today for day in days):
        raise BadRequestError("in_future")
    if not all(is_region(code) for code in (body.location, *(stay.region for stay in body.stays))):
        raise BadRequestError("unknown_region")


def _event(declaration_id: str, body: Answers, now: datetime) -> facts.Declaration:
    return facts.Declaration(
        id=declaration_id,
        at=now,
        temperature=Decimal(str(body.temperature)),
        symptoms=frozenset(body.symptoms),
        contact=facts.Contact(body.contact.kind, body.contact.on) if body.contact.on else None,
        test=facts.TestResult(body.test.result, body.test.on) if body.test.on else None,
        location=body.location,
        stays=tuple(facts.DeclaredStay(stay.region, stay.first, stay.last) for stay in body.stays),
    )


def _follow(state: StateItem, folded: State, decisions: dict[str, Decision], now: datetime) -> RevocationItem | None:
    """Puts what follows into the state; a worse colour ends the code id."""
    before = state.severity or {}
    state.severity = {scheme: each.colour for scheme, each in decisions.items() if each.colour}
    state.scoring, state.updated_at = folded.to_json(), now
    hour = int(now.timestamp() // 3600)
    last, times = state.declared or (hour, 0)
    state.declared = [hour, times + 1 if last == hour else 1]
    evening = time(19, _hash(state.pk[2:], 8) % 60)
    dues = [next_due(folded, builtin_book(), now, scheme, evening=evening) for scheme in decisions]
    at = min((due.at for due in dues if due), default=None)
    state.gsi2pk = f"DUE#{_hash(state.pk[2:]) % DUE_SHARDS}" if at else None
    state.gsi2sk = stamp(at) if at else None
    held = max((hold.colour.severity for each in decisions.values() for hold in each.holds), default=0)
    state.gsi3pk = f"HELD#{_hash(state.pk[2:]) % HELD_SHARDS:02}" if held else None
    state.gsi3sk = f"{held}#{state.pk[2:]}" if held else None
    worse = any(SEVERITY[colour] > SEVERITY[before.get(scheme, colour)] for scheme, colour in state.severity.items())
    return _end_code(state, now) if worse else None


def _end_code(state: StateItem, now: datetime) -> RevocationItem:
    old, state.code_id = state.code_id, secrets.token_hex(10)
    state.gsi1pk, state.code_since = state.code_id, now
    return RevocationItem(
        f"CODE#{old}",
        "ended",
        gsi1pk=f"REVOKED#{now:%Y-%m-%d}#{_hash(old) % REVOCATION_SHARDS}",
        gsi1sk=f"{stamp(now)}#{old}",
        code_id=old,
        person_id=state.pk[2:],
        revoked_at=now,
        ttl=int((now + REVOCATION_LIFETIME).timestamp()),
    )


def _told(state: StateItem, now: datetime) -> MessageItem:
    code, pk = f"inbox_turned_{max(state.severity.values(), key=SEVERITY.__getitem__)}", f"A#{state.account_id}"
    return MessageItem(
        pk,
        f"message#{stamp(now)}#{code}#{state.pk[2:]}",
        code=code,
        person_id=state.pk[2:],
        at=now,
        gsi4pk=_retired(pk, now),
        gsi4sk="messages",
    )


def _retired(pk: str, now: datetime) -> str:
    """The partition of what goes on the day after it was kept for sixty."""
    return f"RETIRE#{(now + timedelta(hours=8) + KEPT).date()}#{crc32(pk.encode()) % RETIRE_SHARDS}"


def _hash(text: str, start: int = 0) -> int:
    return int(sha256(text.encode()).hexdigest()[start : start + 8], 16)
