"""What is taken back here is taken back with every partner that has it, and is open until they have acknowledged it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.features.exchange import outbox
from chalicelib.features.reports import records
from chalicelib.person import history
from chalicelib.person import records as people
from chalicelib.scoring.facts import StayKnown, StayWithdrawn
from chalicelib.store.transactions import transact
from tests.reports import steps
from tests.reports.steps import GATEWAY, KANGMA, MINUTE, declared, resident, run
from tests.support.counterpart import Beside
from tests.support.resident_steps import declaration, log_in_staff, refreshed

T0 = datetime(2020, 3, 11, 4, tzinfo=UTC)
_NUMBERS = iter(range(26))


@pytest.fixture
def beside() -> Iterator[Beside]:
    number = next(_NUMBERS)
    with steps.beside(T0, (f"36{7000 + number}", KANGMA), (f"corr{chr(97 + number)}", GATEWAY)) as found:
        yield found


def ids(found: Beside) -> list[str]:
    return list(found.counterpart.memories)


def said(found: Beside, partner: str) -> list[dict[str, Any]]:
    return [each for each in found.received(partner) if each["path"] == "corrections"]


def annul(reference: str, at: datetime, **decided: Any) -> None:
    """Staff strike a declaration, or put it right; the stream tells of it."""
    staff = log_in_staff("epidemiologist", at, "63")
    answer = staff.post(f"/v1/declarations/{reference}/annulment", {"reason": "说明", **decided}, at=at)
    assert answer.status < 300, answer.raw
    steps.streamed(reference.partition("-")[0])


def test_a_struck_declaration_is_withdrawn_where_it_is(beside: Beside) -> None:
    client, person_id = resident(T0)
    first = declared(client, person_id, T0, temperature=36.1)
    declared(client, person_id, T0 + MINUTE, temperature=36.2)
    run(beside, T0 + 2 * MINUTE)
    annul(first, T0 + 3 * MINUTE, kind="not_theirs")
    run(beside, T0 + 4 * MINUTE, minutes=2)
    for partner in ids(beside):
        (report,) = [each for each in beside.received(partner) if each["path"] != "corrections"]
        (correction,) = said(beside, partner)
        assert correction["message"]["replaces"] == report["message"]["id"]
        payload = correction["payload"]
        assert (payload["about"], payload["item"], payload["kind"]) == (report["message"]["id"], 0, "withdrawn")


def test_a_mistaken_one_is_withdrawn_and_its_right_answers_follow(beside: Beside) -> None:
    client, person_id = resident(T0)
    mistaken = declared(client, person_id, T0, temperature=36.1)
    run(beside, T0 + MINUTE)
    annul(mistaken, T0 + 2 * MINUTE, kind="mistaken", answers=declaration(temperature=36.4))
    run(beside, T0 + 3 * MINUTE, minutes=2)
    for partner in ids(beside):
        paths = [each["path"] for each in beside.received(partner)]
        assert paths == ["health-declarations", "corrections", "health-declarations"]
        told = steps.items(beside, partner)
        assert [item["temperature"] for item in told] == [36.1, 36.4]
        assert told[0]["filed_at"] == told[1]["filed_at"]


def test_it_is_open_until_it_is_acknowledged(beside: Beside) -> None:
    partner = ids(beside)[0]
    client, person_id = resident(T0)
    reference = declared(client, person_id, T0)
    run(beside, T0 + MINUTE)
    beside.behave("down", partner)
    annul(reference, T0 + 2 * MINUTE, kind="not_theirs")
    run(beside, T0 + 3 * MINUTE)
    assert records.sent_of(partner, person_id, records.HEALTH, _sort_id(person_id)) is not None
    beside.behave("normal", partner)
    run(beside, T0 + 5 * MINUTE)
    assert records.sent_of(partner, person_id, records.HEALTH, _sort_id(person_id)) is None
    assert len(said(beside, partner)) == 1


def _sort_id(person_id: str) -> str:
    return history.declarations(person_id, 1, None)[0].sort_id


def test_whoever_erases_themself_is_erased_with_every_partner(beside: Beside) -> None:
    client, person_id = resident(T0)
    for minute in range(3):
        declared(client, person_id, T0 + minute * MINUTE)
        run(beside, T0 + minute * MINUTE)
    state = people.state(person_id)
    client = refreshed(client, T0 + 5 * MINUTE)
    answer = client.call("DELETE", f"/v1/people/{person_id}", at=T0 + 5 * MINUTE)
    assert answer.status == 204, answer.raw
    assert steps.told((state, None), at=T0 + 5 * MINUTE) == 1
    run(beside, T0 + 6 * MINUTE, minutes=3)
    for partner in ids(beside):
        reports = [each["message"]["id"] for each in beside.received(partner) if each["path"] != "corrections"]
        found = said(beside, partner)
        assert sorted(each["payload"]["about"] for each in found) == sorted(reports)
        assert {each["payload"]["kind"] for each in found} == {"erased"}
        assert records.first_sent_of(partner, person_id) is None
        assert not any("subject" in each["payload"] for each in found)


def test_whoever_is_gone_before_it_was_told_is_never_told_of(beside: Beside) -> None:
    client, person_id = resident(T0)
    declared(client, person_id, T0)
    state = people.state(person_id)
    refreshed(client, T0 + MINUTE).call("DELETE", f"/v1/people/{person_id}", at=T0 + MINUTE)
    steps.told((state, None), at=T0 + MINUTE)
    run(beside, T0 + 2 * MINUTE, minutes=2)
    assert [beside.received(each) for each in ids(beside)] == [[], []]


def stayed(person_id: str, at: datetime, *events: Any) -> tuple[Any, Any]:
    """The copy of what offices know, before and after these facts came to it."""
    profile = people.profile(person_id)
    assert profile is not None
    from chalicelib.person import known_facts

    before = known_facts.copy_at(person_id, profile.document_hash)
    known = known_facts.extended(known_facts.of_document(profile.document_hash), profile.document_hash, events)
    known.save()
    after = known_facts.copy_of(person_id, known, None, at)
    after.save()
    return before, after


def test_official_stays_are_told_and_taken_back(beside: Beside) -> None:
    _, person_id = resident(T0)
    day = T0.date() - timedelta(days=5)
    stay = StayKnown("travel-1", T0, "420100", day, day + timedelta(days=2))
    theirs = StayKnown("p_340000_0123456789abcdef-1", T0, "340100", day, day)
    assert steps.told(stayed(person_id, T0, stay, theirs)) == 1
    run(beside, T0 + MINUTE)
    partner = ids(beside)[0]
    (item,) = steps.items(beside, partner)
    assert (item["region"], item["from"], item["until"]) == ("420100", "2020-03-06", "2020-03-08")
    assert steps.told(stayed(person_id, T0 + MINUTE, StayWithdrawn("travel-1~", T0 + MINUTE, "travel-1"))) == 1
    run(beside, T0 + 2 * MINUTE, minutes=2)
    (correction,) = said(beside, partner)
    assert (correction["payload"]["kind"], correction["payload"]["item"]) == ("withdrawn", 0)


def test_messages_that_a_change_had_wait_go_with_their_own_id_once(beside: Beside) -> None:
    partner = ids(beside)[0]
    payload = {"about": "m1", "kind": "wrong", "text": "不是我", "due_at": (T0 + timedelta(hours=48)).isoformat()}
    for number in range(2):
        step = outbox.put(partner, f"t{number}", "corrections", payload, about="x", now=T0, in_reply_to="m0")
        transact([step])
    beside.behave("half", partner)
    run(beside, T0 + MINUTE, minutes=3)
    found = said(beside, partner)
    assert [(each["message"]["id"], each["message"]["in_reply_to"], each["times"]) for each in found] == [
        ("t0", "m0", 1),
        ("t1", "m0", 1),
    ]
    assert found[0]["payload"] == payload
    assert [each["message"]["sequence"] for each in found] == [1, 2]


def test_what_a_partner_acknowledges_by_itself_is_not_sent_again(beside: Beside) -> None:
    from chalicelib.features.exchange.acknowledging import AcknowledgementRecord

    partner = ids(beside)[0]
    client, person_id = resident(T0)
    declared(client, person_id, T0)
    beside.behave("wrong_signature", partner)
    run(beside, T0 + MINUTE)
    (flight,) = records.flights(partner).values()
    AcknowledgementRecord(f"ACK#{partner}", flight.message_id, accepted=1, rejected=[], at=T0).save()
    run(beside, T0 + 3 * MINUTE)
    (message,) = beside.received(partner)
    assert (message["times"], records.flights(partner)) == (1, {})
