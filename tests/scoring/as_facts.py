"""A life of plain moves as the facts and outages that the core folds, and what it says of it."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.scoring import facts as f
from chalicelib.scoring.decide import decide
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.state import State
from tests.support.reckoning.clock import Break
from tests.support.reckoning.moves import Move

BOOK = builtin_book()


def fact(move: Move) -> f.Event:
    """The fact that a move is."""
    make = _MAKERS[move.what]
    return make(move)


def outages(breaks: Iterable[Break]) -> list[Outage]:
    return [Outage(each.start, each.end, each.recorded, each.withdrawn) for each in breaks]


def _answered(name: str, at: datetime, said: dict[str, Any]) -> f.Declaration:
    met, positive = said["met"], said["positive"]
    return f.Declaration(
        name,
        at,
        Decimal(str(said["temperature"])),
        frozenset(said["symptoms"]),
        f.Contact(met[0], met[1]) if met else None,
        f.TestResult("positive", positive) if positive else None,
        said["place"],
        tuple(f.DeclaredStay(*stay) for stay in said["stays"]),
    )


def _declaration(m: Move) -> f.Event:
    return _answered(m.id, m.at, m.said)


def _annulment(m: Move) -> f.Event:
    instead = _answered("", m.at, m["instead"]) if m["instead"] else None
    return f.Annulment(m.id, m.at, m["of"], m["kind"], instead, m["reopens"])


def _case(m: Move) -> f.Event:
    return f.CaseKnown(
        m.id,
        m.at,
        m["kind"],
        m["status"],
        m["on"],
        m["released"],
        m["source"],
        "x",
        m["revision"],
        m["decides"],
        m["reason"],
    )


def _contact(m: Move) -> f.Event:
    status = "withdrawn" if m["withdrawn"] else "confirmed"
    more = {"cases": tuple(m["cases"] or ()), "correction": bool(m["correction"])}
    return f.ContactKnown(m.id, m.at, m["kind"], m["exposed"], status, **more)


def _rating(m: Move) -> f.Event:
    more = {"withdrawn": bool(m["withdrawn"]), "ended_by": m["ended_by"], "correction": bool(m["correction"])}
    return f.RatingKnown(m.id, m.at, m["region"], m["level"], m["first"], m["last"], **more)


def _designation(m: Move) -> f.Event:
    named = (m["since"], m["days"], m["checkins"], bool(m["correction"]))
    return f.DesignationMade(m.id, m.at, m["colour"], *named)


_MAKERS: dict[str, Any] = {
    "declare": _declaration,
    "annul": _annulment,
    "live": lambda m: f.ResidenceSet(m.id, m.at, m["region"]),
    "visit": lambda m: f.StayKnown(m.id, m.at, m["region"], m["first"], m["last"]),
    "rate": _rating,
    "case": _case,
    "contact": _contact,
    "case_of_contact": lambda m: f.CaseOfContact(m.id, m.at, m["of"], m["case"], m["status"]),
    "settle": lambda m: f.DeclaredSettled(m.id, m.at, m["key"], m["outcome"]),
    "anomaly": lambda m: f.GateAnomaly(m.id, m.at, Decimal("37.8"), on=m["on"]),
    "unanomaly": lambda m: f.AnomalyWithdrawn(m.id, m.at, m["of"]),
    "designate": _designation,
    "lift": lambda m: f.DesignationLifted(m.id, m.at, m["of"], m["means"]),
    "breach": lambda m: f.BreachRecorded(m.id, m.at, m["on"], m["rule"]),
    "credit": lambda m: f.DayCredited(m.id, m.at, m["on"]),
}


def shown(state: State, breaks: Iterable[Break], now: datetime, scheme: Any) -> dict[str, Any]:
    """What the core says at `now`, under the names of the reckoning."""
    decision = decide(state, BOOK, now, scheme, outages=outages(breaks))
    facts = [each for each in decision.holds if each.rule != "undeclared"]
    holds: dict[str, Any] = {
        each.rule: (each.since, each.clears_on, each.checkins_done, each.checkins_required) for each in facts
    }
    if any(h.rule == "undeclared" for h in decision.holds):
        holds["undeclared"] = None
    return {
        "colour": str(decision.colour) if decision.colour else None,
        "holds": holds,
        "required": decision.checkin.required,
        "streak": decision.streak.days if decision.streak else 0 if scheme == "international" else None,
    }
