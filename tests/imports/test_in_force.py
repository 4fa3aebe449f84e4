"""Imports put in force: by workers that get lost, stopped and resumed, of every kind, and never about oneself."""

from datetime import timedelta

import pytest

from chalicelib.features.imports import applying, bucket, passing, reading, records
from chalicelib.person import known_facts
from tests.epidemic.steps import code, inbox, resident
from tests.epidemic.steps import in_force as case_in_force
from tests.imports.steps import (
    a_key,
    a_list,
    begin,
    counts,
    decide,
    errors,
    in_force,
    relayed,
    shown,
    uploaded,
    work,
)
from tests.person.test_known_facts import card, rules_of, stored_equals_rebuilt
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Client
from tests.support.office_files import BAD, HEADING
from tests.support.photo_steps import send
from tests.support.resident_steps import NOON, a_document, applied, log_in_staff

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
_CASES = "证件号码,病例类型,状态,确诊日期,出院日期,县区代码,报告编号"
_DESIGNATIONS = "证件号码,颜色,依据,文号,起始日期,天数"


def contact(document: str, **changes: str) -> list[str]:
    return [
        changes.get("name", "测试人"),
        document,
        changes.get("kind", "密接"),
        changes.get("day", "2020-03-08"),
        "630102",
    ]


def csv(heading: str, *lines: str) -> bytes:
    return "\n".join([heading, *lines]).encode()


def test_facts_carry_the_instant_of_the_acceptance_however_late_the_worker():
    _, _, document = resident()
    import_id = uploaded(a_list([contact(document)]))
    assert decide(import_id, at=NOON + MINUTE).status == 200
    work(import_id, NOON + 9 * MINUTE)
    (event,) = known_facts.events_of(known_facts.of_document(card(document)), None)
    assert event.at == NOON + MINUTE


def test_a_reader_that_was_lost_is_followed_by_another_with_the_same_numbers(monkeypatch: pytest.MonkeyPatch):
    lines = [contact(a_document(), day=f"2020-03-0{day}") for day in range(1, 5)]
    file = a_list([*lines, *lines, BAD["formula"](1)])
    monkeypatch.setattr(reading, "PART", 2)
    monkeypatch.setattr(reading, "PARTS", 1)
    import_id = uploaded(file)
    assert shown(import_id)["status"] == "reading"
    assert shown(import_id)["lines"] == 2
    for _ in range(4):
        work(import_id)
    assert shown(import_id)["status"] == "checked"
    assert counts(import_id) == {"good": 4, "bad": 1, "repeated": 4, "known": 0}


def test_a_file_that_breaks_each_worker_ends_unreadable(monkeypatch: pytest.MonkeyPatch):
    begun = begin(epidemiologist()).body
    import_id = str(begun["import"]["id"])
    assert send(begun["upload"], a_list([contact(a_document())])) == 204
    monkeypatch.setattr(records, "MOST_TRIES", 2)
    monkeypatch.setattr(reading.lists, "heading_of", lambda *_: 1 / 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            work(import_id)
    work(import_id)
    assert (shown(import_id)["status"], shown(import_id)["problem"]["code"]) == ("unreadable", "file_failed")


def test_one_that_awaits_its_file_goes_behind_the_others():
    import_id = str(begin(epidemiologist()).body["import"]["id"])
    before = records.find(import_id).gsi3sk
    work(import_id, NOON + MINUTE)
    assert records.find(import_id).gsi3sk > before


def test_what_a_replaced_file_left_is_never_put_in_force(monkeypatch: pytest.MonkeyPatch):
    _, person_id, document = resident()
    begun = begin(epidemiologist()).body
    import_id = str(begun["import"]["id"])
    monkeypatch.setattr(reading, "PART", 1)
    monkeypatch.setattr(reading, "PARTS", 1)
    lines = [contact(document), contact(a_document())]
    assert send(begun["upload"], a_list(lines)) == 204
    work(import_id)
    assert send(begun["upload"], a_list([BAD["formula"](1), *lines[1:]])) == 204
    for _ in range(3):
        work(import_id)
    assert counts(import_id) == {"good": 1, "bad": 1, "repeated": 0, "known": 0}
    assert decide(import_id).status == 200
    work(import_id)
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    assert rules_of(person_id) == set()


def test_a_part_is_as_its_last_reader_found_it():
    _, _, document = resident()
    import_id = uploaded(a_list([contact(document)]))
    record = records.find(import_id)
    record.parts = 0
    by = reading._reader(record)
    with pytest.MonkeyPatch.context() as unwritten:
        unwritten.setattr(reading, "_write", lambda *_: None)
        reading._part(record, [], by, NOON)
    assert applying.bucket.rows(record.part("good", 0)) == []


def test_a_worker_that_was_lost_while_putting_in_force_counts_no_line_twice(monkeypatch: pytest.MonkeyPatch):
    people = [resident() for _ in range(3)]
    monkeypatch.setattr(reading, "PART", 2)
    import_id = uploaded(a_list([contact(document) for _, _, document in people]))
    assert decide(import_id).status == 200
    record = records.find(import_id)
    # It served its part, and died before it could say so.
    applying._applied(record, applying.bucket.rows(record.part("good", 0)), set(), NOON)
    work(import_id)
    assert shown(import_id)["outcomes"] == {"accepted": 3}
    assert [inbox(client).count("contact_close") for client, _, _ in people] == [1, 1, 1]


def test_a_stopped_import_rests_and_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch):
    people = [resident() for _ in range(2)]
    monkeypatch.setattr(reading, "PART", 1)
    monkeypatch.setattr(applying, "PARTS", 1)
    import_id = uploaded(a_list([contact(document) for _, _, document in people]))
    decide(import_id)
    work(import_id)
    client = epidemiologist()
    assert client.post(f"/v1/imports/{import_id}/stop", {}, at=NOON).body["status"] == "stopped"
    work(import_id)
    assert [rules_of(person_id) for _, person_id, _ in people] == [{"contact.close"}, set()]
    assert client.post(f"/v1/imports/{import_id}/resume", {}, at=NOON).body["status"] == "applying"
    work(import_id)
    assert shown(import_id)["outcomes"] == {"accepted": 2}
    assert client.post(f"/v1/imports/{import_id}/resume", {}, at=NOON).status == 409


