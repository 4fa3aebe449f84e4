"""Agreeing to messages by WeChat, one at a time."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.access.actor import RESIDENT
from chalicelib.features.messages import wechat_agreements
from chalicelib.features.messages.wechat_agreements import Agreed
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.person.agreements import SCENES

feature = Feature("wechat_messages")

Verifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""32 random bytes in base64url; its challenge is SHA-256 of this text, in base64url too (RFC 7636)."""


class AgreementWanted(Shape):
    challenge: Verifier


class AgreementStarted(Shape):
    """Where the page inside WeChat goes; it comes back to its own address with `openid`, `template_id`, `action`
    (`confirm` or `cancel`), `scene`, and `reserved`."""

    confirm_url: str
    expires_at: str


class AgreementReturned(Shape):
    """What the address had; `state` as `reserved`."""

    openid: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    scene: Annotated[int, Field(ge=0, le=SCENES)]
    state: Annotated[str, Field(pattern=r"^m[0-9a-f]{48}$")]
    verifier: Verifier


class AgreementsLeft(Shape):
    """How many messages may be sent."""

    wechat_left: int


@feature.route("POST", "/v1/me/wechat-agreements/start", roles=RESIDENT, body=AgreementWanted, answer=AgreementStarted)
def start_wechat_agreement(call: Call) -> dict[str, Any]:
    """Where a page inside WeChat goes so that the person agrees to one message there."""
    return wechat_agreements.start(call.actor, call.body.challenge, call.now)


@feature.route("POST", "/v1/me/wechat-agreements", roles=RESIDENT, body=AgreementReturned, answer=AgreementsLeft)
def keep_wechat_agreement(call: Call) -> dict[str, Any]:
    """Keeps what the person agreed to: the next message may go by WeChat."""
    body: AgreementReturned = call.body
    given = Agreed(body.openid, body.scene, body.state, body.verifier)
    return {"wechat_left": wechat_agreements.keep(call.actor, given, call.now)}
