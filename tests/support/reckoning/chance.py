"""Lives made by chance: the same number gives the same life."""

from datetime import date, datetime
from random import Random
from typing import Any

from tests.support.reckoning.clock import DAY, MINUTE, Break, day, midnight
from tests.support.reckoning.lives import Life
from tests.support.reckoning.moves import Move, keys

FIRST = date(2020, 3, 1)
DAYS = 30
HOME, WUHAN = "340104", "420106"
REGIONS = [HOME, WUHAN, "420103", "110105", "IT"]
RATED = [HOME, WUHAN, WUHAN, "420100", "420000", "110105", "340100", "IT"]
LEVELS = ["low", "medium", "high", "key"]


def life(number: int) -> Life:
    """The life of this number."""
    return _Chance(number).life()


class _Chance:
    """Draws a life; `eventful` is how often a declaration says anything beside being well at home."""

    def __init__(self, number: int) -> None:
        self.eventful = 0.0
        self.random = Random(number)
        self.moves: list[Move] = []
        self.count = 0

    def life(self) -> Life:
        self.eventful = self._one_of(0.02, 0.05, 0.05, 0.2)
        self._check_ins()
        for _ in range(self.random.randint(0, 5)):
            self._brought()
        for _ in range(self.random.randint(0, 6)):
            self._revised()
        by_moment = {move.place: move for move in self.moves}
        return Life(
            [by_moment[key] for key in sorted(by_moment)], [self._break() for _ in range(self._one_of(0, 0, 1, 2))]
        )

    def _one_of(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def _at(self) -> datetime:
        return midnight(FIRST) + self.random.randrange(DAYS * 24 * 60) * MINUTE

    def _before(self, at: datetime, most: int) -> date:
        return max(FIRST, day(at) - self.random.randint(0, most) * DAY)

    def _add(self, at: datetime, what: str, name: str = "", **said: Any) -> None:
        self.count += 1
        self.moves.append(Move(at, name or f"{what}-{self.count:03}", what, said))

    def _check_ins(self) -> None:
        habit, missing = self.random.randrange(24 * 60), self._one_of(0.02, 0.1, 0.3)
        for number in range(DAYS):
            if self.random.random() >= missing:
                minute = (habit + self.random.randint(-20, 40)) % (24 * 60) if self.random.random() < 0.9 else 0
                at = midnight(FIRST + number * DAY) + minute * MINUTE
                self._add(at, "declare", **self._answers(at))

    def _answers(self, at: datetime) -> dict[str, Any]:
        said = {"temperature": 36.5, "symptoms": (), "met": None, "positive": None, "place": HOME, "stays": ()}
        if self.random.random() >= self.eventful:
            return said
        match self.random.randrange(10):
            case 0 | 1:
                said["met"] = (self._one_of("confirmed", "suspected"), self._before(at, 10))
            case 2:
                said["positive"] = self._before(at, 3)
            case 3:
                last = self._before(at, 5)
                said["stays"] = ((self._one_of(*REGIONS), max(FIRST, last - 3 * DAY), last),)
            case 4:
                said["temperature"] = 37.3
            case 5:
                said["symptoms"] = (self._one_of("sore_throat", "fatigue", "dry_cough"),)
            case 6 | 7:
                said["place"] = self._one_of(*REGIONS, None)
            case 8:
                said |= self._prefilled(at)
        return said

    def _prefilled(self, at: datetime) -> dict[str, Any]:
        """The contact and the test of an earlier declaration, filed again."""
        before = [move for move in self.moves if move.what == "declare" and keys(move) and move.at < at]
        if not before:
            return {}
        move = self.random.choice(before)
        return {"met": move["met"], "positive": move["positive"], "symptoms": move["symptoms"]}

    def _brought(self) -> None:
        """Something that others bring."""
        at, what = self._one_of(self._at(), self._at(), self.random.choice(self.moves).at), self.random.randrange(12)
        on = self._before(at, 16)
        if what in (0, 1):
            self._case(at, on)
        elif what in (2, 3):
            cases = self._one_of((), ("a", "b"))
            self._add(at, "contact", kind=self._one_of("close", "building"), exposed=on, cases=cases)
        elif what == 4:
            self._add(at, "anomaly", on=self._one_of(None, self._before(at, 2)))
        elif what in (5, 6, 7):
            last = self._one_of(None, None, on + self.random.randint(0, 12) * DAY)
            self._add(at, "rate", region=self._one_of(*RATED), level=self._one_of(*LEVELS), first=on, last=last)
        elif what == 8:
            self._add(at, "visit", region=self._one_of(*REGIONS), first=on, last=day(at))
        elif what == 9:
            self._add(at, "live", region=self._one_of(HOME, WUHAN))
        elif what == 10:
            days = self._one_of(None, 3, 9)
            self._add(at, "designate", colour=self._one_of("red", "yellow"), days=days, checkins=days)
        else:
            self._add(at, "breach", on=day(at), rule=self._one_of(None, "contact.close"))

    def _case(self, at: datetime, on: date, **said: Any) -> None:
        """One infection a life: every version is about the same day."""
        known = [move for move in self.moves if move.what == "case"]
        on = known[0]["on"] if known else on
        more = {
            "source": self._one_of("desk", "feed"),
            "revision": self.random.randint(0, 2),
            "on": on,
            "decides": False,
        }
        kind, status = self._one_of("confirmed", "suspected", "asymptomatic"), self._one_of("open", "open", "released")
        said = more | {"kind": kind, "status": "open" if kind == "suspected" else status, "reason": ""} | said
        released = max(on, self._before(at, 8)) if said["status"] == "released" else None
        self._add(max(at, midnight(on)), "case", **(said | {"released": released}))

    def _revised(self) -> None:
        """Something that takes a move back, corrects it, or lets it go on."""
        brought = [move for move in self.moves if move.what != "declare"]
        told = [move for move in self.moves if move.what == "declare" and self._is_eventful(move)] or self.moves[:5]
        move = self.random.choice(brought if brought and self.random.random() < 0.7 else told)
        at = move.at + self._one_of(*[1] * 9, 0) * self.random.randint(1, 15 * 24 * 60) * MINUTE
        revise = getattr(self, f"_revise_{move.what}", None)
        if revise is not None:
            revise(move, at)

    def _is_eventful(self, move: Move) -> bool:
        return bool(keys(move) or move["symptoms"] or move["temperature"] > 37 or self.random.random() < 0.1)

    def _revise_declare(self, move: Move, at: datetime) -> None:
        said = sorted(keys(move))
        what = self.random.randrange(6 if said else 3)
        if what > 2:
            self._add(at, "settle", key=self.random.choice(said), outcome=self._one_of("confirmed", "refuted"))
        elif what == 2:
            self._add(at, "credit", on=self._before(at, 8))
        else:
            kind = self._one_of("mistaken", "not_theirs")
            instead = self._answers(move.at) if kind == "mistaken" and self.random.random() < 0.5 else None
            self._add(at, "annul", of=move.id, kind=kind, instead=instead, reopens=self._one_of(False, False, True))

    def _revise_case(self, move: Move, at: datetime) -> None:
        status = self._one_of("excluded", "withdrawn", "released", "open")
        kind = move["kind"] if status != "released" else self._one_of("confirmed", "asymptomatic")
        reason = self._one_of("", "wrong_result", "other_person") if status == "withdrawn" else ""
        decides = self.random.random() < 0.2 and status != "withdrawn"
        source = "epidemiologist" if decides else self._one_of("desk", "feed")
        self._case(at, move["on"], kind=kind, status=status, reason=reason, decides=decides, source=source)

    def _revise_contact(self, move: Move, at: datetime) -> None:
        said = move.said | {"exposed": self._before(at, 16), "kind": self._one_of("close", "building")}
        match self.random.randrange(4):
            case 0:
                self._add(at, "contact", move.id, **(move.said | {"withdrawn": True}))
            case 1:
                self._add(at, "contact", move.id, **(said | {"correction": True}))
            case _:
                status = self._one_of("excluded", "excluded", "open", "died")
                self._add(at, "case_of_contact", of=move.id, case=self._one_of("a", "b"), status=status)

    def _revise_rate(self, move: Move, at: datetime) -> None:
        if move["withdrawn"]:  # the last that is said of a period
            return
        on = self._before(at, 12)
        match self.random.randrange(4):
            case 0:
                self._add(at, "rate", move.id, **(move.said | {"withdrawn": True}))
            case 1:
                last = self._one_of(move["last"], max(move["first"], on))
                first = max(FIRST, move["first"] + self.random.randint(-2, 2) * DAY)
                more = {"level": self._one_of(*LEVELS), "first": first, "last": last, "correction": True}
                self._add(at, "rate", move.id, **(move.said | more))
            case _:
                first, name = max(move["first"] + DAY, on), f"next-{self.count:03}"
                ended = {"last": min(first - DAY, move["last"] or first), "ended_by": name}
                self._add(at, "rate", move.id, **(move.said | ended))
                self._add(at, "rate", name, region=move["region"], level=self._one_of(*LEVELS), first=first, last=None)

    def _revise_designate(self, move: Move, at: datetime) -> None:
        if self.random.random() < 0.5:
            self._add(at, "lift", of=move.id, means=self._one_of("ended", "wrong"))
        else:
            more = {"since": self._before(at, 8), "days": self._one_of(2, 12), "checkins": self._one_of(0, 5)}
            self._add(at, "designate", move.id, **(move.said | more | {"correction": True}))

    def _revise_anomaly(self, move: Move, at: datetime) -> None:
        self._add(at, "unanomaly", of=move.id)

    def _break(self) -> Break:
        start = self._at()
        end = start + self._one_of(90, 600, 3000) * MINUTE
        recorded = end + self.random.randrange(4 * 24 * 60) * MINUTE
        withdrawn = recorded + self.random.randrange(1, 8 * 24 * 60) * MINUTE
        return Break(start, end, recorded, self._one_of(None, withdrawn))
