"""What goes to the credit register: nothing while it may be objected to; what had left is withdrawn (check 21)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.features.credit import records as violations
from chalicelib.features.credit import relay_job
from chalicelib.features.reports import records
from tests.credit.steps import decided, declared, established, objection, own
from tests.reports import steps
from tests.reports.steps import KANGMA, MINUTE, run
from tests.support.counterpart import Beside
from tests.support.resident_steps import NOON

DAY = timedelta(days=1)
_NUMBERS = iter(range(26))


@pytest.fixture
def register() -> Iterator[tuple[Beside, str]]:
    name = f"credit{chr(97 + next(_NUMBERS))}"
    with steps.beside(NOON, (name, KANGMA), sends=["credit"], region="") as found:
        yield found, name


def streamed(violation_id: str) -> int:
    """The stream of what became of a violation."""
    messages = [violations.report_of(violation_id, name) for name in ("report", "withdrawal")]
    return steps.told(*((None, each) for each in messages if each is not None))


def reported(violation_id: str, person: Any, at: Any) -> None:
    relay_job.relay(at)
    streamed(violation_id)


def got(register: tuple[Beside, str]) -> list[tuple[str, dict[str, Any]]]:
    found, name = register
    return [(each["path"], each["payload"]) for each in found.received(name)]


def test_it_is_reported_after_the_time_for_objections_with_its_subject(register: tuple[Beside, str]) -> None:
    client, person_id, declaration = declared()
    violation = established(person_id, [declaration])
    for day in (1, 6):
        relay_job.relay(NOON + day * DAY)
        assert streamed(violation) == 0
    at = NOON + 7 * DAY + MINUTE
    reported(violation, client, at)
    run(register[0], at + MINUTE)
    ((path, payload),) = got(register)
    assert path == "credit/reports"
    assert set(payload) == {"id", "subject", "kind", "on", "deciding_office", "reference", "objection_until"}
    assert (payload["id"], payload["subject"]["document"]["type"]) == (violation, "id_card")
    assert len(payload["subject"]["document"]["number"]) == 18
    assert own(client, person_id, at + 2 * MINUTE)["report"]["status"] == "acknowledged"


def test_upheld_in_time_nothing_is_ever_sent(register: tuple[Beside, str]) -> None:
    client, person_id, declaration = declared()
    violation = established(person_id, [declaration])
    appeal = objection(client, person_id, violation, NOON + 6 * DAY).body["id"]
    for day in (7, 8):
        reported(violation, client, NOON + day * DAY + MINUTE)
    decided(appeal, True, NOON + 9 * DAY)
    for day in (9, 10, 20):
        reported(violation, client, NOON + day * DAY + MINUTE)
        run(register[0], NOON + day * DAY + 2 * MINUTE)
    assert got(register) == []


def test_overturned_later_the_withdrawal_is_acknowledged(register: tuple[Beside, str]) -> None:
    client, person_id, declaration = declared()
    violation = established(person_id, [declaration])
    at = NOON + 7 * DAY + MINUTE
    reported(violation, client, at)
    run(register[0], at + MINUTE)
    appeal = objection(client, person_id, violation, NOON + 19 * DAY).body["id"]
    decided(appeal, True, NOON + 20 * DAY)
    streamed(violation)
    run(register[0], NOON + 20 * DAY + MINUTE)
    (_, (path, payload)) = got(register)
    assert (path, payload) == ("credit/withdrawals", {"about": violation, "reason": "upheld"})
    assert own(client, person_id, NOON + 20 * DAY + MINUTE)["withdrawal"]["status"] == "acknowledged"


def test_taken_back_before_it_left_it_never_leaves(register: tuple[Beside, str]) -> None:
    """The report waits for a register that is down; nobody knows whether one that was tried has left."""
    client, person_id, declaration = declared()
    violation = established(person_id, [declaration])
    reported(violation, client, NOON + 7 * DAY + MINUTE)
    appeal = objection(client, person_id, violation, NOON + 7 * DAY + 2 * MINUTE).body["id"]
    decided(appeal, True, NOON + 7 * DAY + 3 * MINUTE)
    streamed(violation)
    run(register[0], NOON + 8 * DAY)
    assert got(register) == []
    assert own(client, person_id, NOON + 8 * DAY)["report"]["status"] == "dropped"
    assert sum(len(records.waiting(register[1], shard, 9)) for shard in range(8)) == 0


def test_what_may_have_left_is_withdrawn_after_it_arrived(register: tuple[Beside, str]) -> None:
    found, _ = register
    client, person_id, declaration = declared()
    violation = established(person_id, [declaration])
    at = NOON + 7 * DAY + MINUTE
    reported(violation, client, at)
    found.behave("wrong_signature")
    run(found, at + MINUTE)
    assert own(client, person_id, at + MINUTE)["report"]["status"] == "sent"
    appeal = objection(client, person_id, violation, at + 2 * MINUTE).body["id"]
    decided(appeal, True, at + 3 * MINUTE)
    streamed(violation)
    found.behave("normal")
    run(found, at + 4 * MINUTE, minutes=2)
    assert [path for path, _ in got(register)] == ["credit/reports", "credit/withdrawals"]
