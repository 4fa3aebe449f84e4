"""Inputs on which other systems failed, as lines of lists: read as they were meant, or refused with their code."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.files.kinds import KINDS
from chalicelib.files.values import Reading, Words
from tests.files.test_lists import TODAY, become, number, read

_PERSON = {"证件号码": number(1)}
_CONTACT = _PERSON | {"接触类型": "密接", "最后接触日期": "2020-03-08"}
_ABROAD = _CONTACT | {"证件类型": "护照", "证件号码": "123456789"}
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
A_CARD = "11010519491231002X"
"""The number that GB 11643-1999 prints as its example."""


def _found(folder: Path, kind: str, cells: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """What becomes of the line, and what was read of it."""
    path = folder / "list"
    path.write_text("\t".join(cells) + "\n" + "\t".join(cells.values()) + "\n", "utf-8")
    (line,) = read(path, kind=kind)[1]
    return become(line), line.found or {}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        *((f"阿卜杜拉{dot}买买提", "阿卜杜拉·买买提") for dot in "•‧∙⋅・･·\u0387"),
        ("龚\ue863", "龚䶮"),
        *((each, each) for each in ("RAJ A/L KUMAR", "SITI D/O MUTHU", "MOHD ALI @ AHMAD", "TAN AH KOW (CHEN YAGOU)")),
        ("Gal·la Vidal", "Gal·la Vidal"),
        ("Jan ‘t Hooft", "Jan 't Hooft"),
        *((each, "D'Arc") for each in ("D´Arc", "D`Arc", "D’Arc")),
        *((f"Ka{each}iulani", "Ka'iulani") for each in "\u02bb\u02bc"),
        *((each, "张三") for each in ("张\u200b三", "\ufeff张三", "张三\u202c")),
    ],
)
def test_names(tmp_path: Path, written: str, read_as: str) -> None:
    assert _found(tmp_path, "contacts", _CONTACT | {"姓名": written})[1].get("name") == read_as


@pytest.mark.parametrize(
    "written",
    [
        A_CARD.lower(),
        A_CARD.translate(WIDE),
        f" {A_CARD[:6]} {A_CARD[6:14]} {A_CARD[14:]} ",
        f"\u202d{A_CARD}\u202c",
        f"{A_CARD[:9]}\u200b{A_CARD[9:]}",
        f"{A_CARD}\u2069",
        f"'{A_CARD}",
        f'="{A_CARD}"',
        "110105491231002",
    ],
)
def test_numbers(tmp_path: Path, written: str) -> None:
    assert _found(tmp_path, "contacts", _CONTACT | {"证件号码": written})[1].get("document.number") == A_CARD


@pytest.mark.parametrize(
    ("kind", "cells", "code", "read_as"),
    [
        ("contacts", _ABROAD | {"签发国": "US"}, "good", {"document.country": "US"}),
        ("contacts", _ABROAD | {"签发国": "英国"}, "good", {"document.country": "GB"}),
        ("contacts", _ABROAD, "required", {}),
        (
            "contacts",
            _CONTACT | {"证件类型": "台胞证", "证件号码": "0012345601(B)"},
            "good",
            {"document.number": "0012345601B"},
        ),
        ("contacts", _CONTACT | {"姓名": "张\ufffd"}, "invalid_name", {}),
        ("contacts", _CONTACT | {"地区代码": "340102.0"}, "good", {"region": "340102"}),
        *(
            ("travel", _PERSON | {"停留地区": each, "到达日期": "2020-03-08"}, "good", {"place": each})
            for each in ("630122", "632321", "340221", "340222", "421023", "220381", "370684", "130521")
        ),
    ],
)
def test_lines(tmp_path: Path, kind: str, cells: dict[str, str], code: str, read_as: dict[str, str]) -> None:
    became, found = _found(tmp_path, kind, cells)
    assert (became, {name: found.get(name) for name in read_as}) == (code, read_as)


@pytest.mark.parametrize(
    ("kind", "column", "written", "named"),
    [
        # The rules have no observation for a contact's contact, so that it is not guessed what such a line means.
        ("contacts", "接触类型", "次密切接触者", ("密接 (close)", "同楼 (building)")),
        ("contacts", "接触类型", "secondary contact", ("密接 (close)", "同楼 (building)")),
        ("contacts", "证件类型", "学生证", ("身份证 (id_card)", "护照 (passport)")),
    ],
)
def test_a_word_that_a_column_has_not_is_answered_with_those_that_it_has(
    tmp_path: Path, kind: str, column: str, written: str, named: tuple[str, ...]
) -> None:
    cells = _CONTACT | {column: written}
    path = tmp_path / "list"
    path.write_text(",".join(cells) + "\n" + ",".join(cells.values()) + "\n")
    (fault,) = read(path, kind=kind)[1][0].faults
    assert (fault.column, fault.code) == (column, "not_allowed")
    assert all(each in fault.said["expected"] for each in named)


_OF_FEW_WORDS = [each.read for kind in KINDS.values() for each in kind.fields.values() if isinstance(each.read, Words)]


@pytest.mark.parametrize("words", _OF_FEW_WORDS)
def test_every_word_that_is_told_is_taken(words: Words) -> None:
    """What a refusal names is read when it is written instead, in Chinese and in English."""
    reading = Reading(TODAY)
    for told in words.expected.split(", "):
        chinese, _, value = told.removesuffix(")").partition(" (")
        assert (words(chinese, reading), words(value, reading)) == (value, value)
