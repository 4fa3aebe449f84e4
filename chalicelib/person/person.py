"""The person as a change sees it: facts and notices in, one consistent state out.

Features say what happened; what follows of it for colour, code id, due index and outbox is written here, in the one
order that is right. Nothing outside of this folder writes an attribute of the state.
"""

import secrets as random
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.config import CARRIED_ANEW
from chalicelib.instants import stamp
from chalicelib.person import (
    code_id,
    colour,
    declared_queue,
    due,
    facts,
    history,
    indexed,
    joined,
    notices,
    outbox,
    retained_evidence,
    waits,
)
from chalicelib.person.certified import Certified
from chalicelib.person.coming import Coming
from chalicelib.person.declared_often import count_declaration
from chalicelib.person.history import EvidenceRecord
from chalicelib.person.records import StateRecord
from chalicelib.person.said_elsewhere import SaidElsewhere
from chalicelib.scoring.facts import Event, ResidenceSet
from chalicelib.store.tables import ABSENT, PersonRecord
from chalicelib.store.transactions import Drop, Put, Step


class Person(SaidElsewhere, Certified):
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
            return [Drop(self.state), *indexed.leave_steps(self.state), *self._steps]
        if self._hastened:
            self._put_before_the_sweep()
        if not self._changed and self._condition is None:
            return self._steps
        follows = [*indexed.stay_steps(self.state, self._now), *declared_queue.steps(self.state, self._now)]
        return [Put(self.state, self._condition), *follows, *self._steps]

    def _put_before_the_sweep(self) -> None:
        """A message or a risk that arose goes out with the next sweep; after quiet hours where the state is at hand."""
        if not self._settled:
            due.hasten(self.state, self._now)
        elif not colour.is_due(self.state, self._now):
            colour.mark_due(self.state, colour.load_state(self.state), self._now)

    # What became known

    def learn(self, *events: Event, coming: Coming | None = None) -> None:
        """Folds facts that are recorded elsewhere, as a declaration is; colour, code id and due index follow.

        With them what comes with a document that becomes this person's.
        """
        if coming:
            self._steps += coming.steps(self.id, self._now)
            events = (*coming.events, *events)
        before, self._learned = self._learned, [*self._learned, *events]
        if coming and coming.former is not None:
            left = [each for each in history.history(self.id) if each.sk != coming.former.sk]
            self._settle(colour.rebuild_from(self.state, left, self._now, self._learned))
        else:
            self._settle(colour.apply_facts(self.state, events, self._now, before))

    def record(self, event: Event) -> None:
        """Folds a fact and keeps it among the person's evidence."""
        self._steps.append(history.evidence_put(self.id, event.id, self._now, *facts.content(event)))
        self.learn(event)

    def take_declaration(self) -> None:
        """One of the person's declarations within the hour. Raises TooMany `too_many_declarations` beyond them."""
        count_declaration(self.state, self._now)
        self._changed = True

    def rebuild(self, records: Iterable[PersonRecord]) -> None:
        """Folds the whole history anew, as after an annulment."""
        self._settle(colour.rebuild_from(self.state, records, self._now))

    def settle(self, *, swept: bool = False) -> None:
        """Brings what is derived up to now; `swept`: all that was due up to now is done with this."""
        self._settle(colour.settle(self.state, colour.load_state(self.state), self._now, swept=swept))

    def _settle(self, steps: Iterable[Step]) -> None:
        self._steps += steps
        self._changed = self._settled = True

    # What the person is told

    def notify(
        self, code: str, *, occasion: datetime | None = None, sms: bool = True, urgent: bool = False, **params: Any
    ) -> None:
        """An entry `code` in the inbox, once for its `occasion` (now); by SMS too unless `sms` is False."""
        self._steps += outbox.entry(self.state, code, params, occasion or self._now, self._now, sms=sms, urgent=urgent)
        self._changed, self._hastened = True, self._hastened or sms

    def warn(self, code: str, *, to_phone: str | None = None, **params: Any) -> None:
        """An entry `code` about the log-in itself: at once, by every way, whatever the person chose to be told of.

        With `to_phone`, sealed for the account, its text message goes there alone.
        """
        self._steps += outbox.entry(
            self.state, code, params, self._now, self._now, urgent=True, insists=to_phone is None, to_phone=to_phone
        )
        self._changed = self._hastened = True

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

    # Code, and who else the person may be

    def end_code(self) -> None:
        """Whatever shows the code now counts no more: the person has a new code id."""
        self._steps += code_id.end_code(self.state, self._now)
        self._changed = True

    def hold_scheme(self, scheme: str) -> None:
        """The person holds a code of this scheme too."""
        self.state.schemes = {*self.state.schemes, scheme}
        self._changed = True

    def _place_in_the_due_index(self) -> None:
        """What is due moves accordingly, what is due already stays."""
        self._changed = True
        if not colour.is_due(self.state, self._now):
            colour.mark_due(self.state, colour.load_state(self.state), self._now)

    def wait(self, kind: str, others: Iterable[str], due_at: datetime) -> None:
        """There is no code to show until staff decide about these other people (`person.waits`), `due_at` at most."""
        known = waits.waits_of(self.state)
        every = {*others, *known.get(kind, {}).get("others", ())}
        self.state.waits = known | {kind: {"due_at": due_at.isoformat(), "others": sorted(every)}}
        if self.state.severity:
            self.state.severity = {}
            self.end_code()
        self._place_in_the_due_index()

    def wait_no_more(self, kind: str, other: str | None = None) -> None:
        """It was decided: about one of several others, or about all; what was carried of them goes."""
        wait = waits.waits_of(self.state).get(kind)
        if wait is None:
            return
        decided = {other} if other is not None else set(wait["others"])
        self.state.waits = waits.without(self.state, *decided, kind=kind)
        if wait.get("carries"):
            self._put_down(decided)
        self.settle()

    def _put_down(self, others: Iterable[str]) -> None:
        """What was carried of others goes, and all that followed from it."""
        names = tuple(f"#carried-{each}" for each in others)
        records = history.history(self.id)
        gone = [record for record in records if record.sk.endswith(names)]
        self._steps += [Drop(record) for record in gone]
        self.rebuild([record for record in records if record not in gone])

    def join(self, other: StateRecord) -> None:
        """Another record is this person's too: what holds for either holds for both."""
        record = history.joined_record(self.id, other.person_id, self._now)
        carried = f"#carried-{other.person_id}"
        own = history.history(self.id)
        self._steps += [Put(record, ABSENT), *(Drop(record) for record in own if record.sk.endswith(carried))]
        self.state.waits = waits.without(self.state, other.person_id)
        kept = [record for record in own if not record.sk.endswith(carried)]
        theirs = [record for record in history.history(other.person_id) if record.pk != self.state.pk]
        self.rebuild([*kept, record, *theirs])

    def part(self, other: str, document_hash: str) -> EvidenceRecord | None:
        """The other record is another person's after all: each has its own facts again.

        Returns what became known of the other's document meanwhile, to come back with it.
        """
        parted = joined.parted(history.history(self.id), self.state.pk, other, document_hash)
        self._steps += [Drop(record) for record in parted.gone]
        self.rebuild(parted.left)
        return parted.known

    def go_away(self, other: str, until: datetime) -> None:
        """The record is part of another one now, whose code it shows `until` then. Its own code ends."""
        self.state.waits = {}
        self.wait(waits.AWAY, [other], until)

    def come_back(self, known: EvidenceRecord | None = None) -> None:
        """The record is one of its own again, with what is `known` of its document by now."""
        self.state.waits = {}
        records = history.history(self.id)
        if known is not None:
            records = joined.with_copy(records, self.state.pk, known, self._now)
            self._steps.append(Put(records[-1]))
        self.rebuild(records)

    def carry(self, kind: str, others: Iterable[StateRecord]) -> None:
        """Nobody decided in time: the code is shown, with the holds of all whom it may be, as they are now."""
        wait = waits.waits_of(self.state)[kind]
        gone, put, left = retained_evidence.carried_anew(self.id, others, self._now)
        if gone or put:
            self._steps += [*(Drop(record) for record in gone), *(Put(record, ABSENT) for record in put)]
            self.rebuild([*left, *put])
        carries = {"carries": wait.get("carries", stamp(self._now)), "again": (self._now + CARRIED_ANEW).isoformat()}
        self.state.waits = waits.waits_of(self.state) | {kind: wait | carries}
        self.settle(swept=True)

    # Life

    def live_in(self, region: str | None) -> None:
        """Where the person lives, as a fact and for the figures; None leaves it."""
        if region is not None:
            self.state.county = region
            self.record(ResidenceSet(f"residence-{random.token_hex(6)}", self._now, region))

    def plan_trip(self, trip: Mapping[str, Any] | None, *, departed_at: datetime | None = None) -> None:
        """The journey as `features.trips` makes it, or none; `departed_at`: of one that is over and forgotten."""
        self.state.trip, self.state.departed_at = dict(trip) if trip is not None else None, departed_at
        self.state.gsi4pk, self.state.gsi4sk, self._changed = None, None, True

    def keep_quiet(self, hours: Mapping[str, str] | None) -> None:
        """The hours without messages, after which the person is swept."""
        self.state.quiet = dict(hours) if hours is not None else None
        self._place_in_the_due_index()

    def bind_device(self, thumbprint: str, device: Mapping[str, str]) -> None:
        """A phone that may show the code: `key` (COSE thumbprint), `session`, `bound_at`."""
        self.state.devices = (self.state.devices or {}) | {thumbprint: dict(device)}
        self._changed = True

    def release_device(self, thumbprint: str) -> None:
        """A phone that may show the code no more; what it shows ends at once."""
        self.state.devices = {name: each for name, each in (self.state.devices or {}).items() if name != thumbprint}
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
