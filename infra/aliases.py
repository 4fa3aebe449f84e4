"""Published versions behind the alias `live`, for the functions whose template asks for one (AutoPublishAlias).

Lambda takes a snapshot of published versions only, and SAM points its own event sources at the alias. Chalice knows
neither: what it and our parts say of such a function by its bare name is turned to the alias here.
"""

import hashlib
import json
import re
from typing import Any

_CALLERS = ("AWS::Lambda::Permission", "AWS::Logs::SubscriptionFilter", "AWS::Serverless::Api")
"""The kinds of resources that call a function, or say who may. Anything else names it to look at it."""


def aliases(template: dict[str, Any]) -> dict[str, str]:
    """Logical ids of the functions that are called by an alias, each with its alias's, as SAM makes it."""
    resources = template["Resources"].items()
    functions = {name: r["Properties"] for name, r in resources if r["Type"] == "AWS::Serverless::Function"}
    return {n: f"{n}Alias{f['AutoPublishAlias']}" for n, f in functions.items() if "AutoPublishAlias" in f}


def called_by_alias(template: dict[str, Any]) -> dict[str, Any]:
    """The template with every caller of such a function turned from the function to its alias."""
    known = aliases(template)
    resources = {
        name: _turned(resource, known) if resource["Type"] in _CALLERS else resource
        for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def _turned(value: Any, known: dict[str, str]) -> Any:
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), "Arn"]} if name in known:
            return {"Ref": known[name]}
        case dict():
            return {key: _turned(each, known) for key, each in value.items()}
        case list():
            return [_turned(each, known) for each in value]
        case str():
            return re.sub(r"\$\{(\w+)\.Arn\}", lambda found: _placeholder(found, known), value)
        case _:
            return value


def _placeholder(found: re.Match[str], known: dict[str, str]) -> str:
    """An alias's own reference is its ARN."""
    return f"${{{known[found[1]]}}}" if found[1] in known else found[0]


def with_release(template: dict[str, Any], parameters: dict[str, str]) -> dict[str, Any]:
    """The template with a new version of each such function where anything of template or parameters has changed.

    SAM alone would look at the code: a changed setting would reach the function and never its published version.
    What it is told here it also writes into the function's description, so that Lambda sees something to publish.
    """
    release = hashlib.sha256(json.dumps([template, parameters], sort_keys=True).encode()).hexdigest()
    known = aliases(template)
    resources = {
        name: _released(resource, release) if name in known else resource
        for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def _released(function: dict[str, Any], release: str) -> dict[str, Any]:
    return {**function, "Properties": {**function["Properties"], "AutoPublishCodeSha256": release}}
