"""The breaker by size: the more people a proposal touches, the more it needs (docs/decisions/083).

Over a thousand, or over half a percent of a county's people: a supervisor, and the number typed. Over a hundred
thousand: a dry run of this very content, and two supervisors beside the proposer. Over five million: half an hour
between the two of them. All of these are numbers that two supervisors of the whole country change.
"""

from datetime import datetime, timedelta

from chalicelib.desk import breaker_numbers
from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Kind
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.statistics import figures
from chalicelib.identity.regions import is_county

SUPERVISOR, COUNT, SIMULATION, COOLING = "supervisor", "count", "simulation", "cooling"
THIRD_PERSON = "third_person"
"""Two agree beside who proposed it."""


def asked(kind: Kind, content: Content, touched: Touched) -> set[str]:
    """What it needs by its size beside a second person. A read, and a query where a county's share may matter."""
    numbers = breaker_numbers.current()
    people, region = kind.size(content, touched.people), kind.region(content)
    needs = {SUPERVISOR, COUNT} if people > numbers.counted or _is_much(people, region, numbers) else set[str]()
    needs |= {SUPERVISOR, COUNT, SIMULATION, THIRD_PERSON} if people > numbers.simulated else set()
    return needs | ({SUPERVISOR, COUNT, SIMULATION, THIRD_PERSON, COOLING} if people > numbers.cooled else set())


def _is_much(people: int, region: str, numbers: Numbers) -> bool:
    """Whether it is a large share of a county, which for a small one takes as many as `county_least` people."""
    if people < numbers.county_least or not is_county(region):
        return False
    return people * 1_000 > numbers.county_per_mille * figures.people_of(region)


def left(kind: Kind, record: ProposalRecord, now: datetime) -> list[str]:
    """What an open proposal still needs beside a second person, as it is shown."""
    needs = set(record.needs)
    done = met(kind, record, needs, now) - ({COOLING} if record.agreed is None else set())
    return sorted(needs - done)


def met(kind: Kind, record: ProposalRecord, needs: set[str], now: datetime) -> set[str]:
    """What of its needs is met by now, but for those that the second person brings. At most a read and what the kind
    takes to look for a dry run."""
    if needs.isdisjoint({SIMULATION, COOLING}):
        return set()
    numbers = breaker_numbers.current()
    found = {SIMULATION} if kind.dry_run(record.content, now - timedelta(hours=numbers.dry_run_hours)) else set()
    agreed = record.agreed
    # The first of the two supervisors lets the time begin, so that it keeps them from nothing.
    cooled = agreed is None or now >= agreed[1] + timedelta(minutes=numbers.cooling_minutes)
    return found | ({COOLING} if cooled else set())
