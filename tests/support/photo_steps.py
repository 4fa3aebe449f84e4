"""Steps of a traveller's photos: asking for a form, really sending the file through it, the event that follows."""

import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime
from typing import Any

from chalicelib.features.photos import job as photos_job
from tests.support.client import Answer, Client
from tests.support.drawn_photographs import encoded
from tests.support.resident_steps import NOON, applied, refreshed
from tests.support.traveller_steps import a_name

_NUMBERS = iter(range(10_000_000))


def a_traveller(at: datetime = NOON, **changes: Any) -> tuple[Client, str]:
    """Somebody who entered by passport, logged in; the person's id."""
    form = {
        "entry": "passport",
        "scheme": "international",
        "name": a_name(),
        "document": {
            "type": "passport",
            "number": f"L{next(_NUMBERS):08d}",
            "country": "IT",
            "expires_on": "2027-04-15",
        },
        "birth_date": "1984-08-12",
        "sex": "female",
        "nationality": "IT",
        "residence": "IT",
    }
    client, person = applied(Client(), at, **form | changes)
    return client, person["id"]


def ask(
    client: Client, person_id: str, kind: str = "passport", size: int = 1000, at: datetime = NOON, **rest: Any
) -> Answer:
    body = {"kind": kind, "content_type": rest.pop("content_type", "image/jpeg"), "size": size}
    return refreshed(client, at).post(f"/v1/people/{person_id}/photos", body, at=at, **rest)


def send(upload: dict[str, Any], content: bytes, **changes: str) -> int:
    """Posts the file through the form as a browser does; the HTTP status."""
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
        for k, v in (upload["fields"] | changes).items()
    ]
    head = "".join(parts) + f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="p.jpg"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(upload["url"], body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def event(key: str, at: datetime | None = None) -> dict[str, Any]:
    """What EventBridge hands to the job when an object appears; by itself at the real time."""
    return {
        "detail-type": "Object Created",
        "source": "aws.s3",
        "time": (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "detail": {"bucket": {"name": "photos"}, "object": {"key": key}},
    }


def uploaded(
    client: Client, person_id: str, content: bytes | None = None, kind: str = "passport", at: datetime = NOON
) -> dict[str, Any]:
    """A photo asked for, sent, and dealt with by the job: as its person sees it afterwards."""
    content = encoded() if content is None else content
    asked = ask(client, person_id, kind, len(content), at)
    assert asked.status == 201, asked.raw
    assert send(asked.body["upload"], content) == 204
    photos_job.arrived(event(asked.body["upload"]["fields"]["key"]))
    return listed(client, person_id, at)[0]


def listed(client: Client, person_id: str, at: datetime = NOON) -> list[dict[str, Any]]:
    answer = refreshed(client, at).get(f"/v1/people/{person_id}/photos", at=at)
    assert answer.status == 200, answer.raw
    return list(answer.body["items"])
