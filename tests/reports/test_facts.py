"""Our own cases and contacts to partners: with the two who agreed, put right and taken back as they are here."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel

from chalicelib.features.epidemic import case_records, contact_records
from chalicelib.features.exchange.fact_shapes import CaseMessage, ContactMessage
from tests.corrections.test_copies import statuses
from tests.epidemic import steps as epidemic
from tests.epidemic.steps import change, in_force
from tests.epidemic.test_contacts import contact_of, spread
from tests.proposals.steps import at_work, epidemiologist
from tests.reports import steps
from tests.reports.steps import GATEWAY, KANGMA, MINUTE, run
from tests.support.cloud import TestCloud
from tests.support.counterpart import Beside
from tests.support.resident_steps import a_document

T0 = datetime(2020, 3, 10, 5, tzinfo=UTC)
SENDS = ["feeds/cases", "feeds/contacts", "corrections"]
_NUMBERS = iter(range(26))


@pytest.fixture
def beside() -> Iterator[Beside]:
    number = next(_NUMBERS)
    wanted = (f"37{7000 + number}", KANGMA), (f"fact{chr(97 + number)}", GATEWAY)
    with steps.beside(T0, *wanted, sends=SENDS) as found:
        yield found


def partner_of(found: Beside) -> str:
    return next(iter(found.counterpart.memories))


def case_told(case_id: str) -> int:
    """The stream of what a case is by now, its version before in front of it."""
    record: Any = case_records.find(case_id)
    versions = case_records.versions(case_id)
    return steps.told((_as_before(record, versions), record))


def _as_before(record: Any, versions: list[Any]) -> Any:
    if len(versions) < 2:
        return None
    before: Any = case_records.find(record.id)
    before.told, before.revision = versions[1].told, versions[1].revision
    return before


def contact_told(contact_id: str, before: Any = None) -> int:
    return steps.told((before, contact_records.find(contact_id)))


def messages(found: Beside, path: str) -> list[dict[str, Any]]:
    return [each for each in found.received(partner_of(found)) if each["path"] == path]


def a_case() -> tuple[str, str]:
    """A case of a resident: its id, the document's number."""
    _, _, number = epidemic.resident()
    return in_force(number), number


def test_a_case_is_told_with_its_subject_and_two_who_stand_for_it(beside: Beside) -> None:
    case_id, number = a_case()
    assert case_told(case_id) == 1
    assert case_told(case_id) == 0, "a stream that tells twice changes nothing"
    run(beside, T0)
    for partner in beside.counterpart.memories:
        (item,) = steps.items(beside, partner)
        assert (item["source_ref"], item["revision"], item["place"]) == (case_id, 1, "630102")
        assert (item["kind"], item["status"], item["on"]) == ("confirmed", "open", "2020-03-09")
        assert item["subject"]["document"]["number"] == number
        attested = item["attested"]
        assert len({each["by"] for each in attested}) == 2
        assert set(attested[0]) == {"by", "office", "at"}


def test_a_case_put_right_replaces_the_message_that_had_it(beside: Beside) -> None:
    case_id, _ = a_case()
    case_told(case_id)
    run(beside, T0)
    assert statuses(case_id, T0) == {}, "there is one version only"
    assert change(epidemiologist(), case_id, T0 + MINUTE, status="excluded").status == 200
    assert statuses(case_id, T0 + MINUTE)["other_regions"] == ("pending", None)
    case_told(case_id)
    run(beside, T0 + 2 * MINUTE)
    first, second = messages(beside, "feeds/cases")
    assert second["message"]["replaces"] == first["message"]["id"]
    (item,) = second["payload"]["items"]
    assert (item["source_ref"], item["revision"], item["status"]) == (case_id, 2, "excluded")
    assert "attested" not in item, "one hand frees"
    assert statuses(case_id, T0 + 3 * MINUTE)["other_regions"] == ("done", (T0 + 2 * MINUTE).isoformat())


def test_a_correction_that_a_partner_does_not_acknowledge_is_open(beside: Beside) -> None:
    case_id, _ = a_case()
    case_told(case_id)
    run(beside, T0)
    change(epidemiologist(), case_id, T0 + MINUTE, status="withdrawn", because="wrong_result")
    case_told(case_id)
    beside.behave("wrong_signature", partner_of(beside))
    run(beside, T0 + 2 * MINUTE)
    assert statuses(case_id, T0 + 2 * MINUTE)["other_regions"] == ("pending", None)
    beside.behave("normal", partner_of(beside))
    run(beside, T0 + 4 * MINUTE)
    assert statuses(case_id, T0 + 4 * MINUTE)["other_regions"][0] == "done"
    assert messages(beside, "feeds/cases")[1]["payload"]["items"][0]["because"] == "wrong_result"


