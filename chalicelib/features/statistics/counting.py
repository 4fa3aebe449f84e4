"""Counting of what the streams tell: each record once, in its county, city, province and as a whole."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.features.statistics import records
from chalicelib.features.statistics.records import Count
from chalicelib.identity.regions import covering
from chalicelib.instants import seconds
from chalicelib.scoring.days import policy_day

WHOLE = "000000"
"""Stands for everything, wherever."""
PROMISED = timedelta(hours=48)
"""Within which an appeal is to be decided."""
_NEVER_WAS = ("excluded", "withdrawn", None)
_CONTACT = ("confirmed", "held")
_SEVERITY = ("red", "yellow", "green")

Image = Mapping[str, Any]


@dataclass(frozen=True)
class Changed:
    """A changed record as a stream tells it. `at` only matters for one that was taken away: it says no time itself."""

    before: Image | None
    after: Image | None
    at: datetime


def count(changes: Iterable[Changed]) -> int:
    """Counts changed records; returns how many were new to the counters."""
    return records.add(found for change in changes for found in _counts(change))


def _counts(change: Changed) -> Iterator[Count]:
    before, after = change.before, change.after
    kind = _text(after or before or {}, "kind")
    if kind == "state":
        yield from _of_state(before, after, change.at)
    elif kind == "visit" and before is None and after is not None:
        yield _of_visit(after)
    elif kind == "venue" and after is not None:
        yield from _of_venue(before, after)
    elif kind == "check" and before is None and after is not None:
        yield Count(f"check#{after['pk']['S']}", figures_of(_text(after, "region"), _instant(after, "at"), checks=1))
    elif kind == "case" and after is not None:
        yield from _of_case(before, after)
    elif kind == "contact" and after is not None and _text(after, "pk").startswith("CONTACT#"):
        yield from _of_contact(before, after, change.at)
    elif kind == "appeal" and after is not None:
        yield from _of_appeal(before, after)


def _of_case(before: Image | None, after: Image) -> Iterator[Count]:
    """Cases that stand, by the day on which they were entered: one that never was is taken from that day."""
    change = int(_is_case(after)) - int(_is_case(before))
    if change:
        mark = f"case#{_text(after, 'pk')}#{_number(after, 'version')}"
        yield Count(mark, figures_of(_text(after, "region"), _instant(after, "opened_at"), cases=change))


def _is_case(image: Image | None) -> bool:
    return image is not None and json.loads(_text(image, "told") or "{}").get("status") not in _NEVER_WAS


def _of_contact(before: Image | None, after: Image, told_at: datetime) -> Iterator[Count]:
    """Contacts that stand, by the day from which they are known. A withdrawn one keeps that day."""
    change = int(_is_contact(after)) - int(_is_contact(before))
    if change:
        mark = f"contact#{_text(after, 'pk')}#{_text(after, 'status')}#{seconds(told_at)}"
        yield Count(mark, figures_of(_text(after, "region"), _instant(after, "at"), contacts=change))


def _is_contact(image: Image | None) -> bool:
    return image is not None and _text(image, "status") in _CONTACT


def _of_appeal(before: Image | None, after: Image) -> Iterator[Count]:
    """Appeals by the day of their decision, and those of them that were decided within 48 hours."""
    if before is None or _text(before, "status") != "open" or _text(after, "status") == "open":
        return
    decided = _instant(after, "decided_at")
    in_time = int(decided - _instant(after, "at") <= PROMISED)
    figures = figures_of(_text(after, "region"), decided, appeals_decided=1, appeals_in_48h=in_time)
    yield Count(f"appeal#{_text(after, 'pk')}#{_text(after, 'sk')}", figures)


def _of_visit(after: Image) -> Count:
    suspect = int(_text(after, "marks") not in ("", "[]"))
    figures = figures_of(_text(after, "region"), _instant(after, "came"), visits=1, suspect_visits=suspect)
    return Count(f"visit#{_text(after, 'sk')}", figures)


def _of_venue(before: Image | None, after: Image) -> Iterator[Count]:
    """Approved venues, as they are approved and closed."""
    change = int(_text(after, "status") == "approved") - int(_text(before or {}, "status") == "approved")
    if change:
        mark = f"venue#{_text(after, 'pk')}#{_number(after, 'version')}"
        yield Count(mark, figures_of(_text(after, "region"), _instant(after, "updated_at"), venues=change))


def _of_state(before: Image | None, after: Image | None, removed_at: datetime) -> Iterator[Count]:
    """People and their colours: each leaves one county and colour and comes into another."""
    old, new = _standing(before), _standing(after)
    if old == new:
        return
    image = after or before or {}
    version = _number(image, "version") if after else "removed"
    at = _instant(image, "updated_at") if after else removed_at
    figures: dict[tuple[str, str], Counter[str]] = {}
    for standing, sign in ((old, -1), (new, 1)):
        if standing is not None:
            county, colour = standing
            changed = {"people": sign} | ({colour: sign} if colour else {})
            for place, counter in figures_of(county, at, **changed).items():
                figures.setdefault(place, Counter()).update(counter)
    kept = {place: counter for place, counter in figures.items() if any(counter.values())}
    yield Count(f"state#{_text(image, 'pk')}#{version}", kept)


def _standing(image: Image | None) -> tuple[str, str] | None:
    """County and colour of a person: the more severe one where there are two codes."""
    if image is None:
        return None
    colours = json.loads(_text(image, "severity") or "{}").values()
    return _text(image, "county"), next((colour for colour in _SEVERITY if colour in colours), "")


def figures_of(region: str, at: datetime, **changes: int) -> dict[tuple[str, str], Counter[str]]:
    """The same change in every region that covers a county; a place that is not known counts in the whole."""
    day = policy_day(at, POLICY_ZONE).isoformat()
    covered = covering(region) if len(region) == 6 else ()
    return {(each, day): Counter(changes) for each in (*covered, WHOLE)}


def _text(image: Image, name: str) -> str:
    return str(image.get(name, {}).get("S", ""))


def _number(image: Image, name: str) -> str:
    return str(image.get(name, {}).get("N", ""))


def _instant(image: Image, name: str) -> datetime:
    """An instant as PynamoDB stores it: 2020-03-10T04:00:00.000000+0000."""
    return datetime.strptime(_text(image, name), "%Y-%m-%dT%H:%M:%S.%f%z").astimezone(UTC)
