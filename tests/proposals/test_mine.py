"""What somebody proposed is listed with what became of it; what waits in one county is listed by its code."""

from chalicelib.desk import staff
from chalicelib.store.transactions import transact
from tests.proposals.steps import HOUR, at_work, decide, epidemiologist, proposed, withdraw
from tests.support.aws_calls import calls_of
from tests.support.resident_steps import NOON


def mine(by, more="", at=NOON) -> dict:
    answer = at_work(by, at).get(f"/v1/proposals?mine=1{more}", at=at)
    assert answer.status == 200, answer.raw
    return answer.body


def test_ones_own_are_listed_with_what_became_of_them_the_newest_in_front(board):
    first, second = epidemiologist(), epidemiologist()
    refused, taken_back, agreed, open_still = (proposed(first, NOON + at * HOUR / 60) for at in range(4))
    proposed(second)
    decide(second, refused, "refuse", at=NOON + HOUR / 2)
    withdraw(first, taken_back, at=NOON + HOUR / 2)
    decide(second, agreed, at=NOON + HOUR / 2)
    found = mine(first, at=NOON + HOUR)["items"]
    assert [(each["id"], each["status"]) for each in found] == [
        (open_still, "proposed"),
        (agreed, "in_force"),
        (taken_back, "withdrawn"),
        (refused, "refused"),
    ]
    assert found[3]["decision_reason"] == "looked at"
    assert found[3]["decided_by_login"].startswith("epidemiologist-")
    assert {each["status"] for each in mine(first, at=NOON + 30 * HOUR)["items"]} >= {"expired"}


def test_they_come_page_by_page_and_a_cursor_is_ones_own(board):
    first, second = epidemiologist(), epidemiologist()
    made = [proposed(first, NOON + at * HOUR / 60) for at in range(3)]
    page = mine(first, "&limit=2")
    rest = mine(first, f"&limit=2&cursor={page['next_cursor']}")
    assert [each["id"] for each in (*page["items"], *rest["items"])] == made[::-1]
    assert rest["next_cursor"] is None
    taken = second.get(f"/v1/proposals?mine=1&cursor={page['next_cursor']}", at=NOON)
    assert (taken.status, mine(second)["items"]) == (400, [])


def test_a_page_of_them_is_a_query_and_a_batch_of_logins(board):
    first, second = epidemiologist(), epidemiologist()
    for at in range(3):
        decide(second, proposed(first, NOON + at * HOUR / 60), at=NOON + HOUR / 2)
    by = at_work(first, NOON + HOUR)
    with calls_of("dynamodb") as made:
        assert len(by.get("/v1/proposals?mine=1", at=NOON + HOUR).body["items"]) == 3
    session, member = "GetItem", "GetItem"
    assert made == [session, member, "Query", "BatchGetItem"]


def test_what_is_not_ones_own_to_see_any_more_is_not_listed(board):
    by = epidemiologist()
    proposed(by)
    record = staff.by_id(by.account_id)
    record.region = "34"
    transact([staff.write(record)])
    assert mine(by)["items"] == []


def test_what_waits_in_a_county_is_listed_by_its_code(board):
    by = epidemiologist("63")
    here, there = (proposed(by, region=each) for each in ("632726", "632727"))
    found = by.get("/v1/proposals?kind=notice&region=632726", at=NOON).body["items"]
    assert [each["id"] for each in found] == [here] != [there]
    assert by.get("/v1/proposals?region=34", at=NOON).status == 403
    assert by.get("/v1/proposals?region=x", at=NOON).fields == {"region": "unknown_region"}
