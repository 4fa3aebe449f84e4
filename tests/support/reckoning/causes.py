"""What keeps a person coloured, for how long, and when it was over; the terms of rule set 1."""

from dataclasses import dataclass
from datetime import date, datetime

SCHEMES = ("domestic", "international")
RED, YELLOW = ("red", 14, 14), ("yellow", 7, 7)
TERMS = {rule: dict.fromkeys(SCHEMES, RED) for rule in ("case.confirmed", "case.asymptomatic", "contact.close")}
TERMS |= {rule: dict.fromkeys(SCHEMES, RED) for rule in ("region.high", "worsened", "designated.red")}
TERMS |= {"case.suspected": dict.fromkeys(SCHEMES, ("red", 0, 0))}
TERMS |= {
    rule: dict.fromkeys(SCHEMES, YELLOW)
    for rule in ("contact.building", "region.medium", "gate.anomaly", "designated.yellow")
}
TERMS |= {rule: {"domestic": YELLOW, "international": RED} for rule in ("symptom", "contact.declared", "test.declared")}
SYMPTOMS = {"fever", "dry_cough", "shortness_of_breath", "sore_throat", "other_respiratory"}
RULE = {"medium": "region.medium", "high": "region.high", "key": "region.high"}


@dataclass(frozen=True)
class Cause:
    """Something that keeps a person coloured: from a day to a day (None: it lasts), for so many days and check-ins."""

    first: date
    last: date | None
    colour: str
    days: int
    checkins: int
    restarted: date | None = None

    def lasts(self, rule: str, today: date) -> bool:
        return self.last is None or (rule.startswith("region") and today <= self.last)

    def start(self, rule: str, today: date) -> date:
        ended = min(today, self.last or today) if rule.startswith("region") else self.last or self.first
        return max(ended, self.restarted or ended)


@dataclass(frozen=True)
class Closed:
    """A cause that was observed to its end."""

    at: datetime
    scheme: str
    rule: str
    key: str
    last: date
    run_from: date | None

    def is_of(self, scheme: str, rule: str, key: str, cause: Cause) -> bool:
        """Whether it was this cause, or one that lasted longer."""
        same = (self.scheme, self.rule, self.key) == (scheme, rule, key)
        return same and cause.last is not None and cause.last <= self.last


def cause_of(scheme: str, rule: str, first: date, last: date | None) -> Cause:
    """A cause by the terms of its rule."""
    return Cause(first, last, *TERMS[rule][scheme])
