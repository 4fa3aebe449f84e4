"""The inbox, and how a person wants to be told."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.access.actor import RESIDENT
from chalicelib.features.login.shapes import Challenge
from chalicelib.features.messages import devices, preferences, reading
from chalicelib.features.messages.channels import Channel
from chalicelib.features.messages.devices import Given
from chalicelib.features.messages.preferences import Hours, Ways
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import EmailAddress, Line, Secret, Shape, SixDigits
from chalicelib.identity.email import plain_email
from chalicelib.notify.languages import Language

feature = Feature("messages")


class Message(Shape):
    """`delivery` of the text message: sent, delivered, failed, left_out; `email` of the e-mail, `push` of the push
    message, `wechat` of the one by WeChat in its place: sent, failed."""

    id: str
    at: str
    kind: str
    person_id: str
    text: str
    delivery: str | None
    email: str | None
    push: str | None
    wechat: str | None


class MessageList(Shape):
    items: list[Message]
    next_cursor: str | None


class QuietHours(Shape):
    """HH:MM on the wall clock of a time zone of the tz database; over midnight if `until` is the earlier one."""

    start: Annotated[Line, Field(alias="from")]
    end: Annotated[Line, Field(alias="until")]
    timezone: Line


class Preferences(Shape):
    """`quiet_hours` and `email` absent: as they were; null: none of one's own.

    `channels`: those by which one is told, the first one first; a message goes by the first that works. Those left out
    are off. Where it is there, `sms` counts for nothing; without it `sms` alone is switched. A new e-mail address has
    to be confirmed.
    """

    language: Language
    sms: bool = True
    channels: Annotated[list[Channel], Field(max_length=8)] | None = None
    quiet_hours: QuietHours | None = None
    email: EmailAddress | None = None


class QuietHoursShown(Shape):
    start: Annotated[str, Field(alias="from")]
    end: Annotated[str, Field(alias="until")]
    timezone: str


class PreferencesShown(Shape):
    """`email` is the confirmed address, masked; `email_challenge` the code that was sent to a new one.

    `channels`: those that are on, in their order; `available_channels`: all that lead to the person.
    `push_key`: our key for a browser that subscribes, null where there are no push messages; `push_here`: whether the
    device of this session gets them. `wechat_left`: how many messages by WeChat the person has agreed to that were not
    sent yet, null where none go by it.

    `default_quiet_hours`: those that the rules give to whoever set none; null where they give none.
    """

    language: Language
    sms: bool
    channels: list[Channel]
    available_channels: list[Channel]
    push_key: str | None
    push_here: bool
    wechat_left: int | None
    quiet_hours: QuietHoursShown | None
    default_quiet_hours: QuietHoursShown | None
    email: str | None
    email_challenge: Challenge | None = None


class PushSubscription(Shape):
    """A browser's subscription: its address at a push service; its public key and the secret beside it in base64url;
    `key` is the `push_key` that it was made with."""

    endpoint: Annotated[str, Field(min_length=1, max_length=1024)]
    p256dh: Secret
    auth: Secret
    key: Annotated[str, Field(min_length=1, max_length=128)]


class NewEmail(Shape):
    email: EmailAddress


class EmailConfirmation(Shape):
    challenge_id: Line
    code: SixDigits


@feature.route("GET", "/v1/me/messages", roles=RESIDENT, answer=MessageList, query=("limit", "cursor"))
def list_messages(call: Call) -> dict[str, Any]:
    """What the person was told, newest first."""
    return reading.listed(call.actor, page_size(call), call.query.get("cursor"), call.language)


@feature.route("GET", "/v1/me/preferences", roles=RESIDENT, answer=PreferencesShown)
def show_preferences(call: Call) -> dict[str, Any]:
    """How the person wants to be told."""
    return preferences.show(call.actor, call.now)


@feature.route("PUT", "/v1/me/preferences", roles=RESIDENT, body=Preferences, answer=PreferencesShown, proved=True)
def set_preferences(call: Call) -> dict[str, Any]:
    """Language, channels and their order, quiet hours and e-mail of the account."""
    body: Preferences = call.body
    # Looked at before anything is kept: what is refused changes nothing.
    email = plain_email(body.email) if body.email else None
    if "email" in body.model_fields_set:
        preferences.require_proof(call.actor, email, call.proof, call.now)
    hours = body.quiet_hours
    shown = preferences.prefer(
        call.actor,
        body.language,
        ways=Ways(body.sms, None if body.channels is None else list(body.channels)),
        hours=Hours(hours.start, hours.end, hours.timezone) if hours else None,
        keeps_hours="quiet_hours" not in body.model_fields_set,
        now=call.now,
    )
    if email:
        sent = preferences.offer_email(call.actor, email, call.address, body.language, None, call.now)
        return shown | {"email_challenge": sent}
    if "email" in body.model_fields_set:
        preferences.drop_email(call.actor, call.now)
        return shown | {"email": None}
    return shown


def _replay(call: Call, challenge_id: str) -> dict[str, Any]:
    return preferences.replay_answer(call.actor, challenge_id, call.now)


@feature.route(
    "POST",
    "/v1/me/email",
    roles=RESIDENT,
    body=NewEmail,
    answer=Challenge,
    status=202,
    replay=_replay,
    proved=True,
)
def offer_email(call: Call) -> dict[str, Any]:
    """Sends a code to an e-mail address, which counts once the code came back."""
    preferences.require_proof(call.actor, call.body.email, call.proof, call.now)
    return preferences.offer_email(call.actor, call.body.email, call.address, call.language, call.once, call.now)


@feature.route("POST", "/v1/me/email/confirmation", roles=RESIDENT, body=EmailConfirmation, status=204)
def confirm_email(call: Call) -> None:
    """Takes the address as the second way of telling the person."""
    preferences.confirm_email(call.actor, call.body.challenge_id, call.body.code, call.address, call.now)


@feature.route("DELETE", "/v1/me/email", roles=RESIDENT, status=204, proved=True)
def drop_email(call: Call) -> None:
    """Takes the address away."""
    preferences.require_proof(call.actor, None, call.proof, call.now)
    preferences.drop_email(call.actor, call.now)


@feature.route("PUT", "/v1/me/push", roles=RESIDENT, body=PushSubscription, status=204)
def accept_push(call: Call) -> None:
    """Lets push messages come to the device of this session; they end with the session."""
    body: PushSubscription = call.body
    devices.bind(call.actor, Given(body.endpoint, body.p256dh, body.auth, body.key), call.now)


@feature.route("DELETE", "/v1/me/push", roles=RESIDENT, status=204)
def end_push(call: Call) -> None:
    """Ends push messages to the device of this session."""
    devices.unbind(call.actor)
