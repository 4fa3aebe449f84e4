"""Whatever somebody's history: each living token of an ended code is listed, or caught, or shows the colour already.

The whole path is driven: declarations, opened codes, a rating or two, a campaign at any time. A code is left out of the
lists only where every token of it that a gate without a network may be shown is told by the rule, or tells by itself.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from chalicelib.features.campaigns import stayed as through_stays
from chalicelib.features.ratings import in_force, stale
from chalicelib.features.ratings.in_force import Spread
from chalicelib.person import indexed, ratings, revocations, stale_rules
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.colour import SEVERITY
from chalicelib.person.ratings import RatingsRecord
from chalicelib.store.reading import read_together
from tests.campaigns.stale_steps import DAY, few_are_many, found, instant_of, is_listed, opened
from tests.support.published import a_county, a_minute_passes, known_at, stayed
from tests.support.resident_steps import NOON, declare, refreshed

AT = NOON + 3 * DAY
"""When the county is rated."""
SHOW, HERE, ELSEWHERE, ILL = "show", "here", "elsewhere", "ill"
XINING = "630102"
_CAMPAIGNS = iter(range(1_000_000))

MINUTES = st.integers(-1_500, -1_380) | st.integers(-4_000, 1_600) | st.integers(-90, 200)
"""Of a step, from the rating on: many around a token's life before it, and around it."""
STEPS = st.lists(st.tuples(MINUTES, st.sampled_from([SHOW, SHOW, SHOW, SHOW, HERE, ELSEWHERE, ILL])), max_size=7)


def _rated(county: str, level: str, first: str, at: datetime) -> str:
    """The id of the campaign of a rating that comes into force."""
    name = f"campaign-{next(_CAMPAIGNS)}"
    version = {"id": f"{county}-{name}", "at": at.isoformat(), "published": at.isoformat(), "level": level}

    def publish(attempt: Attempt) -> None:
        record, head = read_together([ratings.key_of(county), ratings.head_key()])
        record = record or RatingsRecord(f"R#{county}", "ratings", ratings=[])
        changes = [(record, [version | {"first": first, "last": None}])]
        in_force.publish(attempt, changes, head, Spread(name, county, county, "somebody"))

    changing(at, publish)
    a_minute_passes()
    return name


def _served(campaign_id: str, county: str, person: str, at: datetime) -> None:
    """The campaign comes to somebody, if it finds them."""
    a_minute_passes()
    known_at(at)
    for stay in indexed.stays(county, indexed.shard_of(person), 100, ""):
        if stay.person_id == person:
            through_stays._served(found(campaign_id), stay, at)


def _done(client: Any, person: str, step: str, at: datetime, county: str) -> str | None:
    """The token that a step makes, if it makes one."""
    a_minute_passes()
    if step == SHOW:
        token: str | None = refreshed(client, at).get(f"/v1/people/{person}/code", at=at).body["token"]
        return token
    symptoms = ["fever"] if step == ILL else []
    answer = declare(client, person, at, location=XINING if step == ELSEWHERE else county, symptoms=symptoms)
    return answer.body["code"]["token"] if answer.status == 201 else None


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=STEPS,
    at_home=st.sampled_from([True, True, False]),
    level=st.sampled_from(["medium", "high"]),
    first=st.sampled_from(["2020-03-01", "2020-03-01", "2020-03-14"]),
    again=st.sampled_from([None, None, 1, 90, 400]),
    late=st.sampled_from([1, 2, 3, 130, 700, 1_430]),
)
@example([(-300, SHOW)], True, "high", "2020-03-01", None, 3).via("left out")
@example([(-1_400, SHOW), (-1_000, HERE)], False, "high", "2020-03-01", None, 3).via("a stay of within the day")
@example([(60, SHOW)], True, "medium", "2020-03-01", 90, 130).via("a graver rating after the rule")
@example([(60, SHOW)], True, "high", "2020-03-14", None, 1_430).via("a colour of tomorrow")
@pytest.mark.usefixtures("cloud")
def test_every_living_token_of_an_ended_code_is_told(monkeypatch, steps, at_home, level, first, again, late):
    few_are_many(monkeypatch)
    # Otherwise a rating for tomorrow makes no rule: here it does, and nobody may be left out by it.
    monkeypatch.setattr(stale, "_raises", lambda version, today: True)
    county = a_county()
    client, person = stayed(county if at_home else XINING)
    ends = AT + timedelta(minutes=late)
    timed = sorted((AT + timedelta(minutes=minute), step) for minute, step in steps)
    minted = [(at, _done(client, person, step, at, county)) for at, step in timed if at < AT]
    campaign = _rated(county, level, first, AT)
    stale.begin(found(campaign), AT)
    second = AT + timedelta(minutes=again) if again else ends
    minted += [(at, _done(client, person, step, at, county)) for at, step in timed if AT <= at < min(second, ends)]
    if second < ends:
        _rated(county, "high", "2020-03-13", second)
        minted += [(at, _done(client, person, step, at, county)) for at, step in timed if second <= at < ends]
    _served(campaign, county, person, ends)
    _require_told(person, minted, instant_of(campaign))


def _require_told(person: str, minted: list[tuple[datetime, str | None]], before: datetime | None) -> None:
    state, rules = people.state(person), stale_rules.in_force(before or AT)
    assert state is not None
    for at, text in minted:
        checked = opened(text, at) if text else None
        record = revocations.find(checked.payload.code_id) if checked else None
        if checked is None or record is None or checked.expires_at < record.revoked_at:
            continue
        listed = is_listed(checked.payload.code_id)
        event("listed" if listed else "left out")
        caught = any(rule.catches(checked.issued_at, checked.payload.places) for rule in rules)
        told = before is not None and checked.issued_at >= before
        colour = SEVERITY[checked.payload.colour] >= SEVERITY[state.severity["domestic"]]
        assert listed or caught or (told and colour), (at, checked, record.revoked_at, before)
