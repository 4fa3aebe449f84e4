"""Steps of these tests: people of one name, birth date and sex under several documents."""

from datetime import datetime
from typing import Any

from chalicelib.features.people import certification_job
from chalicelib.identity.check_characters import resident_check
from tests.support.client import Client
from tests.support.resident_steps import log_in, refreshed
from tests.support.traveller_steps import START, a_passport

_SERIALS = iter(range(10_000_000))


class Someone:
    """A person of the world: a name, a birth date and sex that no other test uses, and any number of documents."""

    def __init__(self) -> None:
        serial = next(_SERIALS)
        self.birth = f"19{30 + serial // 336:02d}-{1 + serial // 28 % 12:02d}-{1 + serial % 28:02d}"
        self.name, self.latin, self.sex = "欧阳娜娜", "NANA OUYANG", "female"

    def card(self, sequence: int = 122) -> dict[str, Any]:
        """The ID card entry; each even `sequence` is another woman born that day."""
        # Another county than `a_document` has: the two never make one number.
        body = f"630103{self.birth.replace('-', '')}{sequence:03d}"
        return {
            "entry": "id_card",
            "scheme": "domestic",
            "name": self.name,
            "document": {"type": "id_card", "number": body + resident_check(body)},
            "residence": "630102",
        }

    def passport(self, country: str = "CN", **changes: Any) -> dict[str, Any]:
        """The passport entry, the name as the passport prints it."""
        document = {"type": "passport", "number": a_passport(), "country": country, "expires_on": "2027-01-01"}
        form = {
            "entry": "passport",
            "scheme": "domestic",
            "name": self.latin,
            "document": document | changes.pop("document", {}),
            "birth_date": self.birth,
            "sex": self.sex,
            "nationality": country,
            "residence": "630102",
        }
        return form | changes


def entered(form: dict[str, Any], at: datetime = START, client: Client | None = None) -> tuple[Client, str]:
    """A client with the person of a form: in an account of their own unless one is given."""
    client = client or log_in(Client(), at=at)
    answer = refreshed(client, at).post("/v1/people", form, at=at)
    assert answer.status == 201, answer.raw
    return client, answer.body["id"]


def certify(person_id: str, at: datetime = START) -> None:
    certification_job.work({"person_id": person_id}, at)


def person(client: Client, person_id: str, at: datetime = START) -> dict[str, Any]:
    return dict(refreshed(client, at).get(f"/v1/people/{person_id}", at=at).body)
