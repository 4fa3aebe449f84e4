"""Notices of ratings: what a person is told when a rating that was published meanwhile changes the colour.

They are written with the state that has the rating first, by whoever writes it: so once a person and rating. A rating
that makes nothing worse for the person is not told.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chalicelib.person import outbox
from chalicelib.person.records import StateRecord
from chalicelib.scoring.decide import Decision
from chalicelib.scoring.facts import RatingKnown
from chalicelib.scoring.ratings import region_rule
from chalicelib.scoring.rules import Colour, Scheme
from chalicelib.store.transactions import Step


def told(
    record: StateRecord, before: Mapping[str, str], decisions: Mapping[Scheme, Decision], now: datetime
) -> list[Step]:
    """The steps that tell of the ratings which were folded as the state was opened; none where no colour changed."""
    pulled, record.pulled = record.pulled, ()
    if not pulled:
        return []
    for scheme, decision in decisions.items():
        was, colour = Colour(before.get(scheme, Colour.GREEN)), decision.colour
        if colour is None or colour == was:
            continue
        if colour.severity > was.severity:
            return _worse(record, pulled, decision, now)
        code = "inbox_rating_corrected" if any(each.correction for each in pulled) else "inbox_rating_eased"
        params = {"region": pulled[-1].region, "colour": str(colour)}
        return list(outbox.entry(record, code, params, pulled[-1].at, now, sms=False))
    return []


def _worse(record: StateRecord, pulled: Sequence[RatingKnown], decision: Decision, now: datetime) -> list[Step]:
    """What is told where a stay in a rated region gave the colour."""
    held = [hold for hold in decision.holds if hold.colour == decision.colour]
    for rating in reversed(pulled):
        hold = next((each for each in held if each.rule == region_rule(rating.level)), None)
        if hold is not None and not rating.withdrawn:
            params = {"region": rating.region, "colour": str(decision.colour), "on": hold.since.isoformat()}
            return list(outbox.entry(record, "inbox_rated", params, rating.at, now, sms=False))
    return []
