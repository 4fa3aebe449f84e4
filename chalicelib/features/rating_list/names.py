"""Names of the list that mean no county: they wait until staff say what they mean, for ever.

A code is said by two, because what the list rates under the name colours that region from then on; `ignore` by one.
"""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region, require_scope
from chalicelib.access.idempotency import Once
from chalicelib.errors import NotFound, invalid
from chalicelib.features.proposals import kinds, proposing
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.rating_list import records
from chalicelib.features.rating_list.parsing import NationalList
from chalicelib.features.rating_list.records import NameRecord
from chalicelib.features.rating_list.resolving import IGNORE, Resolved, resolve
from chalicelib.identity.region_names import province_of
from chalicelib.identity.regions import is_city_or_province, is_county
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.listing import Listing
from chalicelib.store.transactions import Put

_EPIDEMIOLOGIST = frozenset({"epidemiologist"})


def resolved(listed: NationalList, now: datetime) -> Resolved:
    """What a list says, by its names and by what staff said of them; names that are new wait from here on."""
    found = resolve(listed, {})
    known = records.names(found.unresolved)
    new = (each for each in found.unresolved.items() if each[0] not in known)
    records.put_waiting(
        records.new_name(path, province_of(path.partition("/")[0]), each.reason, each.candidates, now)
        for path, each in new
    )
    return resolve(listed, {path: str(each.said) for path, each in known.items() if each.said})


def listed(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the names that wait in the actor's region, and of how many entries the latest list had how many."""
    listing, head = Listing("list_names", actor.region), records.head()
    found = records.waiting(actor.region, limit + 1, listing.after(cursor))
    page = listing.answer(found, limit, lambda each: str(each.gsi1sk), _view)
    figures = {"at": head.at, "entries": int(head.entries), "unresolved": int(head.unresolved)}
    return page | {"waiting": records.count_waiting(actor.region)} | figures


def _view(record: NameRecord) -> dict[str, Any]:
    return {
        "name": record.name,
        "region": record.region,
        "reason": record.reason,
        "candidates": list(record.candidates),
        "since": record.since,
    }


def say(actor: Actor, path: str, code: str, reason: str, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes what a name means, or says at once that it is to be ignored.

    Raises NotFound for no name of the list or another region's, Invalid for no region of the country, Forbidden for
    one of another region, Conflict `proposal_open`.
    """

    def change(attempt: Attempt) -> ProposalRecord:
        record = records.name(path)
        if record is None:
            raise NotFound()
        require_region(actor, str(record.region))
        if code != IGNORE:
            if not (is_county(code) or is_city_or_province(code)):
                raise invalid("code", "unknown_region")
            require_scope(actor, code)
        content = {"name": path, "code": code, "region": record.region}
        proposed = proposing.propose(attempt, actor, Wanted(KIND, record.id, content, reason))
        attempt.once(key, proposed.id)
        return proposed

    return changing(now, change)


def _apply(attempt: Attempt, approved: Approved) -> None:
    """From now on it means that; the list is asked for anew, so that it says what it now means."""
    record = records.name(approved.content["name"])
    if record is None:
        raise NotFound()
    record.said = approved.content["code"]
    head = records.head()
    head.etag = head.modified = None
    attempt.write(Put(records.placed(record)), Put(head))


def _before(content: Content) -> dict[str, Any] | None:
    """What staff said of the name before. One read."""
    record = records.name(content["name"])
    return {"code": record.said} if record is not None and record.said else None


def _region(content: Content) -> str:
    return str(content["region"])


def _means_a_region(content: Content) -> bool:
    return bool(content["code"] != IGNORE)


KIND = kinds.register(
    Kind(
        name="list_name",
        proposers=_EPIDEMIOLOGIST,
        approvers=_EPIDEMIOLOGIST,
        region=_region,
        apply=_apply,
        takes_two=_means_a_region,
        before=_before,
    )
)
