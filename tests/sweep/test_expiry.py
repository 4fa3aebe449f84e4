"""The sweep: holds clear on their day, reminders come once, and a missed hour is made up for."""

from datetime import UTC, datetime, timedelta

from chalicelib.config import settings
from chalicelib.features.messages import job as messages_job
from chalicelib.features.people import certification_job
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare

DAY = timedelta(days=1)
MIDNIGHT = datetime(2020, 3, 16, 16, tzinfo=UTC)
"""The beginning of 17 March in Shanghai."""


def _inbox(client: Client, at: datetime) -> list[str]:
    from tests.support.resident_steps import refreshed

    return [each["kind"] for each in refreshed(client, at).get("/v1/me/messages", at=at).body["items"]]


def _yellow_with_a_full_run() -> tuple[Client, str]:
    """Contact on the 10th, normal check-ins from the 10th to the 16th: green as the 17th begins."""
    client, person = applied(Client())
    for day in range(7):
        declare(client, person["id"], NOON + day * DAY, contact={"kind": "confirmed", "on": "2020-03-10"})
    return client, person["id"]


def test_a_hold_clears_by_itself_and_the_person_is_told():
    client, person_id = _yellow_with_a_full_run()
    expiry_job.sweep(MIDNIGHT - timedelta(minutes=1))
    assert people.state(person_id).severity == {"domestic": "yellow"}
    expiry_job.sweep(MIDNIGHT)
    assert people.state(person_id).severity == {"domestic": "green"}
    assert _inbox(client, MIDNIGHT)[0] == "green"


def test_running_twice_changes_nothing_more(cloud):
    client, person_id = _yellow_with_a_full_run()
    expiry_job.sweep(MIDNIGHT)
    first = people.state(person_id)
    expiry_job.sweep(MIDNIGHT)
    expiry_job.sweep(MIDNIGHT + timedelta(minutes=1))
    assert people.state(person_id).version == first.version
    assert _inbox(client, MIDNIGHT).count("green") == 1


def test_a_missed_day_is_made_up_for():
    _client, person_id = _yellow_with_a_full_run()
    expiry_job.sweep(MIDNIGHT + timedelta(hours=30))
    assert people.state(person_id).severity == {"domestic": "green"}
    assert people.state(person_id).gsi2sk is None


def test_who_must_check_in_and_has_not_is_reminded_once_in_the_evening(cloud):
    client, person = applied(Client())
    declare(client, person["id"], NOON, symptoms=["fever"])
    cloud.messages(settings().messages_queue_url)
    night = NOON + DAY + timedelta(hours=8)
    for minutes in (0, 1, 30):
        expiry_job.sweep(night + timedelta(minutes=minutes))
    assert _inbox(client, night).count("checkin") == 1
    mine = [
        each for each in cloud.messages(settings().messages_queue_url) if each.get("account_id") == client.account_id
    ]
    for message in [*mine, *mine]:
        messages_job.work(message, datetime.fromisoformat(message["at"]))
    assert len([text for text in cloud.sms(client.phone) if "打卡" in text or "checked in" in text]) == 1


def test_who_has_checked_in_is_not_reminded():
    client, person = applied(Client())
    declare(client, person["id"], NOON, symptoms=["fever"])
    declare(client, person["id"], NOON + DAY)
    expiry_job.sweep(NOON + DAY + timedelta(hours=8))
    assert _inbox(client, NOON + DAY) == ["turned_yellow"]


def test_a_reminder_for_a_day_that_is_over_is_not_sent():
    client, person = applied(Client())
    declare(client, person["id"], NOON, symptoms=["fever"])
    expiry_job.sweep(NOON + DAY + timedelta(hours=13))
    assert _inbox(client, NOON + DAY) == ["turned_yellow"]


def test_nothing_is_due_for_a_green_person():
    client, person = applied(Client())
    certification_job.work({"person_id": person["id"]}, NOON)
    declare(client, person["id"], NOON)
    assert people.state(person["id"]).gsi2sk is None


def test_an_international_code_reminds_lapses_and_turns_red():
    client, person = applied(Client(), scheme="international")
    declare(client, person["id"], NOON)
    told = {}
    for hours in (21.9, 22, 24, 25, 48, 49):
        at = NOON + timedelta(hours=hours)
        expiry_job.sweep(at)
        told[hours] = _inbox(client, at)
    assert told[21.9] == []
    assert told[22] == ["expiring"]
    assert "lapsed" in told[25]
    assert "undeclared" in told[49]
    state = people.state(person["id"])
    assert state.severity == {"international": "red"}
