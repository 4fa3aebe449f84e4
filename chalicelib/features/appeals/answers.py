"""Answers to appeals that staff begin from, by category and outcome, in both languages: data beside this file."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.features.appeals.departments import DEPARTMENTS
from chalicelib.notify.languages import WRITTEN

_FILE = Path(__file__).with_name("answers.json")


@cache
def _answers() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_FILE.read_text("utf-8"))
    return found


def listed(category: str | None) -> list[dict[str, Any]]:
    """The answers of a category, or all, in the order of the file. Short enough for a decision's reason."""
    chosen = (each for each in _answers() if category in (None, each["category"]))
    return [
        {
            "id": each["id"],
            "category": each["category"],
            "department": DEPARTMENTS[each["category"]],
            "accept": each["accept"],
            "texts": {language: each[language] for language in WRITTEN},
        }
        for each in chosen
    ]
