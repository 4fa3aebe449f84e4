"""Cases and contacts as they stand after exclusions, withdrawals and corrections."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from chalicelib.scoring.declared import keys_of
from chalicelib.scoring.facts import CaseKnown, CaseOfContact, ContactKnown, Declaration, Event
from chalicelib.scoring.order import in_order

MAX_STRUCK = 20
"""References of which it is remembered that they were struck, for one person."""
_OVER = ("excluded", "withdrawn")


def reported_cases(events: Iterable[Event]) -> tuple[list[CaseKnown], list[tuple[datetime, str]]]:
    """The versions that stand, and the declared tests that an exclusion or a wrong result made negative, with when.

    An exclusion leaves out the stage that it is about, of its source or, by an epidemiologist's decision, of all; a
    withdrawal leaves out everything under its reference.
    """
    events = tuple(events)
    versions = sorted((each for each in events if isinstance(each, CaseKnown)), key=in_order)
    standing: list[CaseKnown] = []
    refuting: list[CaseKnown] = []
    negative: list[tuple[datetime, str]] = []
    newest: dict[tuple[str, str], int] = {}
    for version in versions:
        if version.revision < newest.get(_ref(version), version.revision):
            continue
        newest[_ref(version)] = version.revision
        standing = _with(standing, version)
        if version.status == "excluded" or version.reason == "wrong_result":
            refuting.append(version)
        if version.status in _OVER:
            negative += [test for each in refuting for test in _negative_tests(events, standing, each, version.at)]
    return standing, negative


def struck_cases(events: Iterable[Event], left: Iterable[CaseKnown]) -> tuple[tuple[str, str], ...]:
    """Source and reference of cases of whose newest version nothing is left: an older one that is late is no news."""
    newest: dict[tuple[str, str], int] = {}
    for each in (each for each in events if isinstance(each, CaseKnown)):
        newest[_ref(each)] = max(each.revision, newest.get(_ref(each), each.revision))
    kept = {(_ref(each), each.revision) for each in left}
    return tuple(sorted(ref for ref, revision in newest.items() if (ref, revision) not in kept))[-MAX_STRUCK:]


def _with(standing: list[CaseKnown], version: CaseKnown) -> list[CaseKnown]:
    ref = _ref(version)
    if version.status == "withdrawn":
        return [each for each in standing if _ref(each) != ref]
    if version.status == "excluded":
        stage = _stage_of(standing, version)
        return [each for each in standing if not (each in stage and (version.decides or _ref(each) == ref))]
    if version.status == "released":
        standing = [_released_earlier(each, version, _stage_of(standing, version)) for each in standing]
    return [*standing, version]


def _ref(version: CaseKnown) -> tuple[str, str]:
    return version.source, version.source_ref


def _stage_of(standing: list[CaseKnown], version: CaseKnown) -> list[CaseKnown]:
    """The standing versions of the stage that a version is about: since the last release before its day."""
    released = (day for number in range(len(standing)) if (day := _release(standing, number)) is not None)
    begin = max((day for day in released if day < version.on), default=None)
    return [each for each in standing if begin is None or each.on > begin]


def _release(standing: list[CaseKnown], number: int) -> date | None:
    """The day of a release that its own office has not taken back by calling the same stage otherwise."""
    version = standing[number]
    day = version.released_on
    later = (each for each in standing[number + 1 :] if _ref(each) == _ref(version))
    return None if day is None or any(each.on <= day for each in later) else day


def _released_earlier(each: CaseKnown, version: CaseKnown, stage: list[CaseKnown]) -> CaseKnown:
    """A release that is corrected to an earlier day was on that day from the beginning."""
    same = _ref(each) == _ref(version) and each.status == "released" and each in stage
    if same and each.released_on is not None and version.released_on is not None:
        return replace(each, released_on=min(each.released_on, version.released_on))
    return each


def _negative_tests(
    events: Iterable[Event], standing: list[CaseKnown], refuting: CaseKnown, at: datetime
) -> list[tuple[datetime, str]]:
    """The positive tests that were declared of a stage of which nobody says any more that it is one."""
    if _stage_of(standing, refuting):
        return []
    before = [each.released_on for each in standing if each.released_on is not None]
    begin = max(before, default=None)
    filed = [each for each in events if isinstance(each, Declaration) and each.at <= at]
    tests = {each.test.on: key for each in filed if each.test for key in keys_of(each) if key.startswith("test:")}
    return [(at, key) for on, key in tests.items() if begin is None or on > begin]


def reported_contacts(events: Iterable[Event]) -> list[ContactKnown]:
    """The versions of contacts that stand: of those that were not withdrawn, and of whose cases one at least stands."""
    by_id: dict[str, list[ContactKnown | CaseOfContact]] = {}
    for each in sorted(events, key=in_order):
        if isinstance(each, ContactKnown):
            by_id.setdefault(each.id, []).append(each)
        elif isinstance(each, CaseOfContact):
            by_id.setdefault(each.contact_id, []).append(each)
    return [version for told in by_id.values() for version in _versions(told)]


def _versions(told: Iterable[ContactKnown | CaseOfContact]) -> list[ContactKnown]:
    left: list[ContactKnown] = []
    latest: ContactKnown | None = None
    over: set[str] = set()
    for each in told:
        fell = latest is not None and _fell(latest, over)
        if isinstance(each, CaseOfContact):
            over = over | {each.case_id} if each.status in _OVER else over - {each.case_id}
            if latest is not None and _fell(latest, over):
                left = []
            elif latest is not None and fell:
                left.append(replace(latest, at=each.at))
            continue
        latest = each if each.status == "confirmed" else None
        left = [_eased(before, each) for before in left] if each.correction else left
        left = [] if latest is None else left if _fell(each, over) else [*left, each]
    return left


def _fell(contact: ContactKnown, over: set[str]) -> bool:
    return bool(contact.cases) and set(contact.cases) <= over


def _eased(before: ContactKnown, after: ContactKnown) -> ContactKnown:
    """What two versions of a contact have in common."""
    return replace(
        before,
        kind="building" if "building" in (before.kind, after.kind) else "close",
        last_exposure=min(before.last_exposure, after.last_exposure),
    )
