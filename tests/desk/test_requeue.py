"""What waited before the queues were by region is moved into them, and nobody loses sight of it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.desk import requests
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.features.appeals import records as appeals
from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.gates import anomaly_records as anomalies
from chalicelib.features.gates.anomaly_records import AnomalyRecord
from chalicelib.features.photos import records as photos
from chalicelib.features.photos.records import PhotoRecord
from chalicelib.instants import stamp
from chalicelib.store.transactions import Lost, transact
from infra import requeue
from tests.support.resident_steps import NOON


def _photo(person: str) -> PhotoRecord:
    record = photos.make(person, secrets.token_hex(6), "passport", "image/jpeg", 1, NOON)
    record.region, record.received_at, record.status = "340104", NOON, "received"
    record.gsi3pk, record.gsi3sk = "PHOTOS#3", f"{stamp(NOON)}#{record.id}"
    return record


DEPARTMENT = "command_office"


def _appeal(person: str) -> AppealRecord:
    record = appeals.make(
        person,
        secrets.token_hex(6),
        NOON,
        NOON + timedelta(days=2),
        category="other",
        text="x",
        department=DEPARTMENT,
    )
    record.region, record.gsi3pk = "340104", "APPEALS#2"
    return record


def _anomaly(person: str) -> AnomalyRecord:
    key = secrets.token_hex(10)
    content = {"person_id": person, "by": "gate", "region": "340104", "measured_at": NOON, "known_at": NOON}
    place = {"gsi1pk": "anomalies#waiting", "gsi1sk": f"{NOON.isoformat()}#{key}"}
    return AnomalyRecord(f"ANOMALY#{key}", "anomaly", status="waiting", **content, **place)


def _recovery(person: str) -> RecoveryRecord:
    key = secrets.token_hex(10)
    place = {"gsi1pk": "recoveries#waiting", "gsi1sk": NOON.isoformat()}
    return RecoveryRecord(f"REC#{key}", "recovery", status="waiting", content="", requested_at=NOON, **place)


KINDS = [(photos, _photo), (appeals, _appeal), (anomalies, _anomaly), (requests, _recovery)]


@contextmanager
def written(record: Any) -> Iterator[Any]:
    """In the table as long as it is looked at: nobody else's list can show what it holds."""
    record.save()
    yield record
    record.delete()


def _waiting(store: Any, region: str) -> Any:
    whose = [[DEPARTMENT]] if store is appeals else []
    return store.waiting(region, *whose, 1000, None)


@pytest.mark.parametrize(("store", "make"), KINDS, ids=lambda each: each.__name__)
def test_what_waited_is_seen_by_who_saw_it(cloud, store, make):
    with written(make(secrets.token_hex(10))) as record:
        assert requeue.move()[store.QUEUE.name] >= 1
        for region in ("340104", "34", ""):
            assert record.id in [each.id for each in _waiting(store, region)]
        assert requeue.move() == dict.fromkeys(("photos", "appeals", "anomalies", "recoveries"), 0)


def test_what_was_decided_meanwhile_stays_as_it_is(cloud):
    with written(_anomaly(secrets.token_hex(10))) as record:
        found = [step for former in requeue.formers() for step in requeue.steps_of(former)]
        record.update(actions=[AnomalyRecord.gsi1pk.remove()])
        with pytest.raises(Lost):
            transact([step for step in found if step.record.pk == record.pk])
