"""Imports: every line accounted for, agreed to over exactly the file that was shown, put in force once."""

import json
import time
from datetime import timedelta

import pytest

from chalicelib.container import forget
from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.features.imports import records
from tests.epidemic.steps import agree, code, inbox, resident
from tests.epidemic.steps import in_force as case_in_force
from tests.epidemic.test_cases import audit_of
from tests.epidemic.test_contacts import name as name_contact
from tests.imports.steps import (
    a_list,
    begin,
    counts,
    decide,
    error_file,
    errors,
    in_force,
    shown,
    uploaded,
    work,
)
from tests.person.test_known_facts import rules_of, stored_equals_rebuilt
from tests.proposals.steps import epidemiologist
from tests.support.client import Client
from tests.support.office_files import BAD, HEADING, good, number
from tests.support.photo_steps import send
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff

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


def test_contacts_of_a_list_turn_red_by_two_people_and_are_told_once():
    people = [resident() for _ in range(2)]
    import_id = uploaded(a_list([contact(document) for _, _, document in people]))
    found = shown(import_id)
    assert (found["status"], found["encoding"], found["delimiter"]) == ("checked", "gb18030", ";")
    assert found["columns"]["证件号码"] == "document.number"
    assert counts(import_id) == {"good": 2, "bad": 0, "repeated": 0, "known": 0}
    touched = {"people": 2, "unregistered": 0, "to_red": 2, "to_yellow": 0, "estimated": True}
    assert found["touches"] == touched
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


NOBODY = {"people": 0, "unregistered": 0, "to_red": 0, "to_yellow": 0, "estimated": None}


def test_of_whoever_has_not_registered_no_colour_is_foretold_though_the_breaker_counts_them():
    _, _, document = resident()
    import_id = uploaded(a_list([contact(each) for each in (document, a_document(), a_document())]))
    touched = {"people": 1, "unregistered": 2, "to_red": 1, "to_yellow": 0}
    assert shown(import_id)["touches"] | {"estimated": None} == touched | {"estimated": None}
    asked = shown(import_id)["proposal"]["id"]
    proposed = epidemiologist().get(f"/v1/proposals/{asked}", at=NOON).body
    assert (proposed["touches"]["people"], proposed["touches"]["to_red"]) == (3, 1)
    assert proposed["content"]["unmatched"] == 2


def test_a_line_about_nobody_waits_for_whoever_comes_with_the_document():
    document = a_document()
    import_id = in_force(a_list([contact(document)]))
    assert shown(import_id)["unmatched"] == 1
    assert shown(import_id)["touches"] | {"estimated": None} == NOBODY | {"unregistered": 1}
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    client, person = applied(Client(), NOON + DAY, number=document)
    declare(client, person["id"], NOON + DAY)
    assert code(client, person["id"], NOON + DAY)["colour"] == "red"


def test_the_one_who_sent_it_cannot_agree_to_it():
    sender = epidemiologist()
    import_id = uploaded(a_list([contact(a_document())]), by=sender)
    assert decide(import_id, sender).body["code"] == "same_person"
    assert decide(import_id, content_hash="0" * 64).status == 409
    assert shown(import_id)["status"] == "checked"


def test_many_people_need_a_supervisor_who_types_their_number(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=2))
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


def test_of_a_file_without_a_heading_nobodys_number_is_kept():
    document = a_document()
    import_id = uploaded(csv(f"测试人,{document},密接,2020-03-08"))
    found = shown(import_id)
    assert found["problem"]["code"] == "file_columns_missing"
    assert list(found["columns"]) == [f"列 {place} column" for place in range(1, 5)]
    kept = json.dumps(records.find(import_id).attribute_values, default=str, ensure_ascii=False)
    assert not {part for part in (document, "测试人") if part in kept}


def test_a_record_goes_with_its_file_or_with_the_marks_of_its_lines():
    read, in_force_ = uploaded(a_list([contact(a_document())])), in_force(a_list([contact(a_document())]))
    left = [records.find(each).ttl - time.time() for each in (read, in_force_)]
    assert [round(each / DAY.total_seconds()) for each in left] == [7 + 1, 180 + 1]


def test_whoever_chose_the_columns_does_not_agree_to_them():
    import_id = uploaded(a_list([contact(a_document())]))
    editor, columns = epidemiologist(), shown(import_id)["columns"]
    for chosen in (columns | {"姓名": None}, columns):
        path = f"/v1/imports/{import_id}/columns"
        assert editor.call("PUT", path, {"columns": chosen}, at=NOON).status == 200
        work(import_id)
        refused = decide(import_id, editor)
        assert (refused.status, refused.body["code"]) == (403, "same_person")
    assert decide(import_id, epidemiologist()).status == 200


def test_other_columns_end_the_proposal_of_the_former():
    import_id = uploaded(a_list([contact(a_document())]))
    former = shown(import_id)["proposal"]
    columns = shown(import_id)["columns"] | {"姓名": None}
    assert epidemiologist().call("PUT", f"/v1/imports/{import_id}/columns", {"columns": columns}, at=NOON).status == 200
    work(import_id)
    assert shown(import_id)["proposal"]["content_hash"] != former["content_hash"]
    seen = epidemiologist().get(f"/v1/proposals/{former['id']}", at=NOON).body
    assert seen["status"] == "withdrawn"


def test_a_worker_that_has_just_begun_reads_a_list():
    """It asks for the secret by which documents are found, which other workers know already."""
    by = epidemiologist()
    begun = begin(by)
    assert send(begun.body["upload"], a_list([contact(a_document())])) == 204
    forget()
    work(str(begun.body["import"]["id"]))
    assert counts(str(begun.body["import"]["id"]))["good"] == 1
