"""A case's correction: every copy is looked up where it lies, and ticked when it was really reached."""

from typing import Any

from app import work_off
from chalicelib.config import settings
from chalicelib.features.statistics import job as statistics_job
from chalicelib.person import known_facts
from chalicelib.person import records as people
from chalicelib.person.changing import changing
from tests.epidemic.steps import DAY, MINUTE, change, in_force, resident, shown
from tests.epidemic.test_contacts import contact_of, spread
from tests.person.test_known_facts import card
from tests.proposals.steps import at_work, epidemiologist
from tests.statistics.steps import change as told_by_the_stream
from tests.support.resident_steps import NOON, a_document
from tests.sweep.test_rescoring import Delivery

AT = NOON + DAY
INSTANT = "2020-03-11T04:00:00+00:00"


def copies(case_id: str, at=AT, region: str = "63") -> Any:
    return at_work(epidemiologist(region), at).get(f"/v1/cases/{case_id}/corrections", at=at)


def statuses(case_id: str, at=AT) -> dict[str, tuple[str, str | None]]:
    return {each["where"]: (each["status"], each["at"]) for each in copies(case_id, at).body["copies"]}


def corrected() -> tuple[str, str, str, dict[str, Any]]:
    """A case of somebody, with a contact, that was struck a day later: case, person, number, the stream's record."""
    _, person_id, number = resident()
    _, _, theirs = resident()
    case_id = in_force(number)
    contact_of(theirs, case_id)
    red = people.state(person_id)
    assert copies(case_id, NOON).body == {"case_id": case_id, "corrected_at": None, "complete": True, "copies": []}
    assert change(epidemiologist(), case_id, AT, status="withdrawn", because="wrong_result").status == 200
    return case_id, person_id, number, told_by_the_stream(red, people.state(person_id))


def handed_over(person_id: str, at: Any) -> None:
    """What the person is told goes to the queue, as the sweep does it."""
    changing(at, lambda attempt: attempt.person(person_id).hand_over())


def test_each_copy_is_ticked_when_it_was_reached(cloud):
    case_id, person_id, _, streamed = corrected()
    found = statuses(case_id)
    assert found.pop("contacts") == ("pending", None)
    assert found.pop("statistics") == ("pending", None)
    assert found.pop("notice") == ("pending", None)
    reached = dict.fromkeys(("evidence", "person", "state", "audit"), ("done", INSTANT))
    ends = {"token": ("ends_by", "2020-03-12T04:00:00+00:00"), "backups": ("ends_by", "2020-04-15T04:00:00+00:00")}
    beyond = dict.fromkeys(("other_regions", "credit_register", "exports"), ("not_sent", None))
    gone = dict.fromkeys(("printed", "refused_at_gates"), ("not_reachable", None))
    assert found == reached | ends | beyond | gone
    assert not copies(case_id).body["complete"]
    spread(cloud, AT)
    assert statistics_job.work({"Records": [streamed]})["counted"] == 1
    handed_over(person_id, AT + MINUTE)
    later = statuses(case_id, AT + MINUTE)
    assert later["contacts"][0] == "done"
    assert later["statistics"] == ("done", INSTANT)
    assert later["notice"] == ("done", INSTANT)
    assert copies(case_id, AT + MINUTE).body["complete"]


def test_a_copy_that_was_not_reached_is_pending_whatever_was_meant():
    case_id, person_id, number, _ = corrected()
    known = known_facts.of_document(card(number))
    copy = known_facts.copy_at(person_id, card(number))
    known.facts = known.facts.replace(f"case-{case_id}-000002", f"case-{case_id}-000009")
    known.save()
    copy.content = copy.content.replace(f"case-{case_id}-000002", f"case-{case_id}-000009")
    copy.save()
    found = statuses(case_id)
    assert (found["evidence"], found["person"]) == (("pending", None), ("pending", None))


def test_a_case_of_nobody_reaches_nobody_and_a_worse_version_is_a_correction_too():
    nobodys = in_force(a_document(), kind="suspected")
    change(epidemiologist(), nobodys, AT, status="excluded")
    assert {"person", "state", "notice", "token", "contacts", "statistics"}.isdisjoint(statuses(nobodys))
    assert statuses(nobodys)["evidence"] == ("done", INSTANT)
    _, _, number = resident()
    case_id = in_force(number)
    change(epidemiologist(), case_id, AT, sampled_on="2020-03-08")
    assert copies(case_id).body["copies"] == [], "it waits for a second person"
    assert copies(case_id, region="34").status == 404
    assert shown(epidemiologist(), case_id, AT)["open_proposal"] is not None


def test_a_release_leaves_colour_and_contacts_as_they_are(cloud):
    _, _, number = resident()
    _, _, theirs = resident()
    case_id = in_force(number)
    contact_of(theirs, case_id)
    change(epidemiologist(), case_id, AT, status="released", released_on="2020-03-11")
    found = statuses(case_id)
    assert (found["state"], found["evidence"]) == (("done", INSTANT), ("done", INSTANT))
    assert {"contacts", "token", "printed", "statistics", "notice"}.isdisjoint(found)
    messages = list(cloud.messages(settings().rescoring_queue_url))
    assert work_off(Delivery(messages).to_dict(), None) == {"batchItemFailures": []}
