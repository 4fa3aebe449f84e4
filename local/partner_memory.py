"""What the counterpart's partners got, in memory, and how each behaves now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.features.reports import comparing

MODES = {
    "normal",
    "slow",
    "down",
    "wrong_signature",
    "clock",
    "twice",
    "half",
    "out_of_order",
    "bare_red",
    "unknown_colour",
}
_ZONE = ZoneInfo("Asia/Shanghai")
_COLOURS = {"bare_red": "红", "unknown_colour": "3"}
_CLEAN = "未见异常"


@dataclass
class Received:
    """One message: how often it came, and how many of its records are acknowledged."""

    partner: str
    path: str
    message: dict[str, Any]
    payload: dict[str, Any]
    times: int = 0
    done: int = 0

    @property
    def items(self) -> int:
        """How many records it carries; one where it is no list."""
        return len(self.payload["items"]) if isinstance(self.payload.get("items"), list) else 1

    @property
    def day(self) -> str:
        """The policy day on which its sender made it."""
        return datetime.fromisoformat(self.message["at"]).astimezone(_ZONE).date().isoformat()

    def shown(self) -> dict[str, Any]:
        """As `GET /received` lists it."""
        known = {"partner": self.partner, "path": self.path, "times": self.times, "done": self.done}
        return known | {"message": self.message, "payload": self.payload}


@dataclass
class Memory:
    """One partner's: `mode` says what it does wrong, `seconds` how slow it is."""

    partner: str
    mode: str = "normal"
    seconds: float = 8.0
    received: dict[str, Received] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """Why requests were not believed."""
    sequence: dict[str, int] = field(default_factory=dict)
    """The last number of its own messages, by path."""

    def take(self, path: str, content: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Takes a message in, or again, and answers it as `exchange` does."""
        message, payload = content["message"], content["payload"]
        known = self.received.get(message["id"])
        if known is not None and (known.path, known.payload) != (path, payload):
            return 409, {"code": "idempotency_conflict"}
        found = known or Received(self.partner, path, dict(message), dict(payload))
        self.received[message["id"]] = found
        found.times += 1
        self._acknowledge(found)
        return 200, self._answer(found) | {"repeated": known is not None}

    def _acknowledge(self, found: Received) -> None:
        left = found.items - found.done
        found.done += (left + 1) // 2 if self.mode == "half" and left > 1 else left

    def _answer(self, found: Received) -> dict[str, Any]:
        if isinstance(found.payload.get("items"), list):
            return {"accepted": found.done, "rejected": [], "outcomes": ["accepted"] * found.done}
        if found.path == "reconciliations":
            return self.compared(str(found.payload["day"]), found.payload["paths"])
        if found.path in ("code-verifications", "health-queries"):
            return {"colour": self.colour, "checked_at": found.message["at"]}
        if found.path == "corrections":
            return {"ticket": f"T{len(self.received):06d}", "due_at": found.message["at"]}
        return {"accepted": 1, "rejected": [], "outcomes": ["accepted"]}

    @property
    def colour(self) -> str:
        """How it words a colour in this mode."""
        return _COLOURS.get(self.mode, _CLEAN)

    def coloured(self, payload: Any) -> Any:
        """A payload of its own with the mode's colour in place of each value that it says."""
        if self.mode not in _COLOURS:
            return payload
        if isinstance(payload, list):
            return [self.coloured(each) for each in payload]
        if isinstance(payload, dict):
            return {name: self.colour if name == "value" else self.coloured(each) for name, each in payload.items()}
        return payload

    def compared(self, day: str, claimed: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """What it has of a policy day, and of paths where that differs from what is claimed its ids."""
        return comparing.answer(day, self._held(day), claimed)

    def _held(self, day: str) -> dict[str, dict[str, int]]:
        held: dict[str, dict[str, int]] = {}
        for each in self.received.values():
            if each.day == day and each.path not in comparing.QUESTIONS:
                held.setdefault(each.path, {})[str(each.message["id"])] = each.done
        return held

    def next_number(self, path: str) -> int:
        """The number of its next message by a path."""
        self.sequence[path] = self.sequence.get(path, 0) + 1
        return self.sequence[path]
