"""What waited before the queues were by region is moved into them, and nobody loses sight of it."""

import secrets
from datetime import timedelta

import pytest

from chalicelib.store import anomalies, appeals, photos, recoveries
from chalicelib.store.anomalies import AnomalyRecord
from chalicelib.store.recoveries import RecoveryRecord
from chalicelib.store.tables import stamp
from chalicelib.store.transactions import Lost, transact
from infra import requeue
from tests.journeys import NOON


def _photo(person: str) -> str:
    record = photos.make(person, secrets.token_hex(6), "passport", "image/jpeg", 1, NOON)
    record.region, record.received_at, record.status = "340104", NOON, "received"
    record.gsi3pk, record.gsi3sk = "PHOTOS#3", f"{stamp(NOON)}#{record.id}"
    record.save()
    return record.id


def _appeal(person: str) -> str:
    record = appeals.make(person, secrets.token_hex(6), NOON, NOON + timedelta(days=2), category="other", text="x")
    record.region, record.gsi3pk = "340104", "APPEALS#2"
    record.save()
    return record.id


def _anomaly(person: str) -> str:
    key = secrets.token_hex(10)
    content = {"person_id": person, "by": "gate", "region": "340104", "measured_at": NOON, "known_at": NOON}
    place = {"gsi1pk": "anomalies#waiting", "gsi1sk": f"{NOON.isoformat()}#{key}"}
    AnomalyRecord(f"ANOMALY#{key}", "anomaly", status="waiting", **content, **place).save()
    return key


def _recovery(person: str) -> str:
    key = secrets.token_hex(10)
    place = {"gsi1pk": "recoveries#waiting", "gsi1sk": NOON.isoformat()}
    RecoveryRecord(f"REC#{key}", "recovery", status="waiting", content="", requested_at=NOON, **place).save()
    return key


KINDS = [(photos, _photo), (appeals, _appeal), (anomalies, _anomaly), (recoveries, _recovery)]


@pytest.mark.parametrize(("store", "make"), KINDS, ids=lambda each: each.__name__.rpartition(".")[2])
def test_what_waited_is_seen_by_who_saw_it(cloud, store, make):
    made = make(secrets.token_hex(10))
    assert requeue.move()[store.QUEUE.name] >= 1
    for region in ("340104", "34", ""):
        assert made in [record.id for record in store.waiting(region, 1000, None)]
    assert requeue.move() == dict.fromkeys(("photos", "appeals", "anomalies", "recoveries"), 0)


def test_what_was_decided_meanwhile_stays_as_it_is(cloud):
    key = _anomaly(secrets.token_hex(10))
    steps = [step for former in requeue.formers() for step in requeue.steps_of(former) if key in step.record.pk]
    AnomalyRecord.find(f"ANOMALY#{key}", "anomaly").update(actions=[AnomalyRecord.gsi1pk.remove()])
    with pytest.raises(Lost):
        transact(steps)
