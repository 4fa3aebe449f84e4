"""Openings: whoever opens many people at once, with nothing that waits about them, is an auditor's matter."""

from datetime import timedelta

from chalicelib.desk import alarms
from tests.epidemic.steps import resident
from tests.proposals.steps import at_work
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff, refreshed

MANY = 3
SECOND = timedelta(seconds=1)


def opens(by: Client, person_id: str, at, query: str = "") -> None:
    answer = at_work(by, at).get(f"/v1/people/{person_id}/header{query}", at=at)
    assert answer.status == 200, answer.raw


def raised(by: Client) -> list[tuple[str, int]]:
    found = alarms.waiting("", 1000, None)
    return [(str(each.alarm_kind), int(each.people)) for each in found if each.about == by.account_id]


def test_sixty_in_ten_minutes_raise_one_alarm_and_a_person_counts_once(monkeypatch):
    monkeypatch.setattr("chalicelib.desk.openings.OPENED_AT_ONCE", MANY)
    people = [resident()[1] for _ in range(MANY + 1)]
    staff = log_in_staff("reviewer", NOON, "63")
    for number in range(MANY):
        opens(staff, people[0], NOON + number * SECOND)
    opens(staff, people[1], NOON + 5 * SECOND)
    assert raised(staff) == []
    reveal = at_work(staff, NOON + 6 * SECOND)
    assert reveal.post(f"/v1/people/{people[2]}/reveals", {"reason": "deciding"}, at=NOON + 6 * SECOND).status == 200
    assert raised(staff) == [("many_opened", MANY)]
    opens(staff, people[3], NOON + 7 * SECOND)
    assert raised(staff) == [("many_opened", MANY)]


def test_those_of_before_and_those_about_whom_something_waits_are_not_counted(monkeypatch):
    monkeypatch.setattr("chalicelib.desk.openings.OPENED_AT_ONCE", MANY)
    staff = log_in_staff("reviewer", NOON, "63")
    for number in range(MANY + 1):
        client, person_id, _ = resident()
        body = {"category": "colour", "text": "我已痊愈。"}
        appeal = refreshed(client, NOON).post(f"/v1/people/{person_id}/appeals", body, at=NOON).body["id"]
        opens(staff, person_id, NOON + number * SECOND, f"?item=appeals:{appeal}")
        opens(staff, person_id, NOON + number * SECOND + SECOND / 2)  # the time line of the same
    assert raised(staff) == []
    _, another, _ = resident()
    for number in range(MANY):
        # The appeal is somebody else's: nothing waits about this person.
        opens(
            staff,
            resident()[1] if number else another,
            NOON + number * 5 * timedelta(minutes=1),
            f"?item=appeals:{appeal}",
        )
    assert raised(staff) == []
