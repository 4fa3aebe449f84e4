"""The end: agreed to by two of the whole country, announced thirty days before, and certified."""

import json

import pytest

from chalicelib.codes import ledger as statements
from chalicelib.config import settings
from chalicelib.container import forget
from chalicelib.desk import audit
from chalicelib.features.auditing import heads_job
from chalicelib.features.proposals import records as proposals
from chalicelib.person import records as people
from chalicelib.person import rulesets, shelf, signing, sunset
from chalicelib.scoring.ruleset_data import builtin_data
from chalicelib.store import vault
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import transact
from chalicelib.store.vault import DataKeyRecord
from infra import segments
from infra import sunset as tool
from tests.proposals.steps import decide
from tests.retention.steps import DAY
from tests.staff.steps import created
from tests.staff.steps import log_in as log_in_as
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
    head = _head()
    if head is not None and not _book().book.rulesets[-1].terms:
        transact(rulesets.withdraw_steps(head, rulesets.number_of(head)))
    shelf.current(fresh=True)


def _head():
    return read_together([rulesets.head_key()])[0]


def _book():
    return shelf.current(fresh=True)


def _last_ruleset(effective="2020-05-01T00:00:00+08:00", **changes):
    """A rule set is published by which no cause gives a colour."""
    content = dict(builtin_data()[0]) | {"version": "last", "effective": effective, "rules": {}} | changes
    transact(rulesets.publish_steps(_head(), json.dumps(content)))
    _book()


def _proposed(by, **changes):
    former = proposals.open_id("sunset", "sunset", NOON)
    if former is not None:
        by.post(f"/v1/proposals/{former}/withdrawal", {"reason": "another one"}, at=NOON)
    return by.post("/v1/sunset", BODY | changes, at=NOON)


def _agreed():
    _last_ruleset()
    one, other = log_in_staff("supervisor"), log_in_staff("supervisor")
    proposal = _proposed(one)
    assert proposal.status == 201, proposal.raw
    assert proposal.body["needs"] == ["second_person"]
    answer = decide(other, proposal.body["id"])
    assert answer.status == 200, answer.raw
    return one


def test_two_supervisors_of_the_whole_country_agree_to_it():
    _last_ruleset()
    one = log_in_staff("supervisor")
    proposal = _proposed(one)
    assert (proposal.status, sunset.find()) == (201, None)
    assert decide(one, proposal.body["id"]).body["code"] == "same_person"
    assert decide(log_in_staff("supervisor", NOON, "63"), proposal.body["id"]).status == 404
    assert decide(log_in_staff("supervisor"), proposal.body["id"]).status == 200
    shown = Client().get("/v1/retention", at=NOON).body["sunset"]
    assert (shown["from"][:10], shown["certificate"], shown["last_ruleset"]) == ("2020-04-30", None, "last")


@pytest.mark.parametrize(
    "changes", [{"effective": "2020-05-02T00:00:00+08:00"}, {"rules": dict(builtin_data()[0]["rules"])}, None]
)
def test_nobody_agrees_to_an_end_that_holds_would_outlive(changes):
    """Of a rule set that takes effect later, one with rules, and none."""
    if changes is not None:
        _last_ruleset(**changes)
    proposal = _proposed(log_in_staff("supervisor"))
    assert (proposal.status, proposal.body["needs"]) == (201, ["second_person", "last_ruleset"])
    refused = decide(log_in_staff("supervisor"), proposal.body["id"])
    assert (refused.status, refused.body["code"]) == (409, "needs")
    assert refused.fields == {"needs": "last_ruleset"}
    if changes is None:
        _last_ruleset()
        assert decide(log_in_staff("supervisor"), proposal.body["id"]).status == 200
    elif "rules" in changes:
        head = _head()
        transact(rulesets.withdraw_steps(head, rulesets.number_of(head)))


def test_from_the_day_on_every_hold_is_over_and_gates_let_everybody_pass(cloud):
    _agreed()
    client, person = applied(Client())
    declare(client, person["id"], NOON, temperature=38.5)
    before, after = (
        refreshed(client, at).get(f"/v1/people/{person['id']}/code", at=at) for at in (NOON, NOON + 53 * DAY)
    )
    assert (before.body["colour"], after.body["colour"], after.body["holds"]) == ("yellow", "green", [])
    gate = staff_session(log_in_staff("gate"), {"gate"}, NOON + 53 * DAY) or log_in_staff("gate", NOON + 53 * DAY)
    verified = gate.post("/v1/codes/verify", {"token": after.body["token"]}, at=NOON + 53 * DAY).body
    assert (verified["valid"], verified["colour"]) == (True, "green")


def test_where_the_last_rule_set_was_taken_back_nothing_ends(cloud):
    _agreed()
    head = _head()
    transact(rulesets.withdraw_steps(head, rulesets.number_of(head)))
    _book()
    assert Client().get("/v1/retention", at=NOON).body["sunset"]["last_ruleset"] is None
    after = NOON + 120 * DAY
    assert apply(log_in(Client(), at=after), after).status == 201
    gate = log_in_staff("gate", after)
    assert gate.post("/v1/codes/verify", {"token": "nonsense"}, at=after).status != 410
    with pytest.raises(SystemExit, match="closes every hold"):
        tool.destroy(cloud.home, after)


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
    monkeypatch.setattr(tool, "worked", _worked(lambda item: item["pk"]["S"] == f"P#{person['id']}" or _stays(item)))
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


def test_the_audit_can_still_be_read_by_staff_and_its_heads_by_everybody(cloud, monkeypatch):
    """What somebody logs in by is sealed under a key that stays; all other keys go."""
    _agreed()
    member = created(log_in_staff("supervisor", NOON, "63"))
    vault.seal("somebody", "name", "Li", NOON - 4_000 * DAY, "case")
    going = f"KEY#case#{NOON - 4_000 * DAY:%Y-%m}"
    heads_job.publish(NOON)
    kept = [f"KEY#staff#{NOON:%Y-%m}", going]
    monkeypatch.setattr(tool, "worked", _worked(lambda item: item["pk"]["S"] in kept or _is_of_the_audit(item)))
    monkeypatch.setattr(tool, "_emptied_bucket", lambda *_: 0)
    assert tool.destroy(cloud.home, NOON + 120 * DAY)["Keys"] == 1
    forget()
    assert DataKeyRecord.find(going, "key") is None
    assert log_in_as(member)[0] == 201
    assert Client().get("/v1/audit/heads", at=NOON).status == 200


def _is_of_the_audit(item):
    return item.get("kind", {}).get("S") in ("staff", "audit_heads")


def _stays(item):
    return item.get("kind", {}).get("S") in tool.KEPT


def _worked(is_looked_at):
    """What goes through a table, as if it had these records alone."""

    def worked(home, table, work):
        return segments.worked(home, table, lambda page: work(list(filter(is_looked_at, page))))

    return worked
