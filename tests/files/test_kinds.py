"""Kinds of files that are no list of cases: columns and what is wrong with a line as a whole."""

from pathlib import Path

import pytest

from tests.files.test_lists import become, number, read


@pytest.mark.parametrize(
    ("kind", "heading", "line", "code"),
    [
        ("travel", "证件号码,停留地区,到达日期", f"{number(1)},420106,2020-03-08", "good"),
        (
            "travel",
            "证件号码,停留地区,到达日期,离开日期",
            f"{number(1)},420106,2020-03-08,2020-03-07",
            "until_before_from",
        ),
        ("registrations", "证件号码,健康码名称,注册日期", f"{number(1)},夏都码,2020-02-20", "good"),
        ("registrations", "证件号码,健康码名称,注册日期", f"{number(1)},夏都码,2020-04-01", "in_future"),
    ],
)
def test_travel_and_registrations_have_their_columns(
    tmp_path: Path, kind: str, heading: str, line: str, code: str
) -> None:
    path = tmp_path / "a"
    path.write_text(f"{heading}\n{line}\n")
    assert [become(each) for each in read(path, kind=kind)[1]] == [code]
