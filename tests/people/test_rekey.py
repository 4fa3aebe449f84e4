"""Records of before documents had countries get the key of today, page by page, as often as it is run."""

from typing import Any

from chalicelib.person import documents
from chalicelib.person import records as people
from chalicelib.person.records import DocumentClaim, ProfileRecord
from chalicelib.store import secrets
from chalicelib.store.transactions import Drop, transact
from infra import rekey
from tests.support.client import Client
from tests.support.resident_steps import NOON, refreshed
from tests.support.traveller_steps import START, a_passport, abroad, told, with_passport


def of_before(*, country: str | None = "US", kind: str = "passport") -> tuple[Client, str, str]:
    """A traveller's record as it was kept without a country in its key: client, person, number."""
    number = a_passport()
    client, person_id = with_passport(number=number, nationality="US", document={"country": "US", "type": kind})
    profile = people.profile(person_id)
    former = secrets.lookup_hash("document", f"{kind}:{number}")
    details = {name: each for name, each in profile.details.items() if name != "country" or country}
    actions: list[Any] = [ProfileRecord.document_hash.set(former), ProfileRecord.details.set(details)]
    claim = DocumentClaim(f"DOC#{profile.document_hash}", "document")
    transact(
        [
            Drop(claim),
            people.claim_put(former, person_id, client.account_id, NOON),
            people.profile_change(profile, [*actions, ProfileRecord.namesakes.remove()]),
        ]
    )
    return client, person_id, number


def key_of(number: str, country: str, kind: str = "passport") -> str:
    return secrets.lookup_hash("document", f"{kind}:{country}:{number}")


def holder(number: str, country: str) -> str | None:
    claim = documents.claim_by_hash(key_of(number, country))
    return str(claim.person_id) if claim else None


def test_a_record_gets_its_country_and_its_place_and_stays_so():
    client, person_id, number = of_before()
    done = rekey.rekey(START, page=3)
    assert done["moved"] >= 1
    profile = people.profile(person_id)
    assert (holder(number, "US"), profile.document_hash, bool(profile.namesakes)) == (
        person_id,
        key_of(number, "US"),
        True,
    )
    assert documents.claim_by_hash(secrets.lookup_hash("document", f"passport:{number}")) is None
    again = rekey.rekey(START, page=3)
    assert again.keys() <= {"unchanged", "gone"}
    assert abroad(client, person_id, START).status == 201


def test_a_record_without_country_blocks_nobody_and_its_owner_is_asked():
    client, person_id, number = of_before(country=None)
    assert rekey.rekey(START)["asked"] >= 1
    assert (holder(number, "?"), len(told(client, START, "country_wanted"))) == (person_id, 1)
    other, another = with_passport(number=number, nationality="US", document={"country": "US"})
    assert people.state(another).contested is False
    assert refreshed(client, START).get(f"/v1/people/{person_id}", at=START).body["document"]["country"] is None
    answer = abroad(client, person_id, START, document={"number": number, "country": "CA"})
    assert answer.status == 201, answer.raw
    assert (holder(number, "CA"), holder(number, "?"), holder(number, "US")) == (person_id, None, another)
    assert other.account_id != client.account_id


def test_the_country_is_told_even_of_a_number_that_is_fixed():
    client, person_id, number = of_before(country=None)
    rekey.rekey(START)
    transact([people.profile_change(people.profile(person_id), [ProfileRecord.photo_accepted.set(True)])])
    assert abroad(client, person_id, START, document={"number": number, "country": "FR"}).status == 201
    assert holder(number, "FR") == person_id
    fixed = abroad(client, person_id, START, document={"number": a_passport(), "country": "FR"})
    assert fixed.body["code"] == "number_fixed"


def test_who_came_meanwhile_with_the_same_document_is_left_to_staff():
    _, person_id, number = of_before()
    _, another = with_passport(number=number, nationality="US", document={"country": "US"})
    assert rekey.rekey(START)["contested"] >= 1
    assert (people.state(person_id).contested, holder(number, "US")) == (True, another)


def test_a_holder_logs_in_by_a_record_of_before():
    client, _, number = of_before(country=None)
    password = "correct horse 7 battery"
    assert client.call("PUT", "/v1/me/password", {"password": password}, at=START).status == 204
    named = {"type": "passport", "number": number, "country": "US"}
    for _ in range(2):
        answer = Client().post("/v1/login/sessions", {"document": named, "password": password}, at=START)
        assert (answer.status, answer.body["account"]["id"]) == (201, client.account_id)
        rekey.rekey(START)
