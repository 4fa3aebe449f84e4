"""Lists of offices: every line accounted for, in every encoding, with every fault that spreadsheets make."""

import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.files import cells, checking, columns, error_file, lists
from chalicelib.files.checking import Checker, Line
from chalicelib.files.kinds import KINDS
from chalicelib.files.seen import Seen
from chalicelib.files.unreadable import UnreadableFile
from chalicelib.files.values import Reading
from chalicelib.notify.texts import has
from tests.support.office_files import BAD, ENCODINGS, HEADING, LOST, good, number, rows, write_csv, write_workbook

TODAY = date(2020, 3, 10)
CONTACTS = KINDS["contacts"]


def read(
    path: Path, format: str = "csv", kind: str = "contacts", most: int = 10_000
) -> tuple[lists.Heading, list[Line]]:
    heading = lists.heading_of(path, format, KINDS[kind])
    lists.require_columns(heading, KINDS[kind])
    checker = Checker(KINDS[kind], heading, Reading(TODAY, format == "xlsx"), most)
    return heading, list(checker.lines(lists.rows_after(path, heading)))


def become(line: Line) -> str:
    return line.faults[0].code if line.faults else "good" if line.found else "repeated"


def a_csv(path: Path, *lines: list[str], encoding: str = "utf-8", delimiter: str = ",", heading=HEADING) -> Path:
    written = "\n".join(delimiter.join(line) for line in [heading, *lines])
    path.write_bytes(written.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_line_is_accounted_for_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    drawn = list(rows(200, bad=0.2))
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        write_csv(file, (cells for _, cells in drawn), encoding, delimiter)
    heading, found = read(path)
    assert (heading.encoding, heading.delimiter) == (encoding, delimiter)
    assert [become(line) for line in found] == [code for code, _ in drawn]
    assert {code for code, _ in drawn} == {"good", "repeated", *BAD}
    # The heading is line 1 and the fourth is empty.
    assert [line.number for line in found] == [2, 3, *range(5, 203)]


def test_values_are_cleaned_where_one_thing_alone_can_be_meant(tmp_path: Path) -> None:
    wide = number(7).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    line = [" 阿依古丽•买买提 ", f" {wide[:6]} {wide[6:]} ", "密切接触者", "2020年3月8日", "630102.0"]
    _, (found,) = read(a_csv(tmp_path / "a", line))
    assert found.found == {
        "name": "阿依古丽·买买提",
        "document.number": number(7),
        "document.type": "id_card",
        "document.country": "CN",
        "kind": "close",
        "last_exposure": "2020-03-08",
        "region": "630102",
        "ground": "other",
    }


@pytest.mark.parametrize(
    "written", ["2020-03-08", "2020/3/8", "2020.3.8", "20200308", "２０２０－０３－０８", "2020-03-08 00:00:00"]
)
def test_a_day_is_read_as_offices_write_it(tmp_path: Path, written: str) -> None:
    _, (found,) = read(a_csv(tmp_path / "a", [*good(1)[:3], written, "630102"]))
    assert found.found is not None
    assert found.found["last_exposure"] == "2020-03-08"


@pytest.mark.parametrize("written", ["43891", "8/3/2020", "3/8/20", "43891.0"])
def test_a_day_that_may_be_another_is_never_guessed(tmp_path: Path, written: str) -> None:
    _, (found,) = read(a_csv(tmp_path / "a", [*good(1)[:3], written, "630102"]))
    assert [(each.column, each.code) for each in found.faults] == [("最后接触日期", "ambiguous_date")]


def test_the_old_number_of_fifteen_digits_is_completed(tmp_path: Path) -> None:
    whole = number(5)
    old = whole[:6] + whole[8:17]
    _, (found,) = read(a_csv(tmp_path / "a", [good(5)[0], old, *good(5)[2:]]))
    assert found.found is not None
    assert found.found["document.number"] == whole


def test_a_workbook_says_what_was_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    name, document, kind, _, region = good(3)
    passport = ["李四", 12345678.0, kind, "2020-03-08", 630102.0, "护照", "US"]
    lines = [
        [*HEADING, "证件类型", "签发国"],
        [name, document, kind, 43898.0, 630102.0, "", ""],
        [name, 4.40524188001010e17, kind, "2020-03-08", region, "", ""],
        passport,
    ]
    write_workbook(path, lines)
    _, found = read(path, "xlsx")
    assert [become(line) for line in found] == ["good", "number_lost_digits", "leading_zeros"]
    assert found[0].found is not None
    assert found[0].found["last_exposure"] == "2020-03-08"
    assert [line.number for line in found] == [2, 3, 4]


def test_json_lines_are_rows_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    objects = [
        f'{{"id": "{number(1)}", "type": "close", "last contact": "2020-03-08"}}',
        f'{{"id": {LOST}, "type": "close", "last contact": "2020-03-08"}}',
        "",
        "[1]",
        f'{{"type": "close", "id": {number(2)[:17]}1.0, "last contact": "2020-03-08"}}',
    ]
    path.write_text("\n".join(objects))
    _, found = read(path, "jsonl")
    assert [(line.number, become(line)) for line in found] == [
        (1, "good"),
        (2, "number_lost_digits"),
        (4, "no_object"),
        (5, "invalid_document"),
    ]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_file_cut_within_a_letter_is_unreadable_and_says_the_byte(tmp_path: Path, codec: str) -> None:
    whole = "\n".join([",".join(HEADING), ",".join(good(1)), "李四"]).encode(codec)
    path = tmp_path / "a"
    path.write_bytes(whole[:-1])
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    assert (refused.value.code, refused.value.said["encoding"]) == ("encoding", codec)
    assert refused.value.said["byte"] == len(whole) - len("四".encode(codec))


def test_columns_are_found_in_any_order_and_language(tmp_path: Path) -> None:
    heading = ["县区代码", "Date of last exposure", "ID Number（必填）", "电话", "contact kind", columns.ERRORS]
    path = a_csv(tmp_path / "a", ["630102", "2020-03-08", number(1), "1", "close", "x"], heading=heading)
    found, (line,) = read(path)
    assert found.mapped == {
        "县区代码": "region",
        "Date of last exposure": "last_exposure",
        "ID Number（必填）": "document.number",
        "电话": None,
        "contact kind": "kind",
    }
    assert become(line) == "good"


@pytest.mark.parametrize(
    ("heading", "code"),
    [(HEADING[1:], "good"), (HEADING[:1], "columns_missing"), ([*HEADING, "身份证号"], "columns_twice")],
)
def test_a_heading_without_what_is_needed_is_refused_as_a_whole(tmp_path: Path, heading: list[str], code: str) -> None:
    path = a_csv(tmp_path / "a", heading=heading)
    if code == "good":
        assert read(path)[1] == []
        return
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    assert refused.value.code == code


def test_an_open_quote_takes_one_line_and_not_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a"
    open_line = f'"{good(1)[0]},{number(1)},密接,2020-03-08,630102'
    lines = [",".join(HEADING), open_line, *(",".join(good(serial)) for serial in range(2, 60))]
    path.write_text("\n".join(lines))
    _, found = read(path)
    assert [become(line) for line in found] == ["open_quote", *["good"] * 58]
    assert [line.number for line in found] == list(range(2, 61))


def test_an_open_quote_at_the_end_and_a_long_line_are_lines_too(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("\n".join([",".join(HEADING), "x" * 200_000, ",".join(good(1)), '"open', ",".join(good(2))]))
    _, found = read(path)
    assert [(line.number, become(line)) for line in found] == [
        (2, "line_too_long"),
        (3, "good"),
        (4, "open_quote"),
        (5, "good"),
    ]


def test_a_cell_may_have_line_breaks_and_a_line_too_many_cells(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "a", ['"阿依古丽·\n买买提"', *good(1)[1:]], [*good(2), "", "more"], [*good(3), "", ""])
    assert [(line.number, become(line)) for line in read(path)[1]] == [(2, "good"), (4, "cells"), (5, "good")]


_FAULTY = st.lists(st.tuples(st.sampled_from(["good", *BAD]), st.integers(0, 500)), max_size=30)


@given(_FAULTY, st.sampled_from(sorted(ENCODINGS)), st.sampled_from(",;\t"))
def test_the_error_file_mended_and_sent_again_leaves_nothing_bad(tmp_path_factory, drawn, encoding, delimiter) -> None:
    folder = tmp_path_factory.mktemp("mended")
    path = folder / "list.csv"
    with path.open("wb") as file:
        write_csv(file, (BAD[code](at) if code in BAD else good(at) for code, at in drawn), encoding, delimiter)
    heading, found = read(path)
    bad = [line for line in found if line.faults]
    assert len(bad) == sum(code in BAD for code, _ in drawn)
    errors = folder / "errors.csv"
    errors.write_bytes(b"".join(error_file.written(heading, (error_file.BadRow(b.row.cells, "x") for b in bad))))
    again, still = read(errors)
    mark, codec = ENCODINGS[encoding]
    assert errors.read_bytes().startswith((mark + columns.ERRORS).encode(codec))
    assert (again.encoding, again.delimiter) == (encoding, delimiter)
    assert [each.row.cells[1:] for each in still] == [[cells.as_text(cell) for cell in each.row.cells] for each in bad]
    mended = [serial for code, serial in drawn if code in BAD]
    rows = [error_file.BadRow(good(serial), "x") for serial in mended]
    errors.write_bytes(b"".join(error_file.written(heading, rows)))
    assert [line for line in read(errors)[1] if line.faults] == []


def test_an_error_file_of_an_error_file_has_the_column_once(tmp_path: Path) -> None:
    heading, found = read(a_csv(tmp_path / "a", BAD["formula"](1)))
    for _ in range(2):
        rows = [error_file.BadRow(line.row.cells, "a formula") for line in found]
        (tmp_path / "b").write_bytes(b"".join(error_file.written(heading, rows)))
        heading, found = read(tmp_path / "b")
    assert heading.names == [columns.ERRORS, *HEADING]
    assert found[0].row.cells[:2] == ["a formula", "'=A1"]


@given(st.lists(st.binary(min_size=16, max_size=16).filter(any), max_size=50))
def test_what_was_seen_is_told_from_what_was_not(digests: list[bytes]) -> None:
    seen, kept = Seen(50), set()
    for digest in digests:
        assert seen.add(digest) == (digest not in kept)
        kept.add(digest)


def test_memory_is_flat_in_the_size_of_a_file(tmp_path: Path) -> None:
    def peak(lines: int) -> int:
        path = tmp_path / str(lines)
        with path.open("wb") as file:
            write_csv(file, (cells for _, cells in rows(lines)))
        heading = lists.heading_of(path, "csv", CONTACTS)
        tracemalloc.start()
        counted = Counter(
            map(become, Checker(CONTACTS, heading, Reading(TODAY), 5_000).lines(lists.rows_after(path, heading)))
        )
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert sum(counted.values()) == lines
        return most

    peak(500)  # What is kept of places and days is there before anything is measured.
    assert peak(4_000) < 1.2 * peak(500)


def test_a_file_of_too_many_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(a_csv(tmp_path / "a", good(1), good(2), good(3)), most=2)
    assert refused.value.code == "too_many_lines"


def test_every_code_has_its_sentence() -> None:
    assert [code for code in ("open_quote", "line_too_long", "no_object", "cells") if not has(f"line_{code}")] == []
    assert checking.MOST_LINES == 1_000_000


@pytest.mark.parametrize(
    ("kind", "heading", "line", "code"),
    [
        ("cases", "证件号码,病例类型,确诊日期", f"{number(1)},确诊,2020-03-09", "good"),
        ("cases", "证件号码,病例类型,确诊日期,状态", f"{number(1)},疑似,2020-03-09,出院", "required"),
        (
            "cases",
            "证件号码,病例类型,确诊日期,状态,出院日期",
            f"{number(1)},疑似,2020-03-01,出院,2020-03-09",
            "invalid_case",
        ),
        ("designations", "证件号码,颜色,依据,文号", f"{number(1)},红,隔离决定,青卫〔2020〕7", "good"),
        ("designations", "证件号码,颜色,依据,文号", f"{number(1)},红,上访,青卫〔2020〕7", "not_allowed"),
        ("designations", "证件号码,颜色,依据,文号", f"{number(1)},红,,青卫〔2020〕7", "required"),
        ("contacts", "证件号码,证件类型,接触类型,最后接触日期", "E12345678,护照,密接,2020-03-08", "required"),
    ],
)
def test_each_kind_has_its_columns(tmp_path: Path, kind: str, heading: str, line: str, code: str) -> None:
    path = tmp_path / "a"
    path.write_text(f"{heading}\n{line}\n")
    assert [become(each) for each in read(path, kind=kind)[1]] == [code]
