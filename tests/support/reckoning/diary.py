"""A life told from its beginning, midnight by midnight and move by move, by the rules in words.

What a telling is given of the tellings before it: what was closed, and the days on which nothing was asked by mistake.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tests.support.reckoning import regions
from tests.support.reckoning.causes import RULE, SCHEMES, SYMPTOMS, Cause, Closed, cause_of
from tests.support.reckoning.clock import DAY, Break, day, goes_on, kept_open, midnight
from tests.support.reckoning.moves import GRAVITY, Left, Move, heard, keys


@dataclass
class Diary:
    """What a telling has come to."""

    breaks: list[Break]
    given: set[Closed]
    free: set[tuple[str, date]]
    credited: set[date]
    untrue: set[str]
    causes: dict[tuple[str, str], dict[str, Cause]] = field(default_factory=dict)
    opened: dict[tuple[str, str], datetime] = field(default_factory=dict)
    closed: list[Closed] = field(default_factory=list)
    restarts: dict[tuple[str, str], date] = field(default_factory=dict)
    checked: set[date] = field(default_factory=set)
    spoilt: set[date] = field(default_factory=set)
    filed: list[datetime] = field(default_factory=list)
    began: datetime | None = None
    first_said: dict[str, datetime] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    opinions: list[Move] = field(default_factory=list)
    matched: dict[str, tuple[date, str]] = field(default_factory=dict)
    together: dict[str, regions.Stretches] = field(default_factory=dict)
    past: list[Move] = field(default_factory=list)
    asked: set[tuple[str, date]] = field(default_factory=set)
    lasted: set[tuple[str, date]] = field(default_factory=set)

    # Days and runs

    def normal(self, scheme: str, on: date, now: datetime) -> bool:
        checked = on in self.checked or ((scheme, on) in self.free and midnight(on + DAY) <= now)
        return checked and on not in self.spoilt

    def run(self, scheme: str, today: date, now: datetime) -> list[date]:
        """The days in a row that end today or yesterday, latest first."""
        end = today if self.normal(scheme, today, now) else today - DAY
        found = []
        while self.normal(scheme, end, now):
            found.append(end)
            end -= DAY
        return found

    # Causes

    def blame(
        self,
        at: datetime,
        scheme: str,
        rule: str,
        key: str,
        cause: Cause,
        *,
        seen: date | None = None,
        anyway: bool = False,
    ) -> None:
        """Opens a hold or adds to it, if the cause is young enough and was not observed to its end before."""
        held = self.causes.get((scheme, rule), {})
        young = cause.lasts(rule, day(at)) or ((seen or day(at)) - (cause.last or cause.first)).days < cause.days
        done = any(c.at <= at and c.is_of(scheme, rule, key, cause) for c in [*self.given, *self.closed])
        if done or not (young or anyway or key in held):
            return
        if not held:
            self.opened[scheme, rule] = at
            self.restarts.pop((scheme, rule), None)
        self.causes[scheme, rule] = held | {key: cause}

    def in_both(self, at: datetime, rule: str, key: str, on: date) -> None:
        for scheme in SCHEMES:
            self.blame(at, scheme, rule, key, cause_of(scheme, rule, on, on))

    def spare(self, scheme: str, rule: str, key: str) -> bool:
        """Takes a cause away; whether it was there."""
        held = self.causes.get((scheme, rule), {})
        there = key in held
        self.causes[scheme, rule] = {name: cause for name, cause in held.items() if name != key}
        return there

    def holds(self, scheme: str) -> dict[str, dict[str, Cause]]:
        found = {rule: causes for (its, rule), causes in self.causes.items() if its == scheme and causes}
        return {
            rule: {key: self._restarted(scheme, rule, c) for key, c in causes.items()} for rule, causes in found.items()
        }

    def _restarted(self, scheme: str, rule: str, cause: Cause) -> Cause:
        return replace(cause, restarted=self.restarts.get((scheme, rule)))

    # Telling

    def tell(
        self, left: Left, ratings: list[Move], reaching: list[Move], until: datetime, since: datetime | None
    ) -> None:
        """Goes through every instant at which something becomes known or a day begins."""
        instants = {m.at for m in left.moves if m.at <= until} | {m.at for m in ratings if m.at <= until}
        instants |= {closed.at for closed in self.given if closed.at <= until}
        if not instants:
            return
        start = day(min(instants))
        instants |= {midnight(start + n * DAY) for n in range(1, (day(until) - start).days + 1)}
        ordered = sorted(at for at in instants if at <= until)
        for at, following in zip(ordered, [*ordered[1:], until], strict=True):
            self.settle(at, ratings, reaching)
            for move in (m for m in left.moves if m.at == at):
                self.take(move)
                self.settle(at, ratings, reaching)
            self._note_what_is_asked(at if since is None else max(at, since), following)

    def _note_what_is_asked(self, begin: datetime, end: datetime) -> None:
        if begin >= end:
            return
        for scheme in SCHEMES:
            holds = self.holds(scheme)
            free = all(any(c.lasts(rule, day(begin)) for c in causes.values()) for rule, causes in holds.items())
            if holds:
                (self.lasted if free else self.asked).add((scheme, day(begin)))

    def take(self, move: Move) -> None:
        self.past.append(move)
        getattr(self, f"_take_{move.what}", lambda move: None)(move)

    def _take_declare(self, move: Move) -> None:
        today, unwell = day(move.at), bool(set(move["symptoms"]) & SYMPTOMS) or (move["temperature"] or 0) >= 37.3
        new = {key for key in keys(move) if key not in self.first_said and key not in self.untrue}
        tests = [key for key in new if key.startswith("test")]
        if unwell or tests:
            self._worsen(move.at)
            self.spoilt.add(today)
        self._check_in(move.at, normal=not (unwell or tests))
        for key in keys(move):
            self.first_said.setdefault(key, move.at)
        if unwell:
            self.in_both(move.at, "symptom", "symptom", today)
        for key in new:
            on = date.fromisoformat(key.rpartition(":")[2])
            for scheme in SCHEMES:
                rule = "contact.declared" if key.startswith("contact") else "test.declared"
                if rule == "contact.declared" or not self._is_open_case(scheme):
                    self.blame(move.at, scheme, rule, key, cause_of(scheme, rule, on, on))

    def _is_open_case(self, scheme: str) -> bool:
        cases = [self.causes.get((scheme, f"case.{kind}"), {}) for kind in GRAVITY[1:]]
        return any(cause.last is None for causes in cases for cause in causes.values())

    def _worsen(self, at: datetime) -> None:
        for scheme in SCHEMES:
            yellow = [
                rule
                for rule, causes in self.holds(scheme).items()
                if all(c.colour == "yellow" for c in causes.values())
            ]
            if any(day(self.opened[scheme, rule]) < day(at) for rule in yellow):
                self.blame(at, scheme, "worsened", "worsened", cause_of(scheme, "worsened", day(at), day(at)))

    def _check_in(self, at: datetime, normal: bool) -> None:
        today = day(at)
        self.checked.add(today)
        missed = today - DAY
        while normal and self.filed and kept_open(missed, at, self.breaks):
            self.checked |= set() if missed in self.spoilt else {missed}
            missed -= DAY
        if not self.filed or not goes_on(self.filed[-1], at, self.credited, self.breaks):
            self.began = at
        self.filed.append(at)

    def _take_settle(self, move: Move) -> None:
        kind, _, on = move["key"].partition(":")
        if kind == "contact":
            self._confirm(move.at, move["key"], "contact.close", move["key"], date.fromisoformat(on.rpartition(":")[2]))

    def _confirm(self, at: datetime, key: str, rule: str, name: str, exposed: date) -> None:
        """In the place of a declared contact, up to the thirteenth day after it."""
        if day(at) > date.fromisoformat(key.rpartition(":")[2]) + 13 * DAY:
            return
        said = self.first_said.get(key)
        for scheme in SCHEMES:
            had = self.spare(scheme, "contact.declared", key)
            seen = day(said) if said else None
            self.blame(at, scheme, rule, name, cause_of(scheme, rule, exposed, exposed), seen=seen, anyway=had)

    def _take_contact(self, move: Move) -> None:
        rule, other = (
            f"contact.{kind}" for kind in (("close", "building") if move["kind"] == "close" else ("building", "close"))
        )
        for scheme in SCHEMES:
            had = self.spare(scheme, other, move.id)
            self.blame(
                move.at, scheme, rule, move.id, cause_of(scheme, rule, move["exposed"], move["exposed"]), anyway=had
            )

    def _take_anomaly(self, move: Move) -> None:
        on = move["on"] or day(move.at)
        self.spoilt.add(on)
        self.in_both(move.at, "gate.anomaly", move.id, on)

    def _take_designate(self, move: Move) -> None:
        for scheme in SCHEMES:
            other = "yellow" if move["colour"] == "red" else "red"
            had = self.spare(scheme, f"designated.{other}", move.id)
            cause = Cause(move["since"], move["since"], move["colour"], move["days"], move["checkins"])
            self.blame(move.at, scheme, f"designated.{move['colour']}", move.id, cause, anyway=had)

    def _take_lift(self, move: Move) -> None:
        for scheme, rule in list(self.causes):
            self.spare(scheme, rule, move["of"])

    def _take_breach(self, move: Move) -> None:
        for place, causes in self.causes.items():
            if causes and move["rule"] in (None, place[1]):
                self.restarts[place] = max(move["on"], self.restarts.get(place, move["on"]))

    def _take_credit(self, move: Move) -> None:
        self.checked.add(move["on"])

    def _take_case(self, move: Move) -> None:
        self.opinions = [m for m in self.opinions if m["source"] != move["source"]] + [move]
        for scheme in SCHEMES:
            self._case_in(scheme, move.at, heard(self.opinions))

    def _case_in(self, scheme: str, at: datetime, wanted: list[Move]) -> None:
        rules = [f"case.{kind}" for kind in GRAVITY]
        had = any(self.causes.get((scheme, rule)) for rule in rules)
        names = {(f"case.{m['kind']}", m["source"]) for m in wanted}
        for rule in rules:
            for name in [name for name in self.causes.get((scheme, rule), {}) if (rule, name) not in names]:
                self.spare(scheme, rule, name)
        for m in wanted:
            rule = f"case.{m['kind']}"
            self.blame(at, scheme, rule, m["source"], cause_of(scheme, rule, m["on"], m["released"]), anyway=had)
        if any(self.causes.get((scheme, rule)) for rule in rules[1:]):
            self.causes[scheme, "test.declared"] = {}

    # What follows of itself

    def settle(self, at: datetime, ratings: list[Move], reaching: list[Move]) -> None:
        if ratings:
            self._look_up(at, ratings, reaching)
        again = {c for c in self.given if c.at == at}
        for scheme in SCHEMES:
            run = self.run(scheme, day(at), at)
            for rule, causes in self.holds(scheme).items():
                for key, cause in causes.items():
                    kept = [c for c in again if c.is_of(scheme, rule, key, cause)]
                    if kept or self._is_over(rule, cause, run, day(at)):
                        mine = [on for on in run if on >= cause.start(rule, day(at))]
                        new = Closed(at, scheme, rule, key, cause.last, mine[-1] if mine and cause.checkins else None)
                        self.closed += kept or [new]
                        self.spare(scheme, rule, key)

    def _is_over(self, rule: str, cause: Cause, run: list[date], today: date) -> bool:
        start = cause.start(rule, today)
        enough = len([on for on in run if on >= start]) >= cause.checkins
        return not cause.lasts(rule, today) and (today - start).days >= cause.days and enough

    def _look_up(self, at: datetime, ratings: list[Move], reaching: list[Move]) -> None:
        """Lets each rating raise, move or end what it keeps, by the days on which a stay and it coincide."""
        known, stays, today = regions.periods(ratings, at, reaching), regions.stays(self.past), day(at)
        for name in {*self.matched, *known}:
            period = known.get(name)
            rule = RULE.get(period.level) if period else None
            found = regions.together(period, stays, frozenset(known.values())) if period else []
            self.together[name], last = found, regions.last_day(found, today)
            before, was = self.matched.get(name, (None, None))
            moved = was is not None and was != (rule or "")
            for scheme in SCHEMES if not period or len(period.region) == 6 else ("domestic",):
                self._match(scheme, at, name, rule, last, None if moved else before, was if moved else None)
            if period and last and period.region in regions.regions(stays):
                self.matched[name] = (last, rule or "")
            else:
                self.matched.pop(name, None)

    def _match(
        self,
        scheme: str,
        at: datetime,
        name: str,
        rule: str | None,
        last: date | None,
        before: date | None,
        was: str | None,
    ) -> None:
        had = self.spare(scheme, was, name) if was else False
        if rule is None or last is None:
            for each in ("region.medium", "region.high"):
                self.spare(scheme, each, name)
        elif before is None or last > before or (last < before and name in self.causes.get((scheme, rule), {})):
            end = None if last >= regions.EVER else last
            self.blame(at, scheme, rule, name, cause_of(scheme, rule, last, end), anyway=had)
