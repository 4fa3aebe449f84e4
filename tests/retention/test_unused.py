"""Whoever declares nothing for long is told and erased; never anybody else, and never anybody untold."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.features.photos import pictures
from chalicelib.features.retention import records, working
from chalicelib.person import accounts, erased
from chalicelib.person import records as people
from chalicelib.retention.due import day_in, day_of
from chalicelib.retention.unused import Told, next_step
from chalicelib.store.tables import PersonRecord
from tests.epidemic.steps import in_force
from tests.retention.steps import DAY, a_year, retire
from tests.support.client import Client
from tests.support.guillotine import cut_at
from tests.support.resident_steps import a_document, applied, apply, declare, log_in, refreshed
from tests.support.traveller_steps import set_trip, traveller

FIRST = date(2020, 1, 1)


@given(st.lists(st.integers(1, 260), max_size=4), st.lists(st.integers(1, 40), min_size=30, max_size=60))
def test_nobody_is_erased_untold_or_after_a_declaration(declared_on, gaps):
    """Whenever the job runs and whenever they declare: the days are kept, and the notice."""
    told, told_on, today = None, None, FIRST
    for gap in gaps:
        today += timedelta(days=gap)
        last = max([FIRST, *(d for each in declared_on if (d := FIRST + timedelta(days=each)) <= today)])
        said = next_step(last, told, today)
        assert said.day >= today
        if said.step == "tell":
            told, told_on = Told(last, said.day), today
        if said.step == "erase":
            assert told is not None
            assert today >= told_on + timedelta(days=14)
            assert today > last + timedelta(days=180)
            assert not last > told_on
            return


@given(st.integers(0, 400))
def test_a_job_that_runs_each_day_erases_on_the_day_it_named(away):
    told = None
    for number in range(away + 1):
        today = FIRST + timedelta(days=number)
        said = next_step(FIRST, told, today)
        assert said.step == ("erase" if number >= 181 else "tell" if number == 167 else "wait")
        told = Told(FIRST, said.day) if said.step == "tell" else told
        assert told is None or told.on == FIRST + timedelta(days=181)


def _resident(at, **more):
    client, person = applied(Client(), at, **more)
    declare(client, person["id"], at)
    return client, person["id"]


def _told(client):
    return [
        each for each in accounts.partition(client.account_id) if getattr(each, "code", "") == "inbox_erasure_ahead"
    ]


def test_whoever_does_nothing_is_told_and_erased_and_may_register_again():
    at = a_year()
    number = a_document()
    client, person_id = _resident(at, number=number)
    document = people.profile(person_id).document_hash
    retire(at + 166 * DAY)
    assert _told(client) == []
    told = at + 167 * DAY
    retire(told)
    assert [each.params["on"] for each in _told(client)] == [str(day_of(at + 181 * DAY))]
    assert people.state(person_id).outbox
    picture = f"{pictures.COPIES}{person_id}/1.jpg"
    pictures.keep(picture, b"a face")
    shown = log_in(Client(), client.phone, told).get("/v1/me/messages", at=told).body["items"][0]
    assert (shown["kind"], "erased on" in shown["text"]) == ("erasure_ahead", True)
    retire(at + 180 * DAY)
    assert people.state(person_id) is not None
    gone = at + 181 * DAY
    retire(gone)
    assert list(PersonRecord.query(f"P#{person_id}")) == []
    assert pictures.uploaded(picture, 10) is None
    assert (people.claim_of(document), accounts.links(client.account_id)) == (None, [])
    assert erased.ErasedRecord.find(f"ERASED#{person_id}", "erased") is not None
    assert accounts.leaving(client.account_id, person_id) is None
    assert records.run(str(day_of(gone))).counts["people_without_declarations"]["deleted"] == 1
    assert accounts.find(client.account_id) is not None
    again = log_in(Client(), client.phone, gone)
    assert again.account_id == client.account_id
    assert apply(again, gone, number=number).body["id"] != person_id


def test_a_declaration_after_the_notice_keeps_whoever_was_told():
    at = a_year()
    client, person_id = _resident(at)
    retire(at + 167 * DAY)
    declare(refreshed(client, at + 170 * DAY), person_id, at + 170 * DAY)
    retire(at + 181 * DAY)
    assert people.state(person_id) is not None
    assert len(_told(client)) == 1
    retire(at + 337 * DAY)
    assert _told(client)[-1].params["on"] == str(day_of(at + 351 * DAY))


def test_an_open_case_keeps_its_person():
    at = a_year()
    number = a_document()
    client, person_id = _resident(at, number=number)
    in_force(number, at, on=str(day_of(at)))
    retire(at + 167 * DAY)
    assert (_told(client), people.state(person_id) is not None) == ([], True)
    assert records.run(str(day_of(at + 167 * DAY))).counts["people_without_declarations"]["kept"] == 1


def _journey(client, person_id, at, departs_at):
    answer = set_trip(client, person_id, at, departs_at=departs_at.isoformat())
    assert answer.status == 200, answer.raw


def test_a_journey_ahead_keeps_its_person():
    at = a_year()
    client, person_id = traveller(at)
    _journey(client, person_id, at, at + 200 * DAY)
    retire(at + 167 * DAY)
    assert (_told(client), people.state(person_id) is not None) == ([], True)


def test_a_journey_is_forgotten_thirty_days_after_it_departed_and_its_code_stays_closed():
    at = a_year()
    client, person_id = traveller(at)
    declare(client, person_id, at, scheme="international", current={"place": "abroad", "country": "IT", "city": "Rome"})
    departs_at = at + 5 * DAY
    _journey(client, person_id, at, departs_at)
    retire(departs_at + 30 * DAY)
    assert people.state(person_id).trip is not None
    gone = departs_at + 31 * DAY
    before = refreshed(client, gone).get(f"/v1/people/{person_id}/code", at=gone).body
    retire(gone)
    state = people.state(person_id)
    assert (state.trip, state.departed_at, state.gsi4pk) == (None, departs_at, None)
    assert records.run(str(day_of(gone))).counts["trips"]["deleted"] == 1
    after = refreshed(client, gone).get(f"/v1/people/{person_id}/code", at=gone).body
    assert after["trip"] is None
    for name in ("colour", "closed", "holds", "valid_until"):
        assert after.get(name) == before.get(name)
    _journey(refreshed(client, gone), person_id, gone, gone + 5 * DAY)
    assert people.state(person_id).departed_at is None


def test_a_journey_that_was_put_earlier_goes_earlier():
    at = a_year()
    client, person_id = traveller(at)
    _journey(client, person_id, at, at + 90 * DAY)
    _journey(client, person_id, at, at + 5 * DAY)
    assert day_in(people.state(person_id).gsi4pk) == day_of(at + 36 * DAY)
    assert client.call("DELETE", f"/v1/people/{person_id}/trip", at=at).status == 204
    assert people.state(person_id).gsi4pk is None


def test_whoever_died_in_the_middle_of_an_erasure_has_it_finished(guillotine):
    at = a_year()
    residents = [_resident(at) for _ in range(16)]
    retire(at + 167 * DAY)
    gone = at + 181 * DAY
    cuts = [_erased_but(step, person_id, gone) for step, (_, person_id) in enumerate(residents)]
    assert any(cuts)
    retire(gone)
    retire(gone + DAY)
    for client, person_id in residents:
        assert list(PersonRecord.query(f"P#{person_id}")) == []
        assert accounts.leaving(client.account_id, person_id) is None
    counts = [records.run(str(day_of(each))).counts for each in (gone, gone + DAY)]
    assert counts[0]["people_without_declarations"]["deleted"] == 16
    assert counts[1]["interrupted_erasures"]["deleted"] >= 1


def _erased_but(step, person_id, gone):
    """Erases somebody whose job dies after its call number `step`; says whether it came so far."""
    profile = people.profile(person_id)
    with cut_at(step, after=True) as cut:
        working.take("people", 0, [profile], day_of(gone), gone)
    return bool(cut)
