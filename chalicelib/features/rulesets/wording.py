"""Differences between rule sets, in words."""

import json
from typing import Any

from chalicelib.notify.texts import has, say
from chalicelib.scoring.ruleset_diff import Difference


def difference(found: Difference, language: str) -> str:
    """`Close contact, domestic: red 14 days and 14 check-ins → red 7 days and 7 check-ins`."""
    was, now = (_value(found.path, each, language) for each in (found.before, found.after))
    return say("ruleset.difference", language, what=_name(found.path, language), before=was, after=now)


def _name(path: str, language: str) -> str:
    if path.startswith("rules."):
        rule, _, scheme = path.removeprefix("rules.").rpartition(".")
        return say(
            "ruleset.rule", language, rule=say(f"rule.{rule}", language), scheme=say(f"scheme.{scheme}", language)
        )
    name = f"ruleset.field.{path}"
    if has(name):
        return say(name, language)
    section, _, last = path.rpartition(".")
    return f"{say(f'ruleset.field.{section}', language)} {last}"


def _value(path: str, value: Any, language: str) -> str:
    if value is None:
        return say("ruleset.none", language)
    if path.startswith("rules."):
        return ", ".join(
            say("ruleset.phase", language, **phase | {"colour": say(f"shown.{phase['colour']}", language)})
            for phase in value
        )
    if isinstance(value, list):
        return " ".join(map(str, value)) if all(isinstance(each, str) for each in value) else json.dumps(value)
    return str(value)
