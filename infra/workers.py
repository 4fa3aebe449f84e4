"""Stops what works by itself on a stage, and starts it again: docs/playbooks/restore.md, maintenance.md, not-run.md.

    python -m infra.workers STAGE [show]
    python -m infra.workers STAGE stop [FUNCTION …]       Expiry, Messages, …; without one all of them
    python -m infra.workers STAGE start [FUNCTION …]      without one all that `stop` stopped

A function is stopped by disabling its schedules and its event source mappings: queues and streams keep what comes, a
stream for a day. What runs at that moment ends by itself. Each command may be repeated; deploying starts nothing again,
because CloudFormation mends only what differs between two templates.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from infra.home import Home
from infra.keys import home_of

FIRST = "Expiry"
"""Whose work the others rest on, once they begin again: the sweep."""
_TAG = "kangma-stopped"
_SCHEDULE, _MAPPING, _FUNCTION = (
    "AWS::Events::Rule",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Function",
)


@dataclass(frozen=True)
class Source:
    """What calls a function: a schedule, or a mapping of a queue or a stream."""

    function: str
    name: str
    rule: bool
    on: bool
    says: str

    def line(self) -> str:
        return f"{self.function}: {'on' if self.on else 'OFF'}, {self.says}"


def sources(home: Home, functions: Iterable[str] = ()) -> list[Source]:
    """Everything that calls a function of the stage by itself, or one of those named, the sweep in front.

    Raises SystemExit for a name that none has.
    """
    wanted, found = set(functions), sorted(_sources(home), key=lambda each: (each.function != FIRST, each.function))
    unknown = wanted - {each.function for each in found}
    if unknown:
        raise SystemExit(f"Nothing calls {', '.join(sorted(unknown))} by itself on {home.stage}.")
    return [each for each in found if not wanted or each.function in wanted]


def stop(home: Home, functions: Iterable[str] = ()) -> Iterator[Source]:
    """Switches off what is on; each that was."""
    events = home.client("events")
    for each in sources(home, functions):
        if each.on and each.rule:
            # Noted first: a rule that was off before is not to begin with the others.
            events.tag_resource(ResourceARN=_arn(events, each), Tags=[{"Key": _TAG, "Value": "yes"}])
            events.disable_rule(Name=each.name)
        elif each.on:
            home.client("lambda").update_event_source_mapping(UUID=each.name, Enabled=False)
        if each.on:
            yield each


def start(home: Home, functions: Iterable[str] = ()) -> Iterator[Source]:
    """Switches on what `stop` switched off, or all that calls those named; each that was off."""
    named, events = list(functions), home.client("events")
    for each in sources(home, named):
        if each.on or not (named or not each.rule or _was_stopped(events, each)):
            continue
        if each.rule:
            events.enable_rule(Name=each.name)
            events.untag_resource(ResourceARN=_arn(events, each), TagKeys=[_TAG])
        else:
            home.client("lambda").update_event_source_mapping(UUID=each.name, Enabled=True)
        yield each


def _sources(home: Home) -> Iterator[Source]:
    pages = home.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=home.stack)
    items = [each for page in pages for each in page["StackResourceSummaries"]]
    functions = [each["LogicalResourceId"] for each in items if each["ResourceType"] == _FUNCTION]
    for each in items:
        logical, physical = each["LogicalResourceId"], each.get("PhysicalResourceId", "")
        function = max((f for f in functions if logical.startswith(f)), key=len, default="")
        if function and each["ResourceType"] == _MAPPING:
            yield _mapping(home.client("lambda"), function, physical)
        elif function and each["ResourceType"] == _SCHEDULE:
            yield from _schedule(home.client("events"), function, physical)


def _mapping(client: Any, function: str, uuid: str) -> Source:
    found = client.get_event_source_mapping(UUID=uuid)
    arn = str(found["EventSourceArn"])
    source = f"stream of {arn.split('/')[1]}" if "/stream/" in arn else f"queue {arn.rsplit(':', 1)[-1]}"
    return Source(function, uuid, False, found["State"] in ("Enabled", "Enabling"), source)


def _schedule(client: Any, function: str, name: str) -> Iterator[Source]:
    """The rule where it is a schedule: one that waits for uploads loses those of meanwhile, and stays on."""
    rule = client.describe_rule(Name=name)
    if rule.get("ScheduleExpression"):
        target = "" if client.list_targets_by_rule(Rule=name)["Targets"] else ", WITHOUT TARGET"
        yield Source(function, name, True, rule["State"] == "ENABLED", rule["ScheduleExpression"] + target)


def _arn(client: Any, source: Source) -> str:
    return str(client.describe_rule(Name=source.name)["Arn"])


def _was_stopped(client: Any, source: Source) -> bool:
    tags = client.list_tags_for_resource(ResourceARN=_arn(client, source))["Tags"]
    return any(each["Key"] == _TAG for each in tags)


def main(stage: str, command: str = "show", *functions: str) -> None:
    home = home_of(stage)
    if command == "show":
        print(*(each.line() for each in sources(home, functions)), sep="\n")
    elif command in ("stop", "start"):
        done = "stopped" if command == "stop" else "started"
        for each in (stop if command == "stop" else start)(home, functions):
            print(f"{each.function}: {done} ({each.says})")
    else:
        raise SystemExit(str(__doc__))


if __name__ == "__main__":
    main(*sys.argv[1:])
