"""The end: agreed to by two of the whole country, announced thirty days before, and certified."""

import pytest

from chalicelib.codes import ledger as statements
from chalicelib.config import settings
from chalicelib.desk import audit
from chalicelib.features.proposals import records as proposals
from chalicelib.person import records as people
from chalicelib.person import shelf, signing, sunset
from infra import sunset as tool
from tests.proposals.steps import decide
from tests.retention.steps import DAY
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, apply, declare, log_in, log_in_staff, refreshed, staff_session

BODY = {"from": "2020-05-01", "until": "2020-07-01", "reason": "the emergency is over"}


@pytest.fixture(autouse=True)
def _no_end_for_others(cloud):
    """Whatever is agreed to here is taken back."""
    yield
    record = sunset.find()
    if record is not None:
        record.delete()
    shelf.current(fresh=True)


def _proposed(by, **changes):
    former = proposals.open_id("sunset", "sunset", NOON)
    if former is not None:
        by.post(f"/v1/proposals/{former}/withdrawal", {"reason": "another one"}, at=NOON)
    return by.post("/v1/sunset", BODY | changes, at=NOON)


def _agreed():
    one, other = log_in_staff("supervisor"), log_in_staff("supervisor")
    proposal = _proposed(one)
    assert proposal.status == 201, proposal.raw
    answer = decide(other, proposal.body["id"])
    assert answer.status == 200, answer.raw
    return one


def test_two_supervisors_of_the_whole_country_agree_to_it():
    one = log_in_staff("supervisor")
    proposal = _proposed(one)
    assert (proposal.status, sunset.find()) == (201, None)
    assert decide(one, proposal.body["id"]).body["code"] == "same_person"
    assert decide(log_in_staff("supervisor", NOON, "63"), proposal.body["id"]).status == 404
    assert decide(log_in_staff("supervisor"), proposal.body["id"]).status == 200
    shown = Client().get("/v1/retention", at=NOON).body["sunset"]
    assert (shown["from"][:10], shown["certificate"]) == ("2020-04-30", None)


@pytest.mark.parametrize(
    ("region", "changes", "status"),
    [("63", {}, 403), ("", {"from": "2020-04-05"}, 422), ("", {"until": "2020-05-20"}, 422)],
)
def test_nobody_ends_it_for_a_province_or_without_notice(region, changes, status):
    assert _proposed(log_in_staff("supervisor", NOON, region), **changes).status == status


def test_nobody_is_registered_from_the_day_on():
    _agreed()
    before, after = NOON, NOON + 53 * DAY
    assert apply(log_in(Client(), at=before), before).status == 201
    answer = apply(log_in(Client(), at=after), after)
    assert (answer.status, answer.body["code"]) == (410, "ended")


def test_a_gate_is_told_that_it_is_over(cloud):
    _agreed()
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    token = refreshed(client, NOON).get(f"/v1/people/{person['id']}/code", at=NOON).body["token"]
    gate = log_in_staff("gate")
    assert gate.post("/v1/codes/verify", {"token": token}, at=NOON).body["valid"]
    after = NOON + 120 * DAY
    staff_session(gate, {"gate"}, after)
    answer = gate.post("/v1/codes/verify", {"token": token}, at=after)
    assert (answer.status, answer.body["code"]) == (410, "ended")


def test_nothing_is_destroyed_before_the_day(cloud):
    with pytest.raises(SystemExit, match="Nobody"):
        tool.destroy(cloud.home, NOON)
    _agreed()
    with pytest.raises(SystemExit, match="not before"):
        tool.destroy(cloud.home, NOON + 100 * DAY)


def test_everything_but_the_audit_goes_and_is_certified(cloud, monkeypatch):
    """Of a copy of the tables' names: other tests' records stay where they are."""
    _agreed()
    _, person = applied(Client())
    written = audit.chain(0, limit=1) or audit.chain(1, limit=1)
    monkeypatch.setattr(tool, "_scanned", _only(person["id"]))
    monkeypatch.setattr(tool, "_emptied_bucket", lambda *_: 0)
    gone = tool.destroy(cloud.home, NOON + 120 * DAY)
    assert gone["People"] >= 2
    assert people.state(person["id"]) is None
    assert audit.chain(written[0].shard, limit=1) if written else True
    record = sunset.find()
    said = statements.check(record.certificate, signing.ring("ledger"), settings().issuer)
    assert said["gone"]["People"] == gone["People"]
    tool.destroy(cloud.home, NOON + 121 * DAY)
    assert sunset.find().certificate == record.certificate


def _only(person_id):
    """Records of one person, and of the audit."""
    scanned = tool._scanned

    def found(home, name):
        for item in scanned(home, name):
            if item["pk"]["S"] == f"P#{person_id}" or item.get("kind", {}).get("S") in tool.KEPT:
                yield item

    return found
