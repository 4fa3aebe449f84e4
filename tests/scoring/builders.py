"""Facts with defaults. Days are days of March 2020, clocks are Beijing time."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.scoring.decide import Decision, HoldView, replay
from chalicelib.scoring.facts import (
    CaseKnown,
    Contact,
    ContactKnown,
    Declaration,
    DeclaredStay,
    Event,
    GateAnomaly,
    RatingKnown,
    TestResult,
)
from chalicelib.scoring.rules import RuleBook, Scheme
from chalicelib.scoring.ruleset_data import builtin_book, builtin_data, parse_ruleset

BEIJING = ZoneInfo("Asia/Shanghai")
BOOK: RuleBook = builtin_book()
HOME = "340104"
WUHAN = "420106"


def day(number: int) -> date:
    """The day of March; 32 is the 1st of April, 0 the 29th of February."""
    return date(2020, 3, 1) + timedelta(days=number - 1)


def at(number: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """An instant on that day, Beijing time."""
    return datetime(2020, 3, 1, hour, minute, second, tzinfo=BEIJING) + timedelta(days=number - 1)


def declaration(when: int | datetime, temperature: str = "36.5", *symptoms: str, **more: Any) -> Declaration:
    """A declaration: well, at home in Hefei, at nine, unless said otherwise."""
    instant = at(when) if isinstance(when, int) else when
    more.setdefault("location", HOME)
    return Declaration(
        id=more.pop("id", f"declaration-{instant.isoformat()}"),
        at=instant,
        temperature=Decimal(temperature),
        symptoms=frozenset(symptoms),
        **more,
    )


def well(first: int, last: int, **more: Any) -> list[Event]:
    """A normal check-in on each day from `first` to `last`."""
    return [declaration(number, **more) for number in range(first, last + 1)]


def ill(when: int | datetime, **more: Any) -> Declaration:
    """A declaration with a fever."""
    return declaration(when, "38.1", **more)


def met(on: int, kind: str = "confirmed") -> dict[str, Any]:
    """The answer that one met a case."""
    return {"contact": Contact(kind, day(on))}


def positive(on: int, result: str = "positive") -> dict[str, Any]:
    """The answer of a test."""
    return {"test": TestResult(result, day(on))}


def stayed(first: int, last: int, region: str = WUHAN) -> dict[str, Any]:
    """The answer of a stay elsewhere."""
    return {"stays": (DeclaredStay(region, day(first), day(last)),)}


def case(when: int | datetime, status: str = "open", on: int | None = None, **more: Any) -> CaseKnown:
    """A confirmed case that is open; `on` is the day of its status, so that of the release of a released one."""
    instant = at(when, 8) if isinstance(when, int) else when
    status_day = day(on) if on is not None else instant.date()
    released = status_day if status == "released" else None
    more = {"id": f"case-{status}", "kind": "confirmed", "source_ref": "case", "released_on": released, **more}
    return CaseKnown(at=instant, status=status, on=more.pop("diagnosed", status_day), **more)


def traced(when: int | datetime, exposure: int, kind: str = "close", **more: Any) -> ContactKnown:
    """A traced close contact."""
    instant = at(when, 8) if isinstance(when, int) else when
    more = {"id": f"contact-{kind}", **more}
    return ContactKnown(at=instant, kind=kind, last_exposure=day(exposure), **more)


def rating(
    when: int | datetime,
    level: str = "medium",
    first: int = 1,
    last: int | None = None,
    region: str = WUHAN,
    **more: Any,
) -> RatingKnown:
    """A rating of Wuhan's Wuchang district until further notice."""
    instant = at(when, 8) if isinstance(when, int) else when
    ends = day(last) if last is not None else None
    more = {"id": f"{region}:{first}", **more}
    return RatingKnown(at=instant, region=region, level=level, first=day(first), last=ends, **more)


def anomaly(when: int | datetime, temperature: str = "37.8", id: str = "anomaly") -> GateAnomaly:
    """A gate's reading."""
    instant = at(when, 12) if isinstance(when, int) else when
    return GateAnomaly(id, instant, Decimal(temperature))


def decided(events: Iterable[Event], when: int | datetime, scheme: Scheme = "domestic", **more: Any) -> Decision:
    """The decision at that instant (a day: its last minute)."""
    instant = at(when, 23, 59) if isinstance(when, int) else when
    return replay(events, more.pop("book", BOOK), instant, scheme, **more)


def colour(events: Iterable[Event], when: int | datetime, scheme: Scheme = "domestic", **more: Any) -> str | None:
    """The colour at that instant."""
    return decided(events, when, scheme, **more).colour


def rules(events: Iterable[Event], when: int | datetime, scheme: Scheme = "domestic", **more: Any) -> set[str]:
    """The rules of the open holds at that instant."""
    return {hold.rule for hold in decided(events, when, scheme, **more).holds}


def hold(
    events: Iterable[Event], when: int | datetime, rule: str, scheme: Scheme = "domestic", **more: Any
) -> HoldView:
    """The open hold of a rule at that instant."""
    return next(h for h in decided(events, when, scheme, **more).holds if h.rule == rule)


def rules_data(version: str = "2", effective: int = 10, **rules: Any) -> dict[str, Any]:
    """Rule set 1 as another version, with some rules replaced (dots written as __)."""
    changed = deepcopy(dict(builtin_data()[0]))
    changed.update(version=version, effective=at(effective, 0).isoformat())
    changed["rules"].update({name.replace("__", "."): terms for name, terms in rules.items()})
    return changed


def with_rules(**rules: Any) -> RuleBook:
    """A book in which a second rule set takes effect on the 10th."""
    return RuleBook([*BOOK.rulesets, parse_ruleset(rules_data(**rules))])
