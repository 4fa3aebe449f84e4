"""Lists that are held: proposals that none of staff made, so that two epidemiologists of the whole country agree."""

from typing import Any

from chalicelib.errors import Conflict, FieldError
from chalicelib.features.proposals import kinds, proposing
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.rating_list import records
from chalicelib.features.rating_list.records import HeadRecord, ListRecord
from chalicelib.person.changing import Attempt
from chalicelib.store.transactions import Put

_EPIDEMIOLOGIST = frozenset({"epidemiologist"})


def hold(attempt: Attempt, head: HeadRecord, record: ListRecord, why: list[str], changes: dict[str, int]) -> None:
    """Proposes a list that is kept already, and notes that it is held."""
    content: dict[str, Any] = {"list": record.id, "at": record.at.isoformat(), "digest": record.digest, "why": why}
    content |= {"entries": int(record.entries), "changes": changes, "rests_on": head.digest}
    head.held = record.digest
    attempt.write(Put(head))
    proposing.propose_unsigned(attempt, Wanted(KIND, record.id, content, ", ".join(why)))


def _apply(attempt: Attempt, approved: Approved) -> None:
    """The list is put in force with the next run, unless another one was meanwhile."""
    content, head = approved.content, records.head()
    if head.pending is not None or head.digest != content["rests_on"]:
        raise Conflict(None, FieldError("content", "changed_meanwhile"))
    head.pending = content["list"]
    attempt.write(Put(head))


def _whole_country(content: Content) -> str:
    return ""


def _described(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "rests_on"}


KIND = kinds.register(
    Kind(
        name="feed_list",
        proposers=_EPIDEMIOLOGIST,
        approvers=_EPIDEMIOLOGIST,
        region=_whole_country,
        describe=_described,
        apply=_apply,
    )
)


def counted(before: dict[str, str], after: dict[str, str]) -> dict[str, int]:
    """How many regions a list says anew, no more, or another level of."""
    both = before.keys() & after.keys()
    return {
        "begin": len(after.keys() - both),
        "end": len(before.keys() - both),
        "change": sum(before[code] != after[code] for code in both),
    }
