"""What is due goes, what rests on something stays, and the ledger has it."""

import json
import time

import pytest

from chalicelib.codes import ledger as statements
from chalicelib.config import settings
from chalicelib.features.retention import due_index, key_inventory, records, retention_job, working
from chalicelib.person import colour, history, inbox, signing
from chalicelib.person import records as people
from chalicelib.retention import due
from chalicelib.retention.due import day_of
from chalicelib.store.dynamodb import connection
from tests.epidemic.steps import in_force
from tests.retention.steps import DAY, a_year, retire
from tests.support.client import Client
from tests.support.resident_steps import a_document, applied, declare, refreshed


def _declared(person_id):
    return [each.at for each in history.declarations(person_id, 100, None)]


def _resident(at, **more):
    client, person = applied(Client(), at, **more)
    declare(client, person["id"], at)
    return client, person["id"]


def _number_of(person_id):
    from chalicelib.store import vault

    return vault.unseal(person_id, "document", people.profile(person_id).document_number)


def _counts(at):
    return records.run(str(day_of(at))).counts


def test_a_declaration_is_gone_after_sixty_days_and_the_ledger_has_it():
    at = a_year()
    client, person_id = _resident(at)
    retire(at + 60 * DAY)
    assert len(_declared(person_id)) == 1
    gone = at + 61 * DAY
    retire(gone)
    assert _declared(person_id) == []
    assert refreshed(client, gone).get(f"/v1/people/{person_id}/declarations", at=gone).body["items"] == []
    assert _counts(gone)["declarations"]["deleted"] == 1
    assert len(_counts(gone)["declarations"]["digest"]) == 64


def test_whose_declarations_have_gone_has_declared_still():
    at = a_year()
    client, person_id = _resident(at)
    gone = at + 61 * DAY
    before = refreshed(client, gone).get(f"/v1/people/{person_id}/code", at=gone).body
    retire(gone)
    after = refreshed(client, gone).get(f"/v1/people/{person_id}/code", at=gone).body
    assert after["colour"] is not None
    assert {**after, "token": ""} == {**before, "token": ""}
    assert colour.rebuild(person_id, ()).has_declared


def test_the_chain_of_whoever_goes_on_declaring_begins_where_it_began():
    at = a_year()
    client, person_id = _resident(at)
    for number in range(1, 63):
        declare(client, person_id, at + number * DAY)
    now = at + 62 * DAY
    retire(now)
    assert len(_declared(person_id)) == 61
    stored = colour.load_state(people.state(person_id))
    assert colour.rebuild(person_id, ()).chain == stored.chain
    assert stored.chain.first_at == at


def test_a_new_container_knows_what_everybody_is_decided_under(cold_start):
    """Rule sets, outages and the log of ratings are read by whoever needs them first."""
    from tests.support.published import a_county, publish

    at, county = a_year(), a_county()
    client, person_id = _resident(at, residence=county)
    publish(county, "medium", at + DAY, first=str(day_of(at)))
    in_force(_number_of(person_id), at + DAY, on=str(day_of(at)))
    cold_start()
    retire(at + 41 * DAY)
    cold_start()
    retire(at + 61 * DAY)
    assert refreshed(client, at + 61 * DAY).get(f"/v1/people/{person_id}/code", at=at + 61 * DAY).status == 200


def test_what_an_open_case_rests_on_stays_and_is_counted():
    at = a_year()
    number = a_document()
    client, person_id = _resident(at, number=number)
    in_force(number, at, on=str(day_of(at)))
    for later in (at + 41 * DAY, at + 48 * DAY, at + 61 * DAY):
        retire(later)
    assert _counts(at + 48 * DAY)["evidence"]["kept"] >= 1
    assert refreshed(client, later).get(f"/v1/people/{person_id}/code", at=later).body["colour"] == "red"
    assert any(history.is_known(each) for each in history.history(person_id))
    assert _declared(person_id) == []


def test_an_open_appeal_keeps_what_it_is_about():
    at = a_year()
    client, person_id = _resident(at)
    later = at + 60 * DAY
    form = {"category": "other", "text": "this was not me"}
    filed = refreshed(client, later).post(f"/v1/people/{person_id}/appeals", form, at=later)
    assert filed.status == 201, filed.raw
    retire(at + 61 * DAY)
    assert len(_declared(person_id)) == 1


def test_messages_go_after_sixty_days():
    at = a_year()
    number = a_document()
    client, _ = _resident(at, number=number)
    in_force(number, at, on=str(day_of(at)))
    assert refreshed(client, at).get("/v1/me/messages", at=at).body["items"]
    gone = at + 61 * DAY
    retire(gone)
    left = refreshed(client, gone).get("/v1/me/messages", at=gone).body["items"]
    assert [each for each in left if each["at"] < (at + DAY).isoformat()] == []
    assert _counts(gone)["messages"]["deleted"] >= 1


def test_a_run_that_was_ended_half_way_is_gone_on_with_and_counts_once():
    at = a_year()
    people_ids = [_resident(at)[1] for _ in range(3)]
    gone = at + 61 * DAY
    assert retention_job.go_on(gone, 0)["left"] > 0
    assert records.run(str(day_of(gone))) is None
    assert retention_job.go_on(gone, 60) == {"left": 0, "stayed": 0}
    assert retention_job.go_on(gone, 60) == {"left": 0, "stayed": 0}
    assert [_declared(each) for each in people_ids] == [[], [], []]
    assert _counts(gone)["declarations"]["deleted"] == 3


