"""Names that may be one person's, and that those who share one are found together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identity.names import check_name
from chalicelib.identity.namesakes import folded, is_same, place

BORN = date(1990, 5, 17)
ONE = [
    ("李伟", "WEI LI"),
    ("李伟", "Li Wei"),
    ("李小明", "XIAOMING LI"),
    ("李小明", "LI XIAO MING"),
    ("李小明", "Li, Xiao-ming"),
    ("單雄信", "XIONGXIN SHAN"),
    ("张伟", "張偉"),
    ("欧阳娜娜", "NANA OUYANG"),
    ("尉迟恭", "GONG YUCHI"),
    ("吕布", "BU LYU"),
    ("吕布", "BU LV"),
    ("吕布", "BU LÜ"),
    ("WEI LI", "LI WEI"),
    ("Anna-Maria O'Neill", "ONEILL ANNAMARIA"),
    ("José Muñoz", "JOSE MUNOZ"),
    ("阿卜杜拉·买买提", "阿卜杜拉买买提"),
]
TWO = [("李伟", "李炜"), ("李伟", "WEI WANG"), ("ANNA LI", "ANNE LI"), ("张三", "李四"), ("WEI LI", "WEILI WANG")]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_name(one, other):
    assert is_same(one, other)
    assert is_same(other, one)
    assert place(one, BORN) == place(other, BORN)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two(one, other):
    assert not is_same(one, other)


def test_another_day_of_birth_lies_elsewhere():
    assert place("李伟", BORN) != place("李伟", date(1990, 5, 18))


LISTED = [
    ("张 三", "张三"),
    ("张　三", "张三"),
    (" 阿依古丽•买买提 ", "阿依古丽·买买提"),
    ("阿依古丽买买提", "阿依古丽·买买提"),
    ("ＷＥＩ　ＬＩ", "Wei Li"),
    ("li wei", "WEI LI"),
    ("MARIA ANNA SMITH", "Smith, Maria Anna"),
    ("張偉", "张伟"),
    ("爾瑪", "尔玛"),
    ("LI WEI", "李伟"),
]


@pytest.mark.parametrize(("listed", "on_record"), LISTED)
def test_names_of_lists_are_those_on_record_however_an_office_wrote_them(listed, on_record):
    assert is_same(check_name(listed), check_name(on_record))


@pytest.mark.parametrize(("listed", "on_record"), [("张三", "张三丰"), ("王伟", "张伟"), ("ANNA LI", "安娜·王"), *TWO])
def test_names_of_lists_are_not_those_on_record(listed, on_record):
    assert not is_same(check_name(listed), check_name(on_record))


_HAN = st.text("李王张刘陈杨赵黄周吴伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英", min_size=2, max_size=4)
_WORDS = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=8), min_size=1, max_size=4)


@given(_HAN, st.integers(1, 3))
def test_blanks_and_dots_within_a_chinese_name_say_nothing(name, place):
    at = min(place, len(name) - 1)
    for mark in ("·", "•", " ", "　"):
        listed = check_name(f"{name[:at]}{mark}{name[at:]}")
        assert is_same(listed, name)
        assert folded(listed) == folded(name)


@given(_HAN, _HAN)
def test_two_chinese_names_are_one_only_sign_by_sign(one, other):
    assert is_same(one, other) == is_same(other, one) == (one == other)
    assert (folded(one) == folded(other)) == (one == other)


@given(_WORDS, st.integers(0, 3), st.booleans())
def test_case_width_and_which_word_stands_first_say_nothing(words, first, wide):
    turned = " ".join(words[first:] + words[:first]).title()
    listed = "".join(chr(ord(sign) + 0xFEE0) if sign.isalpha() else sign for sign in turned) if wide else turned
    name = " ".join(words)
    assert is_same(check_name(listed), name)
    assert folded(check_name(listed)) == folded(name)


@given(_WORDS, _WORDS)
def test_what_is_kept_of_a_name_is_kept_of_no_other(one, other):
    first, second = " ".join(one), " ".join(other)
    if folded(first) == folded(second):
        assert is_same(first, second)
    assert is_same(first, second) == is_same(second, first)
