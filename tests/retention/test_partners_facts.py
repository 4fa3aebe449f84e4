"""What a partner said of somebody goes as what it is of does, is told by the erasure check, and stays while anything
rests on it."""

from datetime import UTC, datetime
from itertools import count

import pytest

from chalicelib.desk import partners
from chalicelib.features.epidemic.case_records import CaseRecord
from chalicelib.features.epidemic.contact_records import ContactRecord
from chalicelib.features.exchange import fact_records
from chalicelib.features.proposals.records import OpenRecord
from chalicelib.features.retention import outcomes, records
from chalicelib.retention.due import day_of
from chalicelib.store.transactions import transact
from tests.exchange.test_what_partners_say import contact, subject, trip
from tests.retention.steps import DAY, retire
from tests.retention.test_my_data import _certified
from tests.support.partners import Partner, attested
from tests.support.published import a_minute_passes
from tests.support.resident_steps import NOON, a_document, refreshed

PARTNER = "421900"
_YEARS = count(1980)
DAYS = {"contact": 40, "stay": 40, "case": 90}


@pytest.fixture(scope="module")
def hubei(cloud):
    partner = Partner(PARTNER, "42").register(NOON)
    a_minute_passes()
    return partner


def a_year():
    """The noon of a day in a year of its own: long before what other tests have, for whom codes are signed."""
    return datetime(next(_YEARS), 3, 1, 4, tzinfo=UTC)


def _told(what, at):
    day = str(day_of(at))
    told = {"contact": {"last_exposure": day}, "stay": {"first": day, "last": day}, "case": {"status": "open"}}
    told["rating"] = {"region": "420100", "level": "high", "rating": "r"}
    return told[what] | {"hash": "document-of-nobody"}


def _said(what, at, ref="F", **more):
    content = {"told": _told(what, at), "revision": 1, "message_id": "m", "at": at}
    content |= {"document_hash": "document-of-nobody", "region": "630000"} | more
    record = fact_records.make(PARTNER, what, f"{ref}-{at.year}", **content)
    transact([fact_records.put(record)])
    return record.id


def _case_of(fact_id, at):
    told = {"told": {"status": "open"}, "document_hash": "document-of-nobody", "document_type": "id_card"}
    told |= {"document": "sealed", "last4": "0000", "region": "630000", "revision": 1, "opened_at": at}
    return CaseRecord(f"CASE#{fact_id}", "case", changed_at=at, **told)


def _contact_of(fact_id, at):
    told = {"document_hash": "document-of-nobody", "last4": "0000", "region": "630000", "contact_kind": "close"}
    told |= {"last_exposure": str(day_of(at + 3 * DAY)), "ground": "other", "at": at}
    return ContactRecord(f"CONTACT#{fact_id}", "contact", **told)


def _proposed(kind, fact_id, until):
    return OpenRecord(f"PROPOF#{kind}#{fact_id}", "open", proposal_id="x", expires_at=until)


@pytest.mark.parametrize("what", DAYS)
def test_it_goes_the_day_after_its_last(cloud, what):
    at = a_year()
    fact_id, days = _said(what, at), DAYS[what]
    retire(at + days * DAY)
    assert fact_records.find(fact_id) is not None
    retire(at + (days + 1) * DAY)
    assert fact_records.find(fact_id) is None
    kind = "partner_cases" if what == "case" else "partner_facts"
    assert records.run(str(day_of(at + (days + 1) * DAY))).counts[kind]["deleted"] >= 1


def test_what_it_says_of_an_area_stays_with_its_ratings(cloud):
    at = a_year()
    fact_id = _said("rating", at, document_hash=None)
    retire(at + 91 * DAY)
    found = fact_records.find(fact_id)
    assert found is not None
    assert found.gsi4pk is None


