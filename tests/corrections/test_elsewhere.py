"""What the credit register has that rests on a case which fell: open until the register has its withdrawal."""

from datetime import timedelta

from chalicelib.features.credit import records as violations
from chalicelib.features.credit import relay_job
from chalicelib.store.transactions import transact
from tests.corrections.test_copies import statuses
from tests.credit.steps import decided, established, objection
from tests.epidemic.steps import change, in_force, resident
from tests.proposals.steps import epidemiologist
from tests.support.client import Client
from tests.support.resident_steps import NOON, declare

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def with_a_violation() -> tuple[Client, str, str, str]:
    """Somebody whose declaration a case showed to be false: client, person, case, violation."""
    client, person_id, number = resident()
    case_id = in_force(number)
    filed = declare(client, person_id, NOON + MINUTE).body["declaration"]["id"]
    return client, person_id, case_id, established(person_id, [filed, case_id], NOON + 2 * MINUTE)


def arrived(violation_id: str, name: str) -> None:
    """The register has a message, as the job notes it."""
    record = violations.report_of(violation_id, name)
    assert record is not None
    transact([violations.report_sent(record)])
    transact([violations.report_acknowledged(record)])


def at_the_register(case_id: str, at: timedelta) -> tuple[str, str | None]:
    return statuses(case_id, NOON + at)["credit_register"]


def test_before_the_report_has_left_the_register_has_nothing():
    _, _, case_id, _ = with_a_violation()
    change(epidemiologist(), case_id, NOON + DAY, status="withdrawn", because="wrong_result")
    assert at_the_register(case_id, DAY) == ("not_sent", None)


def test_a_report_that_had_left_is_open_until_its_withdrawal_is_acknowledged():
    client, person_id, case_id, violation_id = with_a_violation()
    relay_job.relay(NOON + 7 * DAY + 3 * MINUTE)
    arrived(violation_id, "report")
    at = NOON + 8 * DAY
    change(epidemiologist(), case_id, at, status="withdrawn", because="wrong_result")
    assert at_the_register(case_id, 8 * DAY) == ("pending", None)
    appeal = objection(client, person_id, violation_id, at + MINUTE).body["id"]
    assert decided(appeal, True, at + 2 * MINUTE).status == 200
    assert at_the_register(case_id, 8 * DAY + 3 * MINUTE) == ("pending", None)
    arrived(violation_id, "withdrawal")
    found = at_the_register(case_id, 8 * DAY + 4 * MINUTE)
    assert found == ("done", (at + 2 * MINUTE).isoformat())


def test_a_case_that_was_only_put_right_is_no_matter_of_the_registers():
    _, _, case_id, violation_id = with_a_violation()
    relay_job.relay(NOON + 7 * DAY + 3 * MINUTE)
    arrived(violation_id, "report")
    at = NOON + 8 * DAY
    assert change(epidemiologist(), case_id, at, status="released", released_on="2020-03-17").status == 200
    assert at_the_register(case_id, 8 * DAY) == ("not_sent", None)
