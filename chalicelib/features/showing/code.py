"""Presentation of a code: one read, a decision, a signature."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.codes.claims import Payload
from chalicelib.codes.token import make
from chalicelib.config import TOKEN_LIFETIME, settings
from chalicelib.errors import Conflict
from chalicelib.features.showing.phones import confirmation
from chalicelib.features.trips import trips
from chalicelib.http.time_zones import checked_zone
from chalicelib.notify.causes import cause
from chalicelib.notify.texts import say
from chalicelib.person import colour, origins, stale_rules, travel, waits
from chalicelib.person.ownership import shown_state
from chalicelib.person.records import StateRecord
from chalicelib.person.signing import ring
from chalicelib.scoring.decide import Decision, HoldView
from chalicelib.scoring.state import State


def show(
    actor: Actor, person_id: str, scheme: str | None, now: datetime, language: str, device: str | None = None
) -> dict[str, Any]:
    """The code of one of the account's people, its token bound to `device` (a JWK thumbprint) if one is named.

    One read. Raises NotFound, Conflict `device_not_bound`.
    """
    return answer(shown_state(actor, person_id), scheme, now, language, device)


def answer(
    state: StateRecord, scheme: str | None, now: datetime, language: str, device: str | None = None
) -> dict[str, Any]:
    """The code as the contract describes it, from a state in hand."""
    holder = confirmation(state, device) if device is not None else None
    decision = colour.decision(state, scheme, now)
    expires_at = token_end(decision, now)
    shown: dict[str, Any] = {
        "person_id": state.person_id,
        "scheme": decision.scheme,
        "colour": decision.colour,
        "grade": decision.grade,
        "holds": holds(state, decision, language),
        "checkin": {
            "required": decision.checkin.required,
            "done_today": decision.checkin.done_today,
            "streak": decision.checkin.streak,
            "abnormal_today": decision.checkin.abnormal_today,
        },
        "valid_until": decision.valid_until,
        "expired": decision.expired,
        "rules_version": decision.rules_version,
        "updated_at": state.updated_at,
        "certification": state.certification,
        "name_masked": state.name_masked,
        "document_last4": state.last4,
        "pass_text": say(f"colour.{_colour_text(state, decision)}", language),
        "withheld": waits.is_withheld(state),
        "token": _token(state, decision, now, expires_at, holder) if expires_at else None,
        "token_expires_at": expires_at,
    }
    return shown | (_travel(state, decision, now, language) if decision.scheme == "international" else {})


def _colour_text(state: StateRecord, decision: Decision) -> str:
    return "waiting" if waits.is_withheld(state) else str(decision.colour or "none")


def holds(record: StateRecord, decision: Decision, language: str) -> list[dict[str, Any]]:
    """A decision's holds as they are answered. A query of the audit for each behind which an office's decision is."""
    if not decision.holds:
        return []
    state = colour.load_state(record)
    return [_hold(state, hold, language) for hold in decision.holds]


def _hold(state: State, hold: HoldView, language: str) -> dict[str, Any]:
    origin = origins.of(state, hold)
    return {
        "rule": hold.rule,
        "text": cause(hold.rule, hold.named, travel.spoken(hold.since, language), language),
        "since": hold.since,
        "clears_on": hold.clears_on,
        "checkins_required": hold.checkins_required,
        "checkins_done": hold.checkins_done,
        "decision_ref": origin.ref,
        "reported_by": origin.named(language),
        "known_at": origin.known_at,
    }


def _travel(state: StateRecord, decision: Decision, now: datetime, language: str) -> dict[str, Any]:
    """What an international code says beside: the streak, the trip and what puts it at risk."""
    streak = decision.streak
    none = {"required": False, "boardable": False, "risks": [], "earliest_boarding_on": None}
    assessed = travel.answer(colour.assessed(state, colour.load_state(state), now), language)
    return (
        none
        | assessed
        | {
            "streak": {
                "days": streak.days if streak else 0,
                "since": streak.since if streak else None,
                "last_at": streak.last_at if streak else None,
                "next_due_at": streak.next_due_at if streak else None,
            },
            "trip": trips.shown(state.trip) if state.trip else None,
            "closed": decision.closed,
        }
    )


def token_end(decision: Decision, now: datetime) -> datetime | None:
    """Until when a token made at `now` lives: 24 h, or as long as the code. None where there is none to show."""
    if decision.colour is None or decision.expired or decision.closed:
        return None
    whole = now.replace(microsecond=0)
    return min(whole + TOKEN_LIFETIME, decision.valid_until or whole + TOKEN_LIFETIME)


def issued(state: StateRecord, now: datetime) -> tuple[str, datetime, Decision] | None:
    """A token of the person's first scheme, until when it lives, and what it was decided of; None without a code."""
    decision = colour.decision(state, None, now)
    expires_at = None if waits.is_withheld(state) else token_end(decision, now)
    return None if expires_at is None else (_token(state, decision, now, expires_at), expires_at, decision)


def _token(
    state: StateRecord, decision: Decision, now: datetime, expires_at: datetime, holder: bytes | None = None
) -> str:
    payload = Payload(
        code_id=state.code_id,
        scheme=decision.scheme,
        colour=str(decision.colour),
        certification=state.certification,
        name_masked=state.name_masked,
        document_last4=state.last4,
        rules_version=decision.rules_version,
        places=stale_rules.places_of(state, now),
    )
    return make(
        payload, keys=ring("health_code"), issuer=settings().issuer, issued_at=now, expires_at=expires_at, device=holder
    )


def picture(actor: Actor, person_id: str, scheme: str | None, now: datetime, timezone: str | None = None) -> bytes:
    """The code as a picture to keep, its validity in Beijing time and in `timezone` or the trip's. One read.

    Raises NotFound, Invalid for a time zone that is none, Conflict where there is no code to show.
    """
    state = shown_state(actor, person_id)
    decision = colour.decision(state, scheme, now)
    expires_at = token_end(decision, now)
    if expires_at is None:
        raise Conflict("no_code")
    return drawn(state, (_token(state, decision, now, expires_at), expires_at, decision), timezone)


def drawn(state: StateRecord, shown: tuple[str, datetime, Decision], timezone: str | None = None) -> bytes:
    """A token that was issued (`issued`) as a picture. Raises Invalid for a time zone that is none."""
    from chalicelib.codes.image import Card
    from chalicelib.codes.image import picture as painted

    token, expires_at, decision = shown
    zone = timezone or travel.zone_of(state)
    return painted(
        Card(
            token=token,
            colour=str(decision.colour),
            name_masked=state.name_masked,
            expires_at=expires_at,
            streak_days=decision.streak.days if decision.streak else 0,
            scheme=decision.scheme,
            zone=checked_zone(zone, "timezone") if zone else None,
        )
    )
