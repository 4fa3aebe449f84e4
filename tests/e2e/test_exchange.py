"""Exchange on the deployed stack, with the counterpart in each of its modes: both directions, at the real now."""

import json
import time
import urllib.request
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from local import offices
from tests.e2e.epidemic_steps import Office, a_case
from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form

PARTNER = "340000"
_PHONES = count(1)


class Counterpart:
    """The process beside the stage, as an outsider reaches it by `endpoint.json`."""

    def __init__(self, stage: Deployed) -> None:
        self._stage, self._url = stage, str(stage.content["counterpart"])
        self.desk = offices.Office.logged_in(stage.client, stage.staff, _login(stage), datetime.now(UTC))

    def ask(self, method: str, path: str, content: Any = None) -> Any:
        body = json.dumps(content).encode() if content is not None else None
        request = urllib.request.Request(self._url + path, body, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)

    def behave(self, mode: str, seconds: float = 8) -> None:
        self.ask("POST", "/behaviour", {"partner": PARTNER, "mode": mode, "seconds": seconds})

    def send(self, path: str, *payloads: Any) -> list[dict[str, Any]]:
        """What the platform answered to the partner, in the order in which it was asked."""
        messages = [{"path": path, "payload": each} for each in payloads]
        return list(self.ask("POST", "/send", {"partner": PARTNER, "messages": messages})["answers"])

    def messages_about(self, number: str) -> list[dict[str, Any]]:
        """Messages that have records of this document."""
        found = self.ask("GET", f"/received?partner={PARTNER}")["received"]
        return [each for each in found if number in json.dumps(each["payload"])]

    def run(self) -> Any:
        return self._stage.run_job("reports", datetime.now(UTC))

    def wait_for(self, number: str, records: int, seconds: float = 90) -> list[dict[str, Any]]:
        """The messages, once the partner has so many records of the document and all of them are acknowledged."""
        end = time.monotonic() + seconds
        while True:
            self.run()
            found = self.messages_about(number)
            held = sum(json.dumps(each["payload"]).count(number) for each in found)
            if held == records and not self.unacknowledged():
                return found
            if time.monotonic() > end:
                raise AssertionError(f"{held} records and {self.unacknowledged()} within {seconds} s")
            time.sleep(1)

    def unacknowledged(self) -> list[dict[str, Any]]:
        answer = self.desk.call("GET", f"{_PATH}/unacknowledged", at=datetime.now(UTC))
        assert answer.status == 200, answer.text
        return list(answer.json()["items"])


_PATH = f"/v1/exchange/partners/{PARTNER}"


def _login(stage: Deployed) -> str:
    return next(str(each["login"]) for each in stage.staff if each["roles"] == ["exchange_desk"])


@pytest.fixture(scope="module")
def beside(deployed: Deployed) -> Counterpart:
    return Counterpart(deployed)


def resident(stage: Deployed) -> tuple[Resident, str, str]:
    """Somebody of ours: who, their id, their document's number."""
    number, now = a_document(), datetime.now(UTC)
    who = Resident(stage, f"+8613600{next(_PHONES):06d}", now)
    made = who.call("POST", "/v1/people", person_form(number=number), at=now)
    assert made.status == 201, made.text
    return who, str(made.json()["id"]), number


def declare(who: Resident, person_id: str, **changes: Any) -> None:
    answer = who.call("POST", f"/v1/people/{person_id}/declarations", declaration(**changes), at=datetime.now(UTC))
    assert answer.status == 201, answer.text


@pytest.mark.parametrize("mode", ["normal", "half", "twice", "down", "wrong_signature", "clock", "slow"])
def test_what_is_declared_reaches_a_partner_in_every_mode(deployed: Deployed, beside: Counterpart, mode: str) -> None:
    who, person_id, number = resident(deployed)
    beside.behave(mode, 6)
    for temperature in (36.1, 36.2, 36.3):
        declare(who, person_id, temperature=temperature)
    if mode not in ("normal", "twice"):
        _tried(beside, number)
        beside.behave("normal")
        beside.desk.call("POST", f"{_PATH}/resend", {"reason": "they are back"}, at=datetime.now(UTC))
    found = beside.wait_for(number, 3)
    items = [
        item for each in found for item in each["payload"]["items"] if item["subject"]["document"]["number"] == number
    ]
    assert [item["temperature"] for item in items] == [36.1, 36.2, 36.3]


