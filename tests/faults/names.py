"""Good requests about names compared, and the functions that settle what waited."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.desk import name_matches
from chalicelib.features.name_matches import relay_job, rescoring_job
from chalicelib.identity.documents import Document
from chalicelib.person import documents
from tests.epidemic import steps as epidemic
from tests.faults.good import Good
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)


def compared() -> str:
    """The id of names that differ: a case of another name, in force."""
    _, _, number = epidemic.resident()
    person = {"document": {"type": "id_card", "number": number}, "name": "李小明"}
    epidemic.in_force(number, person=person)
    hashed = documents.hash_of(Document("id_card", number, None, None, None, "id_card"))
    return name_matches.id_of(hashed, "李小明", "测试人")


def decide(outcome: str = "same") -> Good:
    body = {"outcome": outcome, "reason": "asked the ward"}
    staff = log_in_staff("reviewer", NOON, "63")
    return Good(staff, "POST", f"/v1/name-matches/{compared()}/decision", body)


def _decided() -> str:
    good = decide()
    assert good.send().status == 200
    return good.path.split("/")[3]


def settle() -> Callable[[], Any]:
    match_id = _decided()
    return lambda: rescoring_job.work({"match": match_id}, NOON + MINUTE)


def hand_over() -> Callable[[], Any]:
    _decided()
    return lambda: relay_job.relay(NOON + MINUTE)
