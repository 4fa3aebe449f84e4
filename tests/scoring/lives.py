"""Random lives: facts of every kind as they become known, what takes them back, ratings in all versions, outages."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from chalicelib.scoring.declared import keys_of
from chalicelib.scoring.facts import (
    Annulment,
    AnomalyWithdrawn,
    BreachRecorded,
    CaseKnown,
    CaseOfContact,
    ContactKnown,
    DayCredited,
    Declaration,
    DeclaredSettled,
    DepartureKnown,
    DesignationLifted,
    DesignationMade,
    Event,
    GateAnomaly,
    RatingKnown,
    ResidenceSet,
    StayKnown,
    StayWithdrawn,
)
from chalicelib.scoring.order import in_order
from chalicelib.scoring.outages import Outage
from tests.scoring.builders import (
    HOME,
    WUHAN,
    anomaly,
    at,
    case,
    day,
    declaration,
    met,
    positive,
    rating,
    stayed,
    traced,
)

DAYS = 30
MINUTE = timedelta(minutes=1)
REGIONS = [HOME, WUHAN, "420103", "110105", "IT"]
RATED = [HOME, WUHAN, "420100", "420000", "110105", "340100", "IT"]
LEVELS = ["low", "medium", "high", "key"]
minutes = st.integers(0, DAYS * 24 * 60 - 1)
instants = minutes.map(lambda m: at(1, 0) + m * MINUTE)


@dataclass(frozen=True)
class Life:
    """Facts in the order in which they became known, and outages with the instants of recording and withdrawal."""

    facts: tuple[Event, ...]
    outages: tuple[Outage, ...]


@st.composite
def check_ins(draw: st.DrawFn) -> list[Declaration]:
    """Mostly daily check-ins, some missed, some not normal, mostly at the same place."""
    found, habit = [], draw(st.integers(0, 23 * 60))
    for number in range(1, DAYS + 1):
        if draw(st.integers(0, 8)) == 0:
            continue
        when = at(number, 0) + (habit + draw(st.integers(-30, 59))) % (24 * 60) * MINUTE
        found.append(draw(answered(when, number)))
    return found


@st.composite
def answered(draw: st.DrawFn, when: datetime, number: int) -> Declaration:
    what, answers = draw(st.integers(0, 19)), {}
    if what == 0:
        answers = met(max(1, number - draw(st.integers(0, 9))), draw(st.sampled_from(["confirmed", "suspected"])))
    elif what == 1:
        answers = positive(max(1, number - draw(st.integers(0, 3))))
    elif what == 2:
        answers = stayed(max(1, number - 6), max(1, number - draw(st.integers(0, 5))), draw(st.sampled_from(REGIONS)))
    temperature = "37.6" if what == 3 else "36.5"
    location = draw(st.sampled_from(REGIONS)) if what in (4, 5) else None if what == 6 else HOME
    return declaration(when, temperature, id=f"d{number:02}-{when:%H%M}", location=location, **answers)


@st.composite
def given(draw: st.DrawFn, name: str) -> Event:
    """A fact that somebody else brings."""
    when = draw(instants)
    number = (when - at(1, 0)).days + 1
    past = max(1, number - draw(st.integers(0, 16)))
    until = draw(st.none() | st.integers(past, past + 12))
    kind = draw(st.sampled_from(["close", "building"]))
    return draw(
        st.sampled_from(
            [
                case(
                    when,
                    id=name,
                    source_ref=name,
                    diagnosed=day(past),
                    kind=draw(st.sampled_from(["confirmed", "suspected"])),
                ),
                case(when, "released", on=number, id=name, source_ref=name, diagnosed=day(past)),
                traced(when, past, kind, id=name),
                traced(when, past, kind, id=name, cases=("a", "b")),
                anomaly(when, id=name),
                rating(when, draw(st.sampled_from(LEVELS)), past, until, region=draw(st.sampled_from(RATED)), id=name),
                StayKnown(name, when, draw(st.sampled_from(REGIONS)), day(past), day(number)),
                ResidenceSet(name, when, draw(st.sampled_from(REGIONS))),
                DesignationMade(
                    name, when, draw(st.sampled_from(["red", "yellow"])), days=draw(st.none() | st.integers(0, 9))
                ),
                BreachRecorded(name, when, day(number)),
                DepartureKnown(name, when, day(number)),
            ]
        )
    )


@st.composite
def revised(draw: st.DrawFn, name: str, facts: list[Event]) -> Event | None:
    """A later fact that takes another back, corrects it, or lets it go on."""
    fact = draw(st.sampled_from(facts))
    when = fact.at + draw(st.integers(1, 15 * 24 * 60)) * MINUTE
    number = (when - at(1, 0)).days + 1
    later = max(1, number - draw(st.integers(0, 12)))
    match fact:
        case Declaration():
            return draw(_of_declaration(name, when, fact))
        case CaseKnown():
            status = draw(
                st.sampled_from(["excluded", "withdrawn", "open", "died"] + ["released"] * (fact.kind != "suspected"))
            )
            reason = draw(st.sampled_from(["", "wrong_result", "other_person"])) if status == "withdrawn" else ""
            more = {"source": draw(st.sampled_from(["desk", "feed"])), "source_ref": fact.source_ref, "reason": reason}
            more |= {"kind": fact.kind, "diagnosed": fact.on, "revision": draw(st.integers(0, 2)), "id": name}
            return case(when, status, on=max(later, (fact.on - day(1)).days + 1), decides=draw(st.booleans()), **more)
        case ContactKnown():
            return draw(_of_contact(name, when, fact, later))
        case RatingKnown():
            return draw(_of_rating(name, when, fact, later))
        case DesignationMade():
            lifted = DesignationLifted(name, when, fact.id, draw(st.sampled_from(["ended", "wrong"])))
            less = replace(fact, at=when, since=day(later), days=draw(st.integers(0, 20)), correction=True)
            return draw(st.sampled_from([lifted, less]))
        case GateAnomaly():
            return AnomalyWithdrawn(name, when, fact.id)
        case StayKnown():
            return StayWithdrawn(name, when, fact.id)
        case _:
            return DayCredited(name, when, day(later))


@st.composite
def _of_declaration(draw: st.DrawFn, name: str, when: datetime, fact: Declaration) -> Event:
    kind, reopens = draw(st.sampled_from(["mistaken", "not_theirs"])), draw(st.booleans())
    instead = (
        draw(answered(fact.at, (fact.at - at(1, 0)).days + 1)) if kind == "mistaken" and draw(st.booleans()) else None
    )
    struck = Annulment(name, when, fact.id, kind, instead, reopens)
    credit = DayCredited(name, when, day(max(1, (when - at(1, 0)).days + draw(st.integers(-6, 1)))))
    decided = [
        DeclaredSettled(name, when, key, draw(st.sampled_from(["confirmed", "refuted"]))) for key in keys_of(fact)
    ]
    return draw(st.sampled_from([*decided, *decided, struck, credit]))


@st.composite
def _of_contact(draw: st.DrawFn, name: str, when: datetime, fact: ContactKnown, later: int) -> Event:
    fell = CaseOfContact(
        name, when, fact.id, draw(st.sampled_from("ab")), draw(st.sampled_from(["excluded", "open", "died"]))
    )
    other = replace(fact, at=when, last_exposure=day(later), kind=draw(st.sampled_from(["close", "building"])))
    gone = replace(fact, at=when, status="withdrawn")
    return draw(st.sampled_from([fell, fell, gone, other, replace(other, correction=True)]))


@st.composite
def _of_rating(draw: st.DrawFn, name: str, when: datetime, fact: RatingKnown, later: int) -> Event:
    first = (fact.first - day(1)).days + 1
    corrected = replace(
        fact, at=when, level=draw(st.sampled_from(LEVELS)), first=day(max(1, first - 1)), correction=True
    )
    ended = replace(fact, at=when, last=day(max(first, later)), ended_by=draw(st.none() | st.just("next")))
    after = rating(when, draw(st.sampled_from(LEVELS)), later, region=fact.region, id=name)
    gone = replace(fact, at=when, withdrawn=True)
    return draw(st.sampled_from([corrected, ended, after, gone]))


@st.composite
def outages(draw: st.DrawFn) -> Outage:
    start = draw(instants)
    end = start + draw(st.integers(1, 50 * 60)) * MINUTE
    recorded = end + draw(st.integers(0, 5 * 24 * 60)) * MINUTE
    withdrawn = draw(st.none() | st.integers(1, 8 * 24 * 60).map(lambda m: recorded + m * MINUTE))
    return Outage(start, end, recorded, withdrawn)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A month of somebody's life, in the order in which it became known."""
    facts: list[Event] = list(draw(check_ins()))
    facts += [draw(given(f"g{number}")) for number in range(draw(st.integers(0, 5)))]
    for number in range(draw(st.integers(0, 5)) if facts else 0):
        more = draw(revised(f"r{number}", facts))
        facts += [more] if more is not None else []
    by_moment = {in_order(fact): fact for fact in facts}
    ordered = tuple(by_moment[key] for key in sorted(by_moment))
    return Life(ordered, tuple(draw(st.lists(outages(), max_size=2))))
