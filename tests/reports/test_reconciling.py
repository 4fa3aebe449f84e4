"""Every night both sides compare the day, and what differs is named by its ids until it is explained."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from chalicelib.features.reports import comparing, reconciling
from tests.reports import steps
from tests.reports.steps import GATEWAY, KANGMA, MINUTE, declared, resident, run
from tests.support.counterpart import Beside
from tests.support.partners import Partner

NOON = datetime(2020, 3, 12, 4, tzinfo=UTC)
NIGHT = datetime(2020, 3, 12, 18, tzinfo=UTC)
"""02:00 of the 13th in Beijing."""
DAY, TODAY = timedelta(days=1), "2020-03-12"
_NUMBERS = iter(range(26))


@pytest.fixture
def beside() -> Iterator[Beside]:
    number = next(_NUMBERS)
    with steps.beside(NOON, (f"42{7000 + number}", KANGMA), (f"rec{chr(97 + number)}", GATEWAY)) as found:
        yield found


def ids(found: Beside) -> list[str]:
    return list(found.counterpart.memories)


def reported(found: Beside, people: int = 3) -> None:
    for _ in range(people):
        client, person_id = resident(NOON)
        declared(client, person_id, NOON)
    run(found, NOON + MINUTE)


def test_a_day_is_compared_once_at_two_at_night_and_is_equal(beside: Beside) -> None:
    reported(beside)
    run(beside, NIGHT - MINUTE)
    assert all(reconciling.find(each, TODAY) is None for each in ids(beside))
    run(beside, NIGHT, minutes=3)
    for partner in ids(beside):
        record = reconciling.find(partner, TODAY)
        assert record is not None
        assert (record.equal, record.ours, record.at) == (True, record.theirs, NIGHT)
        assert sum(each["records"] for each in record.ours) == 3
        assert beside.compared(partner) == ["2020-03-11", TODAY]


def test_what_a_partner_lost_is_named_and_an_alarm_a_day_later(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    reported(beside)
    partner = ids(beside)[0]
    memory = beside.counterpart.memories[partner]
    lost = next(name for name, each in memory.received.items() if each.path == "health-declarations")
    del memory.received[lost]
    measured: list[str] = []
    monkeypatch.setattr(reconciling, "measure", lambda name, *_: measured.append(name))
    run(beside, NIGHT)
    record = reconciling.find(partner, TODAY)
    assert record is not None
    assert (record.equal, record.missing_there, record.unknown_here) == (False, [lost], [])
    assert measured == []
    run(beside, NIGHT + DAY)
    assert measured == ["ReportsUnexplained"]


def test_what_nobody_here_sent_is_named(beside: Beside) -> None:
    reported(beside)
    partner = ids(beside)[0]
    head = {"id": "forged", "at": NOON.isoformat()}
    beside.counterpart.memories[partner].take("corrections", {"message": head, "payload": {}})
    run(beside, NIGHT)
    record = reconciling.find(partner, TODAY)
    assert record is not None
    assert (record.missing_there, record.unknown_here, record.uneven) == ([], ["forged"], [])


def test_a_correction_leaves_its_day_equal(beside: Beside) -> None:
    client, person_id = resident(NOON)
    reference = declared(client, person_id, NOON)
    run(beside, NOON + MINUTE)
    from tests.reports.test_corrections import annul

    annul(reference, NOON + 2 * MINUTE, kind="not_theirs")
    run(beside, NOON + 3 * MINUTE, minutes=2)
    run(beside, NIGHT)
    for partner in ids(beside):
        record = reconciling.find(partner, TODAY)
        assert record is not None
        assert record.equal
        assert [each["path"] for each in record.ours] == ["corrections", "health-declarations"]


def test_a_partner_that_is_down_is_compared_when_it_answers(beside: Beside) -> None:
    reported(beside)
    partner = ids(beside)[0]
    beside.behave("down", partner)
    run(beside, NIGHT)
    assert reconciling.find(partner, TODAY) is None
    beside.behave("normal", partner)
    run(beside, NIGHT + MINUTE)
    record = reconciling.find(partner, TODAY)
    assert record is not None
    assert record.equal


def test_a_partner_that_does_not_compare_says_why(beside: Beside) -> None:
    partner = ids(beside)[0]
    memory = beside.counterpart.memories[partner]
    memory.take = lambda path, content: (403, {"code": "not_agreed"})  # type: ignore[method-assign]
    run(beside, NIGHT)
    record = reconciling.find(partner, TODAY)
    assert record is not None
    assert (record.equal, record.fault) == (False, "not_agreed")


SENT = {"corrections": {"a": 1}, "health-declarations": {"m1": 3, "m2": 4}}


@pytest.mark.parametrize(
    ("theirs", "under_way", "missing", "unknown", "uneven"),
    [
        (SENT, [], [], [], []),
        ({"health-declarations": SENT["health-declarations"]}, [], ["a"], [], []),
        (SENT | {"health-declarations": {"m1": 3, "m2": 4, "m3": 1}}, [], [], ["m3"], []),
        (SENT | {"health-declarations": {"m1": 3, "m2": 4, "m3": 1}}, ["m3"], [], [], []),
        (SENT | {"health-declarations": {"m1": 3, "m2": 5}}, [], [], [], ["m1", "m2"]),
        ({}, [], ["a", "m1", "m2"], [], []),
        (SENT | {"trip-declarations": {"x": 1}}, [], [], ["x"], []),
    ],
)
def test_differences(
    theirs: dict[str, dict[str, int]], under_way: list[str], missing: list[str], unknown: list[str], uneven: list[str]
) -> None:
    answer = comparing.answer(TODAY, theirs, comparing.rows(SENT))
    found = comparing.differences(SENT, answer["differing"], under_way)
    assert (found.missing_there, found.unknown_here, found.uneven) == (missing, unknown, uneven)
    assert found.none is not (missing or unknown or uneven)


def test_the_hash_is_over_a_line_for_each_message() -> None:
    (_, row) = comparing.rows(SENT)
    digest = sha256(b"m1 3\nm2 4\n").hexdigest()
    assert digest in Path("docs/decisions/111-reports.md").read_text("utf-8")
    assert row == {"path": "health-declarations", "messages": 2, "records": 7, "hash": digest}


def trip(number: int) -> dict[str, Any]:
    from tests.support.resident_steps import a_document

    subject = {"name": "测试人", "document": {"type": "id_card", "number": a_document()}}
    return {"subject": subject, "region": "420102", "from": "2020-03-01", "until": f"2020-03-0{number}", "source": "x"}


def test_a_partner_is_told_what_came_of_its_day() -> None:
    shaanxi = Partner("610009", "61").register(NOON)
    first = shaanxi.post("trip-declarations", {"items": [trip(2), trip(3)]}, NOON)
    second = shaanxi.post("trip-declarations", {"items": [trip(4)]}, NOON, id="late", at=(NOON - DAY).isoformat())
    assert (first.status, second.status) == (200, 200), first.raw
    asked = {"day": TODAY, "paths": []}
    answer = shaanxi.post("reconciliations", asked, NIGHT).body
    (row,) = answer["paths"]
    assert (row["path"], row["messages"], row["records"]) == ("trip-declarations", 1, 2)
    assert len(answer["differing"][0]["ids"]) == 1
    again = shaanxi.post("reconciliations", asked | {"paths": [row]}, NIGHT).body
    assert (again["differing"], again["repeated"]) == ([], False)
    before = shaanxi.post("reconciliations", asked | {"day": "2020-03-11"}, NIGHT).body
    assert before["differing"] == [{"path": "trip-declarations", "ids": ["late"]}]


def test_one_record_of_a_message_is_taken_back_by_its_place() -> None:
    from chalicelib.features.exchange import fact_records

    gansu = Partner("620009", "62").register(NOON)
    told = gansu.post("trip-declarations", {"items": [trip(2), trip(3)]}, NOON, id="trips")
    assert told.body["accepted"] == 2, told.raw
    taken = gansu.post("corrections", {"about": "trips", "item": 1, "kind": "withdrawn", "text": "误报"}, NOON)
    assert taken.status == 200, taken.raw
    facts = {each.source_ref: each.status for each in fact_records.of_message("620009", "trips")}
    assert facts == {"trips/0": "in_force", "trips/1": "withdrawn"}
    erased = gansu.post("corrections", {"about": "trips", "item": 0, "kind": "erased", "text": "已注销"}, NOON)
    assert erased.status == 200, erased.raw
    facts = {each.source_ref: each.status for each in fact_records.of_message("620009", "trips")}
    assert facts == {"trips/0": "in_force", "trips/1": "withdrawn"}
