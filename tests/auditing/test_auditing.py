"""What auditors look at beside the entries: pairs of people, alarms about staff."""

from datetime import timedelta

from tests.auditing.steps import raised
from tests.epidemic.steps import agree, enter
from tests.proposals.steps import at_work
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, log_in_staff


def _agreed(proposer, second, at, region: str) -> None:
    proposal = enter(proposer, a_document(), at, region=region)
    assert proposal.status == 201, proposal.raw
    assert agree(second, proposal.body, at).status == 200


def test_pairs_who_approve_each_other_are_counted_by_month_and_region():
    one, other, third = (log_in_staff("epidemiologist", NOON, "41") for _ in range(3))
    for _ in range(2):
        _agreed(one, other, NOON, "410102")
    _agreed(other, one, NOON, "410105")
    _agreed(third, one, NOON, "410105")
    auditor = log_in_staff("auditor", NOON, "41")
    found = auditor.get("/v1/audit/pairs?limit=100", at=NOON).body
    assert found["month"] == "2020-03"
    first, second = found["items"]
    assert (first["times"], {each["id"]: each["approved"] for each in first["people"]}) == (
        3,
        {one.account_id: 1, other.account_id: 2},
    )
    assert all(each["login"].startswith("epidemiologist-") for each in first["people"])
    assert {each["id"]: each["approved"] for each in second["people"]} == {one.account_id: 1, third.account_id: 0}
    page = auditor.get("/v1/audit/pairs?limit=1", at=NOON).body
    rest = auditor.get(f"/v1/audit/pairs?limit=1&cursor={page['next_cursor']}", at=NOON).body
    assert (page["items"] + rest["items"], rest["next_cursor"]) == (found["items"], None)
    of_county = log_in_staff("auditor", NOON, "410105").get("/v1/audit/pairs", at=NOON).body["items"]
    assert sorted(each["times"] for each in of_county) == [1, 1]
    assert auditor.get("/v1/audit/pairs?month=2020-02", at=NOON).body["items"] == []
    assert auditor.get("/v1/audit/pairs?month=yesterday", at=NOON).status == 400


def test_an_alarm_waits_for_auditors_of_the_region_until_one_has_looked():
    about = log_in_staff("reviewer", NOON, "4201")
    alarm = raised("4201", about.account_id)
    auditor = log_in_staff("auditor", NOON, "42")
    (found,) = auditor.get("/v1/audit/alarms", at=NOON).body["items"]
    assert (found["id"], found["staff_id"], found["people"]) == (alarm, about.account_id, 60)
    assert found["login"].startswith("reviewer-")
    (item,) = auditor.get("/v1/work", at=NOON).body["items"]
    assert (item["queue"], item["id"], item["subject"]) == ("alarms", alarm, about.account_id)
    path = f"/v1/audit/alarms/{alarm}/closing"
    assert log_in_staff("auditor", NOON, "43").post(path, {"reason": "none of ours"}, at=NOON).status == 404
    closed = auditor.post(path, {"reason": "a list was compared"}, at=NOON)
    assert (closed.status, closed.body["status"], closed.body["closed_by"]) == (200, "closed", auditor.account_id)
    assert auditor.post(path, {"reason": "again"}, at=NOON).status == 409
    assert auditor.get("/v1/audit/alarms", at=NOON).body["items"] == []
    entries = auditor.get(f"/v1/audit?subject={about.account_id}&action=alarm.", at=NOON).body["items"]
    assert [(each["action"], each["reason"]) for each in entries] == [("alarm.closed", "a list was compared")]


def test_closed_alarms_are_listed_by_region_the_latest_first_with_what_was_found():
    alarms = [raised("4401", log_in_staff("reviewer", NOON, "4401").account_id) for _ in range(3)]
    auditor = log_in_staff("auditor", NOON, "44")
    for minute, alarm in enumerate(alarms):
        body = {"reason": f"list {minute}"}
        at = NOON + timedelta(minutes=minute)
        assert at_work(auditor, at).post(f"/v1/audit/alarms/{alarm}/closing", body, at=at).status == 200

    def listed(by: Client, query: str = "") -> dict:
        return at_work(by, NOON).get(f"/v1/audit/alarms?status=closed{query}", at=NOON).body

    found = listed(auditor)["items"]
    assert [each["id"] for each in found] == alarms[::-1]
    assert [(each["status"], each["reason"]) for each in found] == [("closed", f"list {n}") for n in (2, 1, 0)]
    assert {each["closed_by"] for each in found} == {auditor.account_id}
    page = listed(auditor, "&limit=2")
    assert listed(auditor, f"&cursor={page['next_cursor']}")["items"] == found[2:]
    assert auditor.get("/v1/audit/alarms", at=NOON).body["items"] == []
    assert listed(log_in_staff("auditor", NOON, "4402"))["items"] == []
    assert set(alarms) <= {each["id"] for each in listed(log_in_staff("auditor", NOON), "&limit=100")["items"]}
    assert auditor.get("/v1/audit/alarms?status=gone", at=NOON).fields == {"status": "not_allowed"}
    assert auditor.get(f"/v1/audit/alarms?cursor={page['next_cursor']}", at=NOON).status == 400


def test_entries_are_found_by_what_was_done():
    at = NOON
    one, other = (log_in_staff("epidemiologist", at, "43") for _ in range(2))
    _agreed(one, other, at, "430102")
    auditor = log_in_staff("auditor", at, "43")

    def actions(query: str) -> list[str]:
        return [each["action"] for each in at_work(auditor, at).get(f"/v1/audit?{query}", at=at).body["items"]]

    assert actions(f"day={at:%Y-%m-%d}&action=case.in_force") == ["case.in_force"]
    assert sorted(actions(f"day={at:%Y-%m-%d}&action=case.")) == ["case.in_force", "case.proposed"]
    assert actions(f"actor={one.account_id}&action=case.in_force") == []
