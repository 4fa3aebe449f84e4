"""Proposals about contacts: one by one, and all of a case at once, as a list that two people see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib.errors import Conflict
from chalicelib.features.epidemic import case_records, contact_records, contacts, spreads
from chalicelib.features.epidemic.case_kind import EPIDEMIOLOGIST
from chalicelib.features.epidemic.contact_records import Exposed
from chalicelib.features.name_matches.naming import is_apart
from chalicelib.features.proposals import kinds, touched_people
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.touched_people import Page
from chalicelib.person import arriving, foreseen, namesakes
from chalicelib.person.changing import Attempt
from chalicelib.person.colour import SEVERITY
from chalicelib.person.records import StateRecord
from chalicelib.scoring.facts import Event
from chalicelib.store.listing import Listing

_SEALED = ("document_hash", "few", "named")
COUNTED_ONE_BY_ONE = 100
"""People of a list of whom each is looked at, to say what colour they turn to."""


def _region(content: Content) -> str:
    return str(content["region"])


def _described(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _SEALED}


def _in_time(content: Content, now: datetime) -> Iterable[str]:
    """Raises Conflict `too_late` where nobody is touched any more."""
    if not contacts.has_effect(content["kind"], content["last_exposure"], now):
        raise Conflict("too_late")
    return ()


def _list_in_time(content: Content, now: datetime) -> Iterable[str]:
    if not any(contacts.has_effect(content["kind"], day, now) for day in content["days"]):
        raise Conflict("too_late")
    return ()


def _turned(state: StateRecord, content: Content, last_exposure: str, now: datetime) -> str | None:
    """The colour that somebody turns to; None where it gets no worse."""
    event = contact_records.fact("contact", content["kind"], last_exposure, (), now)
    before, after = foreseen.turned(state, [event], now)
    return after if SEVERITY[after] > SEVERITY[before] else None


def _touched(content: Content, now: datetime) -> Touched:
    state = arriving.holder(content["document_hash"])
    if state is None or is_apart(content["document_hash"], state, case_records.name_in(content)):
        return Touched()
    turned = _turned(state, content, content["last_exposure"], now)
    return Touched(1, int(turned == "red"), int(turned == "yellow"))


def _list_touched(content: Content, now: datetime) -> Touched:
    """Each of them looked at where they are few, else all of them."""
    people = int(content["people"])
    if "few" not in content:
        red = people if content["kind"] == "close" else 0
        return Touched(people, red, people - red, estimated=True)
    found = ((arriving.holder(each.document_hash), each.last_exposure) for each in listed(content))
    turned = [_turned(state, content, day, now) for state, day in found if state is not None]
    return Touched(people, turned.count("red"), turned.count("yellow"))


def _apply(attempt: Attempt, approved: Approved) -> None:
    content, name = approved.content, case_records.name_in(approved.content)
    contacts.apply_contact(attempt, content["contact"], content, attempt.now, counted=approved.counted, name=name)


def _apply_list(attempt: Attempt, approved: Approved) -> None:
    """The list is told one by one: a transaction has room for few."""
    content = approved.content
    told = {name: str(content[name]) for name in ("list", "case", "kind", "region")}
    told |= {"counted": "yes"} if approved.counted else {}
    attempt.write(spreads.put(content["list"], "contact_list", told, attempt.now))


def _hand_over(approved: Approved, now: datetime) -> None:
    if spreads.find(approved.content["list"]) is not None:
        spreads.hand_over(approved.content["list"], now)


def listed(content: Content) -> Iterable[Exposed]:
    """The people of a list: few stand in the content itself, more beside it."""
    if "few" in content:
        return [Exposed(*row) for row in content["few"]]
    return contact_records.listed(content["list"])


def _documents(content: Content) -> list[str]:
    return [each.document_hash for each in listed(content)]


def _person(content: Content, page: Page) -> dict[str, Any]:
    """The one contact, if it is somebody's by document and name."""
    state = arriving.holder(content["document_hash"])
    if state is not None and is_apart(content["document_hash"], state, case_records.name_in(content)):
        state = None
    day = content["last_exposure"]
    return touched_people.one(state, content["last4"], _events(content, day, page), page, last_exposure=day)


def _events(content: Content, last_exposure: str, page: Page) -> list[Event]:
    return [contact_records.fact("contact", content["kind"], last_exposure, (), page.now)]


def _people(content: Content, page: Page) -> dict[str, Any]:
    """A page of a list's people, masked. A batch read of them beside the list."""
    listing = Listing("contact list", content["list"])
    after = listing.after(page.cursor)
    found = [each for each in listed(content) if after is None or each.person_id > after][: page.limit + 1]
    states = {each.person_id: each for each in namesakes.states_of([each.person_id for each in found[: page.limit]])}

    def masked(each: Exposed) -> dict[str, Any]:
        state = states.get(each.person_id)
        colours = touched_people.turned(state, _events(content, each.last_exposure, page), page)
        gone = {} if state else {"person_id": each.person_id}
        return touched_people.row(state, each.last4, colours, last_exposure=each.last_exposure) | gone

    return listing.answer(found, page.limit, lambda each: each.person_id, masked)


CONTACT = kinds.register(
    Kind(
        name="contact",
        proposers=EPIDEMIOLOGIST,
        approvers=EPIDEMIOLOGIST,
        region=_region,
        apply=_apply,
        describe=_described,
        check=_in_time,
        touched=_touched,
        documents=lambda content: [str(content["document_hash"])],
        people=_person,
    )
)
CONTACT_LIST = kinds.register(
    Kind(
        name="contact_list",
        proposers=EPIDEMIOLOGIST,
        approvers=EPIDEMIOLOGIST,
        region=_region,
        apply=_apply_list,
        describe=_described,
        check=_list_in_time,
        touched=_list_touched,
        documents=_documents,
        after=_hand_over,
        people=_people,
    )
)
