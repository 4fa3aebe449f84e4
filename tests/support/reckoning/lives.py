"""What somebody's codes must say at an instant, with everything that was taken back, corrected and credited by then."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tests.support.reckoning.causes import Cause, Closed
from tests.support.reckoning.clock import DAY, Break, day, kept_open, put_off, whole
from tests.support.reckoning.diary import Diary
from tests.support.reckoning.moves import Move, left, takes_back
from tests.support.reckoning.regions import regions, stays

type Shown = tuple[date, date | None, int, int]

SEVERITY = {"green": 0, "yellow": 1, "red": 2}


@dataclass
class Life:
    """Everything that became known, in order, and the outages there were."""

    moves: list[Move]
    breaks: list[Break]

    def known(self, now: datetime) -> list[Move]:
        return [move for move in self.moves if move.at <= now]

    def recorded(self, now: datetime) -> list[Break]:
        """The outages as they were known at `now`."""
        known = [each for each in self.breaks if each.recorded <= now]
        return [each if each.withdrawn and each.withdrawn <= now else replace(each, withdrawn=None) for each in known]


@dataclass
class Standing:
    """What stands of the tellings before: closings, free days, and the ratings that reach back."""

    closed: set[Closed]
    free: set[tuple[str, date]]
    asked: set[tuple[str, date]]
    lasted: set[tuple[str, date]]
    reaching: list[Move]
    since: datetime | None = None


def told(life: Life, now: datetime) -> Diary:
    """The whole story as it is known at `now`, told anew at each move that takes something back."""
    known, standing = life.known(now), Standing(set(), set(), set(), set(), [])
    for number, move in enumerate(known):
        if takes_back(move, known[:number]):
            _revise(standing, known[: number + 1], life.recorded(move.at))
    return _tell(standing, known, life.recorded(now), now, None)


def _tell(standing: Standing, known: list[Move], breaks: list[Break], until: datetime, since: datetime | None) -> Diary:
    rest = left(known)
    diary = Diary(breaks, standing.closed, standing.free, rest.credited, rest.untrue)
    diary.tell(rest, [move for move in known if move.what == "rate"], standing.reaching, until, since)
    return diary


def _revise(standing: Standing, known: list[Move], breaks: list[Break]) -> None:
    move = known[-1]
    before = _tell(standing, known[:-1], breaks, move.at, standing.since)
    if move.what == "rate":
        if move["region"] not in regions(stays(before.past)):
            return
        standing.reaching.append(move)
    standing.closed = {each for each in standing.closed | set(before.closed) if not _reopens(move, each, known)}
    standing.asked |= before.asked
    standing.lasted |= before.lasted
    standing.since = move.at
    after = _tell(standing, known, breaks, move.at, None)
    free = (standing.lasted - standing.asked) - (after.lasted - after.asked)
    standing.free |= {each for each in free if each[1] < day(move.at)}


def _reopens(move: Move, closed: Closed, known: list[Move]) -> bool:
    """Whether two of staff struck a check-in of the run by which something was closed."""
    struck = [day(each.at) for each in known if each.id == move["of"]] if move["reopens"] else []
    return any(closed.run_from is not None and closed.run_from <= on <= day(closed.at) for on in struck)


def expected(diary: Diary, now: datetime, scheme: str) -> dict[str, Any]:
    """What is compared of a code at `now`, to which the story was told."""
    held = {rule: _shown(diary, scheme, rule, causes, now) for rule, causes in diary.holds(scheme).items()}
    if (
        scheme == "international"
        and diary.filed
        and whole(now) > put_off(whole(diary.filed[-1]) + 2 * DAY, now, diary.breaks)
    ):
        held["undeclared"] = None
    colours = [_colour(causes) for causes in diary.holds(scheme).values()] + ["red"] * ("undeclared" in held)
    return {
        "colour": max(colours, key=lambda each: SEVERITY[each], default="green") if diary.filed else None,
        "holds": held,
        "required": any(
            not any(cause.lasts(rule, day(now)) for cause in causes.values())
            for rule, causes in diary.holds(scheme).items()
        ),
        "streak": _streak(diary, now) if scheme == "international" else None,
    }


def _colour(causes: dict[str, Cause]) -> str:
    return max((cause.colour for cause in causes.values()), key=lambda each: SEVERITY[each])


def _streak(diary: Diary, now: datetime) -> int:
    if not diary.filed or diary.began is None or whole(now) > put_off(whole(diary.filed[-1]) + DAY, now, diary.breaks):
        return 0
    return (day(diary.filed[-1]) - day(diary.began)).days + 1


def _shown(diary: Diary, scheme: str, rule: str, causes: dict[str, Cause], now: datetime) -> Shown:
    """Since, the day it can clear, check-ins done and asked for, of the cause that clears last."""
    shown = [_if_it_rests(diary, key, now, _of_cause(diary, scheme, rule, c, now)) for key, c in causes.items()]
    return max(shown, key=lambda each: (each[1] is None, each[1] or each[0], each[0]))


def _if_it_rests(diary: Diary, key: str, now: datetime, found: Shown) -> Shown:
    """No day is promised where the region is rated so again by then, with the person there."""
    start, clears, done, asked = found
    again = [begin for begin, _ in diary.together.get(key, ()) if begin > day(now)]
    return start, None if clears and again and min(again) <= clears else clears, done, asked


def _of_cause(diary: Diary, scheme: str, rule: str, cause: Cause, now: datetime) -> Shown:
    today = day(now)
    start = cause.start(rule, today)
    if cause.lasts(rule, today):
        return start, None, 0, cause.checkins
    counted = _counted(diary, scheme, now)
    run = today if today not in diary.spoilt else today + DAY
    while run - DAY in counted:
        run -= DAY
    done = sum(
        1
        for n in range((today - run).days + 1)
        if _is_done(diary, scheme, run + n * DAY, now) and run + n * DAY >= start
    )
    clears = max(today, start + cause.days * DAY)
    while (
        cause.checkins
        and not all(
            on in counted or (on >= today and on not in diary.spoilt)
            for on in (clears - n * DAY for n in range(cause.checkins))
        )
    ) or (cause.checkins and clears - (cause.checkins - 1) * DAY < start):
        clears += DAY
    return start, clears, min(done, cause.checkins), cause.checkins


def _is_done(diary: Diary, scheme: str, on: date, now: datetime) -> bool:
    return diary.normal(scheme, on, now)


def _counted(diary: Diary, scheme: str, now: datetime) -> set[date]:
    """The days that count, and those that a check-in now would make up for."""
    today = day(now)
    days = {today - n * DAY for n in range(60)}
    open_days = {on for on in days if diary.filed and on < today and kept_open(on, now, diary.breaks)} - diary.spoilt
    return {on for on in days if diary.normal(scheme, on, now)} | open_days
