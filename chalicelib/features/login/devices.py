"""Devices and networks of sessions, in the words in which a person knows them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

# What a User-Agent header calls them, the more special first: a browser also names those that it descends from.
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("AlipayClient", "Alipay"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@dataclass(frozen=True)
class Origin:
    """Where a log-in comes from, as far as it is known."""

    device: str | None = None
    place: str | None = None


UNKNOWN = Origin()


def origin_of(headers: Mapping[str, str]) -> Origin:
    """The device by its User-Agent, the city of its network by CloudFront, which alone can reach us on AWS."""
    agent = headers.get("user-agent") or ""
    parts = [name for names in (_SYSTEMS, _BROWSERS) if (name := _named(agent, names))]
    city = unquote(headers.get("cloudfront-viewer-city") or "")
    return Origin(" · ".join(parts) or None, city[:60] or None)


def _named(agent: str, names: tuple[tuple[str, str], ...]) -> str | None:
    return next((name for sign, name in names if sign in agent), None)
