"""A partner's word is objected to: the appeal goes to it, our supervisor suspends meanwhile, its answer decides."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.features.exchange import outbox, relay_job
from tests.epidemic.steps import code, inbox, resident
from tests.exchange.test_what_partners_say import colour, contact, subject, trip
from tests.person.test_known_facts import stored_equals_rebuilt
from tests.proposals.steps import at_work
from tests.ratings.steps import in_force as rated
from tests.support.client import Answer, Client
from tests.support.cloud import TestCloud
from tests.support.partners import Partner
from tests.support.resident_steps import NOON, log_in_staff, refreshed

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(scope="module")
def jiangxi(cloud: TestCloud) -> Partner:
    return Partner("361000", "36").register(NOON)


class Held:
    """A resident whom a partner named as a contact."""

    def __init__(self, partner: Partner, ref: str) -> None:
        self.partner = partner
        self.client, self.person_id, self.number = resident()
        content = partner.content("feeds/contacts", {"items": [contact(self.number, "360102", ref)]}, NOON)
        self.message = content["message"]["id"]
        assert partner.signed("POST", "feeds/contacts", content, NOON).send(NOON).status == 200
        self.ref = str(code(self.client, self.person_id)["holds"][0]["decision_ref"])

    def appeal(self, at: datetime = NOON) -> Answer:
        body = {"category": "partner", "text": "我没有去过", "decision_ref": self.ref}
        return refreshed(self.client, at).post(f"/v1/people/{self.person_id}/appeals", body, at=at)

    def colour(self, at: datetime) -> str:
        return colour(self.client, self.person_id, at)[0]

    def suspend(self, at: datetime, by: Client | None = None) -> Answer:
        supervisor = by or log_in_staff("supervisor", at, "63")
        return at_work(supervisor, at).post(f"/v1/facts/{self.ref}/suspension", {"reason": "asked Jiangxi"}, at=at)


def waiting(partner: Partner) -> list[outbox.OutgoingRecord]:
    return [each for shard in range(outbox.SHARDS) for each in outbox.waiting(partner.id, shard, 100)]


def test_an_appeal_goes_to_the_partner_and_its_withdrawal_frees_at_once(jiangxi: Partner) -> None:
    held = Held(jiangxi, "W1")
    appeal = held.appeal()
    assert appeal.status == 201, appeal.raw
    sent = next(each for each in waiting(jiangxi) if each.id == appeal.body["id"])
    assert (sent.path, sent.content["about"], sent.content["source_ref"]) == ("corrections", held.message, "W1")
    assert sent.content["due_at"] == (NOON + 2 * DAY).isoformat()
    at = NOON + HOUR
    answer = {"about": held.message, "kind": "withdrawn", "text": "查无此事"}
    taken = jiangxi.post("corrections", answer, at, in_reply_to=appeal.body["id"])
    assert (taken.status, taken.body["ticket"]) == (200, appeal.body["id"])
    assert held.colour(at) == "green"
    assert {"appeal_upheld", "contact_taken_back"} <= set(inbox(held.client, at))
    assert stored_equals_rebuilt(held.person_id)


def test_a_partner_that_stands_by_its_word_rejects_the_appeal(jiangxi: Partner) -> None:
    held = Held(jiangxi, "W2")
    ticket = held.appeal().body["id"]
    answer = {"about": held.message, "kind": "stands", "text": "核实无误"}
    assert jiangxi.post("corrections", answer, NOON + HOUR, in_reply_to=ticket).status == 200
    assert held.colour(NOON + HOUR) == "red"
    assert "appeal_rejected" in inbox(held.client, NOON + HOUR)


def test_nobody_answers_for_another_partner(jiangxi: Partner) -> None:
    held = Held(jiangxi, "W3")
    ticket = held.appeal().body["id"]
    other = Partner("371000", "37").register(NOON)
    answer = {"about": held.message, "kind": "withdrawn", "text": "?"}
    assert other.post("corrections", answer, NOON, in_reply_to=ticket).status == 404
    assert other.post("corrections", answer, NOON).status == 404
    assert other.post("corrections", answer | {"about": subject(held.number)}, NOON).status == 200
    assert held.colour(NOON) == "red"


@pytest.mark.parametrize("ref", [None, "unknown"])
def test_an_appeal_about_a_partner_names_what_it_said(ref: str | None) -> None:
    client, person_id, _ = resident()
    body = {"category": "partner", "text": "?"} | ({"decision_ref": ref} if ref else {})
    answer = refreshed(client, NOON).post(f"/v1/people/{person_id}/appeals", body, at=NOON)
    assert answer.fields == {"decision_ref": "not_a_partners" if ref else "required"}


def test_what_the_origin_takes_back_goes_by_one_hand(jiangxi: Partner) -> None:
    rated("421181", "high", "2020-03-01", NOON)
    client, person_id, number = resident()
    items = [trip(number, "421181", "2020-03-02", "2020-03-05"), trip(number, "421181", "2020-03-07", "2020-03-08")]
    content = jiangxi.content("trip-declarations", {"items": items}, NOON)
    jiangxi.signed("POST", "trip-declarations", content, NOON).send(NOON)
    assert colour(client, person_id)[0] == "red"
    gone = {"about": content["message"]["id"], "kind": "withdrawn", "text": "wrong list"}
    assert jiangxi.post("corrections", gone, NOON + HOUR).status == 200
    assert colour(client, person_id, NOON + HOUR)[0] == "green"
    assert "travel_withdrawn" in inbox(client, NOON + HOUR)
    assert stored_equals_rebuilt(person_id)


def test_a_suspended_hold_colours_nobody_and_runs_on(jiangxi: Partner) -> None:
    held = Held(jiangxi, "S1")
    before = code(held.client, held.person_id)["holds"][0]
    assert held.suspend(NOON + HOUR).body["suspended"]["until"] == (NOON + HOUR + 3 * DAY).isoformat()
    assert held.colour(NOON + HOUR) == "green"
    assert "fact_suspended" in inbox(held.client, NOON + HOUR)
    assert held.suspend(NOON + 2 * HOUR).status == 409
    at = NOON + 2 * DAY
    answer = {"about": held.message, "kind": "stands", "text": "核实无误"}
    ticket = held.appeal(NOON).body["id"]
    assert held.colour(at) == "green"
    assert jiangxi.post("corrections", answer, at, in_reply_to=ticket).status == 200
    after = code(held.client, held.person_id, at)["holds"][0]
    assert (after["rule"], after["since"], after["clears_on"]) == (before["rule"], before["since"], before["clears_on"])
    # 10 March was declared, 11 March is credited: nothing was asked on it.
    assert after["checkins_done"] == 2
    assert stored_equals_rebuilt(held.person_id)


def test_after_72_hours_of_silence_it_has_ended(jiangxi: Partner) -> None:
    held = Held(jiangxi, "S2")
    held.suspend(NOON)
    almost, over = NOON + 3 * DAY - HOUR, NOON + 3 * DAY
    assert relay_job.relay(almost) == 0
    assert relay_job.relay(over) >= 1
    assert held.colour(over) == "green"
    supervisor = log_in_staff("supervisor", over, "63")
    found = at_work(supervisor, over).get(f"/v1/facts/{held.ref}", at=over).body
    assert (found["status"], found["suspended"]) == ("withdrawn", None)
    assert stored_equals_rebuilt(held.person_id)


def test_two_of_ours_keep_it_in_spite_of_silence(jiangxi: Partner) -> None:
    held = Held(jiangxi, "S3")
    held.suspend(NOON)
    at = NOON + 2 * DAY
    one, other = (log_in_staff("epidemiologist", at, "63") for _ in range(2))
    proposed = at_work(one, at).post(f"/v1/facts/{held.ref}/standing", {"reason": "we asked the family"}, at=at)
    assert proposed.status == 201, proposed.raw
    body = {name: proposed.body[name] for name in ("version", "content_hash")} | {"decision": "approve"}
    path = f"/v1/proposals/{proposed.body['id']}/approval"
    assert at_work(one, at).post(path, body, at=at).status == 403
    assert at_work(other, at).post(path, body, at=at).status == 200
    assert held.colour(at) == "red"
    relay_job.relay(NOON + 4 * DAY)
    assert held.colour(NOON + 4 * DAY) == "red"


def test_only_supervisors_of_the_region_suspend(jiangxi: Partner) -> None:
    held = Held(jiangxi, "S4")
    assert held.suspend(NOON, log_in_staff("supervisor", NOON, "34")).status == 404
    assert held.suspend(NOON, log_in_staff("epidemiologist", NOON, "63")).status == 403


def test_a_partner_objects_to_ours_and_hears_the_outcome(jiangxi: Partner) -> None:
    _, _, number = resident()
    payload: dict[str, Any] = {"about": subject(number), "kind": "wrong", "text": "was with us all week"}
    content = jiangxi.content("corrections", payload, NOON)
    taken = jiangxi.signed("POST", "corrections", content, NOON).send(NOON)
    assert taken.status == 200, taken.raw
    ticket = taken.body["ticket"]
    epidemiologist = log_in_staff("epidemiologist", NOON, "63")
    decided = at_work(epidemiologist, NOON).post(
        f"/v1/appeals/{ticket}/decision", {"accept": True, "reason": "the visits agree"}, at=NOON
    )
    assert decided.status == 200, decided.raw
    sent = [each for each in waiting(jiangxi) if each.in_reply_to == content["message"]["id"]]
    assert [each.content["kind"] for each in sent] == ["withdrawn"]
