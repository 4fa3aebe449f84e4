"""Re-keys records of before documents had countries, and gives them their places among namesakes: once, after the
release that brings both.

    python -m infra.rekey STAGE

It goes through everybody page by page. Safe to repeat, to stop and to run while people work: what is right already
stays as it is. A passport whose country nobody told becomes `passport:?:number`, which keeps nobody else from theirs;
its owner is asked. What was kept of erased records is found under the former key until it expires.
"""

import os
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from infra.keys import home_of

PAGE = 100


def rekey(now: datetime, page: int = PAGE) -> Counter[str]:
    """How many records were looked at, moved, and what became of them."""
    from chalicelib.person.records import ProfileRecord

    done: Counter[str] = Counter()
    after: Any = None
    while True:
        found = ProfileRecord.scan(page_size=page, limit=page, last_evaluated_key=after, consistent_read=True)
        done.update(_rekeyed(str(profile.pk[2:]), now) for profile in found)
        after = found.last_evaluated_key
        if after is None:
            return done


def _rekeyed(person_id: str, now: datetime) -> str:
    """One person, read anew: unchanged, placed, moved, asked (for the country) or contested."""
    from chalicelib.features.people import questions
    from chalicelib.person import records as people
    from chalicelib.person.changing import changing

    outcome = changing(now, lambda attempt: _change(attempt, person_id))
    state = people.state(person_id) if outcome == "contested" else None
    if state is not None:
        questions.put(state, now)
    return outcome


def _change(attempt: Any, person_id: str) -> str:
    from chalicelib.identity.documents import OF_MANY_COUNTRIES
    from chalicelib.person import documents, namesakes
    from chalicelib.person import records as people
    from chalicelib.person.records import ProfileRecord

    profile, state = people.profile(person_id), people.state(person_id)
    if profile is None or state is None:
        return "gone"
    named = documents.of_profile(profile)
    wanted = documents.hash_of(named) if named.type in OF_MANY_COUNTRIES else profile.document_hash
    actions: list[Any] = []
    who = namesakes.identity_of(profile)
    if who is not None and not profile.namesakes and not state.contested:
        actions.append(ProfileRecord.namesakes.set(who.place))
        attempt.write(namesakes.add_step(who, person_id))
    if wanted == profile.document_hash:
        outcome = "placed" if actions else "unchanged"
    else:
        outcome = _move(attempt, profile, state, wanted, actions)
    if actions:
        attempt.write(people.profile_change(profile, actions))
    return outcome


def _move(attempt: Any, profile: Any, state: Any, wanted: str, actions: list[Any]) -> str:
    """Gives the document's new key to its record; where another record has it already, staff decide."""
    from chalicelib.person import documents, known_facts
    from chalicelib.person import records as people
    from chalicelib.person.coming import Coming
    from chalicelib.person.records import ProfileRecord

    actions.append(ProfileRecord.document_hash.set(wanted))
    claim, person = documents.claim_by_hash(wanted), attempt.person(state)
    former = documents.claim_by_hash(profile.document_hash)
    if former is not None and former.person_id == person.id:
        attempt.write(people.claim_drop(profile.document_hash, person.id))
    if state.contested or claim is not None:
        attempt.write(people.rival_put(wanted, person.id, state.account_id))
        if not state.contested:
            person.contest(contested=True)
        return "contested"
    attempt.write(people.claim_put(wanted, person.id, state.account_id, attempt.now))
    known = known_facts.of_document(wanted)
    attempt.write(known_facts.unchanged(wanted, known))
    if known is not None:
        person.learn(coming=Coming(known, since=attempt.now))
    if profile.details.get("country") is None:
        person.notify("inbox_country_wanted", sms=False)
        return "asked"
    return "moved"


if __name__ == "__main__":
    home = home_of(sys.argv[1])
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home.settings(), AWS_DEFAULT_REGION=home.region)
    if home.endpoint:
        os.environ.update(AWS_ENDPOINT_URL=home.endpoint, AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test")
    print(*(f"{count} {outcome}" for outcome, count in rekey(datetime.now(UTC)).items()), sep="\n")
