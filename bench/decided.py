"""What was decided of cases, contacts and counties in the simulated city, and what follows: nothing asks the service.

The rules are written down once more, as the domain says them: a confirmed case and its close contacts are red, who
stayed in a county of medium risk is yellow, and a contact is one for as long as any case that it names is one.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

GRAVITY = ("green", "yellow", "red")
WORSE = {"case": "case_confirmed", "contact": "contact_close", "rating": "rated"}
BETTER = {"case": "case_excluded", "contact": "contact_taken_back"}
KINDS = frozenset({*WORSE.values(), *BETTER.values()})
"""What somebody is told where their colour changes: by the reason that came, or by the one that went."""
_JUST_BEFORE = timedelta(seconds=1)


@dataclass(frozen=True)
class Named:
    """Somebody named as a contact of cases."""

    person_id: str
    cases: frozenset[str]
    at: datetime


@dataclass
class Decided:
    """By when each was in force: `cases` with whose they are, `excluded` ones, `contacts`, `rated` counties.

    `stayed` has everybody whom it is about, and where they said that they had been.
    """

    stayed: dict[str, frozenset[str]] = field(default_factory=dict)
    cases: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    excluded: dict[str, datetime] = field(default_factory=dict)
    contacts: list[Named] = field(default_factory=list)
    rated: dict[str, datetime] = field(default_factory=dict)

    def colour(self, person_id: str, at: datetime) -> str:
        """The colour of somebody whom it is about."""
        reasons = self._reasons(person_id, at)
        return "red" if reasons & {"case", "contact"} else "yellow" if reasons else "green"

    def told(self, person_id: str, until: datetime) -> Counter[str]:
        """What they were told, each as often as it happened."""
        found: Counter[str] = Counter()
        for moment in sorted(each for each in self._moments() if each <= until):
            before, after = moment - _JUST_BEFORE, moment
            former, now = self._reasons(person_id, before), self._reasons(person_id, after)
            change = _gravity(self.colour(person_id, after)) - _gravity(self.colour(person_id, before))
            found.update(WORSE[each] for each in now - former if change > 0)
            found.update(BETTER[each] for each in former - now if change < 0)
        return found

    def _moments(self) -> set[datetime]:
        begun = [at for _, at in self.cases.values()] + [each.at for each in self.contacts]
        return {*begun, *self.excluded.values(), *self.rated.values()}

    def _is_case(self, case_id: str, at: datetime) -> bool:
        return case_id not in self.excluded or at < self.excluded[case_id]

    def _reasons(self, person_id: str, at: datetime) -> set[str]:
        """Why they are not green: `case`, `contact`, `rating`."""
        own = [case for case, (whose, since) in self.cases.items() if whose == person_id and since <= at]
        met = [case for each in self.contacts if each.person_id == person_id and each.at <= at for case in each.cases]
        found = {"case"} if any(self._is_case(each, at) for each in own) else set()
        found |= {"contact"} if any(self._is_case(each, at) for each in met) else set()
        rated = any(self.rated[each] <= at for each in self.stayed[person_id] & self.rated.keys())
        return found | ({"rating"} if rated else set())


def _gravity(colour: str) -> int:
    return GRAVITY.index(colour)
