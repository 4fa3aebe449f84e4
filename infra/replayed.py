"""What has happened since a copy of the tables was made, and holds after a restore too: who was erased, what was
corrected, what has gone because its time was over, which data keys were destroyed.

Nothing of it comes back: a restored table is used only without what people were promised is gone.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from chalicelib.instants import from_seconds
from chalicelib.retention import due

Item = dict[str, Any]
type Worked = Callable[[str, Callable[[list[Item]], list[Any]]], Iterator[list[Any]]]
"""What some work makes of each page of a table: its name, the work."""
Find = Callable[[str, Iterable[Item]], dict[tuple[str, str], Item]]
"""Those of some records that a live table has now, by their keys: its name, the records."""
_OVER = {
    "case": frozenset({"excluded", "withdrawn", "released", "died"}),
    "contact": frozenset({"withdrawn", "other_person"}),
    "designation": frozenset({"ended", "wrong", "other_person"}),
    "violation": frozenset({"withdrawn"}),
}
"""The statuses by which a record of this kind was corrected."""


@dataclass(frozen=True)
class Since:
    """Ids of people and accounts that were erased; documents and people of whom something was corrected, and the
    corrected records themselves; names of destroyed data keys; today."""

    today: date
    people: frozenset[str] = field(default_factory=frozenset)
    accounts: frozenset[str] = field(default_factory=frozenset)
    corrected: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    documents: frozenset[str] = field(default_factory=frozenset)
    concerned: frozenset[str] = field(default_factory=frozenset)
    keys: frozenset[str] = field(default_factory=frozenset)

    def holds_back(self, was: Item, now: Item | None) -> str | None:
        """Why a record of the copy is not put back: `erased`, `corrected` or `retired`; None where it may be."""
        if self._is_erased(was):
            return "erased"
        if now is None and (self._is_retired(was) or was["pk"]["S"].removeprefix("KEY#") in self.keys):
            return "retired"
        return "corrected" if self._is_corrected(was) else None

    def _is_erased(self, item: Item) -> bool:
        own = {f"P#{each}" for each in self.people} | {f"A#{each}" for each in self.accounts}
        about = {_text(item, "person_id"), _text(item, "rival_of")} & self.people
        return item["pk"]["S"] in own or bool(about) or _text(item, "account_id") in self.accounts

    def _is_retired(self, item: Item) -> bool:
        """Its day has come: what was put off at the time of the copy stands at a later one."""
        if item.get("kind", {}).get("S") == "audit":
            return "ttl" in item and due.day_of(from_seconds(int(item["ttl"]["N"]))) <= self.today
        found, standing = due.due(item), _text(item, "gsi4pk")
        if found is None or found.open or found.kind.part or not standing:
            return False
        return max(found.day, due.day_in(standing)) <= self.today

    def _is_corrected(self, item: Item) -> bool:
        pk, sk = place(item)
        if (pk, sk) in self.corrected or pk.removeprefix("DOC#") in self.documents:
            return True
        return pk.removeprefix("P#") in self.concerned and (sk == "state" or sk.startswith("e#"))


def since(today: date, copy: Worked, live: Worked, find: Find) -> Since:
    """What has happened since. Reads the copies of People and Epidemic, and the live Operations."""
    people, accounts = _erased(copy, find)
    corrected, documents = _corrected(copy, find)
    claims = find("People", [keys(f"DOC#{each}", "document") for each in documents])
    concerned = {_text(each, "person_id") for each in claims.values()}
    destroyed = set(chain.from_iterable(live("Operations", _destroyed)))
    return Since(
        today,
        people=frozenset(people),
        accounts=frozenset(accounts),
        corrected=frozenset(corrected),
        documents=frozenset(documents),
        concerned=frozenset(concerned),
        keys=frozenset(destroyed),
    )


def _erased(copy: Worked, find: Find) -> tuple[set[str], set[str]]:
    """Ids of people, and of accounts that are gone with them."""
    erased = dict(chain.from_iterable(copy("People", lambda page: _erased_on(page, find))))
    accounts = set(erased.values())
    left = find("Accounts", [keys(f"A#{each}", "account") for each in accounts])
    return set(erased), {each for each in accounts if (f"A#{each}", "account") not in left}


def _erased_on(page: list[Item], find: Find) -> list[tuple[str, str]]:
    """Whoever has a state on a page of the copy and none now, and whose erasure is noted or whose code was ended, with
    their account: what is lost by accident does neither."""
    states = [item for item in page if item["sk"]["S"] == "state"]
    living = find("People", states)
    gone = [each for each in states if place(each) not in living]
    signs = find("Operations", [sign for each in gone for sign in _signs(each)])
    erased = [each for each in gone if any(place(sign) in signs for sign in _signs(each))]
    return [(each["pk"]["S"][2:], _text(each, "account_id")) for each in erased]


def _corrected(copy: Worked, find: Find) -> tuple[set[tuple[str, str]], set[str]]:
    """Records of which the copy has what was taken back since, and the documents that they are about."""
    found = list(chain.from_iterable(copy("Epidemic", lambda page: _corrected_on(page, find))))
    return {record for record, _ in found}, {document for _, document in found} - {""}


def _corrected_on(page: list[Item], find: Find) -> list[tuple[tuple[str, str], str]]:
    stood = [item for item in page if _text(item, "kind") in _OVER and not _is_over(item)]
    now = find("Epidemic", stood)
    found = [each for each in stood if place(each) in now and _is_over(now[place(each)])]
    return [(place(each), _text(each, "document_hash")) for each in found]


def _is_over(item: Item) -> bool:
    told = json.loads(_text(item, "told") or "{}")
    status = told.get("status", "") if _text(item, "kind") == "case" else _text(item, "status")
    return status in _OVER[_text(item, "kind")]


def _destroyed(page: list[Item]) -> list[str]:
    told = [item for item in page if _text(item, "kind") in ("retention_run", "key_inventory")]
    return [name for item in told for name in item.get("destroyed", {}).get("SS", ())]


def _signs(state: Item) -> tuple[Item, Item]:
    """What erasing leaves: a note for as long as a table can be restored back, an ended code for five days."""
    return keys(f"ERASED#{state['pk']['S'][2:]}", "erased"), keys(f"CODE#{_text(state, 'code_id')}", "ended")


def place(item: Item) -> tuple[str, str]:
    """A record's key."""
    return item["pk"]["S"], item["sk"]["S"]


def keys(pk: str, sk: str) -> Item:
    """A key as DynamoDB's interface has it."""
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _text(item: Item, name: str) -> str:
    return str(item.get(name, {}).get("S", ""))
