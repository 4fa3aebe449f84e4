"""The breaker with small numbers, and people whom it would hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.config import settings
from chalicelib.desk import breaker_numbers
from chalicelib.features.breaker import rescoring_job
from chalicelib.person import records as people
from chalicelib.store.transactions import transact
from tests.epidemic.steps import agree
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Client
from tests.support.cloud import TestCloud
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LIMIT = 2


@contextmanager
def small() -> Iterator[None]:
    """Two an hour, so that three people are enough."""
    before = breaker_numbers.current()
    set_numbers(replace(before, held_over=LIMIT))
    try:
        yield
    finally:
        set_numbers(before)


def set_numbers(numbers: breaker_numbers.Numbers) -> None:
    transact([breaker_numbers.put(breaker_numbers.find(), numbers, "a test", NOON)])


def resident(county: str) -> tuple[Client, str, str]:
    number = a_document()
    client, person = applied(Client(), NOON, number=number, residence=county)
    assert declare(client, person["id"], NOON, location=county).status == 201
    return client, person["id"], number


def designated(person_id: str, at=NOON) -> str:
    """The id of a designation that two people agreed to."""
    body = {"colour": "red", "ground": "returnee", "document_ref": "17", "reason": "the order"}
    by = at_work(epidemiologist(""), at)
    proposal = by.post(f"/v1/people/{person_id}/designations", body, at=at)
    assert proposal.status == 201, proposal.raw
    agreed = agree(log_in_staff("supervisor", at), proposal.body, at, "designations")
    assert agreed.status == 200, agreed.raw
    return str(proposal.body["subject"])


def contact(number: str, county: str, at=NOON) -> str:
    """The id of a contact that two people agreed to."""
    person = {"document": {"type": "id_card", "number": number}}
    form = {"kind": "close", "last_exposure": "2020-03-09", "ground": "phone_interview", "reason": "one table"}
    by = at_work(epidemiologist(""), at)
    proposal = by.post("/v1/contacts", form | {"person": person, "case_ids": [], "region": county}, at=at)
    assert proposal.status == 201, proposal.raw
    agreed = agree(epidemiologist(""), proposal.body, at, "contacts")
    assert agreed.status == 200, agreed.raw
    return str(proposal.body["subject"])


def colour(person_id: str) -> str:
    return str(people.state(person_id).severity["domestic"])


def open_ones(county: str, at=NOON) -> list[dict[str, Any]]:
    found = log_in_staff("supervisor", at, county[:2]).get("/v1/breaker?limit=100", at=at).body["items"]
    return [each for each in found if each["county"] == county]


def rates(county: str, at, region: str | None = None):
    by = log_in_staff("supervisor", at, county[:2] if region is None else region)
    return by.get(f"/v1/breaker/{county}/rates", at=at)


def held_there(county: str, kind: str, at=NOON, more: str = "", region: str | None = None):
    by = log_in_staff("supervisor", at, county[:2] if region is None else region)
    return by.get(f"/v1/breaker/{county}/{kind}/held{more}", at=at)


def release(county: str, kind: str, at, region: str | None = None):
    by = log_in_staff("supervisor", at, county[:2] if region is None else region)
    return by.post(f"/v1/breaker/{county}/{kind}/release", {"reason": "looked at"}, at=at)


def work_off(cloud: TestCloud, at) -> None:
    for message in cloud.messages(settings().rescoring_queue_url):
        if message["kind"] == "release":
            rescoring_job.work(message, at)