def test_a_case_that_fell_before_it_was_told_is_never_told(beside: Beside) -> None:
    case_id, _ = a_case()
    case_told(case_id)
    change(epidemiologist(), case_id, T0 + MINUTE, status="excluded")
    case_told(case_id)
    run(beside, T0 + 2 * MINUTE)
    assert messages(beside, "feeds/cases") == []
    assert statuses(case_id, T0 + 2 * MINUTE)["other_regions"] == ("not_sent", None)


def test_whom_a_case_names_that_is_nobodys_here_goes_by_the_given_name(beside: Beside) -> None:
    number = a_document()
    person = {"document": {"type": "id_card", "number": number}}
    named, nameless = in_force(number, person=person | {"name": "测试人"}), in_force(a_document())
    for each in (named, nameless):
        case_told(each)
    run(beside, T0)
    (item,) = steps.items(beside, partner_of(beside))
    assert (item["source_ref"], item["subject"]["name"]) == (named, "测试人")
    assert item["subject"]["document"]["number"] == number


def test_another_regions_case_and_one_that_a_partner_told_are_not_told(beside: Beside) -> None:
    case_id, _ = a_case()
    record: Any = case_records.find(case_id)
    record.region = "340102"
    record.save()
    record.pk = "CASE#p_340000_0123456789abcdef"
    assert steps.told((None, record)) == 0
    case_told(case_id)
    run(beside, T0)
    assert messages(beside, "feeds/cases") == []


def test_a_contact_is_told_and_taken_back_and_stands_under_another_name_again(beside: Beside, cloud: TestCloud) -> None:
    case_id, _ = a_case()
    _, _, theirs = epidemic.resident()
    contact_id = contact_of(theirs, case_id)
    contact_told(contact_id)
    run(beside, T0)
    (item,) = messages(beside, "feeds/contacts")[0]["payload"]["items"]
    assert (item["source_ref"], item["status"], item["revision"]) == (contact_id, "confirmed", 1)
    assert len({each["by"] for each in item["attested"]}) == 2
    for minute, status in ((1, "excluded"), (5, "open")):
        at = T0 + minute * MINUTE
        _case_becomes(case_id, status, at)
        case_told(case_id)
        run(beside, at + MINUTE, minutes=2)
    told = [each["payload"]["items"][0] for each in messages(beside, "feeds/contacts")]
    assert [(each["source_ref"], each["status"], each["revision"]) for each in told] == [
        (contact_id, "confirmed", 1),
        (contact_id, "withdrawn", 2),
        (f"{contact_id}-2", "confirmed", 1),
    ]
    replaced = [each["message"].get("replaces") for each in messages(beside, "feeds/contacts")]
    assert replaced == [None, *(each["message"]["id"] for each in messages(beside, "feeds/contacts")[:2])]
    spread(cloud, T0 + 10 * MINUTE)


def _case_becomes(case_id: str, status: str, at: datetime) -> None:
    answer = change(epidemiologist(), case_id, at, status=status)
    if answer.body["status"] == "proposed":
        answer = epidemic.agree(epidemiologist(), answer.body, at)
    assert answer.status == 200, answer.raw


def test_a_contact_withdrawn_by_staff_is_withdrawn_with_partners(beside: Beside) -> None:
    case_id, _ = a_case()
    _, _, theirs = epidemic.resident()
    contact_id = contact_of(theirs, case_id)
    before = contact_records.find(contact_id)
    contact_told(contact_id)
    run(beside, T0)
    at = T0 + MINUTE
    answer = at_work(epidemiologist(), at).post(f"/v1/contacts/{contact_id}/withdrawal", {"reason": "mixed up"}, at=at)
    assert answer.status == 200, answer.raw
    contact_told(contact_id, before)
    run(beside, T0 + 2 * MINUTE)
    assert [each["payload"]["items"][0]["status"] for each in messages(beside, "feeds/contacts")] == [
        "confirmed",
        "withdrawn",
    ]


@pytest.mark.parametrize(("what", "shape"), [("cases", CaseMessage), ("contacts", ContactMessage)])
def test_what_we_say_is_what_we_would_take(beside: Beside, what: str, shape: type[BaseModel]) -> None:
    case_id, _ = a_case()
    contact_id = contact_of(epidemic.resident()[2], case_id)
    case_told(case_id)
    contact_told(contact_id)
    run(beside, T0)
    (message,) = messages(beside, f"feeds/{what}")
    shape.model_validate_json(json.dumps({name: message[name] for name in ("message", "payload")}))
