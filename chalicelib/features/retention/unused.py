"""People who declare nothing for long: told, and erased where they declare nothing after it and nothing rests on them.

Their account, in which they may log in still, goes by its own kind once nobody is left on it.
"""

from datetime import date, datetime
from functools import partial

from chalicelib.features.erasure import erasing
from chalicelib.features.retention import resting
from chalicelib.features.retention.outcomes import Outcome, forgotten, moved, place_of
from chalicelib.person import accounts, colour, history
from chalicelib.person import records as people
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.retention.due import Due, day_of, later
from chalicelib.retention.kinds import PEOPLE
from chalicelib.retention.unused import Told, next_step

_TOLD = "erasure"


def of(profile: ProfileRecord, found: Due, today: date, now: datetime) -> Outcome:
    """What becomes of a person whose day has come. Three reads and a query, and what erasing asks for."""
    state = people.state(profile.pk[2:])
    if state is None:
        return Outcome("", "moved", (forgotten(profile),))
    said = next_step(last_day(profile, state), _told(state), today)
    if said.step == "wait":
        return Outcome(PEOPLE, "moved", (moved(profile, said.day),))
    if resting.rests_on_person(profile, state, now):
        return Outcome(PEOPLE, "kept", (moved(profile, later(found, today)),))
    return _told_now(profile, state, said.day, now) if said.step == "tell" else _erased(profile, state, now)


def last_day(profile: ProfileRecord, state: StateRecord) -> date:
    """The day of the last declaration, whether it is kept still or not; of the registration where there was none."""
    newest = [each.at for each in history.declarations(state.person_id, 1, None)]
    folded = colour.load_state(state).chain
    return day_of(max([profile.created_at, *newest, *([folded.last_at] if folded else [])]))


def _told(state: StateRecord) -> Told | None:
    stored = (state.notified or {}).get(_TOLD)
    return Told(*map(date.fromisoformat, stored)) if stored else None


def _told_now(profile: ProfileRecord, state: StateRecord, on: date, now: datetime) -> Outcome:
    """An entry in the inbox, by text message or e-mail too, with the day."""
    person = Person(state, now)
    person.remember(_TOLD, [last_day(profile, state).isoformat(), on.isoformat()])
    person.notify("inbox_erasure_ahead", on=on.isoformat())
    return Outcome(PEOPLE, "moved", (moved(profile, on), *person.steps()))


def _erased(profile: ProfileRecord, state: StateRecord, now: datetime) -> Outcome:
    """All that their own erasure takes, in one transaction; then pictures and the rest of the partition."""
    person = Person(state, now)
    person.erase()
    steps = (*erasing.ending_steps(profile, state, now, ends_account=False), *person.steps())
    noted = partial(_cleared, state.account_id, state.person_id, now)
    return Outcome(PEOPLE, "deleted", steps, (place_of(profile),), noted)


def _cleared(account_id: str, person_id: str, now: datetime) -> None:
    noted = accounts.leaving(account_id, person_id)
    if noted is not None:
        erasing.clear(noted, now)
        noted.delete()
