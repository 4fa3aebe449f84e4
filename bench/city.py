"""One day of a city simulated, and all that was counted, listed, traced and coloured compared with what was sent.

`python -m bench.city 80 5` plays it with 80 people from seed 5 and prints the rows.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bench import world
from bench.cityfolk import Person, token_for
from bench.day import DAY_NAME, END, Day
from bench.incidents import befall
from bench.ledger import SMALLEST
from bench.outbreak import Outbreak
from bench.requests import Request, get
from bench.rows import Row, at_most, cpu_seconds, measured, show
from bench.town import DISTRICTS, ELSEWHERE

SIZE, SEED = 2_000, 38961
REGION = "63"


def run() -> Iterator[Row]:
    """The rows of the city of the benchmarks."""
    yield from rows(SIZE, SEED)


def rows(size: int, seed: int) -> Iterator[Row]:
    """Plays the day of a city; everything that differs from the ledger is one mismatch."""
    world.transport()
    from bench.paths import warm_up

    warm_up()
    day = Day(size, seed)
    befall(day)
    outbreak = Outbreak(day)
    outbreak.begins()
    seconds = cpu_seconds(day.pass_by)
    on_the_way = len(day.ledger.wrong)
    of = f"{size:,} people, {len(day.ledger.arrived()):,} visits, {len(day.ledger.checks):,} checks"
    yield at_most("a city's day: answers that were not expected", on_the_way, 0, unit="answers", baseline=of)
    for what, compare in (
        ("figures that differ", _figures),
        ("lists of visits that differ", _lists),
        ("tracing that differs", _tracing),
        ("messages that differ", lambda _: outbreak.compare_told()),
        ("colours that differ", _codes),
    ):
        compared = compare(day)
        wrong = len(day.ledger.wrong) - on_the_way
        on_the_way = len(day.ledger.wrong)
        yield at_most(f"a city's day: {what}", wrong, 0, unit=f"of {compared:,}", baseline="the ledger")
    yield from _costs(day, seconds)
    for line in day.ledger.wrong[:20]:
        print(line, file=sys.stderr)


def _costs(day: Day, seconds: float) -> Iterator[Row]:
    tally, stream = day.tally, day.stream
    calls, units = tally.calls / tally.scans, tally.units / tally.scans
    yield at_most("a city's day: calls a scan", calls, 4, unit="calls", baseline="twice delivered and lost ones too")
    yield at_most("a city's day: units a scan", units, 25, unit="units", baseline="read and write")
    key, share = day.store.hottest()
    yield at_most(
        "a city's day: the hottest key", share, 5, unit="% of a partition's limit", baseline=f"busiest minute of {key}"
    )
    told = {"records": stream.records, "delivered": stream.delivered}
    yield measured(
        "a city's day: scans", tally.scans, unit="scans", baseline="", **told, cpu_ms=1e3 * seconds / tally.scans
    )


def _asked(day: Day, request: Request) -> dict[str, Any]:
    status, body = day.ask(request)
    day.ledger.expect(f"{request.path}", status, 200)
    return body


def _figures(day: Day) -> int:
    """Every counter, and what the route shows of them: equal, or hidden where a group is small."""
    from chalicelib.features.statistics.records import FIELDS, NOW, of_region

    wanted = day.ledger.figures()
    wanted["000000"] = sum((wanted[each] for each in (*DISTRICTS, ELSEWHERE)), Counter())
    wanted["630100"] = wanted["630000"] = sum((wanted[each] for each in DISTRICTS), Counter())
    for region, figures in wanted.items():
        found = of_region(region, NOW, NOW).get(NOW, Counter())
        for name in FIELDS:
            day.ledger.expect(f"{name} of {region}", found[name], figures[name])
    return len(wanted) * len(FIELDS) + sum(_shown(day, region, wanted[region]) for region in ("630000", *DISTRICTS))


def _shown(day: Day, region: str, wanted: Counter[str]) -> int:
    token = token_for("supervisor", "supervisor", END, REGION)
    body = _asked(day, get("/v1/statistics", query={"region": region}, token=token, at=END))
    today: dict[str, Any] = next((each for each in body["days"] if each["day"] == DAY_NAME), {})
    told = {name: body["totals"][name] for name in ("venues", "people", "visits", "suspect_visits", "checks")}
    told |= body["totals"]["colours"]
    told |= {f"today's {name}": today[name] for name in ("visits", "suspect_visits", "checks")}
    for name, count in told.items():
        real = wanted[name.removeprefix("today's ")]
        # A district may be hidden for a neighbour's sake; the province has no neighbours here.
        if count is not None or (name == "people" and region == "630000" and real >= SMALLEST):
            day.ledger.expect(f"{name} shown of {region}", count, real)
    return len(told)


def _all_of(day: Day, path: str, parameters: dict[str, str], token: str, on: str = "") -> list[dict[str, Any]]:
    """Every page of a list."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": "100"} | ({"day": on} if on else {}) | ({"cursor": cursor} if cursor else {})
        body = _asked(day, get(path, parameters=parameters, query=asked, token=token, at=END))
        found += body["items"]
        cursor = body["next_cursor"]
    return found


