"""What playbooks are rehearsed with on a local stage: somebody whose code is opened and checked, before and after.

    python -m local.rehearsal begin FILE      somebody applies, declares, is shown a code; it is kept in FILE
    python -m local.rehearsal check FILE      their page and their code at a gate, on the stage that runs now

docs/rehearsals.md has the transcripts. KANGMA_HOME and KANGMA_PORT name the stage, as for `make up`.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.home import Home
from local.api import Answer, Api
from local.offices import Office
from local.paths import default_paths
from local.stage import STAGE
from local.steps import bearer, right
from local.tour import Visitor


def begin(file: Path) -> None:
    """Somebody new, with a code."""
    api, content = _stage()
    visitor = Visitor.arrived(api)
    code = right(_asked(api, "GET", f"/v1/people/{visitor.person_id}/code", visitor.session))
    told = {"person_id": visitor.person_id, "session": visitor.session, "token": code["token"]}
    file.write_text(json.dumps(told))
    print(f"{_now()}  applied, declared, shown: {code['colour']}")
    _say("at a gate", _at_gate(api, content, told["token"]))


def check(file: Path) -> None:
    """What the stage that runs now knows of them."""
    (api, content), told = _stage(), json.loads(file.read_text())
    page = _asked(api, "GET", f"/v1/people/{told['person_id']}/code", told["session"])
    if page.status == 401:
        page = _refreshed(api, told, file)
    _say("their page", page)
    if page.status == 200:
        path = f"/v1/people/{told['person_id']}/declarations"
        _say("a declaration", _asked(api, "POST", path, told["session"], _WELL))
    _say("their earlier code at a gate", _at_gate(api, content, told["token"]))


def _refreshed(api: Api, told: dict[str, Any], file: Path) -> Answer:
    """Their page once the session has its next tokens, as the page itself asks for them."""
    answer = api.http("POST", "/v1/login/sessions/refresh", {"refresh_token": told["session"]["refresh_token"]})
    if answer.status >= 400:
        return answer
    told["session"] |= answer.json()
    file.write_text(json.dumps(told))
    return _asked(api, "GET", f"/v1/people/{told['person_id']}/code", told["session"])


_WELL: dict[str, Any] = {"temperature": 36.5, "symptoms": [], "stays": [], "location": "632857"}
_WELL |= {"contact": {"kind": "none"}, "test": {"result": "none"}}


def _stage() -> tuple[Api, dict[str, Any]]:
    content = json.loads(default_paths().endpoint.read_text())
    return Api(Home(STAGE, content["aws"]), content["api"], {}, ()), content


def _asked(api: Api, method: str, path: str, session: dict[str, Any], body: Any = None) -> Answer:
    return api.http(method, path, body, bearer(session) | {"Accept-Language": "en"})


def _at_gate(api: Api, content: dict[str, Any], token: str) -> Answer:
    guard = Office.logged_in(api, content["staff"], "gate", datetime.now(UTC))
    return _asked(api, "POST", "/v1/codes/verify", guard.session, {"token": token})


def _say(what: str, answer: Answer) -> None:
    """The status and what of it is of interest; a refusal's code."""
    said = answer.json() if answer.raw else {}
    names = ("code", "colour", "valid", "reason", "live") if answer.status < 400 else ("code",)
    told = ", ".join(f"{name} {said[name]}" for name in names if name in said and not isinstance(said[name], dict))
    print(f"{_now()}  {what}: {answer.status} {told}")


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"


if __name__ == "__main__":
    {"begin": begin, "check": check}[sys.argv[1]](Path(sys.argv[2]))