def test_lines_that_are_gone_stop_it_and_are_never_counted_as_done(monkeypatch: pytest.MonkeyPatch):
    client, person_id, document = resident()
    import_id = uploaded(a_list([contact(document)]))
    assert decide(import_id).status == 200
    with monkeypatch.context() as denied:
        denied.setattr(records.ImportRecord, "part", lambda *_: "found/gone")
        for _ in range(passing.PATIENCE - 1):
            with pytest.raises(bucket.Gone):
                work(import_id)
        assert shown(import_id)["status"] == "applying"
        work(import_id)
    found = shown(import_id)
    assert (found["status"], found["problem"]["code"], found["good"]) == ("stopped", "file_lines_gone", 1)
    assert epidemiologist().post(f"/v1/imports/{import_id}/resume", {}, at=NOON).status == 200
    work(import_id)
    found = shown(import_id)
    assert (found["status"], found["problem"], found["outcomes"]) == ("done", None, {"accepted": 1})
    assert code(client, person_id)["colour"] == "red"


def test_what_waited_for_a_second_person_is_read_and_proposed_anew_after_a_stop():
    import_id = uploaded(a_list([contact(a_document())]))
    former, client = shown(import_id)["proposal"], epidemiologist()
    assert client.post(f"/v1/imports/{import_id}/stop", {}, at=NOON).status == 200
    assert decide(import_id).status == 409
    assert client.post(f"/v1/imports/{import_id}/resume", {}, at=NOON).status == 200
    work(import_id)
    assert shown(import_id)["proposal"]["id"] != former["id"]
    assert decide(import_id).status == 200


def test_a_file_that_never_comes_ends_its_import_and_whatever_stands_is_handed_over_each_minute(cloud):
    import_id = begin(epidemiologist()).body["import"]["id"]
    work(import_id, NOON + 20 * MINUTE)
    assert shown(import_id)["status"] == "awaiting"
    assert relayed(NOON + 20 * MINUTE) >= 1
    work(import_id, NOON + 31 * MINUTE)
    found = shown(import_id)
    assert (found["status"], found["problem"]["code"]) == ("stopped", "file_never_came")


def test_nobody_imports_about_themselves_or_agrees_to_it():
    sender_document, second_document = a_document(), a_document()
    for document in (sender_document, second_document):
        applied(Client(), NOON, number=document)
    sender = epidemiologist(document=card(sender_document))
    import_id = uploaded(a_list([contact(sender_document), contact(second_document)]), by=sender)
    assert [each["code"] for each in errors(import_id)] == ["own_record"]
    assert decide(import_id, epidemiologist(document=card(second_document))).status == 200
    work(import_id)
    assert shown(import_id)["outcomes"] == {"own_record": 1}
    assert counts(import_id) == {"good": 0, "bad": 2, "repeated": 0, "known": 0}
    assert len(errors(import_id)) == 2


def test_a_region_beyond_ones_own_is_an_error_of_the_line():
    line = contact(a_document())
    import_id = uploaded(a_list([[*line[:4], "340102"]]))
    assert [each["code"] for each in errors(import_id)] == ["region_outside"]
    assert at_work(epidemiologist("34"), NOON).get(f"/v1/imports/{import_id}", at=NOON).status == 404


