"""One list with every fault that offices send (checks 13 and 14): what becomes of each line, by its number and code."""

from datetime import timedelta

import pytest

from tests.epidemic.steps import inbox, resident
from tests.imports.steps import counts, decide, error_file, errors, shown, uploaded, work
from tests.person.test_known_facts import rules_of
from tests.support.office_files import HEADING, LOST
from tests.support.resident_steps import NOON, a_document

DAY = timedelta(days=1)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
MARK = "\ufeff"
"""The mark before the first letter, which every encoding of Unicode can write, GB18030 too."""


def line(document: str, day: str = "2020-03-08", name: str = "阿依古丽·买买提") -> str:
    return ";".join([name, document, "密接", day, "630102"])


def wrong_check(document: str) -> str:
    return document[:-1] + ("0" if document[-1] != "0" else "1")


def a_file(encoding: str, *documents: str, name: str = "阿依古丽·买买提") -> bytes:
    """Lines 2 to 10; the fifth is empty. `name`: whose the first document is."""
    first, second, third, fourth = documents
    lines = [
        ";".join(HEADING),
        line(first, name=name),
        line(second.translate(WIDE)),
        line(first, name=name),
        "",
        line(LOST),
        line(third, "43891"),
        line(wrong_check(fourth)),
        line(first, name=name),
        line(third, name=" 测试人 "),
    ]
    return (MARK + "\r\n".join(lines) + "\r\n").encode(encoding)


FAULTS = [
    (6, "number_lost_digits", "证件号码"),
    (7, "ambiguous_date", "最后接触日期"),
    (8, "invalid_document", "证件号码"),
]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16-le"])
def test_every_fault_in_one_file_is_accounted_for_line_by_line(encoding: str):
    documents = [a_document() for _ in range(4)]
    import_id = uploaded(a_file(encoding, *documents))
    found = shown(import_id)
    assert (found["encoding"].removesuffix("-sig"), found["delimiter"]) == (encoding.removesuffix("-le"), ";")
    assert found["columns"][HEADING[0]] == "name"
    assert (found["lines"], found["unmatched"]) == (8, 3)
    assert counts(import_id) == {"good": 3, "bad": 3, "repeated": 2, "known": 0}
    assert [(each["line"], each["code"], each["column"]) for each in errors(import_id)] == FAULTS
    assert all(each["detail"] for each in errors(import_id))


def test_its_error_file_mended_and_sent_again_leaves_nothing_bad():
    documents = [a_document() for _ in range(4)]
    file = error_file(uploaded(a_file("gb18030", *documents))).decode("gb18030")
    heading, lost, ambiguous, wrong = file.splitlines()
    assert heading.split(";") == [f"{MARK}错误 error", *HEADING]
    mended = [
        heading,
        lost.replace(LOST, a_document()),
        ambiguous.replace("43891", "2020-03-01"),
        wrong.replace(wrong_check(documents[3]), documents[3]),
    ]
    again = uploaded("\r\n".join(mended).encode("gb18030"))
    assert counts(again) == {"good": 3, "bad": 0, "repeated": 0, "known": 0}


def test_it_comes_twice_and_nobody_is_told_again():
    client, person_id, document = resident()
    file = a_file("gb18030", document, *(a_document() for _ in range(3)), name="测试人")
    first = uploaded(file)
    assert decide(first).status == 200
    work(first)
    assert rules_of(person_id) == {"contact.close"}
    told = inbox(client)
    again = uploaded(file, at=NOON + DAY)
    assert counts(again, NOON + DAY) == {"good": 0, "bad": 3, "repeated": 2, "known": 3}
    assert [(each["line"], each["code"], each["column"]) for each in errors(again, NOON + DAY)] == FAULTS
    assert (shown(again, NOON + DAY)["proposal"], inbox(client, NOON + DAY)) == (None, told)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_it_is_cut_within_a_letter_and_unreadable_with_the_byte(encoding: str):
    whole = a_file(encoding, *(a_document() for _ in range(4)))
    at = whole.rindex("测".encode(encoding))
    found = shown(uploaded(whole[: at + 1]))
    assert (found["status"], found["problem"]["code"], found["problem"]["byte"]) == ("unreadable", "file_encoding", at)
    assert str(at) in found["problem"]["detail"]
