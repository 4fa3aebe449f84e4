"""The visitors of a scan: people of the account that scanned, or whoever shows a code to a guard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_own
from chalicelib.codes.token import Checked
from chalicelib.errors import KangmaError, Refused, Unavailable, invalid, refused
from chalicelib.features.gates import verification
from chalicelib.features.showing import code as showing_code
from chalicelib.person import colour, revocations
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.scoring.rules import Colour

_FORGED = frozenset({"bad_signature", "unknown_key", "wrong_issuer"})


@dataclass(frozen=True)
class Visitors:
    """Ids of the people, the first being who scanned or was scanned; and the code that a guard was shown.

    With a code that is refused, or so new that the index does not show it yet, there is nobody.
    """

    ids: tuple[str, ...]
    checked: Checked | None = None
    refusal: KangmaError | None = None

    def require(self, actor: Actor, states: Sequence[StateRecord | None]) -> list[StateRecord]:
        """The people's states. Raises NotFound for who is gone or another account's, Refused for a shown code."""
        if self.refusal is not None:
            raise self.refusal
        found = []
        for state in states:
            if self.checked is None:
                require_own(actor, state.account_id if state else None)
            if state is None:
                raise _refusal("revoked")
            found.append(state)
        return found


def own(person_id: str, others: Sequence[str]) -> Visitors:
    """People of one account. Raises Invalid where one is named twice."""
    if len({person_id, *others}) <= len(others):
        raise invalid("people", "twice_the_same")
    return Visitors((person_id, *others))


def shown(text: str, at: datetime, now: datetime) -> Visitors:
    """Whoever a shown code belongs to, judged at `at`: a gate may deliver it after the code has ended.

    One read of an index, and one more for a code that has ended.
    """
    checked = verification.check_token_at_gate(text, at, now)
    if checked.reason is not None or checked.payload is None:
        return Visitors((), checked, _refusal(str(checked.reason)))
    state = people.by_code_id(checked.payload.code_id)
    if state is not None:
        return Visitors((state.person_id,), checked)
    ended = revocations.find(checked.payload.code_id)
    if ended is not None and ended.revoked_at > at:
        return Visitors((str(ended.person_id),), checked)
    too_new = ended is None and not verification.is_settled(checked, now)
    return Visitors((), checked, Unavailable(retry_after=2) if too_new else _refusal("revoked"))


def seen_again(text: str, ids: tuple[str, ...], now: datetime) -> Visitors:
    """The visitors of an earlier request by the code that was shown then, which may have ended since."""
    return Visitors(ids, verification.check_token(text, now))


def _refusal(reason: str) -> Refused:
    code = "forged" if reason in _FORGED else reason
    return refused("shown_refused", "shown", f"shown_{code}")


def code_of(state: StateRecord, visitors: Visitors, now: datetime, language: str) -> dict[str, Any]:
    """The code to show after a visit: the person's own, or for a guard what a check of it tells."""
    if visitors.checked is None or visitors.checked.payload is None:
        return showing_code.answer(state, None, now, language)
    decision = colour.decision(state, visitors.checked.payload.scheme, now)
    return {
        "scheme": decision.scheme,
        "colour": decision.colour,
        "grade": Colour(decision.colour).grade if decision.colour else None,
        "certification": state.certification,
        "name_masked": state.name_masked,
        "document_last4": state.last4,
        "presentation": visitors.checked.presentation,
    }
