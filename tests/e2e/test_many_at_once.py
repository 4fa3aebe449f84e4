"""Many residents at the same time, through the gateway: nothing is lost, nobody is counted twice, nothing fails.

A test of what is right under concurrency, not of speed: whatever is busy may say so (503 with `Retry-After`), and
whoever comes again by then is served.
"""

import re
import time
from base64 import b32decode
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from chalicelib.features.login.by_staff import totp
from local.api import Answer
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form

NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
COUNTY = "542526"
AT_ONCE = 10


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Waits for what a job does."""
    end_at = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end_at, "it never came so far"
        time.sleep(0.5)


class Crowd:
    """Requests of many threads; every status that was answered is counted, what was asked again too."""

    def __init__(self, stage: Deployed) -> None:
        self.stage, self.statuses = stage, Counter[int]()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Comes again where it is told to, as a phone does."""
        for _ in range(20):
            answer = self.stage.http(method, path, body, {each.replace("_", "-"): v for each, v in headers.items()})
            self.statuses[answer.status] += 1
            if answer.status != 503:
                return answer
            time.sleep(min(float(answer.headers["retry-after"]), 2))
        raise AssertionError(f"{method} {path} was busy twenty times")

    def all[T, R](self, do: Callable[[T], R], each: Iterable[T]) -> list[R]:
        """Does it for all of them, some at a time."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(do, each))


class Resident:
    """Somebody of the crowd, with a phone and a document of their own."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd, self.phone, self.name = crowd, f"+86137100{number:05d}", f"测试{NAMES[number]}"
        self.document = a_document()
        self.person_id = self.token = ""

    def log_in(self) -> None:
        asked = self.crowd.ask("POST", "/v1/login/codes", {"phone": self.phone, "purpose": "login"})
        assert asked.status == 202, asked.text
        code = re.findall(r"\d{6}", self.crowd.stage.sms(self.phone)[-1])[0]
        body = {"challenge_id": asked.json()["challenge_id"], "code": code}
        self.token = self.crowd.ask("POST", "/v1/login/sessions", body).json()["access_token"]

    def twice(self, path: str, body: Any, key: str) -> set[str]:
        """The ids that two of the same request get that are under way together."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency_Key": f"{key}-{self.phone[1:]}"}
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda _: self.crowd.ask("POST", path, body, **headers), range(2)))
        assert {each.status for each in answers} == {201}, [each.text for each in answers]
        return {str(each.json().get("declaration", each.json())["id"]) for each in answers}

    def sign_up(self) -> None:
        self.log_in()
        form = person_form(number=self.document, name=self.name, residence=COUNTY)
        (self.person_id,) = self.twice("/v1/people", form, "apply")

    def declare(self) -> set[str]:
        path = f"/v1/people/{self.person_id}/declarations"
        return self.twice(path, declaration(location=COUNTY), "declare")

    def code(self) -> Any:
        """Once the service has certified them, which a queue and a job lie before."""
        until(lambda: self.get(f"/v1/people/{self.person_id}")["certification"] == "certified")
        return self.get(f"/v1/people/{self.person_id}/code")

    def get(self, path: str) -> Any:
        answer = self.crowd.ask("GET", path, Authorization=f"Bearer {self.token}")
        assert answer.status == 200, answer.text
        return answer.json()


def test_many_sign_up_declare_show_and_are_verified_at_once(deployed: Deployed) -> None:
    crowd = Crowd(deployed)
    residents = [Resident(crowd, number) for number in range(len(NAMES))]
    crowd.all(Resident.sign_up, residents)
    assert len({each.person_id for each in residents}) == len(residents)
    assert [len(each) for each in crowd.all(Resident.declare, residents)] == [1] * len(residents)
    guard = _guard(crowd)
    shown = crowd.all(Resident.code, residents)
    verdicts = crowd.all(lambda code: _verified(crowd, guard, code["token"]), shown)
    assert {(each["valid"], each["colour"], each["live"]) for each in verdicts} == {(True, "green", True)}
    kept = crowd.all(_kept, residents)
    assert kept == [(1, 1)] * len(residents)
    assert {status for status in crowd.statuses if status >= 400} <= {503}, crowd.statuses


def test_of_many_who_register_one_document_at_once_one_has_it(deployed: Deployed) -> None:
    """The others wait for staff; nobody's request is lost, and no two of them are shown a code of it."""
    crowd, document = Crowd(deployed), a_document()
    rivals = [Resident(crowd, number) for number in range(6)]
    for number, each in enumerate(rivals):
        each.phone, each.document, each.name = f"+86137101{number:05d}", document, "测试同"
    crowd.all(Resident.sign_up, rivals)

    def kinds() -> list[str | None]:
        waiting = [each.get(f"/v1/people/{each.person_id}")["waiting"] for each in rivals]
        return [each["kind"] if each else None for each in waiting]

    until(lambda: kinds().count("contest") >= len(rivals) - 1)
    assert kinds().count("contest") == len(rivals) - 1
    assert {status for status in crowd.statuses if status >= 400} <= {503}, crowd.statuses


def _kept(resident: Resident) -> tuple[int, int]:
    """How many people and declarations there are of somebody who sent each of them twice."""
    declared = resident.get(f"/v1/people/{resident.person_id}/declarations")["items"]
    return len(resident.get("/v1/people")["items"]), len(declared)


def _guard(crowd: Crowd) -> str:
    login = next(each for each in crowd.stage.staff if each["roles"] == ["gate"])
    code = totp(b32decode(login["totp_secret"]), int(datetime.now(UTC).timestamp()) // 30)
    body = {"login": login["login"], "password": login["password"], "totp": code}
    answer = crowd.ask("POST", "/v1/login/sessions", body)
    assert answer.status == 201, answer.text
    return str(answer.json()["access_token"])


def _verified(crowd: Crowd, guard: str, token: str) -> Any:
    answer = crowd.ask("POST", "/v1/codes/verify", {"token": token}, Authorization=f"Bearer {guard}")
    assert answer.status == 200, answer.text
    return answer.json()
