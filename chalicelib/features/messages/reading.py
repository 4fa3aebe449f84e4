"""The inbox of an account."""

from base64 import urlsafe_b64encode
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE
from chalicelib.identity.regions import name_of
from chalicelib.notify.texts import has, say
from chalicelib.person import inbox, travel
from chalicelib.person.inbox import MessageRecord
from chalicelib.store.listing import Listing


def listed(actor: Actor, limit: int, cursor: str | None, language: str) -> dict[str, Any]:
    """A page of entries, newest first, in the reader's language. One query."""
    listing = Listing("messages", actor.account_id)
    found = inbox.page(actor.account_id, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: str(record.sk), lambda record: _view(record, language))


def _view(record: MessageRecord, language: str) -> dict[str, Any]:
    return {
        "id": _id_of(record.sk),
        "at": record.at,
        "kind": record.code.removeprefix("inbox_"),
        "person_id": record.person_id,
        "text": said(record, language),
        "delivery": record.delivery,
        "email": record.email,
        "push": record.push,
        "wechat": record.wechat,
    }


def said(record: MessageRecord, language: str) -> str:
    """The entry's sentence, its days and instants as a person says them; another one where it has no day to name."""
    params = record.params or {}
    spoken = {name: travel.spoken(date.fromisoformat(params[name]), language) for name in ("on",) if name in params}
    if params.get("due_at"):
        spoken["due_at"] = both_times(datetime.fromisoformat(params["due_at"]), params.get("zone"), language)
    if params.get("department"):
        spoken["department"] = say(f"department.{params['department']}", language)
    if params.get("region"):
        spoken["place"] = name_of(params["region"], language)
    if params.get("colour"):
        spoken["shown"] = say(f"shown.{params['colour']}", language)
    code = record.code if "on" in params or not has(f"{record.code}.no_day") else f"{record.code}.no_day"
    return say(code, language, **params | spoken)


def both_times(at: datetime, zone: str | None, language: str) -> str:
    """An instant in Beijing time, and in the reader's where that is another."""
    beijing = f"{at.astimezone(POLICY_ZONE):%m-%d %H:%M}"
    here = at.astimezone(ZoneInfo(zone)) if zone else at.astimezone(POLICY_ZONE)
    if here.utcoffset() == at.astimezone(POLICY_ZONE).utcoffset():
        return say("spoken.beijing", language, beijing=beijing)
    return say("spoken.both", language, beijing=beijing, local=f"{here:%m-%d %H:%M}")


def _id_of(sort_key: str) -> str:
    return urlsafe_b64encode(sort_key.encode()).decode().rstrip("=")
