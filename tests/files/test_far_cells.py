"""Workbooks whose cells lie far apart, and files without a heading."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chalicelib.files import lists, workbooks
from chalicelib.files.kinds import KINDS
from chalicelib.files.unreadable import UnreadableFile
from tests.support.office_files import HEADING, good, write_workbook

CONTACTS = KINDS["contacts"]


@pytest.mark.parametrize(("place", "spread"), [("B600000", False), ("AAA9000", True), ("F1000001", True)])
def test_a_workbook_that_a_far_cell_spreads_is_refused_before_room_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, spread: bool
) -> None:
    path = tmp_path / "a.xlsx"
    monkeypatch.setattr(workbooks, "CalamineWorkbook", None)
    write_workbook(path, [HEADING, good(1)], f'<row r="9"><c s="1" r="{place}"><v>1</v></c></row>')
    if not spread:
        workbooks.check_cells(path)
        return
    with pytest.raises(UnreadableFile) as refused:
        lists.heading_of(path, "xlsx", CONTACTS)
    assert refused.value.code == "workbook_spread"


def test_a_place_that_two_blocks_share_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [HEADING], '<row r="2"><c r="AAA9000"><v>1</v></c></row>')
    for block in (17, 18, 19, 23):
        monkeypatch.setattr(workbooks, "_BLOCK", block)
        with pytest.raises(UnreadableFile, match="workbook_spread"):
            workbooks.check_cells(path)


def _changed(at: int, to: bytes) -> Callable[[bytes], bytes]:
    """The archive with other bytes there in each entry's record of its directory (APPNOTE 4.3.12)."""
    return lambda packed: b"PK\x01\x02".join(
        part if not number else part[: at - 4] + to + part[at - 4 + len(to) :]
        for number, part in enumerate(packed.split(b"PK\x01\x02"))
    )


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: packed[: len(packed) // 2],
        lambda packed: b"a workbook",
        _changed(6, b"\xff\xff"),  # of a later version
        _changed(8, b"\x01\x00"),  # behind a password
        _changed(8, b"\x00\x08\x08\x00" + b"\xff" * 34),  # a name that is no UTF-8
        _changed(10, b"\x0c\x00"),  # packed as no spreadsheet packs
        _changed(10, b"\x00\x00"),  # as stored what was packed
        _changed(20, b"\x01\x00\x00\x00\xff\x00\x00\x00"),  # of another size
    ],
)
def test_a_damaged_archive_says_so(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [HEADING, good(1)])
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(UnreadableFile, match="no_workbook"):
        workbooks.check_cells(path)


def test_a_first_line_that_is_no_heading_is_kept_by_places(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(",".join(good(1)) + "\n")
    heading = lists.heading_of(path, "csv", CONTACTS)
    assert heading.names == [f"列 {place} column" for place in range(1, 6)]
    chosen = {"列 2 column": "document.number", "列 3 column": "kind", "列 4 column": "last_exposure"}
    assert lists.heading_of(path, "csv", CONTACTS, chosen).mapped == dict.fromkeys(heading.names) | chosen
    path.write_text("甲,接触类型,备注\n")
    assert lists.heading_of(path, "csv", CONTACTS).names == ["甲", "接触类型", "备注"]
