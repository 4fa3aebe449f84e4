"""The person as a change sees it: facts and notices in, one consistent state out.

Features say what happened; what follows of it for colour, code id, due index and outbox is written here, in the one
order that is right. Nothing outside of this folder writes an attribute of the state.
"""

import secrets as random
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.person import code_id, colour, due, facts, history, notices, outbox
from chalicelib.person.records import StateRecord
from chalicelib.person.retained_evidence import Evidence
from chalicelib.scoring.facts import Event, ResidenceSet
from chalicelib.store.tables import ABSENT, PersonRecord
from chalicelib.store.transactions import Drop, Put, Step


class Person:
    """One person in an attempt at a change. `state` is theirs to read, as it will be written."""

    def __init__(self, state: StateRecord, now: datetime, *, is_new: bool = False) -> None:
        self.state, self.id = state, state.person_id
        self._now, self._condition = now, ABSENT if is_new else None
        self._steps: list[Step] = []
        self._learned: list[Event] = []
        self._changed = self._settled = self._hastened = self._erased = False

    def steps(self) -> list[Step]:
        """What is to be written of this person; nothing where nothing changed."""
        if self._erased:
            return [Drop(self.state), *self._steps]
        if self._hastened:
            self._put_before_the_sweep()
        written = [Put(self.state, self._condition)] if self._changed or self._condition is not None else []
        return [*written, *self._steps]

    def _put_before_the_sweep(self) -> None:
        """A message or a risk that arose goes out with the next sweep; after quiet hours where the state is at hand."""
        if not self._settled:
            due.hasten(self.state, self._now)
        elif not colour.is_due(self.state, self._now):
            colour.mark_due(self.state, colour.load_state(self.state), self._now)

    # What became known

    def learn(self, *events: Event, inherited: Evidence | None = None) -> None:
        """Folds facts that are recorded elsewhere, as a declaration is; colour, code id and due index follow.

        With them what was kept of an earlier record of the document, which becomes this person's.
        """
        if inherited is not None:
            self._steps += inherited.steps(self.id, self._now)
            events = (*inherited.events, *events)
        self._settle(colour.apply_facts(self.state, events, self._now, self._learned))
        self._learned += events

    def record(self, event: Event) -> None:
        """Folds a fact and keeps it among the person's evidence."""
        self._steps.append(history.evidence_put(self.id, event.id, self._now, *facts.content(event)))
        self.learn(event)

    def rebuild(self, records: Iterable[PersonRecord]) -> None:
        """Folds the whole history anew, as after an annulment."""
        self._settle(colour.rebuild_from(self.state, records, self._now))

    def settle(self, *, swept: bool = False) -> None:
        """Brings what is derived up to now; `swept`: all that was due up to now is done with this."""
        state = colour.load_state(self.state)
        self._settle(colour.settle(self.state, state, self._now, swept=swept))

    def _settle(self, steps: Iterable[Step]) -> None:
        self._steps += steps
        self._changed = self._settled = True

    # What the person is told

    def notify(
        self,
        code: str,
        *,
        occasion: datetime | None = None,
        sms: bool = True,
        urgent: bool = False,
        **params: Any,
    ) -> None:
        """An entry `code` in the inbox, once for its `occasion` (now); by SMS too unless `sms` is False."""
        self._steps += outbox.entry(self.state, code, params, occasion or self._now, self._now, sms=sms, urgent=urgent)
        self._changed = True
        self._hastened = self._hastened or sms

    def note(self, code: str, **params: Any) -> None:
        """An entry in the inbox alone, about something done to the record; it leaves the state as it is."""
        self._steps.append(notices.step(self.state, code, self._now, **params))

    def remember(self, kind: str, what: Any) -> None:
        """Keeps what the person was told that must not be told again: `expiry`, `checkin`."""
        self.state.notified = (self.state.notified or {}) | {kind: what}
        self._changed = True

    def hand_over(self) -> None:
        """Hands to the queue what may go out by now; after a crash before the commit it stands in the outbox still."""
        outbox.hand_over(self.state, self._now)
        colour.mark_due(self.state, colour.load_state(self.state), self._now)
        self._changed = True

    # Code, certification, document

    def end_code(self) -> None:
        """Whatever shows the code now counts no more: the person has a new code id."""
        self._steps += code_id.end_code(self.state, self._now)
        self._changed = True

    def hold_scheme(self, scheme: str) -> None:
        """The person holds a code of this scheme too."""
        self.state.schemes = {*self.state.schemes, scheme}
        self._changed = True

    def certify(self, certification: str) -> None:
        """`certified`, `refused` or `pending`, of the document on record. A refusal ends the codes that are out."""
        self.state.certification = certification
        self._changed = True
        if certification == "refused":
            self.end_code()

    def contest(self, *, contested: bool) -> None:
        """Whether another record has the document, until staff decide; either way it is asked about anew."""
        self.state.contested = contested
        self.certify("pending")

    def await_correction(self, by: str | None) -> None:
        """A corrected number waits for the next declaration (`typed`) or for `staff`; None: for nobody any more."""
        self.state.correcting = by
        self._changed = True

    def show_document(self, last4: str) -> None:
        """The last characters of the number, as gates see them."""
        self.state.last4 = last4
        self._changed = True

    # Life

    def live_in(self, region: str | None) -> None:
        """Where the person lives, as a fact and for the figures; None leaves it."""
        if region is not None:
            self.state.county = region
            self.record(ResidenceSet(f"residence-{random.token_hex(6)}", self._now, region))

    def plan_trip(self, trip: Mapping[str, Any] | None) -> None:
        """The journey as `features.trips` makes it, or none; `settle` or `learn` brings what follows of it."""
        self.state.trip = dict(trip) if trip is not None else None
        self._changed = True

    def keep_quiet(self, hours: Mapping[str, str] | None) -> None:
        """The hours without messages; what is due moves accordingly, what is due already stays."""
        self.state.quiet = dict(hours) if hours is not None else None
        self._changed = True
        if not colour.is_due(self.state, self._now):
            colour.mark_due(self.state, colour.load_state(self.state), self._now)

    def bind_device(self, thumbprint: str, device: Mapping[str, str]) -> None:
        """A phone that may show the code: `key` (COSE thumbprint), `session`, `bound_at`."""
        self.state.devices = (self.state.devices or {}) | {thumbprint: dict(device)}
        self._changed = True

    def release_device(self, thumbprint: str) -> None:
        """A phone that may show the code no more; what it shows ends at once."""
        devices = self.state.devices or {}
        self.state.devices = {name: device for name, device in devices.items() if name != thumbprint}
        self.end_code()

    def stand_photos(self, standing: Mapping[str, Mapping[str, str]], photos: str) -> None:
        """By kind the photo that counts, and what boarding asks for; the next sweep tells of what follows."""
        self.state.standing_photos = {kind: dict(photo) for kind, photo in standing.items()}
        self.state.photos = photos
        self._changed = self._hastened = True

    def mark_annulled(self) -> None:
        """A declaration was annulled: lists of them ask for annulments from now on."""
        self.state.annulled = True
        self._changed = True

    def erase(self) -> None:
        """The record goes, with the codes that are out."""
        self._steps += code_id.end_code(self.state, self._now)
        self._erased = True
