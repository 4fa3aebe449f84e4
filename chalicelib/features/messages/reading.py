"""The inbox of an account."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import invalid
from chalicelib.notify.texts import say
from chalicelib.person import inbox, travel
from chalicelib.person.inbox import MessageRecord

_SORT_KEY = re.compile(r"message#[0-9]{13}#[a-z_]{1,40}#[0-9a-f]{20}\Z")


def listed(actor: Actor, limit: int, cursor: str | None, language: str) -> dict[str, Any]:
    """A page of entries, newest first, in the reader's language. One query."""
    before = _opened(cursor) if cursor else None
    found = inbox.page(actor.account_id, limit + 1, before)
    more = _sealed(found[limit - 1].sk) if len(found) > limit else None
    return {"items": [_view(record, language) for record in found[:limit]], "next_cursor": more}


def _view(record: MessageRecord, language: str) -> dict[str, Any]:
    return {
        "id": _sealed(record.sk),
        "at": record.at,
        "kind": record.code.removeprefix("inbox_"),
        "person_id": record.person_id,
        "text": said(record, language),
        "delivery": record.delivery,
        "email": record.email,
    }


def said(record: MessageRecord, language: str) -> str:
    """The entry's sentence, its days and instants as a person says them."""
    params = record.params or {}
    spoken = {name: travel.spoken(date.fromisoformat(params[name]), language) for name in ("on",) if name in params}
    if params.get("due_at"):
        spoken["due_at"] = both_times(datetime.fromisoformat(params["due_at"]), params.get("zone"), language)
    return say(record.code, language, **params | spoken)


def both_times(at: datetime, zone: str | None, language: str) -> str:
    """An instant in Beijing time, and in the reader's where that is another."""
    beijing = f"{at.astimezone(POLICY_ZONE):%m-%d %H:%M}"
    here = at.astimezone(ZoneInfo(zone)) if zone else at.astimezone(POLICY_ZONE)
    if here.utcoffset() == at.astimezone(POLICY_ZONE).utcoffset():
        return f"{beijing}（北京时间）" if language == "zh-CN" else f"{beijing} (Beijing time)"
    local = f"{here:%m-%d %H:%M}"
    if language == "zh-CN":
        return f"北京时间 {beijing}（当地 {local}）"
    return f"{beijing} Beijing time ({local} local time)"


def _sealed(sort_key: str) -> str:
    return urlsafe_b64encode(sort_key.encode()).decode().rstrip("=")


def _opened(cursor: str) -> str:
    try:
        sort_key = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise invalid("cursor", "bad_cursor") from None
    if not _SORT_KEY.match(sort_key):
        raise invalid("cursor", "bad_cursor")
    return sort_key
