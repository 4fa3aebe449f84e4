"""Where a hold comes from: which office reported what it rests on, when, and under which reference it was decided."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk import audit, offices, partners
from chalicelib.notify.texts import say
from chalicelib.person.authorities import DESK, authority_of
from chalicelib.scoring.decide import HoldView
from chalicelib.scoring.holds import reference
from chalicelib.scoring.observation import is_of_region
from chalicelib.scoring.state import Rating, State

YOURSELF, LIST = "yourself", "rating_list"
_COUNTRY = 2


@dataclass(frozen=True)
class Origin:
    """`region`: whose staff can change it, a region or the beginning of its code, "" for the whole country; None where
    it is of no place. `ref` is the subject in the audit under which the office's decision stands."""

    office: str
    region: str | None
    known_at: datetime
    ref: str | None
    partner: str | None = None
    """The partner whose fact it is."""

    def named(self, language: str) -> str:
        """The office as people read it; of a partner's fact the partner."""
        if self.partner is not None:
            return say("office.partner", language, name=partners.named(self.partner))
        return offices.named(self.office, self.region, language)


def of(state: State, hold: HoldView) -> Origin:
    """Where a hold comes from. A query of the audit where an office decided about this person, else nothing is read."""
    if is_of_region(hold.rule):
        return _rated(state, hold)
    ref = reference(hold.rule, hold.key)
    partner = partners.partner_of(ref) if ref is not None else None
    if partner is not None:
        return Origin(offices.PARTNER, None, hold.opened_at, ref, partner)
    if ref is not None:
        return Origin(offices.DISEASE_CONTROL, _region_of(ref), hold.opened_at, ref)
    office = offices.CHECKPOINT if hold.rule == "gate.anomaly" else YOURSELF
    return Origin(office, None, hold.opened_at, None)


def _rated(state: State, hold: HoldView) -> Origin:
    rating: Rating | None = next((each for each in state.ratings if each.id == hold.key), None)
    if rating is None:
        return Origin(offices.DISEASE_CONTROL, None, hold.opened_at, None)
    listed = authority_of(rating.region) != DESK
    whole = listed or len(rating.region) == _COUNTRY
    office = LIST if listed else offices.DISEASE_CONTROL
    return Origin(office, "" if whole else rating.region, rating.published, rating.region)


def _region_of(ref: str) -> str | None:
    """The region of the staff who decided; None for a moment, until the audit's index has it."""
    entry = next(iter(audit.of_subject(ref, 1, None)), None)
    return str(entry.region) if entry is not None else None
