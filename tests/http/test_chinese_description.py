"""The page for developers in Chinese: one catalogue, which knows all that openapi.json says."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.http import openapi
from chalicelib.http.problems import problem
from local.paths import ROOT

CATALOGUE: dict[str, dict[str, Any]] = json.loads((ROOT / "web/src/developer/chinese.json").read_text())


def _operations() -> list[dict[str, Any]]:
    return [each for methods in openapi.document()["paths"].values() for each in methods.values()]


def _refusals() -> list[dict[str, Any]]:
    return list(openapi.document()["components"]["responses"].values())


def _examples() -> Iterator[dict[str, Any]]:
    for refusal in _refusals():
        for content in refusal["content"].values():
            yield from (each["value"] for each in content["examples"].values())


def _said() -> dict[str, set[str]]:
    """By part of the catalogue, what the description says in English."""
    answers = [each for operation in _operations() for each in operation["responses"].values()] + _refusals()
    return {
        "groups": {each["name"] for each in openapi.document()["x-tagGroups"]},
        "tags": {each["name"] for each in openapi.document()["tags"]},
        "operations": {each["operationId"] for each in _operations()},
        "answers": {each["description"] for each in answers if "description" in each},
        "headers": {each["description"] for refusal in _refusals() for each in refusal.get("headers", {}).values()},
        "problems": {each["code"] for each in _examples()},
        "roles": {role for each in _operations() for role in each.get("x-roles", [])},
    }


@pytest.mark.parametrize("part", ["groups", "tags", "operations", "answers", "headers", "problems", "roles"])
def test_the_catalogue_knows_all_that_is_said_and_nothing_else(part: str) -> None:
    assert set(CATALOGUE[part]) == _said()[part]


def test_each_tag_and_operation_has_a_short_title_and_a_sentence_in_chinese() -> None:
    pairs = CATALOGUE["tags"] | CATALOGUE["operations"]
    wrong = {
        name for name, (title, about) in pairs.items() if not re.fullmatch(r"[^。]{2,16}", title) or about[-1] != "。"
    }
    foreign = {name for name, (title, about) in pairs.items() if not all(map(_is_chinese, (title, about)))}
    assert (wrong, foreign) == (set(), set())


def _is_chinese(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))


def test_operations_of_a_tag_are_told_apart_by_their_titles() -> None:
    titles = [(each["tags"][0], CATALOGUE["operations"][each["operationId"]][0]) for each in _operations()]
    assert len(titles) == len(set(titles))


def test_what_a_program_reads_is_named_in_both_languages() -> None:
    """Fields, values and codes stand in backticks: they are not translated, and none is left out."""
    for each in _operations():
        names = [
            set(re.findall(r"`[^`]+`", text))
            for text in (each["summary"], CATALOGUE["operations"][each["operationId"]][1])
        ]
        assert names[0] == names[1], each["operationId"]


def test_refusals_are_said_as_the_service_says_them() -> None:
    for each in _examples():
        answer = json.loads(problem(each["status"], each["code"], "zh-CN", retry_after=60).body)
        assert CATALOGUE["problems"][each["code"]] == answer["detail"]


def test_a_summary_is_told_to_its_end() -> None:
    assert [each["operationId"] for each in _operations() if each["summary"].strip()[-1] not in ".)"] == []
