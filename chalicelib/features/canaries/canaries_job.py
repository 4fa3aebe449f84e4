"""The schedule of the probe: what it finds, as metrics."""

from chalicelib.features.canaries import probing
from chalicelib.features.canaries.probing import World
from chalicelib.observability import measure


def probe(world: World) -> dict[str, int]:
    """A round of the probe; two minutes and a quarter where all is well, five at most."""
    found = probing.probe(world)
    for each in found:
        measure("PullRight", "Percent", each.percent)
        measure("PullSeconds", "Seconds", each.late)
    return {"asked": sum(each.asked for each in found), "right": sum(each.right for each in found)}
