"""What goes out as csv: no cell of it runs as a formula, whoever wrote it."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.files import cells, columns, error_file
from chalicelib.files.lists import Heading, csv_line
from tests.support.office_files import ENCODINGS

SOURCES = Path(__file__).resolve().parents[2] / "chalicelib"
written = st.text(st.sampled_from("=+-@＝＋\t\r\n'’\";, a一"), max_size=6) | st.text(max_size=20)
encodings = st.sampled_from(sorted(ENCODINGS))
delimiters = st.sampled_from([",", ";", "\t"])


def rows_of(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(written)
def test_a_cell_is_text_and_is_read_back(cell: str) -> None:
    out = cells.as_text(cell)
    assert not out.startswith(cells.FORMULA)
    assert cells.read_back(out) == cell


@given(st.lists(written, min_size=1, max_size=5), delimiters)
def test_no_cell_of_a_row_is_a_formula(row: list[str], delimiter: str) -> None:
    (out,) = rows_of(csv_line(row, delimiter), delimiter)
    assert not any(cell.startswith(cells.FORMULA) for cell in out)
    assert [cells.read_back(cell) for cell in out] == row


@given(st.lists(written, min_size=1, max_size=5), written, encodings, delimiters)
def test_no_cell_of_an_error_file_is_a_formula(row: list[str], says: str, encoding: str, delimiter: str) -> None:
    heading = Heading("csv", encoding, delimiter, row, {}, 1)
    file = b"".join(error_file.written(heading, [error_file.BadRow(row, says)])).decode(ENCODINGS[encoding][1])
    assert not any(cell.startswith(cells.FORMULA) for line in rows_of(file, delimiter) for cell in line)


def test_one_place_writes_csv() -> None:
    """Whatever else is exported as csv goes through it: the property above holds for all of it then."""
    writing = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        if "csv.writer" in (text := path.read_text()) or "DictWriter" in text or "to_csv" in text
    }
    sent = {str(path.relative_to(SOURCES)) for path in SOURCES.rglob("*.py") if "text/csv" in path.read_text()}
    assert (writing, sent) == ({"files/lists.py"}, {"features/exports/making.py", "features/imports/error_files.py"})


@pytest.mark.parametrize(
    ("format", "encoding", "written"),
    [
        ("xlsx", "", "utf-8-sig"),
        ("jsonl", "utf-8", "utf-8-sig"),
        ("jsonl", "gb18030", "gb18030"),
        ("jsonl", "utf-16", "utf-16"),
        ("csv", "utf-8", "utf-8"),
    ],
)
def test_an_error_file_is_a_csv_in_the_encoding_of_its_list(format: str, encoding: str, written: str) -> None:
    heading = Heading(format, encoding, ",", ["姓名"], {}, 0)
    file = b"".join(error_file.written(heading, [error_file.BadRow(["张三"], "x")]))
    assert file.decode(written) == f"{columns.ERRORS},姓名\r\nx,张三\r\n"
    assert file.startswith(codecs.BOM_UTF8) == (written == "utf-8-sig")
