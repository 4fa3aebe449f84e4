"""What playbooks are rehearsed with on a local stage: somebody whose code is opened and checked, and anybody's call.

    python -m local.rehearsal begin FILE [HOURS]                    somebody applies, declares, is shown a code
    python -m local.rehearsal check FILE                            their page, and their code at a gate
    python -m local.rehearsal call WHO METHOD PATH [BODY [HOURS]]   a route, asked by a seeded login or such a FILE
    python -m local.rehearsal agree LOGIN PROPOSAL [HOURS]          a second person agrees to exactly what was proposed
    python -m local.rehearsal metrics NAME                          the last five that functions measured under NAME
    python -m local.rehearsal job NAME [INSTANT]                    a scheduled job, as if it were called at INSTANT

What is done HOURS ago has that instant, as API Gateway would have stamped it then: so an appeal is overdue today.
docs/rehearsals.md has the transcripts. KANGMA_HOME and KANGMA_PORT name the stage, as for `make up`.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from infra.home import Home
from local.api import Answer, Api
from local.measured import last
from local.offices import Office
from local.paths import default_paths
from local.stage import STAGE, deployed, routes
from local.steps import NotSeeded, bearer, log_in, refreshed, right
from local.tour import Visitor

_RECENT = timedelta(minutes=1)


def begin(file: str, hours: str = "0") -> None:
    """Somebody new, with a code."""
    api, content = _stage()
    visitor = Visitor.arrived(api, timedelta(hours=float(hours)))
    session = log_in(api, visitor.phone, datetime.now(UTC)) if visitor.before else visitor.session
    code = right(_asked(api, "GET", f"/v1/people/{visitor.person_id}/code", session))
    told = {"person_id": visitor.person_id, "session": session, "token": code["token"]}
    told |= {"number": visitor.number, "phone": visitor.phone}
    Path(file).write_text(json.dumps(told))
    print(f"{_now()}  applied, declared, shown: {code['colour']}")
    _say("at a gate", _at_gate(api, content, told["token"]))


def check(file: str) -> None:
    """What the stage that runs now knows of them."""
    (api, content), told = _stage(), json.loads(Path(file).read_text())
    page = _asked(api, "GET", f"/v1/people/{told['person_id']}/code", told["session"])
    if page.status == 401:
        page = _refreshed(api, told, Path(file))
    _say("their page", page)
    if page.status == 200:
        path = f"/v1/people/{told['person_id']}/declarations"
        _say("a declaration", _asked(api, "POST", path, told["session"], _WELL))
    _say("their earlier code at a gate", _at_gate(api, content, told["token"]))


def call(who: str, method: str, path: str, body: str = "null", hours: str = "0") -> None:
    """The status, and the answer on a line of its own."""
    (api, content), at = _stage(), _ago(hours)
    session = _session_of(api, content, who, at)
    answer = api.invoke(method, path, json.loads(body), bearer(session) | {"Accept-Language": "en"}, at)
    print(f"{_now()}  {who} {method} {path}: {answer.status}")
    print(json.dumps(answer.json(), ensure_ascii=False) if "json" in answer.headers["content-type"] else "")


def agree(login: str, proposal_id: str, hours: str = "0") -> None:
    """A second pair of eyes; what it came to."""
    (api, content), at = _stage(), _ago(hours)
    office = Office(api, login, _session_of(api, content, login, at))
    proposal = right(office.call("GET", f"/v1/proposals/{proposal_id}", at=at))
    _say(f"{login} agrees", office.agrees(proposal, at))


def metrics(name: str) -> None:
    """Since when and what: a line for each, the latest last."""
    home = _stage()[0].home
    print(*(f"{at:%H:%M:%S}  {name} {value}" for at, value in last(home.client("logs"), name)), sep="\n")


def job(name: str, instant: str = "") -> None:
    """What the job said."""
    at = datetime.fromisoformat(instant) if instant else datetime.now(UTC)
    print(f"{_now()}  {name}: {json.dumps(_stage()[0].run_job(name, at))}")


def _session_of(api: Api, content: dict[str, Any], who: str, at: datetime) -> dict[str, Any]:
    """A session that is good at `at`, kept for the next call: a one-time code counts once."""
    if who.endswith(".json"):
        return _kept(api, Path(who), json.loads(Path(who).read_text()), at)
    if datetime.now(UTC) - at > _RECENT:
        return Office.logged_in(api, content["staff"], who, at).session
    file = default_paths().folder / f"rehearsal-{who}.json"
    known = json.loads(file.read_text()) if file.exists() else None
    session = _again(api, known, at) if known else None
    session = session or Office.logged_in(api, content["staff"], who, at).session
    file.write_text(json.dumps(session))
    return session


def _again(api: Api, session: dict[str, Any], at: datetime) -> dict[str, Any] | None:
    """The session with its next tokens; None where it has ended."""
    try:
        return refreshed(api, session, at)
    except NotSeeded:
        return None


def _kept(api: Api, file: Path, told: dict[str, Any], at: datetime) -> dict[str, Any]:
    told["session"] = _again(api, told["session"], at) or log_in(api, told["phone"], at)
    file.write_text(json.dumps(told))
    return dict(told["session"])


def _refreshed(api: Api, told: dict[str, Any], file: Path) -> Answer:
    """Their page once the session has its next tokens, as the page itself asks for them."""
    session = _again(api, told["session"], datetime.now(UTC)) or told["session"]
    file.write_text(json.dumps(told | {"session": session}))
    return _asked(api, "GET", f"/v1/people/{told['person_id']}/code", session)


_WELL: dict[str, Any] = {"temperature": 36.5, "symptoms": [], "stays": [], "location": "632857"}
_WELL |= {"contact": {"kind": "none"}, "test": {"result": "none"}}


def _stage() -> tuple[Api, dict[str, Any]]:
    content = json.loads(default_paths().endpoint.read_text())
    home = Home(STAGE, content["aws"])
    return Api(home, content["api"], content["functions"], routes(deployed(home))), content


def _asked(api: Api, method: str, path: str, session: dict[str, Any], body: Any = None) -> Answer:
    return api.http(method, path, body, bearer(session) | {"Accept-Language": "en"})


def _at_gate(api: Api, content: dict[str, Any], token: str) -> Answer:
    session = _session_of(api, content, "gate", datetime.now(UTC))
    return _asked(api, "POST", "/v1/codes/verify", session, {"token": token})


def _say(what: str, answer: Answer) -> None:
    """The status and what of it is of interest; a refusal's code."""
    said = answer.json() if answer.raw else {}
    names = ("code", "colour", "valid", "reason", "live", "status") if answer.status < 400 else ("code",)
    told = ", ".join(f"{name} {said[name]}" for name in names if name in said and not isinstance(said[name], dict))
    print(f"{_now()}  {what}: {answer.status} {told}")


def _ago(hours: str) -> datetime:
    return datetime.now(UTC) - timedelta(hours=float(hours))


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"


_COMMANDS: dict[str, Callable[..., None]] = {each.__name__: each for each in (begin, check, call, agree, metrics, job)}

if __name__ == "__main__":
    _COMMANDS[sys.argv[1]](*sys.argv[2:])
