"""Steps of tests about lost phones: a request, its decision, who logs in with the new phone, what was told."""

from datetime import timedelta

from chalicelib.features.messages import job as messages_job
from chalicelib.features.sweep import expiry_job
from tests.support.client import Answer, Client
from tests.support.mailbox import queued
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    log_in,
    log_in_staff,
    refreshed,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def recovery(number: str, phone: str) -> dict:
    return {
        "document": {"type": "id_card", "number": number},
        "name": "测试人",
        "new_phone": phone,
        "evidence": "The old phone was stolen; police report 123.",
    }


def asked_about(number: str) -> str:
    return Client().post("/v1/login/recoveries", recovery(number, a_phone()), at=NOON).body["id"]


def waiting_in(region: str, limit: int = 100) -> list[str]:
    """The ids of all that wait for a reviewer of that region, through all pages."""
    staff, seen, cursor = log_in_staff("reviewer", region=region), [], ""
    while cursor is not None:
        page = staff.get(f"/v1/recoveries?limit={limit}{cursor and f'&cursor={cursor}'}", at=NOON).body
        seen, cursor = seen + [each["id"] for each in page["items"]], page["next_cursor"]
    return seen


class Case:
    """Somebody with a code whose phone is asked to give way to a new one."""

    def __init__(self, residence: str = "630102") -> None:
        self.number, self.new = a_document(), a_phone()
        self.owner, self.person = applied(Client(), number=self.number, residence=residence)
        self.id = Client().post("/v1/login/recoveries", recovery(self.number, self.new), at=NOON).body["id"]

    def decide(self, by: Client | None = None, accept: bool = True, at=NOON, **more) -> Answer:
        body = {"accept": accept, "reason": "Seen in person with the document."} | more
        client = by or log_in_staff("reviewer", at)
        return client.post(f"/v1/recoveries/{self.id}/decision", body, at=at)

    def object_to(self, at=NOON) -> Answer:
        client = refreshed(self.owner, at)
        return client.post(f"/v1/me/recoveries/{self.id}/objection", {"reason": "It was not me."}, at=at)

    def claimant(self, at=NOON + MINUTE) -> Client:
        """Whoever logs in with the new phone."""
        return log_in(Client(), self.new, at)

    def seen(self, by: Client | None = None, at=NOON) -> dict:
        return (by or log_in_staff("reviewer", at)).get(f"/v1/recoveries/{self.id}", at=at).body


def sent(cloud, client: Client, at=NOON) -> None:
    """What the sweep and the messages queue do a minute later."""
    expiry_job.sweep(at + MINUTE)
    for message in queued(cloud, client):
        messages_job.work(message, at + MINUTE)


def kinds(client: Client, at=NOON) -> list[str]:
    listed = refreshed(client, at).get("/v1/me/messages", at=at).body["items"]
    return [each["kind"] for each in listed]
