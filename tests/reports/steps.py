"""Partners of a test's own in the counterpart beside it, registered here; and the stream as DynamoDB delivers it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from chalicelib.desk import own_keys, partners
from chalicelib.features.reports import reports_job, statistics_job
from chalicelib.person import history
from chalicelib.store.tables import Record
from chalicelib.store.transactions import transact
from local.partner_seeds import public
from tests.support.client import Client
from tests.support.counterpart import Beside, running
from tests.support.resident_steps import applied, declare

MINUTE = timedelta(minutes=1)
KANGMA, GATEWAY = "kangma-1", "gateway-sm"
SENDS = ["health-declarations", "trip-declarations", "corrections"]


@contextmanager
def beside(now: datetime, *wanted: tuple[str, str], **told: Any) -> Iterator[Beside]:
    """A counterpart of these partners (id, profile), registered here as long as the test lasts."""
    with running("630000", own_keys.published(), *wanted) as found:
        found.at = now
        for made in found.counterpart.made:
            register(found, made, now, **told)
        try:
            yield found
        finally:
            forget()


def forget() -> None:
    """Takes every partner away: nothing is sent to those of a test that is over."""
    for each in partners.every():
        each.delete()


def register(found: Beside, made: dict[str, Any], now: datetime, **told: Any) -> None:
    """Writes a partner as two supervisors would have agreed to it."""
    gateway = made["profile"] == GATEWAY
    known: dict[str, Any] = {"name": f"测试{made['id']}", "profile": made["profile"], "mode": "share", "sends": SENDS}
    known |= {"region": "" if gateway else made["id"][:2], "base_url": f"{found.url}/{made['id']}", "receives": []}
    known |= {"mapping": {}, "limits": {}, "contact": {"office": "测试", "phone": "1"}, "code_keys": []}
    key = made["sm2_public"] if gateway else public(made["private_jwk"])
    record = partners.make(made["id"], known | told, [{"keyid": made["keyid"], "public": key}], now)
    if gateway:
        for name in partners.SHARED:
            setattr(record, name, partners.sealed(made["id"], name, made[name], now))
    transact([partners.put(record)])


def change(partner_id: str, **told: Any) -> None:
    """Changes what was agreed with a partner."""
    record = partners.find(partner_id)
    assert record is not None
    record.told = dict(record.told) | told
    transact([partners.put(record)])


def resident(at: datetime, **changes: Any) -> tuple[Client, str]:
    """Somebody of ours."""
    client, person = applied(Client(), at, **changes)
    return client, str(person["id"])


def declared(client: Client, person_id: str, at: datetime, **changes: Any) -> str:
    """Files a declaration and has the stream tell of it; its id."""
    answer = declare(client, person_id, at, **changes)
    assert answer.status == 201, answer.raw
    streamed(person_id)
    return str(answer.body["declaration"]["id"])


def told(*changes: tuple[Record | None, Record | None], at: datetime | None = None) -> int:
    """What the job noted of changed records."""
    batch = [_change(before, after, at) for before, after in changes]
    return int(statistics_job.work({"Records": batch})["noted"])


def streamed(person_id: str) -> int:
    """The stream of all that a person has declared and of what was annulled, again and again."""
    return told(*((None, each) for each in history.history(person_id)))


def _change(before: Record | None, after: Record | None, at: datetime | None) -> dict[str, Any]:
    change: dict[str, Any] = {"ApproximateCreationDateTime": at.timestamp() if at else 0}
    images = {"OldImage": before, "NewImage": after}
    return {"dynamodb": change | {name: each.serialize() for name, each in images.items() if each is not None}}


def run(found: Beside, at: datetime, minutes: int = 1) -> dict[str, Any]:
    """The job, minute by minute; what its last run did."""
    done: dict[str, Any] = {}
    for minute in range(minutes):
        found.at = at + minute * MINUTE
        done = reports_job.report(found.at)
    return done


def items(found: Beside, partner: str) -> list[dict[str, Any]]:
    """The records that a partner has, in the order in which their messages came."""
    return [item for each in found.received(partner) for item in each["payload"].get("items", [])]
