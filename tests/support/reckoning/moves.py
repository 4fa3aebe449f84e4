"""What became known of a person, as plain moves, and what is left of them after those that take something back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tests.support.reckoning.clock import DAY, day, midnight

GRAVITY = ("suspected", "asymptomatic", "confirmed")
OVER = ("excluded", "withdrawn")
RANKS = {"low": 0, "medium": 1, "high": 2, "key": 2}

AT_ONCE = (
    *("credit", "live", "visit", "declare", "anomaly"),
    *("rate", "case", "contact", "designate", "breach"),
    *("settle", "case_of_contact", "annul", "unanomaly", "lift"),
)
"""What becomes known at one instant: what was said and measured, what others bring, what is decided about either."""


@dataclass(frozen=True)
class Move:
    """Something that became known at an instant. `said` is all it says."""

    at: datetime
    id: str
    what: str
    said: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.said.get(name)

    @property
    def place(self) -> tuple[datetime, int, int, str]:
        """Where it stands among all: what replaces something of the same instant comes after it, a withdrawal last."""
        version = self["revision"] or (2 if self["withdrawn"] else int(bool(self["correction"])))
        return self.at, AT_ONCE.index(self.what), version, self.id

    def but(self, **said: Any) -> "Move":
        return replace(self, said=self.said | said)


def takes_back(move: Move, before: list[Move]) -> bool:
    """Whether a move changes what came before it. Of a rating it also depends on whether it concerned the person."""
    match move.what:
        case "annul" | "credit" | "unanomaly" | "case_of_contact":
            return True
        case "settle":
            return move["outcome"] == "refuted"
        case "lift":
            return move["means"] == "wrong"
        case "case":
            again = [
                m for m in before if m.what == "case" and m["source"] == move["source"] and m["status"] == "released"
            ]
            return move["status"] in OVER or (move["status"] == "released" and bool(again))
        case "contact" | "designate" | "rate":
            return bool(move["correction"] or move["withdrawn"])
    return False


def keys(move: Move) -> set[str]:
    """What a declaration says that is a fact by itself."""
    contact = {f"contact:{move['met'][0]}:{move['met'][1]}"} if move["met"] else set()
    return contact | ({f"test:positive:{move['positive']}"} if move["positive"] else set())


@dataclass
class Left:
    """The moves that are left, the facts that are known to be untrue, and the days that were credited."""

    moves: list[Move]
    untrue: set[str]
    credited: set[Any]


def left(moves: list[Move]) -> Left:
    """Everything but ratings, which are looked up (`regions.py`)."""
    annulled = {m["of"]: m for m in moves if m.what == "annul"}
    gone = {m["of"] for m in moves if m.what == "unanomaly"}
    wrong = {m["of"] for m in moves if m.what == "lift" and m["means"] == "wrong"}
    untrue = _untrue(moves, annulled)
    found: list[Move] = []
    for move in moves:
        if move.what == "declare":
            found += _declared(move, moves, annulled)
        elif move.what == "settle" and move["outcome"] == "confirmed":
            found += [move] if untrue.get(move["key"], move.at - DAY) < move.at else []
        elif move.what == "anomaly":
            found += [move] if move.id not in gone else []
        elif move.what == "credit":
            found.append(replace(move, at=min(move.at, midnight(move["on"] + DAY))))
        elif move.what in ("live", "visit", "breach") or (move.what == "lift" and move["means"] == "ended"):
            found.append(move)
    found += _cases(moves)[0] + _contacts(moves) + _designations(moves, wrong)
    ordered = sorted(found, key=lambda m: m.place)
    return Left(ordered, set(untrue), {m["on"] for m in moves if m.what == "credit"})


def _untrue(moves: list[Move], annulled: dict[str, Move]) -> dict[str, datetime]:
    found = {m["key"]: m.at for m in moves if m.what == "settle" and m["outcome"] == "refuted"}
    for move in moves:
        by = annulled.get(move.id)
        if move.what == "declare" and by is not None and by["kind"] == "mistaken":
            for key in keys(move) - (keys(move.but(**by["instead"])) if by["instead"] else set()):
                found[key] = max(found.get(key, by.at), by.at)
    return found | dict(_cases(moves)[1])


def _declared(move: Move, moves: list[Move], annulled: dict[str, Move]) -> list[Move]:
    by = annulled.get(move.id)
    if by is not None and by["kind"] == "not_theirs":
        return []
    if by is not None:
        nothing = {"temperature": None, "symptoms": (), "met": None, "positive": None, "place": None, "stays": ()}
        move = replace(move, said=nothing | (by["instead"] or {}))
    for forged in moves:
        struck = annulled.get(forged.id)
        if forged.what != "declare" or struck is None or struck["kind"] != "not_theirs":
            continue
        own = [m for m in moves if m.what == "declare" and m.place < forged.place and m.id not in annulled]
        copied = keys(forged) - {key for each in own for key in keys(each)}
        if forged.at < move.at <= struck.at:
            move = move.but(met=None) if copied & keys(move.but(positive=None)) else move
            move = move.but(positive=None) if copied & keys(move.but(met=None)) else move
    return [move]


def _cases(moves: list[Move]) -> tuple[list[Move], list[tuple[str, datetime]]]:
    """The versions of one infection that are left, and the declared tests that turned out negative, with when."""
    found: list[Move] = []
    untrue: list[tuple[str, datetime]] = []
    newest: dict[str, int] = {}
    negative = False
    for move in (m for m in moves if m.what == "case"):
        source = move["source"]
        if move["revision"] < newest.get(source, 0):
            continue
        newest[source] = move["revision"]
        if move["status"] in OVER:
            found = [
                m for m in found if m["source"] != source and not (move["decides"] and move["status"] == "excluded")
            ]
            negative = negative or move["status"] == "excluded" or move["reason"] == "wrong_result"
            if negative and not found:
                filed = [m for m in moves if m.what == "declare" and m.at <= move.at]
                untrue += [(key, move.at) for m in filed for key in keys(m) if key.startswith("test:")]
            continue
        if move["status"] == "released":
            mine = [m["source"] == source and m["status"] == "released" for m in found]
            ends = [min(m["released"], move["released"]) if same else None for m, same in zip(found, mine, strict=True)]
            found = [m.but(released=end) if end else m for m, end in zip(found, ends, strict=True)]
        found.append(move)
    return found, untrue


def _contacts(moves: list[Move]) -> list[Move]:
    found: dict[str, list[Move]] = {}
    latest: dict[str, Move | None] = {}
    over: dict[str, set[str]] = {}
    for move in moves:
        if move.what == "contact":
            name, cases = move.id, set(move["cases"] or ())
            latest[name] = None if move["withdrawn"] else move
            before = [_less(m, move) for m in found.get(name, [])] if move["correction"] else found.get(name, [])
            falls = move["withdrawn"] or (cases and cases <= over.get(name, set()))
            found[name] = [] if falls else [*before, move]
        elif move.what == "case_of_contact":
            name, known = move["of"], latest.get(move["of"])
            cases = set(known["cases"] or ()) if known else set()
            fallen = bool(cases) and cases <= over.get(name, set())
            rest = over.get(name, set()) - {move["case"]}
            over[name] = rest | {move["case"]} if move["status"] in OVER else rest
            if known and cases and cases <= over[name]:
                found[name] = []
            elif known and fallen:
                found[name].append(replace(known, at=move.at))
    return [move for versions in found.values() for move in versions]


def _less(before: Move, after: Move) -> Move:
    kind = "building" if "building" in (before["kind"], after["kind"]) else "close"
    return before.but(kind=kind, exposed=min(before["exposed"], after["exposed"]))


def _designations(moves: Iterable[Move], wrong: set[str]) -> list[Move]:
    found: dict[str, list[Move]] = {}
    for move in (m for m in moves if m.what == "designate" and m.id not in wrong):
        before = found.setdefault(move.id, [])
        move = move.but(since=move["since"] or (before[0]["since"] if before else day(move.at)))
        usual = 14 if move["colour"] == "red" else 7
        move = move.but(**{name: usual if move[name] is None else move[name] for name in ("days", "checkins")})
        if move["correction"]:
            colours = [("yellow" if "yellow" in (m["colour"], move["colour"]) else "red") for m in before]
            low = [{name: min(m[name], move[name]) for name in ("since", "days", "checkins")} for m in before]
            before[:] = [m.but(colour=c, **less) for m, c, less in zip(before, colours, low, strict=True)]
        before.append(move)
    return [move for versions in found.values() for move in versions]


def heard(opinions: list[Move]) -> list[Move]:
    """The opinions that count: of a decision and what is newer the gravest open ones, or the last release."""
    decided = max((m.at for m in opinions if m["decides"]), default=None)
    left = [m for m in opinions if not decided or m.at > decided or (m["decides"] and m.at == decided)]
    lasting = [m for m in left if m["status"] == "open"]
    gravest = max((GRAVITY.index(m["kind"]) for m in lasting), default=None)
    released = sorted((m for m in left if m["status"] == "released"), key=lambda m: (m["released"], m["source"]))
    return [m for m in lasting if GRAVITY.index(m["kind"]) == gravest] if lasting else released[-1:]
