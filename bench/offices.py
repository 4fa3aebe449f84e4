"""What staff put in force, ready to be sent: the first person's request is made before, the second's is measured."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bench import residents
from bench.requests import NOON, Request, get, post, with_key
from bench.residents import GOLMUD, XINING, Resident, token_of

type Work = Callable[[], object]

RATED = "630225"
"""A county where nobody of the benchmarks stays."""
LATER = NOON + timedelta(minutes=2)
"""When a campaign has come to the person."""


def approve_case() -> Request:
    """A confirmed case: its person turns red."""
    return _agreed("cases", _case({"person_id": Resident.new(3).person_id}).send())


def approve_contact() -> Request:
    """A close contact of a case of nobody's document: the person turns red."""
    return _agreed("contacts", _contact({"person_id": Resident.new(3).person_id}).send())


def approve_nobodys_contact() -> Request:
    """The same of a document for which nobody has applied."""
    return _agreed("contacts", _contact(_nobody()).send())


def approve_designation() -> Request:
    """A returnee whom a supervisor agrees to make red."""
    body = {"colour": "red", "ground": "returnee", "document_ref": "17", "reason": "the order"}
    made = _first(post("/v1/people/{person_id}/designations", body), person_id=Resident.new(3).person_id)
    return _agreed("designations", made.send(), "supervisor")


def propose_rating() -> Request:
    return _rating(RATED)


def approve_rating() -> Request:
    """It puts the rating in force and begins its campaign."""
    return _agreed("ratings", _rating("630224").send())


def propose_violation() -> Request:
    """A false declaration, shown by the declaration."""
    resident = Resident.new(3)
    filed = resident.declaration().send()["declaration"]["id"]
    body = {"kind": "false_declaration", "on": "2020-03-10", "evidence": [filed], "text": "the ticket says otherwise"}
    return _first(post("/v1/people/{person_id}/violations", body), person_id=resident.person_id)


def list_work() -> Request:
    """What waits for an epidemiologist of a province in which nothing else of the benchmarks does."""
    return replace(get("/v1/work"), token=token_of("worker", "epidemiologist", NOON, "54"))


def open_person() -> Request:
    """The header of somebody of the region, by a reviewer."""
    return _looked("header")


def read_timeline() -> Request:
    """The first page of a time line of two weeks."""
    return _looked("timeline")


def _looked(what: str) -> Request:
    asked = get(f"/v1/people/{{person_id}}/{what}", parameters={"person_id": Resident.new().person_id})
    return replace(asked, token=token_of("reviewer", "reviewer", NOON))


def campaign_changes() -> Work:
    """Somebody in a campaign who was in the county when nobody knew, and turns yellow by the rating."""
    resident = Resident.new(3, location="632802")
    return _campaign("632802", resident)


def campaign_under_a_stale_rule() -> Work:
    """The same in a mass event: the code that ends is in no list, since a stale rule stands for it."""
    from chalicelib.person import shelf

    resident = Resident.new(3, location="632803")
    made = {"before": LATER.isoformat(), "seen": shelf.current(fresh=True).ratings + 1}
    return _campaign("632803", resident, made)


def campaign_finds_unchanged() -> Work:
    """Somebody in a campaign who has declared since, so that the rating is folded."""
    resident = Resident.new(3, location=GOLMUD)
    served = _campaign(GOLMUD, resident)
    resident.at(NOON + timedelta(minutes=1)).declaration(location=GOLMUD).send()
    return served


def _campaign(county: str, resident: Resident, stale: Mapping[str, Any] | None = None) -> Work:
    """The county's rating is in force, and it is the turn of this person among those who stayed there."""
    from chalicelib.features.campaigns import records, stayed
    from chalicelib.person import indexed, shelf

    begun = _rating(county).send()
    _agreed("ratings", begun).send()
    shelf.current(fresh=True)
    record = records.find(begun["id"])
    assert record is not None
    record.stale = stale
    stays = indexed.stays(county, indexed.shard_of(resident.person_id), 100, "")
    (stay,) = (each for each in stays if each.person_id == resident.person_id)
    return lambda: stayed._served(record, stay, LATER)


def _rating(county: str) -> Request:
    body = {"level": "medium", "from": "2020-03-08"}
    return replace(_first(post("/v1/regions/{code}/risk", body), code=county), method="PUT")


def _case(person: Mapping[str, Any]) -> Request:
    body = {"person": person, "kind": "confirmed", "on": "2020-03-09", "region": XINING, "note": "the test of 9 March"}
    return _first(post("/v1/cases", body))


def _contact(person: Mapping[str, Any]) -> Request:
    case = _case(_nobody()).send()
    _agreed("cases", case).send()
    body = {"kind": "close", "last_exposure": "2020-03-08", "ground": "exposure", "reason": "one table"}
    return _first(post("/v1/contacts", body | {"person": person, "case_ids": [case["subject"]]}))


def _nobody() -> dict[str, Any]:
    """A document for which nobody has applied."""
    return {"document": residents.application("").body["document"]}


def _first(request: Request, **parameters: str) -> Request:
    """A request of the epidemiologist who proposes."""
    return with_key(replace(request, parameters=parameters, token=token_of("proposer", "epidemiologist", NOON)))


def _agreed(path: str, proposal: Mapping[str, Any], role: str = "epidemiologist") -> Request:
    """The second person's, over what the first proposed."""
    body = {"version": proposal["version"], "content_hash": proposal["content_hash"], "decision": "approve"}
    name = f"{path.removesuffix('s')}_id"
    request = post(f"/v1/{path}/{{{name}}}/approval", body | {"reason": "looked at the report"})
    token = token_of(f"second-{role}", role, NOON)
    return with_key(replace(request, parameters={name: proposal["subject"]}, token=token))
