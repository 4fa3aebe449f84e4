"""Imports tried again: what AWS kept them from, what never goes through, what failed and is sent once more."""

from datetime import datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from chalicelib.features.imports import applying, bucket, passing, records
from chalicelib.person import known_facts
from chalicelib.person.changing import Attempt, Outrun
from chalicelib.store.transactions import Check, transact
from tests.epidemic.steps import code, resident
from tests.epidemic.test_cases import audit_of
from tests.imports.steps import a_list, begin, decide, error_file, errors, shown, uploaded, work
from tests.imports.test_in_force import contact, csv
from tests.person.test_known_facts import card
from tests.proposals.steps import epidemiologist
from tests.support.client import Client
from tests.support.office_files import BAD, HEADING
from tests.support.photo_steps import send
from tests.support.resident_steps import NOON, a_document, applied, log_in_staff

DAY = timedelta(days=1)
_DESIGNATIONS = "证件号码,颜色,依据,文号,起始日期,天数"


def test_what_was_not_handed_over_is_when_it_is_sent_again(monkeypatch: pytest.MonkeyPatch):
    import_id, client = uploaded(a_list([contact(a_document())])), epidemiologist()
    columns, handed = {"columns": shown(import_id)["columns"]}, list[str]()

    def sent(method: str, path: str, body: dict) -> list[int]:
        path = f"/v1/imports/{import_id}{path}"
        with monkeypatch.context() as refused:
            refused.setattr(records.queues, "send", refuse)
            first = client.call(method, path, body, at=NOON)
        with monkeypatch.context() as heard:
            heard.setattr(records.queues, "send", lambda *_, import_id: handed.append(import_id))
            return [first.status, client.call(method, path, body, at=NOON).status]

    assert sent("PUT", "/columns", columns) == [503, 200]
    assert client.post(f"/v1/imports/{import_id}/stop", {}, at=NOON).status == 200
    assert sent("POST", "/resume", {}) == [503, 200]
    assert handed == [import_id] * 2
    assert [each["action"] for each in audit_of(import_id)].count("import.resumed") == 1


def refuse(*_: object, **__: object) -> None:
    """What a client raises where AWS does not do it now."""
    raise ClientError({"Error": {"Code": "ServiceUnavailable", "Message": "not now"}}, "Any")


def test_what_aws_kept_it_from_is_no_try_and_an_agreement_begins_anew(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(records, "MOST_TRIES", 2)
    begun = begin(epidemiologist()).body
    import_id = str(begun["import"]["id"])
    assert send(begun["upload"], a_list([contact(a_document())])) == 204
    not_answered(monkeypatch, import_id, "put_rows", 3)
    work(import_id)
    record = records.find(import_id)
    assert (record.status, record.tries) == ("checked", 0)
    record.tries = 2
    transact([records.step(record, NOON)])
    assert decide(import_id).status == 200
    not_answered(monkeypatch, import_id, "rows", 3)
    for _ in range(3):
        work(import_id)
    assert (shown(import_id)["status"], shown(import_id)["outcomes"]) == ("done", {"waiting_match": 1})


def not_answered(monkeypatch: pytest.MonkeyPatch, import_id: str, call: str, times: int) -> None:
    """The worker, so many times, while the bucket does not answer."""
    with monkeypatch.context() as away:
        away.setattr(bucket, call, refuse)
        for _ in range(times):
            with pytest.raises(ClientError):
                work(import_id)


def test_a_line_that_never_goes_through_is_given_up_and_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch):
    stuck, other = a_document(), a_document()
    import_id = uploaded(a_list([contact(stuck), contact(other)]))
    assert decide(import_id).status == 200
    apply = applying.lines.apply

    def applied_but_one(attempt: Attempt, what: str, row: dict, at: datetime) -> str:
        if row["values"]["document.number"] == stuck:
            attempt.write(Check(records.find(import_id), records.ImportRecord.format == "never"))
        return apply(attempt, what, row, at)

    monkeypatch.setattr(applying.lines, "apply", applied_but_one)
    for _ in range(passing.PATIENCE - 1):
        with pytest.raises(Outrun):
            work(import_id)
    work(import_id)
    found = shown(import_id)
    assert (found["status"], found["outcomes"]) == ("done", {"waiting_match": 1, "failed": 1})
    assert [each["code"] for each in errors(import_id)] == ["not_applied"]


def test_a_designation_without_a_first_day_comes_again_when_its_mark_is_gone():
    client, person_id, document = resident()
    file = csv(_DESIGNATIONS, f"{document},黄,返回人员,青卫〔2020〕7,,7")
    supervisor = log_in_staff("supervisor", NOON, "63")
    for times, at in enumerate((NOON, NOON + 20 * DAY), 1):
        import_id = uploaded(file, at=at, kind="designations")
        assert decide(import_id, supervisor, at).status == 200
        work(import_id, at)
        assert shown(import_id, at)["outcomes"] == {"accepted": 1}
        row = applying.bucket.rows(records.find(import_id).part("good", 0))[0]
        records.mark_of(row["digest"]).delete()
        assert code(client, person_id, at)["colour"] == "yellow"
        found = known_facts.events_of(known_facts.of_document(card(document)), None)
        assert len(list(found)) == times


def test_lines_that_did_not_take_effect_are_in_the_error_file():
    sender_document, second_document = a_document(), a_document()
    applied(Client(), NOON, number=second_document)
    file = a_list([contact(sender_document), contact(second_document), BAD["formula"](1), contact(a_document())])
    import_id = uploaded(file)
    assert len(error_file(import_id).decode("gb18030").splitlines()) == 2
    assert decide(import_id, epidemiologist(document=card(second_document))).status == 200
    work(import_id)
    heading, *lines = error_file(import_id).decode("gb18030").splitlines()
    assert heading.split(";") == ["错误 error", *HEADING]
    assert [line.split(";")[2] for line in lines] == [second_document, BAD["formula"](1)[1]]
    assert lines[0].split(";")[1:] == contact(second_document)
    assert [each["line"] for each in errors(import_id)] == [3, 5]


def test_a_part_that_was_read_before_cells_were_kept_is_put_in_force_and_listed(monkeypatch: pytest.MonkeyPatch):
    good, failing = a_document(), a_document()
    import_id = uploaded(a_list([contact(good), contact(failing), contact(BAD["number_lost_digits"](1)[1])]))
    record = records.find(import_id)
    for kind in ("good", "bad"):
        rows = bucket.rows(record.part(kind, 0))
        bucket.put_rows(record.part(kind, 0), [{n: each for n, each in row.items() if n != "cells"} for row in rows])
    assert [each["cells"] for each in errors(import_id)] == [{}]
    put = applying.lines.apply

    def apply(attempt: Attempt, what: str, row: dict, at: datetime) -> str:
        if row["values"]["document.number"] == failing:
            raise ValueError("a line that fails")
        return put(attempt, what, row, at)

    monkeypatch.setattr(applying.lines, "apply", apply)
    assert decide(import_id).status == 200
    work(import_id)
    assert shown(import_id)["outcomes"] == {"waiting_match": 1, "failed": 1}
    assert [(each["code"], each["cells"]) for each in errors(import_id)] == [
        ("not_applied", {}),
        ("number_lost_digits", {}),
    ]
    assert error_file(import_id)
