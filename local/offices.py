"""Members of staff at work on a local stage: logged in, proposing, agreeing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from local.api import Answer, Api
from local.steps import bearer, one_time_code, right


@dataclass(frozen=True)
class Office:
    """One seeded login with a session."""

    api: Api
    login: str
    session: dict[str, Any]

    @classmethod
    def logged_in(cls, api: Api, staff: list[dict[str, Any]], login: str, at: datetime) -> "Office":
        """A session that began at `at`. Raises NotSeeded."""
        known = next(each for each in staff if each["login"] == login)
        proof = {"login": login, "password": known["password"], "totp": one_time_code(known["totp_secret"], at)}
        return cls(api, login, right(api.invoke("POST", "/v1/login/sessions", proof, at=at)))

    def call(self, method: str, path: str, body: Any = None, *, at: datetime) -> Answer:
        """What the office is answered, in English."""
        return self.api.invoke(method, path, body, bearer(self.session) | {"Accept-Language": "en"}, at)

    def agrees(self, proposal: dict[str, Any], at: datetime) -> Answer:
        """The decision over exactly what was proposed."""
        body = {name: proposal[name] for name in ("version", "content_hash")}
        path = f"/v1/proposals/{proposal['id']}/approval"
        return self.call("POST", path, body | {"decision": "approve", "reason": "seen by a second person"}, at=at)


def by_two(first: Office, second: Office, method: str, path: str, body: Any, at: datetime) -> dict[str, Any]:
    """The proposal that one made and the other put in force. Raises NotSeeded."""
    proposal = right(first.call(method, path, body, at=at))
    if proposal["status"] == "proposed":
        right(second.agrees(proposal, at))
    return dict(proposal)
