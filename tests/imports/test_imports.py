"""Imports: every line accounted for, agreed to over exactly the file that was shown, put in force once."""

from datetime import timedelta

import pytest

from chalicelib.features.imports import applying, reading, records
from chalicelib.person import known_facts
from tests.epidemic.steps import agree, code, inbox, resident
from tests.epidemic.steps import in_force as case_in_force
from tests.epidemic.test_cases import audit_of
from tests.epidemic.test_contacts import name as name_contact
from tests.imports.steps import (
    a_key,
    a_list,
    begin,
    counts,
    decide,
    error_file,
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
from tests.support.office_files import BAD, HEADING, good, number
from tests.support.photo_steps import send
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
_CASES = "证件号码,病例类型,状态,确诊日期,出院日期,县区代码,报告编号"
_DESIGNATIONS = "证件号码,颜色,依据,文号,起始日期,天数"


def contact(document: str, **changes: str) -> list[str]:
    return [
        changes.get("name", "张三"),
        document,
        changes.get("kind", "密接"),
        changes.get("day", "2020-03-08"),
        "630102",
    ]


def csv(heading: str, *lines: str) -> bytes:
    return "\n".join([heading, *lines]).encode()


def test_contacts_of_a_list_turn_red_by_two_people_and_are_told_once():
    people = [resident() for _ in range(2)]
    import_id = uploaded(a_list([contact(document) for _, _, document in people]))
    found = shown(import_id)
    assert (found["status"], found["encoding"], found["delimiter"]) == ("checked", "gb18030", ";")
    assert found["columns"]["证件号码"] == "document.number"
    assert counts(import_id) == {"good": 2, "bad": 0, "repeated": 0, "known": 0}
    assert found["touches"] == {"people": 2, "to_red": 2, "to_yellow": 0, "estimated": True}
    client, person_id, _ = people[0]
    assert code(client, person_id)["colour"] == "green"
    assert decide(import_id).status == 200
    work(import_id, NOON + MINUTE)
    work(import_id, NOON + 2 * MINUTE)
    assert shown(import_id)["outcomes"] == {"accepted": 2}
    for client, person_id, _ in people:
        shown_code = code(client, person_id, NOON + MINUTE)
        (hold,) = shown_code["holds"]
        assert (shown_code["colour"], hold["rule"], hold["clears_on"]) == ("red", "contact.close", "2020-03-23")
        assert inbox(client, NOON + MINUTE).count("contact_close") == 1
        assert stored_equals_rebuilt(person_id)
    assert len({each["actor_id"] for each in audit_of(import_id)}) == 2


def test_every_line_is_accounted_for_and_each_error_says_what_to_do():
    document, other = a_document(), a_document()
    lines = [
        contact(document),
        contact(document),
        contact(other, day="2020-02-01"),
        *(BAD[c](i) for i, c in enumerate(BAD)),
    ]
    import_id = uploaded(a_list(lines))
    assert counts(import_id) == {"good": 1, "bad": len(BAD), "repeated": 1, "known": 1}
    found = errors(import_id)
    assert [each["code"] for each in found] == list(BAD)
    # The heading is line 1, and the fourth is empty.
    assert [each["line"] for each in found] == list(range(6, 6 + len(BAD)))
    lost = found[0]
    assert (lost["column"], "text" in lost["detail"]) == ("证件号码", True)
    assert "文本" in errors(import_id, language="zh")[0]["detail"]


def test_errors_come_in_pages():
    import_id = uploaded(a_list([BAD["formula"](serial) for serial in range(5)]))
    client, lines, cursor = epidemiologist(), [], ""
    while True:
        page = client.get(f"/v1/imports/{import_id}/errors?limit=2{cursor}", at=NOON).body
        lines += [each["line"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert lines == [2, 3, 5, 6, 7]


def test_the_error_file_is_mended_and_sent_again():
    serial = 4_000_000
    import_id = uploaded(a_list([BAD["number_lost_digits"](serial), BAD["formula"](serial + 1)]))
    file = error_file(import_id)
    heading, lost, formula = file.decode("gb18030").splitlines()
    assert heading.split(";") == ["错误 error", *HEADING]
    assert formula.split(";")[1] == "'=A1"
    assert "丢了" in lost
    assert "lost" in lost
    mended = lost.replace("4.40524E+17", number(serial)) + "\r\n" + formula.replace("'=A1", good(serial + 1)[0])
    again = uploaded(f"{heading}\r\n{mended}".encode("gb18030"))
    assert counts(again) == {"good": 2, "bad": 0, "repeated": 0, "known": 0}


def test_the_same_file_twice_changes_nothing_and_tells_nobody():
    client, person_id, document = resident()
    file = a_list([contact(document), contact(a_document()), BAD["invalid_document"](7)])
    first = in_force(file)
    assert counts(first) == {"good": 2, "bad": 1, "repeated": 0, "known": 0}
    told = inbox(client)
    again = uploaded(file, at=NOON + DAY)
    assert counts(again, NOON + DAY) == {"good": 0, "bad": 1, "repeated": 0, "known": 2}
    assert shown(again, NOON + DAY)["proposal"] is None
    assert decide(again, at=NOON + DAY).status == 409
    assert inbox(client, NOON + DAY) == told
    assert rules_of(person_id) == {"contact.close"}


def test_what_staff_entered_by_hand_is_known():
    _, _, document = resident()
    proposal = name_contact(epidemiologist(), document, [case_in_force(a_document())])
    assert agree(epidemiologist(), proposal.body, path="contacts").status == 200
    assert counts(uploaded(a_list([contact(document)])))["known"] == 1


def test_a_line_about_nobody_waits_for_whoever_comes_with_the_document():
    document = a_document()
    import_id = in_force(a_list([contact(document)]))
    assert shown(import_id)["unmatched"] == 1
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    client, person = applied(Client(), NOON + DAY, number=document)
    declare(client, person["id"], NOON + DAY)
    assert code(client, person["id"], NOON + DAY)["colour"] == "red"


def test_facts_carry_the_instant_of_the_acceptance_however_late_the_worker():
    _, _, document = resident()
    import_id = uploaded(a_list([contact(document)]))
    assert decide(import_id, at=NOON + MINUTE).status == 200
    work(import_id, NOON + 9 * MINUTE)
    (event,) = known_facts.events_of(known_facts.of_document(card(document)), None)
    assert event.at == NOON + MINUTE


def test_the_one_who_sent_it_cannot_agree_to_it():
    sender = epidemiologist()
    import_id = uploaded(a_list([contact(a_document())]), by=sender)
    assert decide(import_id, sender).body["code"] == "same_person"
    assert decide(import_id, content_hash="0" * 64).status == 409
    assert shown(import_id)["status"] == "checked"


def test_many_people_need_a_supervisor_who_types_their_number(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chalicelib.features.imports.proposal.PROPOSAL_COUNTED", 2)
    monkeypatch.setattr("chalicelib.features.proposals.refusals.PROPOSAL_COUNTED", 2)
    import_id = uploaded(a_list([contact(a_document()) for _ in range(3)]))
    plain = decide(import_id)
    assert (plain.status, plain.body["code"]) == (409, "needs")
    assert sorted(each["code"] for each in plain.body["errors"]) == ["count", "supervisor"]
    supervisor = log_in_staff("supervisor", NOON, "63")
    assert [each["code"] for each in decide(import_id, supervisor).body["errors"]] == ["count"]
    assert decide(import_id, supervisor, count=3).status == 200


def test_a_list_has_its_people_masked():
    document = a_document()
    import_id = uploaded(a_list([contact(document), contact(a_document())]))
    proposal = shown(import_id)["proposal"]["id"]
    page = epidemiologist().get(f"/v1/proposals/{proposal}/people?limit=1", at=NOON).body
    assert page["items"] == [
        {
            "line": 2,
            "document_last4": document[-4:],
            "kind": "close",
            "last_exposure": "2020-03-08",
            "ground": "other",
            "region": "630102",
        }
    ]
    more = epidemiologist().get(f"/v1/proposals/{proposal}/people?cursor={page['next_cursor']}", at=NOON).body
    assert [each["line"] for each in more["items"]] == [3]


def test_a_cut_file_is_unreadable_and_says_the_byte():
    whole = a_list([contact(a_document()), ["李四"]])[:-5]
    found = shown(uploaded(whole))
    assert (found["status"], found["problem"]["code"], found["problem"]["byte"]) == (
        "unreadable",
        "file_encoding",
        len(whole) - 1,
    )
    assert str(len(whole) - 1) in found["problem"]["detail"]


def test_columns_that_were_not_found_are_chosen_and_the_file_is_read_anew():
    import_id = uploaded(csv("甲,接触类型,最后接触日期", f"{a_document()},密接,2020-03-08"))
    assert shown(import_id)["problem"]["code"] == "file_columns_missing"
    chosen = {"甲": "document.number", "接触类型": "kind", "最后接触日期": "last_exposure"}
    client = epidemiologist()
    wrong = client.call("PUT", f"/v1/imports/{import_id}/columns", {"columns": {"甲": "colour"}}, at=NOON)
    assert wrong.status == 400
    path = f"/v1/imports/{import_id}/columns"
    assert client.call("PUT", path, {"columns": chosen}, at=NOON).body["status"] == "reading"
    work(import_id)
    assert shown(import_id)["columns"] == chosen
    assert counts(import_id)["good"] == 1


def test_other_columns_end_the_proposal_of_the_former():
    import_id = uploaded(a_list([contact(a_document())]))
    former = shown(import_id)["proposal"]
    columns = shown(import_id)["columns"] | {"姓名": None}
    assert epidemiologist().call("PUT", f"/v1/imports/{import_id}/columns", {"columns": columns}, at=NOON).status == 200
    work(import_id)
    assert shown(import_id)["proposal"]["content_hash"] != former["content_hash"]
    seen = epidemiologist().get(f"/v1/proposals/{former['id']}", at=NOON).body
    assert seen["status"] == "withdrawn"


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
    (case,) = epidemiologist().get("/v1/cases?region=630102", at=NOON).body["items"][-1:]
    (hold,) = code(client, person_id)["holds"]
    assert (hold["rule"], hold["clears_on"]) == ("case.confirmed", None)
    later = NOON + 5 * DAY
    in_force(csv(_CASES, f"{document},确诊,出院,2020-03-09,2020-03-15,630102,XN-7"), later, kind="cases")
    assert code(client, person_id, later)["holds"][0]["clears_on"] == "2020-03-29"
    # The first list comes again: what it says is older than what is known.
    again = uploaded(csv(_CASES, f"{document},确诊,在治,2020-03-09,,630102,XN-7"), at=later, kind="cases")
    assert counts(again, later)["known"] == 1
    assert case["kind"] == "confirmed"
    assert stored_equals_rebuilt(person_id)


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
