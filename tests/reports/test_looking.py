"""Staff who look after exchange see how it goes with each partner, and have what is stuck tried again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.desk import audit
from chalicelib.features.reports import dispatching, records
from tests.reports import steps
from tests.reports.steps import KANGMA, MINUTE, declared, items, resident, run
from tests.support.client import Client
from tests.support.counterpart import Beside
from tests.support.resident_steps import log_in_staff

NOON = datetime(2020, 3, 14, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
_NUMBERS = iter(range(26))


@pytest.fixture
def beside() -> Iterator[Beside]:
    with steps.beside(NOON, (f"43{next(_NUMBERS):04d}", KANGMA)) as found:
        yield found


def desk(at: datetime) -> Client:
    return log_in_staff("exchange_desk", at)


def shown(found: Beside, at: datetime) -> tuple[str, dict[str, Any]]:
    (partner,) = found.counterpart.memories
    listed = desk(at).get("/v1/exchange/partners", at=at)
    assert listed.status == 200, listed.raw
    return partner, next(each for each in listed.body["items"] if each["id"] == partner)


def test_what_waits_and_since_when_a_partner_is_silent(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    client, person_id = resident(NOON)
    declared(client, person_id, NOON)
    partner, before = shown(beside, NOON)
    assert (before["state"], before["waiting"], before["under_way"]) == ("answering", 1, 0)
    assert before["oldest_at"] == NOON.isoformat()
    beside.behave("down", partner)
    measured: dict[str, float] = {}
    monkeypatch.setattr(dispatching, "measure", lambda name, unit, value: measured.update({name: value}))
    run(beside, NOON + MINUTE)
    alarms = measured["ReportsUnacknowledged"]
    _, silent = shown(beside, NOON + 2 * MINUTE)
    assert (silent["state"], silent["fault"], silent["under_way"]) == ("not_answering", "http_503", 1)
    assert (silent["late"], silent["yesterday"]) == (False, None)
    run(beside, NOON + HOUR + MINUTE)
    assert measured["ReportsUnacknowledged"] == alarms + 1
    assert "ReportAcknowledged" not in measured
    assert shown(beside, NOON + HOUR + MINUTE)[1]["late"] is True
    beside.behave("normal", partner)
    run(beside, NOON + 2 * HOUR)
    assert measured["ReportAcknowledged"] == 2 * HOUR.total_seconds()
    _, after = shown(beside, NOON + 2 * HOUR)
    assert (after["state"], after["waiting"], after["under_way"], after["late"]) == ("answering", 0, 0, False)
    assert {"path": "health-declarations", "last": 1} in after["sent"]
    assert after["yesterday"]["equal"] is True


def test_what_is_stuck_is_tried_again_at_once(beside: Beside) -> None:
    (partner,) = beside.counterpart.memories
    client, person_id = resident(NOON)
    declared(client, person_id, NOON)
    beside.behave("down", partner)
    for minute in (1, 2, 4, 8):
        run(beside, NOON + minute * MINUTE)
    beside.behave("normal", partner)
    at = NOON + 9 * MINUTE
    run(beside, at)
    assert beside.received(partner) == []
    url = f"/v1/exchange/partners/{partner}"
    (stuck,) = desk(at).get(f"{url}/unacknowledged", at=at).body["items"]
    assert (stuck["records"], stuck["acknowledged"], stuck["path"]) == (1, 0, "health-declarations")
    answer = desk(at).post(f"{url}/resend", {"reason": "they are back"}, at=at)
    assert (answer.status, answer.body) == (200, {"messages": 1, "records": 0})
    run(beside, at)
    assert len(items(beside, partner)) == 1
    assert desk(at).get(f"{url}/unacknowledged", at=at).body == {"items": [], "refused": []}
    entries = audit.of_subject(partner, 5, None)
    assert [(each.action, each.reason) for each in entries] == [("exchange.resent", "they are back")]


def test_refused_records_are_told_again_once(beside: Beside) -> None:
    (partner,) = beside.counterpart.memories
    client, person_id = resident(NOON)
    declared(client, person_id, NOON)
    memory = beside.counterpart.memories[partner]
    take = memory.take
    rejected = [{"index": 0, "code": "invalid_name", "field": "subject"}]
    memory.take = lambda path, content: (200, {"accepted": 0, "rejected": rejected})  # type: ignore[method-assign]
    run(beside, NOON + MINUTE)
    at, url = NOON + 2 * MINUTE, f"/v1/exchange/partners/{partner}"
    (refused,) = desk(at).get(f"{url}/unacknowledged", at=at).body["refused"]
    assert (refused["what"], refused["about"], refused["code"]) == ("health", person_id, "invalid_name")
    memory.take = take  # type: ignore[method-assign]
    for _ in range(2):
        desk(at).post(f"{url}/resend", {"reason": "the name was mended"}, at=at)
    run(beside, at + MINUTE, minutes=2)
    assert len(items(beside, partner)) == 1
    assert sum(len(records.waiting(partner, shard, 9)) for shard in range(8)) == 0


def test_a_compared_day_in_full(beside: Beside) -> None:
    (partner,) = beside.counterpart.memories
    client, person_id = resident(NOON)
    declared(client, person_id, NOON)
    run(beside, NOON + MINUTE)
    night = NOON + 14 * HOUR
    url = f"/v1/exchange/partners/{partner}/reconciliation"
    assert desk(night).get(url, at=night).status == 404
    run(beside, night)
    found = desk(night).get(url, at=night).body
    assert (found["day"], found["equal"], found["ours"]) == ("2020-03-14", True, found["theirs"])
    assert desk(night).get(f"{url}?day=2020-03-14", at=night).body == found
    assert desk(night).get(f"{url}?day=14", at=night).status == 400
    before_two = night + 23 * HOUR
    (listed,) = desk(before_two).get("/v1/exchange/partners", at=before_two).body["items"]
    assert (listed["yesterday"]["day"], desk(before_two).get(url, at=before_two).body) == ("2020-03-14", found)


@pytest.mark.parametrize("role", ["gate", "reviewer", "epidemiologist", "auditor"])
def test_others_do_not_see_it(role: str) -> None:
    assert log_in_staff(role, NOON).get("/v1/exchange/partners", at=NOON).status == 403
