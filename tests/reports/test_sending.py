"""What is declared here reaches every partner that is to know, signed, once, in order, whatever the partner does."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.features.reports import acknowledging, dispatching, records, reports_job, sending
from chalicelib.features.statistics import records as statistics
from chalicelib.store import leases
from chalicelib.store.leases import LeaseRecord
from local.paths import ROOT
from tests.reports import steps
from tests.reports.steps import GATEWAY, KANGMA, MINUTE, declared, items, resident, run
from tests.support.counterpart import Beside

T0 = datetime(2020, 3, 10, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def beside() -> Iterator[Beside]:
    number = next(_NUMBERS)
    named = [(f"34{7000 + number}", KANGMA), (f"35{7000 + number}", KANGMA), (f"up{chr(97 + number)}", GATEWAY)]
    with steps.beside(T0, *named) as found:
        yield found


_NUMBERS = iter(range(26))


def ids(found: Beside) -> list[str]:
    return list(found.counterpart.memories)


def waits(partner_id: str) -> int:
    return sum(len(records.waiting(partner_id, shard, 100)) for shard in range(8))


@pytest.mark.parametrize("place", [0, 2])
def test_a_declaration_reaches_a_partner_once_and_says_no_more_than_it_must(beside: Beside, place: int) -> None:
    client, person_id = resident(T0, residence="630103", address="青海省西宁市城中区某街 1 号")
    declared(client, person_id, T0 + MINUTE, temperature=36.6, symptoms=["dry_cough"])
    for minute in range(3):
        run(beside, T0 + (2 + minute) * MINUTE)
    (message,) = beside.received(ids(beside)[place])
    assert (message["path"], message["times"], message["message"]["sequence"]) == ("health-declarations", 1, 1)
    (item,) = message["payload"]["items"]
    assert set(item) == {"subject", "filed_at", "temperature", "symptoms", "contact", "test", "location", "stays"}
    assert (item["subject"]["name"], item["temperature"], item["symptoms"]) == ("测试人", 36.6, ["dry_cough"])
    assert item["filed_at"] == (T0 + MINUTE).isoformat()
    assert waits(ids(beside)[place]) == 0


def test_a_stream_that_tells_twice_has_it_wait_once(beside: Beside) -> None:
    client, person_id = resident(T0)
    declared(client, person_id, T0 + MINUTE)
    assert steps.streamed(person_id) == 0
    run(beside, T0 + 2 * MINUTE)
    assert steps.streamed(person_id) == 0
    run(beside, T0 + 3 * MINUTE)
    assert [len(beside.received(each)) for each in ids(beside)] == [1, 1, 1]


def test_only_what_the_agreement_lists(beside: Beside) -> None:
    first, second, _ = ids(beside)
    steps.change(first, sends=["corrections"])
    steps.change(second, sends=[])
    client, person_id = resident(T0)
    declared(client, person_id, T0 + MINUTE)
    run(beside, T0 + 2 * MINUTE)
    assert [len(items(beside, each)) for each in ids(beside)] == [0, 0, 1]


def test_people_of_other_regions_are_nobody_of_ours(beside: Beside) -> None:
    client, person_id = resident(T0, residence="340102")
    declared(client, person_id, T0 + MINUTE)
    assert run(beside, T0 + 2 * MINUTE)["records"] == 0
    assert [waits(each) for each in ids(beside)] == [0, 0, 0]


def test_what_was_annulled_before_it_left_never_leaves(beside: Beside) -> None:
    client, person_id = resident(T0)
    for minute in (1, 2):
        declared(client, person_id, T0 + minute * MINUTE, temperature=36 + minute)
    _annul(person_id, 0, "not_theirs")
    run(beside, T0 + 5 * MINUTE)
    assert [[item["temperature"] for item in items(beside, each)] for each in ids(beside)] == [[38]] * 3


def _annul(person_id: str, place: int, kind: str, answers: dict[str, Any] | None = None) -> None:
    from chalicelib.person import history
    from chalicelib.person import records as people
    from chalicelib.store.transactions import transact

    declarations = sorted(history.declarations(person_id, 50, None), key=lambda each: each.sort_id)
    record = history.annulment(person_id, declarations[place].sort_id, kind, answers, "staff", T0 + 3 * MINUTE)
    transact([history.annulment_put(record)])
    state = people.state(person_id)
    state.annulled = True
    state.save()
    steps.streamed(person_id)


def test_records_acknowledged_by_the_national_platform_are_counted(beside: Beside) -> None:
    before = statistics.of_region("632821", "now", "now").get("now", {}).get("reported", 0)
    client, person_id = resident(T0, residence="632821")
    for minute in range(3):
        declared(client, person_id, T0 + minute * MINUTE)
    for _ in range(2):
        run(beside, T0 + 5 * MINUTE)
    found = statistics.of_region("632821", "now", "now")["now"]
    assert found["reported"] - before == 3
    assert statistics.of_region("632821", "2020-03-10", "2020-03-10")["2020-03-10"]["reported"] >= 3


def test_a_partner_that_is_down_is_tried_ever_less_often_and_delays_no_other(beside: Beside) -> None:
    down, up, _ = ids(beside)
    beside.behave("down", down)
    client, person_id = resident(T0)
    declared(client, person_id, T0)
    looked = [0, 1, 2, 3, 6, 7, 14, 15, 30, 31, 60, 61, 90, 91]
    tried = [minute for minute in looked if _was_tried(beside, down, T0 + minute * MINUTE)]
    assert tried == [0, 1, 3, 7, 15, 31, 61, 91]
    assert len(beside.received(up)) == 1
    line = records.line(down)
    assert (line.fault, line.silent_since) == ("http_503", T0)


def _was_tried(beside: Beside, partner: str, at: datetime) -> bool:
    before = int(records.line(partner).tries)
    run(beside, at)
    return int(records.line(partner).tries) > before


def test_what_arose_while_it_was_down_arrives_once_and_in_order(beside: Beside) -> None:
    down, up, _ = ids(beside)
    people = [resident(T0) for _ in range(6)]
    beside.behave("down", down)
    for hour in range(3):
        for client, person_id in people:
            declared(client, person_id, T0 + hour * HOUR, temperature=36 + hour)
        run(beside, T0 + hour * HOUR)
    beside.behave("normal", down)
    for minutes in (0, 1, 30):
        run(beside, T0 + 3 * HOUR + minutes * MINUTE)
    for partner in (down, up):
        temperatures: dict[str, list[float]] = {}
        for item in items(beside, partner):
            temperatures.setdefault(item["subject"]["document"]["number"], []).append(item["temperature"])
        assert list(temperatures.values()) == [[36, 37, 38]] * 6
    assert {each["times"] for each in beside.received(down)} == {1}
    assert waits(down) == 0
    assert records.line(down).silent_since is None


@pytest.mark.parametrize(
    ("mode", "fault"),
    [("wrong_signature", "bad_signature"), ("clock", "stale_signature"), ("slow", "unreachable")],
)
def test_an_answer_that_is_not_to_be_believed_is_none(
    beside: Beside, mode: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.3)
    client, person_id = resident(T0)
    declared(client, person_id, T0)
    beside.behave(mode, "", 0.8)
    run(beside, T0 + MINUTE)
    assert [records.line(each).fault for each in ids(beside)] == [fault] * 3
    beside.behave("normal")
    monkeypatch.setattr(sending, "SECONDS", 5)
    run(beside, T0 + 10 * MINUTE)
    for partner in ids(beside):
        (message,) = beside.received(partner)
        assert (message["times"], waits(partner), records.line(partner).fault) == (2, 0, None)


def test_half_an_acknowledgement_is_asked_for_again_with_the_same_message(beside: Beside) -> None:
    partner = ids(beside)[0]
    client, person_id = resident(T0)
    for minute in range(5):
        declared(client, person_id, T0 + minute * MINUTE)
    beside.behave("half", partner)
    run(beside, T0 + 5 * MINUTE)
    assert waits(partner) == 2
    run(beside, T0 + 6 * MINUTE, minutes=4)
    (message,) = beside.received(partner)
    assert (message["times"], message["done"], waits(partner)) == (3, 5, 0)


def test_an_answer_given_twice_is_not_the_answer_to_the_next_message(beside: Beside) -> None:
    beside.behave("twice")
    people = [resident(T0) for _ in range(4)]
    for minute in range(2):
        for client, person_id in people:
            declared(client, person_id, T0 + minute * MINUTE)
        run(beside, T0 + (minute + 1) * MINUTE)
    for partner in ids(beside):
        assert len(items(beside, partner)) == 8
        assert {each["times"] for each in beside.received(partner)} == {1}
        assert records.line(partner).fault is None


@pytest.mark.parametrize("step", ["_journal", "_count", "_land"])
def test_who_dies_between_sending_and_noting_sends_the_same_again(
    beside: Beside, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, person_id = resident(T0)
    for minute in range(2):
        declared(client, person_id, T0 + minute * MINUTE)
    with monkeypatch.context() as dying:
        dying.setattr(acknowledging, step, _dies)
        run(beside, T0 + 2 * MINUTE)
    run(beside, T0 + 3 * MINUTE)
    for partner in ids(beside):
        (message,) = beside.received(partner)
        assert (message["times"], len(message["payload"]["items"]), waits(partner)) == (2, 2, 0)


def _dies(*_: Any) -> None:
    raise RuntimeError("dead")


def test_the_time_that_one_takes_is_not_taken_from_others(beside: Beside) -> None:
    """By a clock that the slow one's answers move on: the others are done before its second message."""
    slow, *others = ids(beside)
    people = [resident(T0) for _ in range(16)]
    for client, person_id in people:
        declared(client, person_id, T0)
    clock = [0.0]
    memory = beside.counterpart.memories[slow]
    take, came = memory.take, list[tuple[int, int]]()

    def slowly(path: str, content: Any) -> Any:
        clock[0] += 4.9
        came.append(tuple(len(items(beside, each)) for each in others))  # type: ignore[arg-type]
        return take(path, content)

    memory.take = slowly  # type: ignore[method-assign]
    beside.at = T0 + MINUTE
    dispatching.run(T0 + MINUTE, lambda: clock[0])
    assert came[1] == (16, 16)


def test_waiting_grows_to_half_an_hour() -> None:
    minutes = [acknowledging.wait(tries).total_seconds() / 60 for tries in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_run_that_died_keeps_only_the_next_one_waiting(cloud: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lease outlasts the function, and is over before the run after the next."""
    functions = json.loads((ROOT / ".chalice" / "config.json").read_text())["lambda_functions"]
    monkeypatch.setattr(leases, "give_back", lambda lease: held.append(lease.leased_until))
    held: list[datetime] = []
    begun = datetime.now(UTC)
    try:
        assert "busy" not in reports_job.report(T0)
        assert reports_job.report(T0 + MINUTE) == {"busy": True}
    finally:
        monkeypatch.undo()
        LeaseRecord("LEASE#reports", "lease").delete()
    assert functions["reports"]["lambda_timeout"] <= (held[0] - begun).total_seconds() < 60
