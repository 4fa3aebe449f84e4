"""Proofs that the person is there: a code or the password, given within the last ten minutes in this session.

A session may be weeks old and its phone in other hands; what would take the account away asks for a proof. A log-in by
code or password is one. The proof lies as a hash on the session, so it ends with it.
"""

from datetime import datetime
from hmac import compare_digest
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.errors import Unauthenticated
from chalicelib.features.login import by_code, by_password, challenges, guesses, session_records, sessions
from chalicelib.person.changing import Attempt, changing


def by_code_of_phone(
    actor: Actor, challenge_id: str, code: str, address: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A proof for a code that was sent to the account's phone for this purpose.

    Raises Unauthenticated `invalid_code`, `code_expired`, and where the session stands no more; TooMany.
    """
    session, account = sessions.standing(actor, now)
    record = by_code.verify(challenge_id, code, ("proof",), address, now)
    if account is None or record.phone_hash != account.phone_hash:
        raise Unauthenticated("invalid_code")
    proof = session_records.prove(session, now)

    def write(attempt: Attempt) -> None:
        attempt.write(challenges.use_step(record), session_records.prove_step(session))
        attempt.once(key, session.id)

    changing(now, write)
    return sessions.proof_answer(proof, now)


def by_password_of_account(actor: Actor, password: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """A proof for the account's password; each try counts. Raises Unauthenticated `wrong_login`, TooMany."""
    session, account = sessions.standing(actor, now)
    guesses.take_within(session.id, actor.account_id, now)
    if account is None or not by_password.matches(account.password_hash, password):
        raise Unauthenticated("wrong_login")
    proof = session_records.prove(session, now)

    def write(attempt: Attempt) -> None:
        attempt.write(session_records.prove_step(session))
        attempt.once(key, session.id)

    changing(now, write)
    return sessions.proof_answer(proof, now)


def replay_answer(actor: Actor, session_id: str, now: datetime) -> dict[str, Any]:
    """A proof in place of one whose answer was lost. Raises Unauthenticated where the session stands no more."""
    session, _ = sessions.standing(actor, now)
    if session.id != session_id:
        raise Unauthenticated("proof_required")
    proof = session_records.prove(session, now)
    changing(now, lambda attempt: attempt.write(session_records.prove_step(session)))
    return sessions.proof_answer(proof, now)


def require(actor: Actor, proof: str | None, now: datetime) -> None:
    """Raises Unauthenticated `proof_required` unless it is this session's proof. Two reads."""
    session, _ = sessions.standing(actor, now)
    kept, until = session.proof, session.proved_until
    if not proof or not kept or until is None or now > until:
        raise Unauthenticated("proof_required")
    if not compare_digest(session_records.proof_hash(proof), kept):
        raise Unauthenticated("proof_required")
