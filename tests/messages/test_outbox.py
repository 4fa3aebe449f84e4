"""The outbox of the messages queue: what no worker took goes to it again, what one took does not."""

from datetime import timedelta

from chalicelib.config import CHANGE_TOLD, settings
from chalicelib.features.messages import job, relay_job
from chalicelib.person import inbox
from tests.staff.steps import invite
from tests.support.client import Client
from tests.support.mailbox import queued, reported, worked_off
from tests.support.resident_steps import NOON, a_phone, log_in_staff
from tests.support.venue_steps import opened

LATER = NOON + CHANGE_TOLD + timedelta(seconds=1)
A_QUIET_DAY = NOON + timedelta(days=56)
"""In which no other test has spent a country's budget."""


def with_guard(at) -> tuple[Client, str]:
    """A manager who has added somebody, and that phone."""
    manager, venue = opened(at=at)
    phone = a_phone()
    body = {"role": "guard", "phone": phone}
    assert manager.post(f"/v1/venues/{venue['id']}/members", body, at=at).status == 201
    return manager, phone


def handed_over(cloud, client: Client, at) -> int:
    """How many messages the relay of that minute hands over for an account."""
    relay_job.relay(at)
    return len(queued(cloud, client))


def test_a_lost_notice_is_handed_over_after_five_minutes_and_sent_once(cloud):
    manager, phone = with_guard(A_QUIET_DAY)
    queued(cloud, manager)
    assert handed_over(cloud, manager, A_QUIET_DAY + CHANGE_TOLD) == 0
    relay_job.relay(A_QUIET_DAY + CHANGE_TOLD + timedelta(seconds=1))
    both = queued(cloud, manager)
    assert {each["kind"] for each in both} == {"inbox"}
    worked_off(cloud, manager, both * 2)
    assert len(cloud.sms(phone)) == 1


def test_what_a_worker_took_is_not_handed_over_again(cloud):
    manager, _ = with_guard(A_QUIET_DAY)
    worked_off(cloud, manager)
    assert handed_over(cloud, manager, A_QUIET_DAY + timedelta(hours=1)) == 0


def test_an_invitation_is_handed_over_until_a_worker_takes_it(cloud):
    proposal = invite(log_in_staff("supervisor")).body
    assert proposal["status"] == "in_force"
    invitation = [each for each in cloud.messages(settings().messages_queue_url) if "invitation_id" in each][-1]
    relay_job.relay(LATER)
    again = [each for each in cloud.messages(settings().messages_queue_url) if each["kind"] == "staff_invitation"]
    assert invitation["invitation_id"] in {each["invitation_id"] for each in again}
    job.work(invitation, LATER)
    relay_job.relay(LATER)
    ids = [each.get("invitation_id") for each in cloud.messages(settings().messages_queue_url)]
    assert invitation["invitation_id"] not in ids


def test_what_a_bad_report_leads_to_is_handed_over_until_a_worker_takes_it(cloud):
    manager, _ = with_guard(A_QUIET_DAY)
    worked_off(cloud, manager)
    entry = next(each for each in inbox.page(manager.account_id, 9, None) if each.sent_as)
    reported(str(entry.sent_as), "FAILURE")
    lost = queued(cloud, manager)
    assert [each["kind"] for each in lost] == ["second_way"]
    assert handed_over(cloud, manager, LATER) == 1
    worked_off(cloud, manager, lost)
    assert handed_over(cloud, manager, LATER) == 0
