"""The sentence of a hold: what was declared, measured or rated by its name, never a list of what it might have been."""

from collections.abc import Iterable

from chalicelib.notify.texts import has, say


def cause(rule: str, named: Iterable[str], since: str, language: str) -> str:
    """The sentence of a rule's hold. `named`: the symptoms, or which it was of the things that the rule is about."""
    named = tuple(named)
    code = next((f"hold.{rule}.{thing}" for thing in named if has(f"hold.{rule}.{thing}")), f"hold.{rule}")
    symptoms = (say(f"symptom.{thing}", language) for thing in named if has(f"symptom.{thing}"))
    return say(code, language, since=since, what=say("spoken.and", language).join(symptoms))
