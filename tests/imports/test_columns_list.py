"""The columns that the console shows before a file is sent are those that are read, and so are the words in them."""

import json
import re
from datetime import date

import pytest

from chalicelib.files.kinds import KINDS
from chalicelib.files.values import Reading
from local import import_columns
from local.paths import ROOT

READING = Reading(date(2020, 3, 10))
CHINESE = (ROOT / "web/src/console/screens/enter/messages/zh-CN.ts").read_text("utf-8")
WORDS = dict(re.findall(r"(\w+): '([^']+)'", CHINESE.partition("    value: {")[2]))
"""What the console calls each value in Chinese."""


def test_the_list_is_current() -> None:
    assert import_columns.FILE.read_text("utf-8") == import_columns.text(), "python -m local.import_columns writes it"


@pytest.mark.parametrize("kind", KINDS)
def test_each_word_is_read_as_it_is_shown_in_both_languages(kind: str) -> None:
    for column in json.loads(import_columns.FILE.read_text("utf-8"))[kind]:
        read = KINDS[kind].fields[column["field"]].read
        for word in column.get("words", ()):
            assert [read(cell, READING) for cell in (word, word.replace("_", " "), WORDS[word])] == [word] * 3
