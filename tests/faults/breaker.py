"""Good requests about the breaker, and the functions that let go of what it holds."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from chalicelib.desk import breaker_numbers
from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.features.breaker import relay_job, rescoring_job
from chalicelib.features.proposals import records
from chalicelib.store.transactions import transact
from tests.faults.epidemic import approve_designation
from tests.faults.good import Good
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)
COUNTY = "630102"


def numbers() -> Good:
    """Nothing else about them is open any more."""
    by, former = log_in_staff("supervisor"), records.open_id("breaker_numbers", "breaker-numbers", NOON)
    if former is not None:
        assert by.post(f"/v1/proposals/{former}/withdrawal", {"reason": "another one"}, at=NOON).status == 200
    body = asdict(Numbers(held_times=11)) | {"reason": "a quiet month"}
    return Good(by, "PUT", "/v1/breaker/numbers", body)


def _held() -> None:
    """A designation that is held, because nobody may turn worse any more."""
    fewest = replace(breaker_numbers.current(), held_over=1)
    transact([breaker_numbers.put(breaker_numbers.find(), fewest, "staff", NOON)])
    for _ in range(2):
        answer = approve_designation().send()
        assert answer.status == 200, answer.raw


def release() -> Good:
    _held()
    path = f"/v1/breaker/{COUNTY}/designation/release"
    return Good(log_in_staff("supervisor", NOON, "63"), "POST", path, {"reason": "looked at"})


def _released() -> None:
    assert release().send().status == 200


def let_go() -> Callable[[], Any]:
    _released()
    return lambda: rescoring_job.work({"county": COUNTY, "what": "designation"}, NOON + MINUTE)


def hand_over() -> Callable[[], Any]:
    _released()
    return lambda: relay_job.relay(NOON + MINUTE)
