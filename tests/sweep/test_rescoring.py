"""Shards of the due index in which much is due: handed over by the schedule, worked off by one worker at a time."""

import io
import json
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib import batch
from chalicelib.config import settings
from chalicelib.features.sweep import expiry_job, rescoring_job
from chalicelib.person import records as people
from chalicelib.person.colour import shard_of
from chalicelib.store import leases
from chalicelib.store.transactions import Put, transact
from infra.home import Home
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare
from tests.support.traveller_steps import abroad, told, traveller

DAY = timedelta(days=1)
AFTER_48_HOURS = NOON + timedelta(hours=48, seconds=1)


class Delivery:
    """Messages as SQS hands them to the function."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.messages = messages

    def to_dict(self) -> dict[str, Any]:
        return {"Records": [{"messageId": str(n), "body": json.dumps(m)} for n, m in enumerate(self.messages)]}


def _handed_over(cloud: Any, at: datetime) -> list[dict[str, Any]]:
    """What a run that may serve nobody itself puts into the queue."""
    assert expiry_job.sweep(at, at_once=0) == {"done": 0}
    return list(cloud.messages(settings().rescoring_queue_url))


def _international(at: datetime) -> tuple[Client, str]:
    client, person_id = traveller(at)
    abroad(client, person_id, at)
    return client, person_id


def test_a_shard_with_more_than_a_run_does_is_handed_over_and_worked_off(cloud):
    clients = [_international(NOON) for _ in range(3)]
    messages = _handed_over(cloud, AFTER_48_HOURS)
    assert {int(m["shard"]) for m in messages} >= {shard_of(person_id) for _, person_id in clients}
    assert batch.run(Delivery([*messages, *messages]), rescoring_job.work) == {"batchItemFailures": []}
    for client, person_id in clients:
        assert people.state(person_id).severity == {"international": "red"}
        assert len(told(client, AFTER_48_HOURS, "undeclared")) == 1
    assert _handed_over(cloud, AFTER_48_HOURS) == []


def test_what_a_run_serves_itself_is_not_handed_over(cloud):
    _, person_id = _international(NOON)
    expiry_job.sweep(AFTER_48_HOURS)
    assert people.state(person_id).severity == {"international": "red"}
    assert cloud.messages(settings().rescoring_queue_url) == []


def test_a_shard_is_worked_on_by_one_worker_at_a_time(cloud):
    _, person_id = _international(NOON)
    messages = _handed_over(cloud, AFTER_48_HOURS)
    mine = next(m for m in messages if int(m["shard"]) == shard_of(person_id))
    other = leases.take(f"due-{mine['shard']}")
    rescoring_job.work(mine, AFTER_48_HOURS)
    assert people.state(person_id).severity == {"international": "green"}
    leases.give_back(other)
    rescoring_job.work(mine, AFTER_48_HOURS)
    assert people.state(person_id).severity == {"international": "red"}


def test_a_lease_that_ran_out_is_taken_over_and_not_given_back_by_its_first_holder():
    first = leases.take("a-test")
    first.update(actions=[leases.LeaseRecord.leased_until.set(datetime.now(UTC) - timedelta(seconds=1))])
    second = leases.take("a-test")
    assert second is not None
    leases.give_back(first)
    assert leases.take("a-test") is None
    leases.give_back(second)
    assert leases.take("a-test") is not None


def test_a_state_of_an_older_format_is_built_anew(cloud, cold_start):
    client, person = applied(Client())
    for day in range(7):
        declare(client, person["id"], NOON + day * DAY, contact={"kind": "confirmed", "on": "2020-03-10"})
    state = people.state(person["id"])
    state.scoring = "[0,[]]"
    transact([Put(state)])
    messages = _handed_over(cloud, NOON + 7 * DAY)
    cold_start()
    batch.run(Delivery(messages), rescoring_job.work)
    assert people.state(person["id"]).severity == {"domestic": "green"}


def test_how_late_the_sweep_is_stands_in_the_log_at_once():
    _international(NOON)
    out = io.StringIO()
    with redirect_stdout(out):
        expiry_job.sweep(AFTER_48_HOURS)
    lines = [json.loads(line) for line in out.getvalue().splitlines() if line.startswith("{")]
    late = [line for line in lines if "ExpiryBacklogAge" in line]
    assert max(line["ExpiryBacklogAge"][0] for line in late) > 0
    assert late[0]["service"] == Home("local").stack, "the stage's own: an account may have two"


def test_who_is_swept_in_vain_for_weeks_is_still_found_counted_and_listed(cloud, monkeypatch):
    """Once they dropped out after a week."""
    from chalicelib.features.sweep import reminders, sweeping
    from infra import swept_in_vain

    _, person_id = _international(NOON)
    month_later = AFTER_48_HOURS + 30 * DAY
    serve = reminders.run

    def failing(each: str, now: datetime) -> bool:
        if each == person_id:
            raise ValueError("a record that cannot be read")
        return serve(each, now)

    monkeypatch.setattr(sweeping.reminders, "run", failing)
    said = io.StringIO()
    with redirect_stdout(said):
        expiry_job.sweep(month_later)
    assert '"SweptInVain"' in said.getvalue()
    assert person_id in dict(swept_in_vain.found(month_later))
    monkeypatch.undo()
    expiry_job.sweep(month_later)
    assert person_id not in dict(swept_in_vain.found(month_later))


def test_a_person_s_shard_is_read_after_their_number_was_raised():
    from chalicelib.config import AUDIT_SHARDS, DUE_SHARDS, LOCAL_AUDIT_SHARDS, LOCAL_DUE_SHARDS

    assert DUE_SHARDS > LOCAL_DUE_SHARDS
    assert DUE_SHARDS % LOCAL_DUE_SHARDS == 0
    assert AUDIT_SHARDS > LOCAL_AUDIT_SHARDS
