"""What somebody reads of what is held of them, and what offices hold of their document after they have gone."""

from tests.credit.steps import established
from tests.epidemic.steps import agree, in_force
from tests.epidemic.test_contacts import contact_of
from tests.epidemic.test_designations import designated
from tests.proposals.steps import epidemiologist
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, applied, declare, refreshed


def _certified(number):
    from chalicelib.features.people import certification_job

    client, person = applied(Client(), number=number)
    certification_job.work({"person_id": person["id"]}, NOON)
    return client, person["id"]


def _held(found, person_id):
    (entry,) = [each for each in found["items"] if each["person_id"] == person_id]
    return {each["kind"]: each for each in entry["held"]}


def test_each_kind_is_told_with_its_last_day():
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    held = _held(client.get("/v1/me/held", at=NOON).body, person["id"])
    declared = held["declarations"]
    assert (declared["count"], declared["since"], declared["until"]) == (1, "2020-03-10", "2020-05-09")
    assert held["profile"]["until"] is None
    assert _held(client.get("/v1/me/held", at=NOON).body, None)["account"]["count"] == 1


def test_the_copy_has_what_was_told_and_nobody_of_staff():
    client, person = applied(Client(), name="测试张三")
    declare(client, person["id"], NOON, temperature=36.9)
    answer = client.get("/v1/me/export", at=NOON)
    (mine,) = [each for each in answer.body["people"] if each["person_id"] == person["id"]]
    records = {each["kind"]: each for each in mine["records"]}
    assert records["profile"]["name"] == "测试张三"
    assert records["declaration"]["answers"]["temperature"] == 36.9
    account = next(each for each in answer.body["people"] if each["person_id"] is None)["records"][0]
    assert account["phone"] == client.phone
    for inner in ("filed_by", "decided_by", "gsi", "document_hash", "person#20"):
        assert inner not in answer.raw


def test_a_stranger_reads_nothing():
    client, person = applied(Client())
    other, _ = applied(Client())
    assert person["id"] not in other.get("/v1/me/export", at=NOON).raw
    assert other.post("/v1/me/erasure-check", {"person_id": person["id"]}, at=NOON).status == 404
    assert client.post("/v1/me/erasure-check", {"person_id": person["id"]}, at=NOON).status == 409


def test_what_offices_hold_of_a_document_is_told_after_the_record_was_erased(cloud):
    number = a_document()
    client, person_id = _certified(number)
    in_force(number, NOON)
    declaration = declare(refreshed(client, NOON), person_id, NOON).body["declaration"]["id"]
    established(person_id, [declaration])
    erased = refreshed(client, NOON).call("DELETE", f"/v1/people/{person_id}", at=NOON)
    assert erased.status == 204, erased.raw
    again, anew = _certified(number)
    asked = again.post("/v1/me/erasure-check", {"person_id": anew}, at=NOON)
    held = {each["kind"]: each for each in asked.body["held"]}
    assert held["case_identities"]["count"] == 1
    assert held["facts_of_documents"]["until"] is None
    assert (held["violations"]["count"], held["violations"]["until"]) == (1, None)
    for _ in range(2):
        again.post("/v1/me/erasure-check", {"person_id": anew}, at=NOON)
    assert again.post("/v1/me/erasure-check", {"person_id": anew}, at=NOON).status == 429


def test_contacts_designations_and_breaches_of_a_document_are_told_too(cloud):
    """Also those that had no effect, and each contact once, however many cases it names."""
    number = a_document()
    client, person_id = _certified(number)
    case_id = in_force(a_document(), NOON)
    contact_of(number, case_id)
    designated(person_id)
    form = {"on": "2020-03-10", "rule": "contact.close", "evidence": "seen at the market", "reason": "a guard's report"}
    breach = epidemiologist().post(f"/v1/people/{person_id}/breaches", form, at=NOON)
    assert agree(epidemiologist(), breach.body, NOON, "breaches").status == 200
    refreshed(client, NOON).call("DELETE", f"/v1/people/{person_id}", at=NOON)
    again, anew = _certified(number)
    found = again.post("/v1/me/erasure-check", {"person_id": anew}, at=NOON)
    held = {each["kind"]: each for each in found.body["held"]}
    assert (held["contacts"]["count"], held["designations"]["count"]) == (1, 2)
    assert held["contacts"]["waits_for_holds"]
    other, another = _certified(a_document())
    assert other.post("/v1/me/erasure-check", {"person_id": another}, at=NOON).body["held"] == []
