"""Rows entered in front of the console: each cell checked as a file's is, nothing lost, sent as a file."""

from datetime import timedelta

from chalicelib.features.imports import relay_job
from tests.imports.steps import begin, counts, errors, shown, uploaded, work
from tests.imports.test_in_force import contact, csv
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.office_files import LOST, number
from tests.support.resident_steps import NOON, a_document

FIELDS = ["document.type", "document.number", "document.country", "name", "kind", "last_exposure"]


def typed(by: Client, kind: str = "contacts") -> str:
    body = {"kind": kind, "format": "csv", "origin": "by telephone", "typed": True}
    begun = at_work(by, NOON).post("/v1/imports", body, at=NOON)
    assert (begun.status, begun.body["upload"]) == (201, None)
    assert begun.body["import"]["status"] == "entering"
    return str(begun.body["import"]["id"])


def row(document: str, day: str = "2020-03-08", kind: str = "密接") -> list[str]:
    return ["", document, "", "测试人", kind, day]


def keep(by: Client, import_id: str, rows: list[list[str]], part: int = 0) -> Answer:
    return by.call("PUT", f"/v1/imports/{import_id}/rows/{part}", {"rows": rows}, at=NOON)


def kept(by: Client, import_id: str) -> Answer:
    return by.get(f"/v1/imports/{import_id}/rows", at=NOON)


def test_each_cell_is_checked_with_the_sentence_that_a_line_of_a_file_has():
    by = epidemiologist()
    import_id = typed(by)
    wide = number(7).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    rows = [row(number(1)), row(LOST), [], row(number(2), "43891"), row(wide), row(number(1))]
    answer = keep(by, import_id, rows)
    assert answer.status == 200, answer.raw
    found = [(each["row"], each["field"], each["code"]) for each in answer.body["faults"]]
    assert found == [(1, "document.number", "number_lost_digits"), (3, "last_exposure", "ambiguous_date")]
    assert answer.body["repeated"] == [5]
    lines = [contact(LOST), contact(number(2), day="43891")]
    sent = uploaded(csv("姓名,证件号码,接触类型,最后接触日期,地区", *map(",".join, lines)))
    assert [each["detail"] for each in answer.body["faults"]] == [each["detail"] for each in errors(sent)]


def test_what_was_entered_is_there_again_in_its_order_and_for_nobody_else():
    by, other = epidemiologist(), epidemiologist()
    import_id = typed(by)
    first, second = [row(a_document()) for _ in range(100)], [row(LOST)]
    assert keep(by, import_id, second, 1).status == 200
    assert keep(by, import_id, first).status == 200
    found = kept(by, import_id).body
    assert found["rows"] == first + second
    assert [each["row"] for each in found["faults"]] == [100]
    assert [each["field"] for each in found["fields"]][:6] == FIELDS
    assert found["fields"][1] == {"field": "document.number", "names": found["fields"][1]["names"], "required": True}
    assert kept(other, import_id).status == 404
    assert keep(other, import_id, []).status == 404
    assert other.post(f"/v1/imports/{import_id}/rows", at=NOON).status == 404
    # Whoever is at the desk beside sees that there is one, and none of its rows.
    assert shown(import_id, by=other)["status"] == "entering"


def test_it_is_sent_as_a_file_and_its_good_lines_are_proposed():
    by = epidemiologist()
    import_id = typed(by)
    assert relay_job.relay(NOON) >= 0
    assert shown(import_id)["status"] == "entering"
    keep(by, import_id, [row(a_document()), [], row(LOST), ["", "", "", "=1+1", "", ""]])
    sent = by.post(f"/v1/imports/{import_id}/rows", at=NOON)
    assert (sent.status, sent.body["status"]) == (200, "awaiting")
    work(import_id)
    assert counts(import_id) == {"good": 1, "bad": 2, "repeated": 0, "known": 0}
    assert shown(import_id)["proposal"] is not None
    assert (kept(by, import_id).status, keep(by, import_id, []).status) == (409, 409)
    assert by.post(f"/v1/imports/{import_id}/rows", at=NOON).status == 409


def test_nothing_is_sent_of_nothing_and_more_than_a_field_has_is_refused():
    by = epidemiologist()
    import_id = typed(by)
    keep(by, import_id, [["", " "]])
    assert by.post(f"/v1/imports/{import_id}/rows", at=NOON).status == 400
    assert keep(by, import_id, [["x"] * 12]).status == 400
    assert keep(by, import_id, [[]] * 101).status == 400
    assert keep(by, import_id, [], 20).status == 404
    body = {"kind": "contacts", "format": "xlsx", "origin": "typed", "typed": True}
    assert by.post("/v1/imports", body, at=NOON).status == 400


def test_one_that_is_thrown_away_can_be_gone_on_with():
    by = epidemiologist()
    import_id = typed(by)
    keep(by, import_id, [row(a_document())])
    assert by.post(f"/v1/imports/{import_id}/stop", at=NOON).body["status"] == "stopped"
    assert by.post(f"/v1/imports/{import_id}/resume", at=NOON).body["status"] == "entering"
    assert len(kept(by, import_id).body["rows"]) == 1


def test_a_bad_line_is_shown_as_it_is_with_names_and_numbers_masked_that_are_not_what_is_wrong():
    document = a_document()
    lines = [["测试人", document, "密接", "43891", "不读"], ["测试人", LOST, "密接", "2020-03-08", ""]]
    found = errors(uploaded(csv("姓名,证件号码,接触类型,最后接触日期,备注", *map(",".join, lines))))
    assert found[0]["cells"] == {
        "姓名": "测**",
        "证件号码": f"···{document[-4:]}",
        "接触类型": "密接",
        "最后接触日期": "43891",
        "备注": "***",
    }
    assert found[1]["cells"]["证件号码"] == LOST
    (many,) = errors(uploaded(csv("证件号码,接触类型,最后接触日期", f"{document},密接,2020-03-08,多")))
    assert document not in str(many["cells"])


def test_imports_are_listed_the_newest_first():
    by = epidemiologist("64")
    ids = [begin(by, at=NOON + timedelta(seconds=n)).body["import"]["id"] for n in range(3)]
    listed, cursor = [], ""
    for _ in range(3):
        page = at_work(by, NOON).get(f"/v1/imports?limit=1{cursor}", at=NOON).body
        listed += [each["id"] for each in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"
    assert listed == ids[::-1]