def test_what_cannot_be_decided_on_and_what_the_index_names_still_keep_nobody_waiting(monkeypatch, cloud):
    at = a_year()
    gone = at + 61 * DAY
    mine = [inbox.MessageRecord("A#waiting", f"message#{n}", code="x", person_id="p", at=at) for n in range(4)]
    for each in mine:
        each.save()
    decide, dispatch, removed = working.outcomes.of, connection().dispatch, mine[0]

    def failing(record, today, now):
        if record.sk == mine[1].sk:
            raise ValueError("no such field")
        return decide(record, today, now)

    def lagging(operation, asked):
        answer = dispatch(operation, asked)
        if operation == "Query" and "ExclusiveStartKey" not in asked and answer["Items"]:
            inbox.MessageRecord(removed.pk, removed.sk).delete()
        return answer

    monkeypatch.setattr(due_index, "AT_ONCE", 1)
    monkeypatch.setattr(working.outcomes, "of", failing)
    monkeypatch.setattr(connection(), "dispatch", lagging)
    retire(gone)
    left = [each.sk for each in mine if inbox.find("waiting", each.sk) is not None]
    assert left == [mine[1].sk]
    inbox.find("waiting", mine[1].sk).delete()


def test_a_day_is_signed_with_the_ledgers_key():
    at = a_year()
    _resident(at)
    gone = at + 61 * DAY
    retire(gone)
    run = records.run(str(day_of(gone)))
    said = statements.check(run.statement, signing.ring("ledger"), settings().issuer)
    assert said["day"] == str(day_of(gone))
    assert said["kinds"]["declarations"]["deleted"] == 1
    with pytest.raises(ValueError, match="not signed"):
        statements.check(run.statement, signing.ring("revocation_list"), settings().issuer)


def test_an_account_that_nobody_is_on_ends_after_ninety_days():
    from chalicelib.features.login import platform_logins
    from chalicelib.features.login.platform_states import Returned
    from chalicelib.person import accounts, platforms
    from tests.support.platform_steps import bound
    from tests.support.resident_steps import log_in
    from tests.support.venue_steps import venue_form

    at = a_year()
    nobodys, somebodys, managers = log_in(Client(), at=at), _resident(at)[0], log_in(Client(), at=at)
    assert managers.post("/v1/venues", venue_form(), at=at).status == 201
    browser = bound(nobodys, at=at)
    retire(at + 91 * DAY)
    assert accounts.find(nobodys.account_id) is None
    identity = platform_logins.identity_of(Returned("wechat", browser.counterpart.code_for(browser.user), "", ""))
    assert platforms.account_of("wechat", identity.hash) is None
    assert accounts.find(managers.account_id) is not None
    assert accounts.find(somebodys.account_id) is not None


def test_what_a_later_release_has_listed_stays_in_the_index_and_stops_nobody(cloud):
    """Somebody went back to the release before: it knows neither the kind nor the class of such a record."""
    at = a_year()
    _, person_id = _resident(at)
    gone = at + 61 * DAY
    model, shards = records.TABLES["people"], due.shards(settings().local)
    written = []
    for shard in range(shards):
        item = {"pk": f"LATER#{shard}", "sk": "later", "kind": "of_a_later_release", "gsi4sk": "later_records"}
        item |= {"gsi4pk": due.partition(day_of(gone), shard)}
        written.append({name: {"S": value} for name, value in item.items()})
        connection().dispatch("PutItem", {"TableName": model.Meta.table_name, "Item": written[-1]})
    retire(gone)
    for item in written:
        asked = {"TableName": model.Meta.table_name, "Key": {name: item[name] for name in ("pk", "sk")}}
        assert connection().dispatch("GetItem", {**asked, "ConsistentRead": True})["Item"] == item
        connection().dispatch("DeleteItem", asked)
    assert _declared(person_id) == []


def test_a_record_that_cannot_be_read_keeps_nobody_else_s_and_is_late_at_once(capsys, caplog):
    """What a release wrote in another form stays, is named, and rings: the day's run ends all the same."""
    at = a_year()
    (_, poisoned), (_, other) = _resident(at), _resident(at)
    (declared,) = history.declarations(poisoned, 100, None)
    _write_at(declared, "yesterday")
    gone = at + 61 * DAY
    capsys.readouterr()
    assert retention_job.go_on(gone, 60) == {"left": 0, "stayed": 1}
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "RetentionLate" in line]
    assert [each["RetentionLate"] for each in said] == [[1.0]]
    (stayed,) = [each for each in caplog.records if each.message == "a record stays past its day"]
    assert stayed.person_id == poisoned
    assert _declared(other) == []
    _write_at(declared, "2020-01-01T00:00:00.000000+0000")
    assert retention_job.go_on(gone + DAY, 60) == {"left": 0, "stayed": 0}
    assert _declared(poisoned) == []


def test_a_record_that_cannot_be_read_does_not_stop_the_months_inventory():
    at = a_year()
    _, poisoned = _resident(at)
    (declared,) = history.declarations(poisoned, 100, None)
    _write_at(declared, "yesterday")
    counted_on = at + 61 * DAY
    retention_job.take_inventory(counted_on, time.monotonic() + 600)
    _write_at(declared, "2020-01-01T00:00:00.000000+0000")
    assert key_inventory.counted()["on"] == str(day_of(counted_on))


def _write_at(record, value):
    asked = {"TableName": record.Meta.table_name, "Key": {"pk": {"S": record.pk}, "sk": {"S": record.sk}}}
    connection().dispatch("UpdateItem", asked | {"AttributeUpdates": {"at": {"Value": {"S": value}}}})