def _told(items: Iterable[dict[str, Any]]) -> list[tuple[str, str, str, bool]]:
    return sorted((each["at"], each["left"] or "", each["until"], each["suspect"]) for each in items)


def _lists(day: Day) -> int:
    """Each venue's day as its manager sees it, each person's visits as they see them."""
    arrived = day.ledger.arrived()
    compared = 0
    for door in day.folk.doors.values():
        path = {"venue_id": door.venue_id}
        items = _all_of(day, "/v1/venues/{venue_id}/visits", path, door.token(END), DAY_NAME)
        wanted = sorted(visit.told() for visit in arrived if visit.venue_id == door.venue_id)
        day.ledger.expect(f"visits of {door.place.kind} {door.place.number}", _told(items), wanted)
        compared += len(wanted)
    for person in day.folk.people.values():
        items = _all_of(day, "/v1/people/{person_id}/visits", {"person_id": person.person_id}, person.token(END))
        wanted = sorted(visit.told() for visit in arrived if visit.person_id == person.person_id)
        day.ledger.expect(f"visits of {person.person_id}", _told(items), wanted)
        compared += len(wanted)
    return compared


def _tracing(day: Day) -> int:
    """Who was with each of the feverish, and with as many others."""
    token = token_for("epidemiologist", "epidemiologist", END, REGION)
    citizens = [*day.folk.feverish, *day.dice.sample(day.town.citizens, min(20, day.size // 10))]
    compared = 0
    for person in (day.folk.of(citizen) for citizen in citizens):
        asked = get(
            "/v1/people/{person_id}/exposures",
            parameters={"person_id": person.person_id},
            query={"from": DAY_NAME, "until": DAY_NAME, "limit": "1000"},
            token=token,
            at=END,
        )
        body = _asked(day, asked)
        found = {each["person_id"]: (each["minutes"], each["suspect_minutes"]) for each in body["exposed"]}
        wanted = day.ledger.exposed(person.person_id, REGION, END)
        day.ledger.expect(f"who was with {person.person_id}", sorted(found.items()), sorted(wanted.items()))
        compared += len(wanted)
    return compared


def _codes(day: Day) -> int:
    """The colour that everybody is shown."""
    for person in day.folk.people.values():
        _expect_colour(day, person)
    return len(day.folk.people)


def _expect_colour(day: Day, person: Person) -> None:
    told = _asked(day, day.folk.code_request(person, END))["colour"]
    day.ledger.expect(f"colour of {person.person_id}", told, day.ledger.people[person.person_id][1])


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    show(lambda: rows(*given) if given else run())