def test_contacts_name_cases_of_the_region_and_fall_with_them():
    _, person_id, document = resident()
    case_id = case_in_force(a_document())
    heading = ",".join([*HEADING, "病例编号"])
    import_id = in_force(
        csv(heading, ",".join([*contact(document), case_id]), ",".join([*contact(a_document()), "nobody"]))
    )
    assert [each["code"] for each in errors(import_id)] == ["unknown_case"]
    (listed,) = epidemiologist().get(f"/v1/contacts?case={case_id}", at=NOON).body["items"]
    assert listed["case_ids"] == [case_id]
    assert rules_of(person_id) == {"contact.close"}


def test_cases_of_a_list_and_their_later_course():
    client, person_id, document = resident()
    first = in_force(csv(_CASES, f"{document},确诊,在治,2020-03-09,,630102,XN-7"), kind="cases")
    assert counts(first)["good"] == 1
    (hold,) = code(client, person_id)["holds"]
    assert (hold["rule"], hold["clears_on"]) == ("case.confirmed", None)
    later = NOON + 5 * DAY
    in_force(csv(_CASES, f"{document},确诊,出院,2020-03-09,2020-03-15,630102,XN-7"), later, kind="cases")
    assert code(client, person_id, later)["holds"][0]["clears_on"] == "2020-03-29"
    # The first list comes again: what it says is older than what is known.
    again = uploaded(csv(_CASES, f"{document},确诊,在治,2020-03-09,,630102,XN-7"), at=later, kind="cases")
    assert counts(again, later)["known"] == 1
    assert stored_equals_rebuilt(person_id)


def test_a_list_does_not_touch_a_case_that_another_region_has():
    client, person_id, document = resident()
    in_force(csv(_CASES, f"{document},确诊,在治,2020-03-09,,630102,XN-8"), kind="cases")
    released = csv(_CASES, f"{document},确诊,出院,2020-03-09,2020-03-10,340102,XN-8")
    later = uploaded(released, by=epidemiologist("34"), at=NOON + DAY, kind="cases")
    found = shown(later, NOON + DAY, by=epidemiologist("34"))
    assert (found["good"], found["bad"]) == (0, 1)
    (error,) = at_work(epidemiologist("34"), NOON + DAY).get(f"/v1/imports/{later}/errors", at=NOON + DAY).body["items"]
    assert (error["column"], error["code"]) == ("县区代码", "region_outside")
    assert code(client, person_id, NOON + DAY)["holds"][0]["clears_on"] is None


def test_a_case_that_another_region_got_since_the_reading_stays_as_it_is():
    client, person_id, document = resident()
    anhui = epidemiologist("34")
    later = uploaded(csv(_CASES, f"{document},确诊,出院,2020-03-09,2020-03-10,340102,XN-9"), by=anhui, kind="cases")
    in_force(csv(_CASES, f"{document},确诊,在治,2020-03-09,,630102,XN-9"), kind="cases")
    assert decide(later, epidemiologist("34")).status == 200
    work(later)
    found = shown(later, by=epidemiologist("34"))
    assert (found["outcomes"], found["bad"], found["status"]) == ({"region_outside": 1}, 1, "done")
    assert code(client, person_id)["holds"][0]["clears_on"] is None


def test_designations_of_a_list_need_a_supervisor_and_a_ground():
    client, person_id, document = resident()
    file = csv(
        _DESIGNATIONS,
        f"{document},黄,返回人员,青卫〔2020〕7,2020-03-08,7",
        f"{a_document()},红,其他,青卫〔2020〕7,2020-03-08,7",
        f"{a_document()},红,,青卫〔2020〕7,2020-03-08,7",
    )
    import_id = uploaded(file, kind="designations")
    assert [each["code"] for each in errors(import_id)] == ["needs_supervisor", "required"]
    assert [each["code"] for each in decide(import_id).body["errors"]] == ["supervisor"]
    assert decide(import_id, log_in_staff("supervisor", NOON, "63")).status == 200
    work(import_id)
    assert code(client, person_id)["colour"] == "yellow"
    assert inbox(client)[0] == "designation_returnee"


def test_an_import_is_begun_once_and_listed():
    client, key = epidemiologist(), a_key()
    first, again = (begin(client, idempotency_key=key) for _ in range(2))
    assert first.body["import"]["id"] == again.body["import"]["id"]
    assert send(again.body["upload"], b"x") == 204
    items = client.get("/v1/imports?limit=100", at=NOON).body["items"]
    assert first.body["import"]["id"] in [each["id"] for each in items]
    assert begin(log_in_staff("supervisor", NOON, "63")).status == 403
