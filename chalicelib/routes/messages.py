"""The inbox, and how a person wants to be told."""

from typing import Any, Literal

from chalicelib.routes.http import Call, Feature, page_size
from chalicelib.routes.people import RESIDENT
from chalicelib.routes.shapes import Shape
from chalicelib.services import messages

feature = Feature("messages")


class Message(Shape):
    id: str
    at: str
    kind: str
    person_id: str
    text: str


class MessageList(Shape):
    items: list[Message]
    next_cursor: str | None


class Preferences(Shape):
    language: Literal["zh-CN", "en"]
    sms: bool = True


@feature.route("GET", "/v1/me/messages", roles=RESIDENT, answer=MessageList, query=("limit", "cursor"))
def list_messages(call: Call) -> dict[str, Any]:
    """What the person was told, newest first."""
    return messages.listed(call.actor, page_size(call), call.query.get("cursor"), call.language)


@feature.route("PUT", "/v1/me/preferences", roles=RESIDENT, body=Preferences, status=204)
def set_preferences(call: Call) -> None:
    """The language of text messages, and whether reminders come by SMS too."""
    messages.prefer(call.actor, call.body.language, sms=call.body.sms)
