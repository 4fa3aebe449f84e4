"""What a traveller's code must say, reckoned anew from the bare list of what was filed: a second opinion.

Written from the rules in words, for a Chinese national on the way from a listed country; it shares nothing with
the program that it is compared with.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from tests.support.reckoning.clock import DAY, day, midnight, whole

POLICY = date(2020, 4, 8)
FORTNIGHT = 14
REDDENS = {"ill": "symptom", "positive": "test.declared", "met": "contact.declared"}
ABNORMAL = {"ill", "positive"}
UNHEALTHY = {"ill", "positive", "met", "tired"}


@dataclass
class Reckoning:
    """`filed`: (instant, how one was) in order; `trips`: (instant of the change, departure or None) in order."""

    filed: list[tuple[datetime, str]] = field(default_factory=list)
    trips: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def known(self, now: datetime) -> list[tuple[datetime, str]]:
        return [(at, how) for at, how in self.filed if at <= now]

    def begun(self, now: datetime) -> list[datetime]:
        """Where each chain begins: with the first declaration and after each gap of over 24 h."""
        instants = [at for at, _ in self.known(now)]
        return instants[:1] + [b for a, b in pairwise(instants) if whole(b) - whole(a) > DAY]

    def chain(self, now: datetime) -> tuple[datetime, datetime] | None:
        """First and last declaration of the last chain, alive or not."""
        known = self.known(now)
        return (self.begun(now)[-1], known[-1][0]) if known else None

    def long_past(self, departs: datetime, now: datetime) -> bool:
        """Whether two chains began since: of a flight that lies so far behind nothing is said."""
        return sum(at > departs for at in self.begun(now)) >= 2

    def alive(self, now: datetime) -> bool:
        chain = self.chain(now)
        return chain is not None and whole(now) <= whole(chain[1]) + DAY

    def departure(self, now: datetime) -> datetime | None:
        return next((departs for at, departs in reversed(self.trips) if at <= now), None)

    def closed(self, now: datetime) -> bool:
        departs, chain = self.departure(now), self.chain(now)
        return departs is not None and now >= departs + 2 * DAY and not (chain and chain[1] >= departs + 2 * DAY)

    def holds(self, now: datetime) -> dict[str, date]:
        """Open holds that answers raised, each with its `since`: told day by day, as a diary."""
        since: dict[str, date] = {}
        days: dict[date, bool] = {}
        known = self.known(now)
        first = day(known[0][0]) if known else day(now)
        marks = [(midnight(first + n * DAY), "") for n in range((day(now) - first).days + 1)]
        for at, how in sorted([*known, *marks]):
            if how:
                days[day(at)] = days.get(day(at), True) and how not in ABNORMAL
                since |= {REDDENS[how]: day(at)} if how in REDDENS else {}
            since = {rule: start for rule, start in since.items() if not _clears(start, days, day(at))}
        return since

    def unhealthy(self, now: datetime) -> list[date]:
        return [day(at) for at, how in self.known(now) if how in UNHEALTHY]

    def expected(self, now: datetime) -> dict[str, object]:
        """What is compared, under the names that a code has; before the first declaration there is little."""
        chain, alive, closed = self.chain(now), self.alive(now), self.closed(now)
        red = {*self.holds(now)}
        if chain and not closed and whole(now) > whole(chain[1]) + 2 * DAY:
            red.add("undeclared")
        colour = None if chain is None else "red" if red else "green"
        risks = [] if closed else self.risks(now)
        return {
            "colour": colour,
            "rules": red,
            "days": (day(chain[1]) - day(chain[0])).days + 1 if chain and alive else 0,
            "since": day(chain[0]) if chain and alive else None,
            "valid_until": whole(chain[1]) + DAY if chain else None,
            "expired": chain is not None and not alive,
            "closed": closed,
            "risks": risks,
            "earliest_boarding_on": None if closed else self.earliest(now),
            "boardable": colour == "green" and alive and not closed and not risks and self.enough(now, now),
        }

    def required(self, now: datetime) -> bool:
        departs = self.departure(now)
        return departs is not None and day(departs) >= POLICY

    def enough(self, now: datetime, departs: datetime) -> bool:
        """Whether what was filed until `now` is enough for a flight that leaves at `departs`."""
        if self.departure(now) and not self.required(now):
            return True
        chain, begin_by = self.chain(now), max(day(departs) - FORTNIGHT * DAY, POLICY)
        valid = chain is not None and whole(departs) <= whole(chain[1]) + DAY
        return day(departs) < POLICY or (valid and chain is not None and day(chain[0]) <= begin_by)

    def risks(self, now: datetime) -> list[str]:
        departs = self.departure(now)
        if departs is None or now >= departs + 2 * DAY:
            return []
        begin_by, chain = max(day(departs) - FORTNIGHT * DAY, POLICY), self.chain(now)
        if now > departs:
            lapsed = not self.enough(departs, departs) and not self.long_past(departs, now)
        else:
            lapsed = (day(chain[0]) if chain and self.alive(now) else day(now)) > begin_by
        window = (day(departs) - FORTNIGHT * DAY, day(departs))
        ill = any(window[0] <= each <= window[1] for each in self.unhealthy(min(now, departs)))
        return ["lapsed"] * (lapsed and self.required(now)) + ["unhealthy"] * ill

    def earliest(self, now: datetime) -> date:
        chain, possible = self.chain(now), day(now)
        start = day(chain[0]) if chain and self.alive(now) else day(now)
        asked = self.required(now) or self.departure(now) is None
        while (asked and start > max(possible - FORTNIGHT * DAY, POLICY) and possible >= POLICY) or any(
            each >= possible - FORTNIGHT * DAY for each in self.unhealthy(now)
        ):
            possible += DAY
        return max(possible, self.green_from(now))

    def green_from(self, now: datetime) -> date:
        """The first day that can be green: days and runs of every hold done, with no gap from now on."""
        possible, since = day(now), list(self.holds(now).values())
        days: dict[date, bool] = {}
        for at, how in self.known(now):
            days[day(at)] = days.get(day(at), True) and how not in ABNORMAL
        while not all(_clears(start, days | {possible: days.get(possible, True)}, possible) for start in since):
            days[possible] = days.get(possible, True)
            possible += DAY
        return possible


def _clears(start: date, days: dict[date, bool], today: date) -> bool:
    """Fourteen days have passed, and a run of fourteen normal days ends today or yesterday."""
    runs = ([last - n * DAY for n in range(FORTNIGHT)] for last in (today, today - DAY))
    ran = any(run[-1] >= start and all(days.get(each) for each in run) for run in runs)
    return ran and today >= start + FORTNIGHT * DAY
