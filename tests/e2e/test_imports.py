"""Lists of offices on the deployed stack (checks 13 and 14): sent, read, mended, agreed to, and told once."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chalicelib.files.cells import read_back
from tests.e2e.epidemic_steps import Office, Somebody
from tests.e2e.import_steps import SentList, day, now
from tests.support.deployed_stack import Deployed
from tests.support.office_files import LOST, write_workbook
from tests.support.resident_steps import a_document

COUNTY = "632801"
"""Where nobody else declares."""
DAY = "密接时间"
"""A column that no field is called."""
HEADING = ["姓名", "证件号码", "接触类型", DAY, "县区代码"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
EXCEL_ZERO = date(1899, 12, 30)


def serial(day: date) -> int:
    """What Excel writes for a day."""
    return (day - EXCEL_ZERO).days


@pytest.fixture(scope="module")
def office(deployed: Deployed) -> Callable[[str], Office]:
    made = dict[str, Office]()
    return lambda login: made.setdefault(login, Office(deployed, login))


def line(document: str, name: str = "", kind: str = "密接", last: object = None, region: str = COUNTY) -> str:
    return ";".join([name, document, kind, str(last or day(3)), region])


def wrong_check(document: str) -> str:
    return document[:-1] + ("0" if document[-1] != "0" else "1")


def written(lines: list[str]) -> bytes:
    return "".join(f"{each}\r\n" for each in lines).encode("gb18030")


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def read(file: bytes) -> tuple[list[str], list[str]]:
    """What an error file says of each line, its heading in front; the lines behind that, as they were."""
    rows = list(csv.reader(file.decode("gb18030").splitlines(), delimiter=";"))
    assert rows[0][1:] == HEADING
    return [each[0] for each in rows], [";".join(map(read_back, each[1:])) for each in rows[1:]]


def test_a_list_with_every_fault_is_mended_put_in_force_and_told_once(
    deployed: Deployed, office: Callable[[str], Office]
) -> None:
    first, second = office("epidemiologist"), office("epidemiologist-2")
    named, apostrophe, mended = (Somebody(deployed, f"+861370000060{each}", now(), COUNTY) for each in range(3))
    others, last = [a_document() for _ in range(9)], day(3)
    lines = [
        ";".join(HEADING),
        line(named.number.translate(WIDE), "测试人", last=f"{last:%Y年%m月%d日}"),
        line(named.number, " 测试人 "),
        line(f"'{apostrophe.number}", last=f"{last:%Y%m%d}", region=f"{COUNTY}.0"),
        "",
        line(a_document()),
        line(LOST),
        line(others[0], last=serial(last)),
        line(others[1], "=A1"),
        line(wrong_check(others[2])),
        line(others[3], kind="亲戚"),
        line(others[4], region="999999"),
        line(others[5], region="340102"),
        line(others[6], last=day(-2)),
        line(""),
        f"{line(others[7])};多一格",
        line(str(first.seeded["document"])),
        line(others[8], last=day(60)),
    ]
    faults = [
        (7, "number_lost_digits", "证件号码"),
        (8, "ambiguous_date", DAY),
        (9, "formula", "姓名"),
        (10, "invalid_document", "证件号码"),
        (11, "not_allowed", "接触类型"),
        (12, "unknown_region", "县区代码"),
        (13, "region_outside", "县区代码"),
        (14, "in_future", DAY),
        (15, "required", "证件号码"),
        (16, "cells", ""),
        (17, "own_record", "证件号码"),
    ]
    sent = SentList(first, written(lines))
    assert sent.get()["problem"]["code"] == "file_columns_missing"
    sent.choose(**{DAY: "last_exposure"})
    assert (sent.get()["encoding"], sent.get()["delimiter"]) == ("gb18030", ";")
    assert sent.counts() == {"good": 3, "bad": len(faults), "repeated": 1, "known": 1}
    assert sent.errors() == faults

    own = sent.decide(first)
    assert (own.status, own.json()["code"]) == (403, "same_person")
    assert named.code(now())["colour"] == "green"
    assert sent.put_in_force(second) == {"accepted": 2, "waiting_match": 1}
    assert sent.counts()["good"] == 3
    for resident in (named, apostrophe):
        assert resident.hold(now())[:2] == ("red", "contact.close")
        assert resident.told(now()).count("contact_close") == 1

    says, bad = read(sent.error_file())
    assert (says[0], len(says)) == ("错误 error", len(bad) + 1)
    assert bad == lines[6:17]
    good = [line(number) for number in (mended.number, *(a_document() for _ in bad[1:]))]
    again = SentList(
        first, written([f"{quoted(each)};{cells}" for each, cells in zip(says, [lines[0], *good], strict=True)])
    )
    again.choose(**{DAY: "last_exposure"})
    assert again.counts() == {"good": len(good), "bad": 0, "repeated": 0, "known": 0}
    assert again.put_in_force(second) == {"accepted": 1, "waiting_match": len(good) - 1}
    assert mended.hold(now())[:2] == ("red", "contact.close")

    twice = SentList(first, written(lines))
    twice.choose(**{DAY: "last_exposure"})
    assert twice.counts() == {"good": 0, "bad": len(faults), "repeated": 1, "known": 4}
    assert (twice.errors(), twice.get()["proposal"]) == (faults, None)
    assert [each.told(now()).count("contact_close") for each in (named, apostrophe, mended)] == [1, 1, 1]


def test_a_workbook_of_designations_takes_a_supervisor(
    deployed: Deployed, office: Callable[[str], Office], tmp_path: Path
) -> None:
    resident = Somebody(deployed, "+8613700000603", now(), COUNTY)
    path, order = tmp_path / "list.xlsx", ("返回人员", "青卫〔2020〕7")
    write_workbook(
        path,
        [
            ["证件类型", "证件号码", "颜色", "依据", "文号", "起始日期", "县区代码"],
            ["", resident.number, "黄", *order, serial(day(1)), int(COUNTY)],
            ["", float(a_document()[:17] + "0"), "黄", *order, "", COUNTY],
            ["台胞证", 1234567, "黄", *order, "", COUNTY],
            ["", resident.number, "黄", *order, day(1).isoformat(), COUNTY],
        ],
    )
    sent = SentList(office("epidemiologist"), path.read_bytes(), "designations", "xlsx")
    assert sent.counts() == {"good": 1, "bad": 2, "repeated": 1, "known": 0}
    assert sent.errors() == [(3, "number_lost_digits", "证件号码"), (4, "leading_zeros", "证件号码")]
    alike = sent.decide(office("epidemiologist-2"))
    assert (alike.status, [each["code"] for each in alike.json()["errors"]]) == (409, ["supervisor"])
    assert sent.put_in_force(office("supervisor")) == {"accepted": 1}
    colour, rule, since, _ = resident.hold(now())
    assert (colour, rule, since) == ("yellow", "designated.yellow", day(1).isoformat())
    assert resident.told(now()).count("designation_returnee") == 1
