"""What came of the faults of one route or function."""

import json
from dataclasses import dataclass, field


@dataclass
class Found:
    """How many faults were tried, and what each of those that went wrong did."""

    name: str
    tried: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        return json.dumps({"name": self.name, "tried": self.tried, "wrong": self.wrong}, ensure_ascii=False)
