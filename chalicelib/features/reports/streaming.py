"""What the streams tell that partners are to be told: by ids, for each partner whose agreement lists it.

Whether a person is of our region, and what is said of them, is looked up when the message is made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chalicelib.desk import partners
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.epidemic.case_records import OVER
from chalicelib.features.reports import records
from chalicelib.features.reports.records import CASE, CONTACT, CONTACTS, CREDIT, ERASED, HEALTH, STRUCK, TRIP
from chalicelib.features.statistics import records as counted
from chalicelib.features.statistics.records import Count
from chalicelib.person.history import KEPT
from chalicelib.store.transactions import Put

Image = Mapping[str, Any]
WANTED_BY = {
    HEALTH: "health-declarations",
    TRIP: "trip-declarations",
    STRUCK: "corrections",
    ERASED: "corrections",
    CREDIT: "credit",
    CASE: "feeds/cases",
    CONTACT: "feeds/contacts",
    CONTACTS: "feeds/contacts",
}
"""By what is told the name under which agreements list it (`sends`)."""
_ELSEWHERE = "p_"
"""How the ids of facts begin that a partner told us: they are not told on."""


@dataclass(frozen=True)
class News:
    """One thing that partners are to be told: what, about whom, which record."""

    what: str
    about: str
    ref: str
    at: datetime

    @property
    def mark(self) -> str:
        return f"report#{self.what}#{self.about}#{self.ref}"


def note(changes: Iterable[tuple[Image | None, Image | None, datetime]]) -> int:
    """Has what changed wait for the partners that it goes to, each once. Returns how much was new.

    `changes`: of each record before, after, and when. A query, then a transaction for some dozens.
    """
    news = [each for before, after, at in changes for each in _news(before, after, at)]
    told = [each for each in partners.every() if each["sends"]] if news else []
    return counted.add(count for each in news if (count := _count(each, told)).also)


def of_written(image: Image) -> Iterator[News]:
    """What the stream told of a record as it was written."""
    return _news(None, image, datetime.min.replace(tzinfo=UTC))


def _count(news: News, told: Iterable[PartnerRecord]) -> Count:
    wanting = [each.id for each in told if WANTED_BY[news.what] in each["sends"]]
    puts = [Put(records.pending(each, news.what, news.about, news.ref, news.at)) for each in wanting]
    return Count(news.mark, also=tuple(puts))


def _news(before: Image | None, after: Image | None, at: datetime) -> Iterator[News]:
    kind, pk, sk = (_text(after or before or {}, name) for name in ("kind", "pk", "sk"))
    about = pk.partition("#")[2]
    if kind == "declaration" and before is None and after is not None:
        yield News(HEALTH, about, sk[2:], _instant(after))
    elif kind == "annulment" and before is None and after is not None:
        yield News(STRUCK, about, f"{HEALTH}#{sk[3:]}", _instant(after))
    elif kind == "evidence" and after is not None:
        yield from _of_evidence(about, before, after)
    elif kind == "state" and after is None:
        yield News(ERASED, about, "", at)
    elif kind == "credit_report" and before is None and after is not None:
        yield News(CREDIT, about, sk, _instant(after))
    elif kind == "case" and after is not None:
        yield from _of_case(about, before, after)
    elif kind == "contact" and after is not None and pk.startswith("CONTACT#"):
        yield from _of_contact(about, before, after)


def _of_case(about: str, before: Image | None, after: Image) -> Iterator[News]:
    """A version of a case of ours, or one whose name was compared; and its contacts, where it fell or stands again."""
    number, at = f"{int(after['revision']['N']):06d}", _instant(after, "changed_at")
    settled = before is not None and _text(before, "name_match") and not _text(after, "name_match")
    is_new = before is None or before["revision"] != after["revision"]
    if (is_new or settled) and not about.startswith(_ELSEWHERE):
        yield News(CASE, about, number if is_new else f"{number}-settled", at)
    if before is not None and _is_over(before) != _is_over(after):
        yield News(CONTACTS, about, number, at)


def _is_over(case: Image) -> bool:
    return json.loads(_text(case, "told"))["status"] in OVER


def _of_contact(about: str, before: Image | None, after: Image) -> Iterator[News]:
    """A contact of ours that is in force, or is no more."""
    status = _text(after, "status")
    if status != _text(before or {}, "status") and not about.startswith(_ELSEWHERE):
        yield News(CONTACT, about, status, _instant(after))


def _of_evidence(about: str, before: Image | None, after: Image) -> Iterator[News]:
    """Stays that came to what offices know of the person's document, and those that were taken back."""
    known = {str(event["id"]) for _, event in _events(before)}
    for name, event in _events(after):
        if event["id"] in known or str(event["id"]).startswith(_ELSEWHERE):
            continue
        if name == "StayKnown":
            yield News(TRIP, about, str(event["id"]), _instant(after))
        elif name == "StayWithdrawn":
            yield News(STRUCK, about, f"{TRIP}#{event['stay_id']}", _instant(after))


def _events(image: Image | None) -> list[tuple[str, dict[str, Any]]]:
    """The facts in the copy of what offices know, as class names with contents."""
    if image is None or _text(image, "fact") != KEPT:
        return []
    return [(name, json.loads(content)) for name, content in json.loads(_text(image, "content"))]


def _text(image: Image, name: str) -> str:
    return str(image.get(name, {}).get("S", ""))


def _instant(image: Image, name: str = "at") -> datetime:
    return datetime.strptime(_text(image, name), "%Y-%m-%dT%H:%M:%S.%f%z").astimezone(UTC)
