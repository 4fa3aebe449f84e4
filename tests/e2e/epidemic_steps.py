"""Steps of tests of the epidemic side on the deployed stack: offices at work, residents with a code."""

from datetime import UTC, datetime, timedelta
from typing import Any

from local.api import Answer
from local.steps import bearer, one_time_code
from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form

MINUTE = timedelta(minutes=1)


def march(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Of March 2020, in Beijing."""
    return datetime(2020, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


_SESSIONS: dict[tuple[str, str], dict[datetime, dict[str, str]]] = {}
"""Of every member of staff of every stage: nobody logs in twice by one one-time code, in whatever file of tests."""


class Office:
    """A member of staff of the seed, who logs in anew where no session is of the quarter of an hour before."""

    def __init__(self, stage: Deployed, login: str) -> None:
        self.stage, self.login = stage, login
        self.seeded = next(each for each in stage.staff if each["login"] == login)
        self.sessions = _SESSIONS.setdefault((stage.running.cloud.endpoint, login), {})

    def headers(self, at: datetime) -> dict[str, str]:
        since = next((each for each in self.sessions if timedelta() <= at - each < 14 * MINUTE), None)
        if since is None:
            code = one_time_code(self.seeded["totp_secret"], at)
            body = {"login": self.login, "password": self.seeded["password"], "totp": code}
            answer = self.stage.invoke_api("POST", "/v1/login/sessions", body, at=at)
            assert answer.status == 201, answer.text
            since, self.sessions[at] = at, bearer(answer.json())
        return self.sessions[since]

    def call(self, method: str, path: str, body: Any = None, *, at: datetime) -> Answer:
        return self.stage.invoke_api(method, path, body, headers=self.headers(at), at=at)

    def agree(self, proposal: dict[str, Any], at: datetime) -> Answer:
        body = {"decision": "approve", "reason": "looked at the report"}
        body |= {name: proposal[name] for name in ("version", "content_hash")}
        return self.call("POST", f"/v1/proposals/{proposal['id']}/approval", body, at=at)


class Somebody(Resident):
    """A resident with a code."""

    def __init__(self, stage: Deployed, phone: str, at: datetime, county: str = "630102", number: str = "") -> None:
        super().__init__(stage, phone, at)
        self.number = number or a_document()
        self.person_id = self.apply(at, county).json()["id"]
        self.declare(at, county)

    def apply(self, at: datetime, county: str = "630102") -> Answer:
        answer = self.call("POST", "/v1/people", person_form(number=self.number, residence=county), at=at)
        assert answer.status == 201, answer.text
        return answer

    def declare(self, at: datetime, county: str = "630102") -> dict[str, Any]:
        body = declaration(location=county)
        answer = self.call("POST", f"/v1/people/{self.person_id}/declarations", body, at=at)
        assert answer.status == 201, answer.text
        return dict(answer.json()["code"])

    def code(self, at: datetime) -> dict[str, Any]:
        return dict(self.call("GET", f"/v1/people/{self.person_id}/code", at=at).json())

    def hold(self, at: datetime) -> tuple[str, str, str, str | None]:
        """Colour; rule, since, clears on of the gravest hold."""
        code = self.code(at)
        hold = code["holds"][0]
        return code["colour"], hold["rule"], hold["since"], hold["clears_on"]

    def told(self, at: datetime) -> list[str]:
        items = self.call("GET", "/v1/me/messages?limit=100", at=at).json()["items"]
        return [each["kind"] for each in items]


def rate(first: Office, second: Office, county: str, level: str, since: str, at: datetime) -> str:
    """The id of a period that two people put in force."""
    asked = first.call("PUT", f"/v1/regions/{county}/risk", {"level": level, "from": since}, at=at)
    assert asked.status == 201, asked.text
    agreed = second.agree(asked.json(), at)
    assert (agreed.status, agreed.json()["status"]) == (200, "in_force"), agreed.text
    return f"{county}-{asked.json()['id']}"


def a_case(by: Office, number: str, at: datetime, **told: str) -> dict[str, Any]:
    """The proposal of a confirmed case."""
    form: dict[str, Any] = {
        "person": {"document": {"type": "id_card", "number": number}},
        "kind": "confirmed",
        "on": "2020-03-09",
        "region": "630102",
        "note": "nucleic acid test of 9 March",
    }
    answer = by.call("POST", "/v1/cases", form | told, at=at)
    assert answer.status == 201, answer.text
    return dict(answer.json())
