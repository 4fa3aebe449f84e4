"""Joining of two records that are one person's, and its undoing: a proposal wherever somebody is worse off by it."""

from datetime import datetime
from typing import Any

from chalicelib.config import JOINED_AWAY, POLICY_ZONE
from chalicelib.desk import comparisons
from chalicelib.desk.comparisons import ComparisonRecord
from chalicelib.errors import Conflict
from chalicelib.features.people import proxies
from chalicelib.features.proposals import kinds, touched_people
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.touched_people import Colours, Page
from chalicelib.person import colour, documents, foreseen, namesakes, waits
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt
from chalicelib.person.namesakes import Namesake
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store.transactions import Put

_DECIDERS = frozenset({"reviewer", "supervisor"})


def staying_first(newcomer: Namesake, other: Namesake) -> tuple[Namesake, Namesake]:
    """Whose entry, code id and account stay, and the other: a certified resident number's, else the older record's."""
    return (newcomer, other) if _rank(newcomer) < _rank(other) else (other, newcomer)


def _rank(each: Namesake) -> tuple[bool, datetime]:
    resident = each.profile.document_type == "id_card" and each.state.certification == "certified"
    return (not resident, each.profile.created_at)


def content_of(record: ComparisonRecord, newcomer: Namesake, other: Namesake, reason: str, now: datetime) -> Content:
    """What is agreed to by joining them."""
    stays, goes = staying_first(newcomer, other)
    worse = _turned(newcomer, other, now)
    return {
        "comparison": record.id,
        "stays": stays.state.person_id,
        "goes": goes.state.person_id,
        "region": record.region,
        "reason": reason,
        "documents": [stays.profile.document_hash, goes.profile.document_hash],
        "worse": worse,
    }


def _turned(newcomer: Namesake, other: Namesake, now: datetime) -> list[str]:
    """The colours that either record turns to by the other's holds."""
    return [
        turned
        for one, beside in ((newcomer, other), (other, newcomer))
        if (turned := _worse_by(one, beside, now)) is not None
    ]


def _worse_by(one: Namesake, beside: Namesake, now: datetime) -> str | None:
    """The colour that a record turns to by another one's holds; None where it keeps its own."""
    own, theirs = (_colour(each, now) for each in (one, beside))
    return theirs if colour.SEVERITY[theirs] > colour.SEVERITY[own] else None


def _colour(each: Namesake, now: datetime) -> str:
    """The gravest colour that follows from a record's own facts, whether it is shown or not."""
    return foreseen.gravest(each.state, colour.load_state(each.state), now)


def touched(content: Content, now: datetime) -> Touched:
    """Two people's records, and how many of them turn red or yellow."""
    worse = content.get("worse", [])
    return Touched(people=2, to_red=worse.count("red"), to_yellow=worse.count("yellow"))


def _both(content: Content, page: Page) -> dict[str, Any]:
    """The two records; of a joining the colour that each would have with the other's holds."""
    states = [state for each in ("stays", "goes") if (state := people.state(content[each])) is not None]
    own = [foreseen.gravest(state, colour.load_state(state), page.now) for state in states]
    joined = max(own, key=colour.SEVERITY.__getitem__, default="green") if "worse" in content else None
    colours = [Colours(each, joined or each) for each in own]
    return touched_people.listed(
        [touched_people.row(each, "", turn) for each, turn in zip(states, colours, strict=True)]
    )


def _join(attempt: Attempt, approved: Approved) -> None:
    content, now = approved.content, attempt.now
    stays, goes = attempt.person(content["stays"]), attempt.person(content["goes"])
    profile = _profile(goes)
    until = now + JOINED_AWAY
    attempt.write(comparisons.decided(_waiting(content), "same", approved.approved_by, content["reason"], now))
    _move_document(attempt, profile, stays)
    if profile.namesakes:
        attempt.write(namesakes.leave_step(profile.namesakes, goes.id))
    for scheme in goes.state.schemes:
        stays.hold_scheme(scheme)
    stays.join(goes.state)
    goes.go_away(stays.id, until)
    stays.notify("inbox_joined", reason=content["reason"])
    goes.notify("inbox_joined_away", reason=content["reason"], on=policy_day(until, POLICY_ZONE).isoformat())


def _waiting(content: Content) -> ComparisonRecord:
    record = comparisons.find(content["comparison"])
    if record is None or record.status != "waiting":
        raise Conflict("comparison_decided")
    return record


def _profile(person: Person) -> ProfileRecord:
    profile = people.profile(person.id)
    if profile is None:
        raise Conflict()
    return profile


def _move_document(attempt: Attempt, profile: ProfileRecord, holder: Person) -> None:
    """Whoever shows the document is looked up, and logs in, as the person who has it now."""
    claim = documents.claim_by_hash(profile.document_hash)
    if claim is not None:
        attempt.write(people.claim_move(claim, holder.id, holder.state.account_id))


def _part(attempt: Attempt, approved: Approved) -> None:
    """Each fact returns to its document; the two are never asked about again."""
    content, now = approved.content, attempt.now
    record = comparisons.find(content["comparison"])
    if record is None or record.status != "same":
        raise Conflict("comparison_decided")
    stays, goes = attempt.person(content["stays"]), attempt.person(content["goes"])
    profile = _profile(goes)
    attempt.write(comparisons.decided(record, "undone", approved.approved_by, content["reason"], now))
    attempt.write(Put(namesakes.told_apart(*content["documents"])))
    _move_document(attempt, profile, goes)
    _return(attempt, goes, profile)
    goes.come_back(stays.part(goes.id, profile.document_hash))
    for person in (stays, goes):
        person.notify("inbox_parted", reason=content["reason"])


def _return(attempt: Attempt, person: Person, profile: ProfileRecord) -> None:
    """The record takes its place among namesakes again, and in the account that it had left."""
    who = namesakes.identity_of(profile)
    if who is not None and profile.namesakes:
        attempt.write(namesakes.beside_step(namesakes.at(who.place), who, person.id))
    if waits.has_left(person.state):
        attempt.write(*proxies.link_steps_of(person.state.account_id, person.id, person.state.relation))


JOIN = kinds.register(
    Kind(
        name="join",
        proposers=_DECIDERS,
        approvers=_DECIDERS,
        region=lambda content: str(content["region"]),
        apply=_join,
        touched=touched,
        documents=lambda content: list(content["documents"]),
        takes_two=lambda content: bool(content["worse"]),
        people=_both,
    )
)
PART = kinds.register(
    Kind(
        name="part",
        proposers=_DECIDERS,
        approvers=_DECIDERS,
        region=lambda content: str(content["region"]),
        apply=_part,
        touched=touched,
        documents=lambda content: list(content["documents"]),
        people=_both,
    )
)
