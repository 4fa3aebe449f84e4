"""From a name in the test cloud to the name in the template."""

from functools import cache

from infra.package import merged_parts


@cache
def _by_physical_name() -> dict[str, str]:
    resources = merged_parts("keys", "tables", "queues", "storage")["Resources"]
    return {f"test-{name.lower()}": name for name in resources}


def logical_name(physical: str) -> str:
    """`PeopleTable` for its name, URL, ARN or alias; the name itself where it is none of ours."""
    last = physical.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    return _by_physical_name().get(last, physical)
