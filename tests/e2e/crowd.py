"""What locust plays (tests/e2e/test_crowd.py): residents who sign up, declare and show, guards who check them, at once.

It runs in locust's environment (infra/environments.py) and knows of the stage what it is given: `KANGMA_CROWD` names a
file with everybody's part, `KANGMA_SEEN` the one that gets a line of JSON for what each of them saw.
"""

import json
import os
import re
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent
from gevent.event import Event
from gevent.queue import Queue
from locust import HttpUser, constant, task
from locust.exception import StopUser

PLAN: dict[str, Any] = json.loads(Path(os.environ["KANGMA_CROWD"]).read_text())
PARTS, SHOWN = iter(PLAN["residents"]), Queue()
LEFT = [len(PLAN["residents"]) + sum(not each["rival"] for each in PLAN["residents"])]
"""Residents who are not done, and codes that no guard has checked."""
RIVALS, LOGGED_IN = [sum(each["rival"] for each in PLAN["residents"])], Event()
"""Rivals who have not logged in; whoever has waits for the others, so that they all register at once."""
BUSY, PATIENCE, PAUSE = 20, 200, 3
"""How often somebody comes again to who is busy; for how many seconds a job is waited for, and between
two looks at it: a crowd that looks all the time keeps the job from its work."""


class Somebody(HttpUser):
    """Comes again where it is told to, as a phone does; any other refusal is a failure of the run."""

    abstract = True
    wait_time = constant(0)
    token = ""

    def ask(self, method: str, path: str, name: str = "", body: Any = None, key: str = "") -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        asked = {"name": f"{method} {name or path}", "json": body, "headers": headers, "catch_response": True}
        for _ in range(BUSY):
            with self.client.request(method, path, **asked) as answer:
                if 200 <= answer.status_code < 400:
                    return answer.json()
                if answer.status_code != 503:
                    answer.failure(f"{answer.status_code} {answer.text}")
                    raise StopUser
                answer.success()
                pause = float(answer.headers["retry-after"])
            gevent.sleep(min(pause, 2))
        raise AssertionError(f"{method} {path} was busy {BUSY} times")

    def done(self, **seen: Any) -> None:
        """Keeps what was seen; the last one ends the run."""
        with open(os.environ["KANGMA_SEEN"], "a") as out:
            out.write(json.dumps(seen) + "\n")
        LEFT[0] -= 1
        if not LEFT[0]:
            # By itself: quitting ends everybody, whoever asks for it too.
            gevent.spawn(self.environment.runner.quit)


class Resident(Somebody):
    """Logs in, applies and declares, each sent twice together, and shows their code once they are certified."""

    fixed_count = len(PLAN["residents"])

    def on_start(self) -> None:
        self.part = next(PARTS, None)
        if self.part is None:  # While others still come, locust has somebody come for each who is done.
            raise StopUser
        self.phone = self.part["phone"]

    @task
    def live(self) -> None:
        self.log_in()
        if self.part["rival"]:
            wait_for_rivals()
        (person,) = self.together("/v1/people", "/v1/people", [("apply", self.part["form"])] * 2)
        mine = {"phone": self.phone, "person": person, "token": self.token}
        if self.part["rival"]:
            self.done(**mine)
            raise StopUser
        path = f"/v1/people/{person}"
        filed = [(f"declare-{number}", body) for number, body in self.part["declarations"]]
        declared = self.together(f"{path}/declarations", "/v1/people/{id}/declarations", filed)
        until(lambda: self.ask("GET", path, "/v1/people/{id}")["certification"] == "certified")
        code = self.ask("GET", f"{path}/code", "/v1/people/{id}/code")
        SHOWN.put((self.phone, code["token"]))
        kept = self.ask("GET", f"{path}/declarations", "/v1/people/{id}/declarations")["items"]
        people = [each["id"] for each in self.ask("GET", "/v1/people")["items"]]
        mine |= {"declared": sorted(declared), "kept": sorted(each["id"] for each in kept)}
        self.done(**mine, people=people, colour=code["colour"])
        raise StopUser

    def log_in(self) -> None:
        asked = self.ask("POST", "/v1/login/codes", body={"phone": self.phone, "purpose": "login"})
        until(lambda: texts(self.phone) != [])
        code = re.findall(r"\d{6}", texts(self.phone)[-1])[0]
        body = {"challenge_id": asked["challenge_id"], "code": code}
        self.token = self.ask("POST", "/v1/login/sessions", body=body)["access_token"]

    def together(self, path: str, name: str, requests: list[tuple[str, Any]]) -> set[str]:
        """The ids that requests get which are under way together; of one key, one id."""
        keyed = [(f"{key}-{self.phone[1:]}", body) for key, body in requests]
        under_way = [gevent.spawn(self.ask, "POST", path, name, body, key) for key, body in keyed]
        answers = [each.get() for each in under_way]
        return {each.get("declaration", each)["id"] for each in answers}


class Guard(Somebody):
    """Checks whoever is next."""

    fixed_count = PLAN["guards"]
    token = PLAN["guard"]

    @task
    def check(self) -> None:
        phone, token = SHOWN.get()
        verdict = self.ask("POST", "/v1/codes/verify", body={"token": token})
        self.done(phone=phone, verdict={each: verdict[each] for each in ("valid", "colour", "live")})


def wait_for_rivals() -> None:
    RIVALS[0] -= 1
    if not RIVALS[0]:
        LOGGED_IN.set()
    LOGGED_IN.wait()


def texts(phone: str) -> list[str]:
    """What was sent to a phone."""
    with urllib.request.urlopen(f"{PLAN['cloud']}/_ministack/sns/sms-messages", timeout=10) as answer:
        sent: dict[str, list[dict[str, str]]] = json.load(answer)["sms_messages"]
    return [each["Message"] for each in sent.get(phone, [])]


def until(holds: Callable[[], bool]) -> None:
    """Waits for what a job does."""
    end_at = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end_at, "it never came so far"
        gevent.sleep(PAUSE)