@pytest.mark.parametrize(
    ("what", "rests"),
    [
        ("case", lambda fact, at: _case_of(fact, at)),
        ("contact", lambda fact, at: _contact_of(fact, at)),
        ("case", lambda fact, at: _proposed("case", fact, at + 99 * DAY)),
        ("contact", lambda fact, at: _proposed("contact", fact, at + 99 * DAY)),
        ("contact", lambda fact, at: _proposed("partner_fact", fact, at + 99 * DAY)),
    ],
)
def test_it_stays_while_what_is_here_by_it_does(cloud, what, rests):
    at = a_year()
    fact_id = _said(what, at)
    standing = rests(fact_id, at)
    standing.save()
    gone = at + (DAYS[what] + 1) * DAY
    retire(gone)
    assert fact_records.find(fact_id) is not None
    type(standing).find(standing.pk, standing.sk).delete()
    retire(gone + 7 * DAY)
    assert fact_records.find(fact_id) is None


def test_it_stays_while_it_is_left_aside(cloud):
    at = a_year()
    gone = at + 41 * DAY
    fact_id = _said("contact", at, suspended={"by": "a", "at": gone.isoformat(), "until": (gone + DAY).isoformat()})
    retire(gone)
    found = fact_records.find(fact_id)
    found.suspended = None
    transact([fact_records.put(found)])
    retire(gone + 7 * DAY)
    assert fact_records.find(fact_id) is None


def _say_case(partner, number, revision, at=NOON, **more):
    told = {"source_ref": f"K{number}", "revision": revision, "subject": subject(number), "place": "420102"}
    told |= {"kind": "confirmed", "on": "2020-03-05"} | more
    return partner.post("feeds/cases", {"items": [told]}, at, attested=attested(at)).body["outcomes"]


def _held(client, person_id):
    answer = client.post("/v1/me/erasure-check", {"person_id": person_id}, at=NOON)
    assert answer.status == 200, answer.raw
    return {each["kind"]: each for each in answer.body["held"]}


def test_an_open_hold_keeps_it(hubei):
    number = a_document()
    _certified(number)
    assert _say_case(hubei, number, 1) == ["accepted"]
    assert hubei.post("feeds/contacts", {"items": [contact(number, "420102", f"C{number}")]}, NOON).status == 200
    fact_id = partners.fact_id(PARTNER, "contact", f"C{number}")
    ContactRecord(f"CONTACT#{fact_id}", "contact").delete()
    later = NOON + 41 * DAY
    assert outcomes.of(fact_records.find(fact_id), day_of(later), later).became == "kept"


def test_the_erasure_check_tells_of_it_after_the_record_was_erased(hubei):
    number = a_document()
    client, person_id = _certified(number)
    assert _say_case(hubei, number, 1) == ["accepted"]
    hubei.post("feeds/contacts", {"items": [contact(number, "420102", f"C{number}")]}, NOON)
    hubei.post("trip-declarations", {"items": [trip(number, "421122", "2020-03-02", "2020-03-05")]}, NOON)
    assert refreshed(client, NOON).call("DELETE", f"/v1/people/{person_id}", at=NOON).status == 204
    again = _certified(number)
    held = _held(*again)
    said, case = held["partner_facts"], held["partner_cases"]
    assert (said["count"], said["since"], said["until"]) == (2, "2020-03-10", "2020-04-19")
    assert said["text"].startswith("Stays and contacts")
    assert said["waits_for_holds"]
    assert (case["count"], case["until"]) == (1, None), "the case is open"
    assert _say_case(hubei, number, 2, status="withdrawn", because="wrong_result") == ["accepted"]
    assert _held(*again)["partner_cases"]["until"] == "2020-06-08"


def test_a_case_that_has_lost_its_identity_takes_no_older_word(hubei):
    number = a_document()
    assert _say_case(hubei, number, 2) == ["accepted"]
    fact_records.find(partners.fact_id(PARTNER, "case", f"K{number}")).delete()
    assert _say_case(hubei, number, 1) == ["no_effect"]
    assert _say_case(hubei, number, 2) == ["no_effect"]
    assert _say_case(hubei, number, 3, status="withdrawn", because="wrong_result") == ["accepted"]
