"""What jobs have to do, list by list: a record that cannot be read keeps nobody else's waiting, and is counted."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.desk import name_matches, partners, requests
from chalicelib.desk.waiting import Queue
from chalicelib.features.appeals import records as appeals
from chalicelib.features.breaker import records as breakers
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.credit import records as violations
from chalicelib.features.epidemic import contact_records, spreads
from chalicelib.features.exchange import fact_records, outbox
from chalicelib.features.exports import records as exports
from chalicelib.features.imports import records as imports
from chalicelib.features.login import challenges, undo_records
from chalicelib.features.reports import records as reports
from chalicelib.instants import stamp
from chalicelib.person import indexed, revocations, segments
from chalicelib.person import records as people
from chalicelib.store import outboxes
from chalicelib.store.tables import Record
from tests.support import broken
from tests.support.resident_steps import NOON

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
AT = NOON - timedelta(days=9_000)
"""Long before anything of another test, so that it comes first."""


def _placed(record: Record, **place: str) -> Record:
    for name, value in place.items():
        setattr(record, name, value)
    return record


def _recovery(name: str, at: datetime) -> Record:
    record = requests.make(name, "63", at, content="")
    return _placed(record, gsi2pk="RECOVERIES", gsi2sk=f"{stamp(at)}#{name}")


def _violation(name: str, at: datetime) -> Record:
    told = {"told": {}, "deciders": {"a"}, "proposal": "p", "document": "", "document_hash": "d", "last4": "0000"}
    place = {"person_id": "nobody", "region": "63", "at": at, "object_until": at}
    record = violations.ViolationRecord(f"VIOL#{name}", "violation", **place, **told)
    return _placed(record, gsi3pk="VIOLATIONSDUE", gsi3sk=f"{stamp(at)}#{name}")


def _suspended(name: str, at: datetime) -> Record:
    told = {"message_id": "m", "revision": 1, "told": {}, "region": "63", "status": "known", "at": at}
    record = fact_records.make("630000", "case", name, suspended={"until": at.isoformat()}, **told)
    fact_records.put(record)
    return record


def _challenge(name: str, at: datetime) -> Record:
    return _placed(
        challenges.ChallengeRecord(f"CH#{name}", "challenge", challenge_id=name, expires_at=at),
        gsi2pk="UNSENT#0",
        gsi2sk=f"{stamp(at)}#{name}",
    )


def _undo(name: str, at: datetime) -> Record:
    record = undo_records.UndoRecord(f"A#{name}", f"undo#{name}", expires_at=at)
    return _placed(record, gsi2pk="UNTOLD#0", gsi2sk=f"{stamp(at)}#{name}")


def _spread(name: str, at: datetime) -> Record:
    return spreads.put(name, "case", {"case": name}, at).record


def _import(name: str, at: datetime) -> Record:
    told = {"what": "cases", "format": "csv", "origin": "desk", "region": "63", "by": "a", "at": at}
    return imports.step(imports.make(name, **told), at).record


def _export(name: str, at: datetime) -> Record:
    return exports.step(exports.make(name, what="photos", by="a", at=at)).record


def _campaign(name: str, at: datetime) -> Record:
    told = {"what": "rating", "cause": "c", "region": "63", "by": "a"}
    return campaigns.placed(campaigns.CampaignRecord(f"CAMP#{name}", "campaign", at=at, **told))


def _release(name: str, at: datetime) -> Record:
    record = breakers.BreakerRecord(f"BREAKER#{name}#contact", "breaker", releasing=at)
    return _placed(record, gsi1pk="BREAKER_RELEASES", gsi1sk=f"{stamp(at)}#{name}")


def _held(name: str, at: datetime) -> Record:
    return breakers.held_record("990001", "contact", name, "d", at)


def _match(name: str, at: datetime) -> Record:
    told = {"person_id": "nobody", "document_hash": "d", "at": at, "due_at": at, "decided_at": at}
    record = name_matches.NameMatchRecord(f"NAMES#{name}", "match", **told)
    return _placed(record, gsi1pk="NAME_MATCHES", gsi1sk=f"{stamp(at)}#{name}")


def _appeal(name: str, at: datetime) -> Record:
    return appeals.make(name, "1", at, at, category="other", text="", department="other")


def _contact(name: str, at: datetime) -> Record:
    told = {"document_hash": "d", "last4": "0000", "region": "63", "contact_kind": "close", "ground": "exposure"}
    record = contact_records.ContactRecord("CASE#broken-list", f"contact#{stamp(at)}-{name}", at=at, **told)
    return _placed(record, last_exposure="2020-03-01")


def _state(name: str, at: datetime) -> Record:
    record = people.StateRecord(f"P#{name}", "state", account_id="a", schemes={"domestic"}, code_id=f"c-{name}")
    record.name_masked, record.last4, record.code_since, record.updated_at = "某", "0000", at, at
    return _placed(record, gsi2pk="DUE#0", gsi2sk=stamp(at), gsi3pk="HELD#77", gsi3sk=f"1#{stamp(at)}#{name}")


def _stay(name: str, at: datetime) -> Record:
    return indexed.StayRecord("STAY#990001#00", f"{stamp(at)}-{name}", since=at)


def _pending(name: str, at: datetime) -> Record:
    return _placed(reports.pending("990000", "health", name, "1", at), pk="REPORT#990000#0")


def _outgoing(name: str, at: datetime) -> Record:
    return outbox.OutgoingRecord("OUT#990000#0", f"{stamp(at)}#{name}", path="corrections", payload="", at=at)


def _partner(name: str, at: datetime) -> Record:
    return partners.make(name, {"sends": []}, [], at)


def _queued(queue: Queue, model: type[Any]) -> list[Any]:
    return queue.first(model, "", 1, None)


Make, Find = Callable[[str, datetime], Record], Callable[[], list[Any]]
UNTIL = AT + HOUR
LISTS: dict[str, tuple[Make, Find]] = {
    "recoveries": (_recovery, lambda: requests.due(UNTIL, 1)),
    "violations": (_violation, lambda: violations.due(UNTIL, 1)),
    "suspensions": (_suspended, lambda: fact_records.overdue(UNTIL, 1)),
    "codes": (_challenge, lambda: challenges.unsent(0, UNTIL, 1)),
    "untold": (_undo, lambda: outboxes.untold(UNTIL, 1)),
    "campaigns": (_campaign, lambda: campaigns.listed(closed=False, limit=1, after=None)),
    "releases": (_release, lambda: breakers.releases(1)),
    "held": (_held, lambda: breakers.held_there("990001", "contact", 1, None)),
    "comparisons": (_match, lambda: name_matches.settling(1)),
    "appeals": (_appeal, lambda: _queued(appeals.QUEUE, appeals.AppealRecord)),
    "contacts": (_contact, lambda: contact_records.of_case("broken-list", 1, None)),
    "due": (_state, lambda: people.due(0, AT, UNTIL, 1)),
    "held people": (_state, lambda: segments.held(77, 2, None)[0]),
    "stays": (_stay, lambda: indexed.stays("990001", 0, 1, None)),
    "reports": (_pending, lambda: reports.waiting("990000", 0, 1, NOON)),
    "messages": (_outgoing, lambda: outbox.waiting("990000", 0, 1, NOON)),
    "partners": (_partner, partners.every_readable),
}
"""Of each list a record in it, and its first."""


@pytest.fixture(params=LISTS)
def listed(request: pytest.FixtureRequest) -> Iterator[tuple[Record, Record, Find]]:
    """A record that can be read, one before it that is to be broken, and the list that both are in."""
    make, find = LISTS[request.param]
    first, second = make(f"broken-{request.param}", AT), make(f"whole-{request.param}", AT + MINUTE)
    broken.put(second, second.serialize(null_check=False))
    yield first, second, find
    second.delete()


def test_a_record_that_cannot_be_read_keeps_no_other_waiting(listed, capsys, caplog) -> None:
    first, second, find = listed
    with broken.standing(first):
        found = [(each.pk, each.sk) for each in find()]
    assert (second.pk, second.sk) in found
    assert (first.pk, first.sk) not in found
    assert '"RecordsUnreadable"' in capsys.readouterr().out
    said = [vars(each) for each in caplog.records if each.getMessage() == "a record cannot be read"]
    assert said
    assert "the day after" not in str(said)


HANDED_OVER: dict[str, tuple[Make, Callable[[], int]]] = {
    "spreads": (_spread, lambda: spreads.hand_over_again(UNTIL, limit=1)),
    "imports": (_import, lambda: imports.hand_over_again(UNTIL, limit=1)),
    "exports": (_export, lambda: exports.hand_over_again(AT + 4 * MINUTE)),
}


@pytest.mark.parametrize("name", HANDED_OVER)
def test_what_is_handed_over_again_waits_for_no_record_that_cannot_be_read(name) -> None:
    make, hand_over_again = HANDED_OVER[name]
    second = make(f"whole-{name}", AT + timedelta(seconds=1))
    broken.put(second, second.serialize(null_check=False))
    try:
        with broken.standing(make(f"broken-{name}", AT)):
            assert hand_over_again() == 1
    finally:
        second.delete()


def test_a_code_that_ended_is_in_the_lists_of_gates_whatever_else_of_it_can_be_read() -> None:
    ended = revocations.put("code-that-ended", "somebody", AT).record
    with broken.standing(ended):
        (found,) = revocations.since(AT - MINUTE, AT + MINUTE)
    assert (found.code_id, found.revoked_at) == ("code-that-ended", AT)
