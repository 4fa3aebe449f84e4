"""Log-in by WeChat and Alipay, and what is bound of them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.access.actor import RESIDENT
from chalicelib.config import SECRET_REPLAY
from chalicelib.errors import NotFound
from chalicelib.features.login import devices, platform_bindings, platform_logins
from chalicelib.features.login.platform_logins import From
from chalicelib.features.login.platform_states import Returned
from chalicelib.features.login.shapes import Session
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.person.platforms import PLATFORMS

feature = Feature("platforms")

Platform = Literal["wechat", "alipay"]
Verifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""32 random bytes in base64url; its challenge is SHA-256 of this text, in base64url too (RFC 7636)."""


class PlatformWanted(Shape):
    """`purpose`: `login`, or `bind` of whoever is logged in and wants to bind it."""

    purpose: Literal["login", "bind"] = "login"
    challenge: Verifier


class PlatformStarted(Shape):
    """Where the page goes; it comes back to its own address with `code` or `auth_code`, and `state`."""

    authorize_url: str
    expires_at: str


class PlatformReturned(Shape):
    auth_code: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,200}$")]
    """What the address had as `code`, of Alipay as `auth_code`."""
    state: Annotated[str, Field(pattern=r"^[lb][0-9a-f]{48}$")]
    verifier: Verifier


class BindingTicket(Shape):
    """Counts for who has the verifier, until then."""

    ticket: str
    expires_at: str


class PlatformLogin(Shape):
    """One of the two: a session, or a ticket to bind the identity once somebody is logged in by phone."""

    session: Session | None
    binding: BindingTicket | None


class NewBinding(Shape):
    ticket: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,600}$")]
    verifier: Verifier


class OnePlatform(Shape):
    """`bound_at`: null where it is not bound."""

    platform: Platform
    bound_at: str | None


class PlatformList(Shape):
    items: list[OnePlatform]
    next_cursor: str | None


class OfferedPlatform(Shape):
    platform: Platform


class OfferedList(Shape):
    items: list[OfferedPlatform]
    next_cursor: str | None


@feature.route("GET", "/v1/login/platforms", answer=OfferedList)
def list_login_platforms(call: Call) -> dict[str, Any]:
    """The platforms by which people log in at this stage."""
    return {"items": [{"platform": each} for each in platform_logins.offered()], "next_cursor": None}


@feature.route("POST", "/v1/login/platforms/{platform}/start", body=PlatformWanted, answer=PlatformStarted)
def start_platform_login(call: Call, platform: str) -> dict[str, Any]:
    """Where a page inside WeChat or Alipay goes so that the platform says who the person is."""
    return platform_logins.start(platform, call.body.purpose, call.body.challenge, call.now)


def _replay(call: Call, session_id: str, platform: str) -> dict[str, Any]:
    return platform_logins.replay(session_id, call.now)


@feature.route(
    "POST",
    "/v1/login/platforms/{platform}/sessions",
    body=PlatformReturned,
    answer=PlatformLogin,
    status=201,
    replay=_replay,
    replayed_within=SECRET_REPLAY,
)
def log_in_by_platform(call: Call, platform: str) -> dict[str, Any]:
    """Logs in by WeChat or Alipay, where it is bound to an account; else gives a ticket to bind it."""
    body: PlatformReturned = call.body
    given = Returned(platform, body.auth_code, body.state, body.verifier)
    return platform_logins.log_in(given, From(call.address, devices.origin_of(call.headers)), call.once, call.now)


@feature.route("GET", "/v1/me/platforms", roles=RESIDENT, answer=PlatformList)
def list_platforms(call: Call) -> dict[str, Any]:
    """WeChat and Alipay, and since when they are bound to the account."""
    return {"items": platform_bindings.listed(call.actor), "next_cursor": None}


@feature.route("PUT", "/v1/me/platforms/{platform}", roles=RESIDENT, body=NewBinding, status=204, proved=True)
def bind_platform(call: Call, platform: str) -> None:
    """Binds who the platform says that the person is; every other session ends, and the phone is told."""
    body: NewBinding = call.body
    platform_bindings.bind(call.actor, platform, body.ticket, body.verifier, call.proof, call.now)


@feature.route("DELETE", "/v1/me/platforms/{platform}", roles=RESIDENT, status=204)
def unbind_platform(call: Call, platform: str) -> None:
    """Ends log-in by it, and the sessions that began by it."""
    if platform not in PLATFORMS:
        raise NotFound()
    platform_bindings.unbind(call.actor, platform, call.now)
