"""Changes of records: read, decide, write all in one transaction; decide again where another was quicker.

A use case says what it wants to write and what each failure means; who was quicker, versions, the audit, the outbox,
the due index and the `Idempotency-Key` are looked after here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.access import idempotency
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.container import asked_at
from chalicelib.desk import audit
from chalicelib.desk.standing import still_stands
from chalicelib.errors import NotFound, Unavailable
from chalicelib.person import records
from chalicelib.person.ownership import require_others_account
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.store.transactions import Lost, Step, transact

TRIES = 5
"""How often something is decided before its caller is asked to come again."""


class Outrun(Unavailable):
    """Others were quicker each time, or what a step asks for never holds; nothing was written."""


class Attempt:
    """One attempt at a change: what it will write, all or nothing, at `now`."""

    def __init__(self, now: datetime) -> None:
        asked_at(now)
        self.now = now
        self._steps: list[Step] = []
        self._people: list[Person] = []
        self._last: list[Step] = []
        self._entry: dict[str, Any] | None = None
        self._actor: Actor | None = None

    def person(self, whom: str | StateRecord) -> Person:
        """The person to change: by id, with one consistent read, or by the state that was read in this attempt.

        Raises NotFound for who is gone.
        """
        record = records.state(whom) if isinstance(whom, str) else whom
        if record is None:
            raise NotFound()
        known = next((each for each in self._people if each.state is record), None)
        return known or self._add(Person(record, self.now))

    def new_person(self, state: StateRecord) -> Person:
        """A person who is made by this change."""
        return self._add(Person(state, self.now, is_new=True))

    def _add(self, person: Person) -> Person:
        self._people.append(person)
        return person

    def write(self, *steps: Step) -> None:
        """Steps of this change; each says by `otherwise` what its failure means."""
        self._steps += steps

    def audit(self, actor: Actor, action: str, subject: str, *, region: str = "", reason: str = "", **ids: str) -> None:
        """The entry of the audit that is written with it: who did what to whom, by ids alone.

        Of staff it also requires that their login still has the roles and the region that the request found, and that
        those whom it changes are not of their own account (Forbidden `own_record`).
        """
        self._actor = actor
        for person in self._people:
            require_others_account(actor, person.state.account_id)
        self._entry = {"actor_id": actor.account_id, "action": action, "subject": subject}
        self._entry |= {"region": region, "reason": reason, **ids}

    def once(self, key: Once | None, resource_id: str) -> None:
        """The request counts once: sent again with this key it is answered by `resource_id`.

        Where it was done before the change fails with Conflict, and the first answer is looked up.
        """
        self._last = list(idempotency.steps(key, resource_id, self.now))

    def commit(self) -> None:
        """Writes all of it; nothing where nothing is to be written.

        Raises what the failed steps say, Lost where what was read has changed, Contended.
        """
        steps = [*self._steps, *(step for person in self._people for step in person.steps()), *self._last]
        steps += still_stands(self._actor) if self._actor else []
        if self._entry is not None:
            audit.audited(steps, now=self.now, **self._entry)
        elif steps:
            transact(steps)


def changing[T](now: datetime, decide: Callable[[Attempt], T], *, tries: int = TRIES) -> T:
    """What `decide` returns, once all that it asked for is written.

    `decide` reads, checks and asks; it is called anew, with a new attempt, as long as somebody else changed what it
    had read. So it keeps nothing outside of the attempt. Raises what it raises, what a step's `otherwise` says, and
    Outrun where others were quicker `tries` times.
    """
    for _ in range(tries):
        attempt = Attempt(now)
        decided = decide(attempt)
        try:
            attempt.commit()
        except Lost:
            continue
        return decided
    raise Outrun(retry_after=1)
