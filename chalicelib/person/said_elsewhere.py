"""What other platforms say of a person, as a change of them: bare colours, and facts that are suspended.

A part of `Person`; nobody else has these methods.
"""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.person.records import StateRecord
from chalicelib.scoring.facts import Event


class SaidElsewhere:
    """The methods of `Person` by which it is noted."""

    state: StateRecord
    _now: datetime
    _changed: bool

    def settle(self) -> None:
        """Brings what is derived up to now."""
        raise NotImplementedError

    def record(self, event: Event) -> None:
        """Folds a fact and keeps it."""
        raise NotImplementedError

    def note_partner(self, partner_id: str, says: str, until: datetime) -> None:
        """What a partner's platform says of the person without a fact: gates are told until then."""
        note = {"says": says, "until": until.isoformat()}
        self.state.notes = (self.state.notes or {}) | {partner_id: note}
        self._changed = True

    def forget_partner_note(self, partner_id: str) -> None:
        """It says so no more."""
        self.state.notes = {name: each for name, each in (self.state.notes or {}).items() if name != partner_id} or None
        self._changed = True

    def suspend(self, reference: str) -> None:
        """What a partner's fact comes to is left aside until it is decided; it runs on meanwhile."""
        self.state.suspended = (self.state.suspended or {}) | {reference: self._now.isoformat()}
        self.settle()

    def suspend_no_more(self, reference: str, *, credit: Iterable[Event] = ()) -> None:
        """It counts again, or has ended; `credit`: the days on which nothing was asked meanwhile."""
        suspended = {name: each for name, each in (self.state.suspended or {}).items() if name != reference}
        self.state.suspended = suspended or None
        for each in credit:
            self.record(each)
        self.settle()
