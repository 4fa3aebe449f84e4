"""Steps of tests about photos: deciding, the inbox, what lies in the bucket."""

from datetime import timedelta

from chalicelib.config import settings
from tests.support.client import Client
from tests.support.resident_steps import NOON, refreshed

HOUR = timedelta(hours=1)


def decide(reviewer: Client, photo_id: str, accept: bool = True, reason: str | None = None):
    body = {"accept": accept} | ({"reason": reason} if reason else {})
    return reviewer.post(f"/v1/photos/{photo_id}/decision", body, at=NOON)


def inbox_of(client: Client) -> list[dict]:
    """What the person was told about photos; risks to the trip are told by themselves."""
    found = refreshed(client, NOON).get("/v1/me/messages", at=NOON).body["items"]
    return [each for each in found if each["kind"].startswith("photo_")]


def objects_of(cloud, person_id: str) -> list[str]:
    s3 = cloud.home.client("s3")
    return sorted(
        each["Key"]
        for folder in ("quarantine", "photos")
        for each in s3.list_objects_v2(Bucket=settings().photos_bucket, Prefix=f"{folder}/{person_id}/").get(
            "Contents", []
        )
    )