def _tried(beside: Counterpart, number: str, seconds: float = 60) -> None:
    """Returns once something was sent to the partner that it did not answer well."""
    end = time.monotonic() + seconds
    while not any(each["fault"] for each in beside.unacknowledged()):
        assert time.monotonic() < end, beside.unacknowledged()
        beside.run()
        time.sleep(0.5)


def trip(number: str) -> dict[str, Any]:
    subject = {"name": "测试人", "document": {"type": "id_card", "number": number}}
    day = datetime.now(UTC).date().isoformat()
    return {"items": [{"subject": subject, "region": "340102", "from": day, "until": day, "source": "rail"}]}


@pytest.mark.parametrize(
    ("mode", "statuses", "repeated"),
    [
        ("normal", [200, 200], [False, False]),
        ("twice", [200, 200, 200, 200], [False, True, False, True]),
        ("out_of_order", [200, 200], [False, False]),
        ("wrong_signature", [401, 401], [None, None]),
        ("clock", [401, 401], [None, None]),
    ],
)
def test_what_a_partner_says_in_every_mode(
    beside: Counterpart, mode: str, statuses: list[int], repeated: list[bool | None]
) -> None:
    beside.behave(mode)
    try:
        answers = beside.send("trip-declarations", trip(a_document()), trip(a_document()))
    finally:
        beside.behave("normal")
    assert [each["status"] for each in answers] == statuses, answers
    assert [each["body"].get("repeated") for each in answers] == repeated


@pytest.mark.parametrize(("mode", "value"), [("bare_red", "red"), ("unknown_colour", "ask")])
def test_a_bare_colour_colours_nobody(deployed: Deployed, beside: Counterpart, mode: str, value: str) -> None:
    who, person_id, number = resident(deployed)
    declare(who, person_id)
    beside.behave(mode)
    try:
        subject = {"name": "测试人", "document": {"type": "id_card", "number": number}}
        (answer,) = beside.send("feeds/colours", {"items": [{"subject": subject, "value": "绿"}]})
    finally:
        beside.behave("normal")
    assert answer["status"] == 200, answer
    code = who.call("GET", f"/v1/people/{person_id}/code", at=datetime.now(UTC)).json()
    assert code["colour"] == "green", value


def test_a_case_put_right_replaces_what_partners_have(deployed: Deployed, beside: Counterpart) -> None:
    """Check 12, of a case: told with two who stand for it, taken back within minutes, its copies all reached."""
    _, _, number = resident(deployed)
    first, second = (Office(deployed, login) for login in ("epidemiologist-3", "epidemiologist-2"))
    on = datetime.now(UTC).date().isoformat()
    proposal = a_case(first, number, datetime.now(UTC), on=on)
    assert second.agree(proposal, datetime.now(UTC)).json()["status"] == "in_force"
    (told,) = beside.wait_for(number, 1)
    (item,) = told["payload"]["items"]
    assert (told["path"], item["status"], len({each["by"] for each in item["attested"]})) == ("feeds/cases", "open", 2)
    case = f"/v1/cases/{proposal['subject']}"
    version = first.call("GET", case, at=datetime.now(UTC)).json()["version"]
    struck = {"version": version, "reason": "the wrong sample", "status": "withdrawn", "because": "wrong_result"}
    assert first.call("PATCH", case, struck, at=datetime.now(UTC)).status == 200
    correction = beside.wait_for(number, 2)[1]
    assert correction["message"]["replaces"] == told["message"]["id"]
    copies = first.call("GET", f"{case}/corrections", at=datetime.now(UTC)).json()["copies"]
    assert next(each for each in copies if each["where"] == "other_regions")["status"] == "done"


def test_staff_see_every_partner(beside: Counterpart) -> None:
    answer = beside.desk.call("GET", "/v1/exchange/partners", at=datetime.now(UTC))
    assert answer.status == 200, answer.text
    shown = {each["id"]: each["state"] for each in answer.json()["items"]}
    assert shown.keys() >= {"340000", "410000", "national", "credit"}
    assert shown[PARTNER] == "answering"
