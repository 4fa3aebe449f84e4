"""Showing and checking a code, plainly."""

import os
from datetime import date, datetime, timedelta

from chalice import NotFoundError

from bench.plain import vault
from bench.plain.records import StateItem
from bench.plain.shapes import CheckInShown, Code, HoldShown, Verified
from chalicelib.codes.claims import Payload
from chalicelib.codes.stale import bucket_of, set_of
from chalicelib.codes.token import check, make
from chalicelib.identity.regions import rated_as
from chalicelib.notify.causes import cause
from chalicelib.notify.texts import say
from chalicelib.scoring.decide import Decision, HoldView, decide
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.state import State

LIFETIME = timedelta(hours=24)
LAG = timedelta(seconds=5)


def own_state(account_id: str, person_id: str) -> StateItem:
    try:
        state = StateItem.get(f"P#{person_id}", "state", consistent_read=True)
    except StateItem.DoesNotExist:
        raise NotFoundError("not_found") from None
    if state.account_id != account_id:
        raise NotFoundError("not_found")
    return state


def scheme_of(state: StateItem) -> str:
    return "domestic" if "domestic" in state.schemes else "international"


def decision_of(state: StateItem, scheme: str, now: datetime) -> Decision:
    return decide(State.from_json(state.scoring) if state.scoring else State(), builtin_book(), now, scheme)


def show(account_id: str, person_id: str, now: datetime, language: str) -> Code:
    state = own_state(account_id, person_id)
    return shown(state, decision_of(state, scheme_of(state), now), now, language)


def shown(state: StateItem, decision: Decision, now: datetime, language: str) -> Code:
    end = _end(decision, now)
    return Code(
        person_id=state.pk[2:],
        scheme=decision.scheme,
        colour=decision.colour,
        withheld=bool(state.waits),
        grade=decision.grade,
        holds=[_hold(hold, language) for hold in decision.holds],
        checkin=CheckInShown(
            required=decision.checkin.required,
            done_today=decision.checkin.done_today,
            streak=decision.checkin.streak,
            abnormal_today=decision.checkin.abnormal_today,
        ),
        valid_until=decision.valid_until,
        expired=decision.expired,
        rules_version=decision.rules_version,
        updated_at=state.updated_at,
        certification=state.certification,
        name_masked=state.name_masked,
        document_last4=state.last4,
        pass_text=say(f"colour.{decision.colour or 'none'}", language),
        token=_token(state, decision, now, end) if end else None,
        token_expires_at=end,
    )


def _hold(hold: HoldView, language: str) -> HoldShown:
    return HoldShown(
        rule=hold.rule,
        text=cause(hold.rule, hold.named, _spoken(hold.since, language), language),
        since=hold.since,
        clears_on=hold.clears_on,
        checkins_required=hold.checkins_required,
        checkins_done=hold.checkins_done,
        decision_ref=None,
        reported_by=say("office.yourself", language),
        known_at=hold.opened_at,
    )


def _spoken(day: date, language: str) -> str:
    return f"{day.month}月{day.day}日" if language == "zh-CN" else f"{day:%A} {day.day} {day:%B}"


def _end(decision: Decision, now: datetime) -> datetime | None:
    if decision.colour is None or decision.expired or decision.closed:
        return None
    last = now.replace(microsecond=0) + LIFETIME
    return min(last, decision.valid_until or last)


def _token(state: StateItem, decision: Decision, now: datetime, end: datetime) -> str:
    payload = Payload(
        code_id=state.code_id,
        scheme=decision.scheme,
        colour=str(decision.colour),
        certification=state.certification,
        name_masked=state.name_masked,
        document_last4=state.last4,
        rules_version=decision.rules_version,
        places=_places(state, now),
    )
    return make(payload, keys=vault.ring(), issuer=os.environ["ISSUER"], issued_at=now, expires_at=end)


def _places(state: StateItem, now: datetime) -> bytes:
    """The set of the stale rule (docs/decisions/125)."""
    folded = State.from_json(state.scoring) if state.scoring else State()
    regions = {*(state.stays or ()), *folded.stay_regions}
    day = now.date().isoformat()
    tags = (vault.keyed("pepper", "stale rule", day, code) for region in regions for code in rated_as(region))
    return set_of(bucket_of(bytes.fromhex(tag)) for tag in tags)


def verify(text: str, now: datetime) -> Verified:
    checked = check(text, vault.ring(), now, os.environ["ISSUER"])
    payload = checked.payload
    answer = Verified(
        valid=False,
        reason=checked.reason,
        colour=None,
        certification=None,
        name_masked=payload.name_masked if payload else None,
        document_last4=payload.document_last4 if payload else None,
        scheme=payload.scheme if payload else None,
        issued_at=checked.issued_at,
        expires_at=checked.expires_at,
        checked_at=now,
        live=False,
        presentation=checked.presentation,
    )
    if not checked.valid or payload is None or checked.issued_at is None:
        return answer
    state = next(iter(StateItem.code_index.query(payload.code_id, limit=1)), None)
    if state is None and now - checked.issued_at > LAG:
        return answer.model_copy(update={"reason": "revoked", "live": True})
    colour = decision_of(state, payload.scheme, now).colour if state else payload.colour
    certification = state.certification if state else payload.certification
    found = {"valid": True, "colour": colour, "certification": certification, "live": state is not None}
    return answer.model_copy(update=found)
