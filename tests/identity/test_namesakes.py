"""Names that may be one person's, and that those who share one are found together."""

from datetime import date

import pytest

from chalicelib.identity.namesakes import is_same, place

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
