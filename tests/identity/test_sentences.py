"""Every code that the pure layers raise has a sentence, and every sentence of theirs a code."""

import ast
from pathlib import Path

import pytest

import chalicelib
from chalicelib.notify.texts import has
from chalicelib.notify.texts.identity import TEXTS

ROOT = Path(chalicelib.__file__).parent
PROBLEMS = {"invalid_name", "invalid_credit_code"}
SOURCES = sorted([*(ROOT / "identity").glob("*.py"), ROOT / "codes" / "keys.py"])


def literals() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def raised() -> set[str]:
    """The codes in calls of refused, invalid, _refuse and _refusal."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _RAISERS:
                last = node.args[-1]
                choices = [last.body, last.orelse] if isinstance(last, ast.IfExp) else [last]
                found |= {choice.value for choice in choices if isinstance(choice, ast.Constant)}
    return found


_RAISERS = {"refused", "invalid", "_refuse", "_refusal"}


def test_every_code_raised_has_a_sentence():
    assert [code for code in raised() if not has(code)] == []


@pytest.mark.parametrize("code", sorted(TEXTS.keys() - PROBLEMS))
def test_no_sentence_is_left_without_its_code(code):
    assert code in literals()


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_sentence_is_there_in_both_languages_and_ends(code):
    chinese, english = TEXTS[code]
    assert chinese.endswith("。")
    assert english.endswith(".")
    assert english.isascii()
