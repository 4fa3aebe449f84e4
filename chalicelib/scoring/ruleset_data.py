"""Reading a rule set from stored data, naming every field that is wrong."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.errors import FieldError, Invalid
from chalicelib.scoring.exposure import DEFAULT_MINUTES, ExposureTerms
from chalicelib.scoring.rules import SCHEMES, Colour, Obliged, RuleSet, Terms
from chalicelib.scoring.runs import KEEP_DAYS
from chalicelib.scoring.visits import VENUE_TYPES

RULE_NAMES = (
    "case.confirmed",
    "case.suspected",
    "case.asymptomatic",
    "contact.close",
    "contact.building",
    "contact.declared",
    "region.high",
    "region.medium",
    "symptom",
    "test.declared",
    "gate.anomaly",
    "worsened",
    "undeclared",
    "designated.red",
    "designated.yellow",
)
SYMPTOMS = frozenset(
    (
        "fever",
        "dry_cough",
        "fatigue",
        "sore_throat",
        "shortness_of_breath",
        "diarrhea",
        "other_respiratory",
    )
)
MAX_DAYS = KEEP_DAYS - 5
"""Rules may not look further back than the facts of single days are remembered."""
MAX_MINUTES = 24 * 60
_TOP = frozenset(
    (
        "version",
        "effective",
        "timezone",
        "fever",
        "symptoms",
        "contact_review_days",
        "outage_grace_hours",
        "rules",
        "international",
        "travel",
        "exposure",
    )
)
_MISSING = object()
_NO_INSTANT = datetime.min.replace(tzinfo=UTC)


class _Reader:
    """Reads values by path and collects what is wrong with them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.wrong: list[FieldError] = []

    def raw(self, path: str) -> Any:
        value: Any = self._data
        for part in path.split("/"):
            value = value.get(part, _MISSING) if isinstance(value, Mapping) else _MISSING
        return value

    def blame(self, path: str, code: str, **params: Any) -> None:
        self.wrong.append(FieldError(path.replace("/", "."), code, params))

    def read[T](self, path: str, parse: Callable[[Any], T], code: str, fallback: T, **params: Any) -> T:
        value = self.raw(path)
        if value is _MISSING:
            self.blame(path, "ruleset_missing")
            return fallback
        try:
            return parse(value)
        except (ValueError, TypeError, LookupError, InvalidOperation, OSError):
            self.blame(path, code, **params)
            return fallback

    def number(self, path: str, low: int, high: int) -> int:
        return self.read(path, _whole(low, high), "ruleset_number", low, low=low, high=high)

    def hours(self, path: str) -> timedelta:
        return timedelta(hours=self.number(path, 0, 24 * MAX_DAYS))

    def strings(self, path: str, parse: Callable[[Any], frozenset[str]]) -> frozenset[str]:
        return self.read(path, parse, "ruleset_list", frozenset())


def parse_ruleset(data: Mapping[str, Any]) -> RuleSet:
    """A rule set from its data. Raises errors.Invalid with one FieldError for each wrong field."""
    reader = _Reader(data)
    for unknown in sorted(str(key) for key in set(data) - _TOP):
        reader.blame(unknown, "ruleset_unknown")
    ruleset = RuleSet(
        version=reader.read("version", _version, "ruleset_version", ""),
        effective=reader.read("effective", _instant, "ruleset_instant", _NO_INSTANT),
        zone=reader.read("timezone", lambda v: ZoneInfo(_text(v)), "ruleset_timezone", ZoneInfo("UTC")),
        fever=reader.read("fever", _temperature, "ruleset_fever", Decimal(0)),
        symptoms=reader.strings("symptoms", _symptoms),
        contact_review_days=reader.number("contact_review_days", 0, MAX_DAYS),
        outage_grace=reader.hours("outage_grace_hours"),
        terms=_terms(reader),
        valid_for=reader.hours("international/valid_hours"),
        undeclared_after=reader.hours("international/undeclared_hours"),
        closes_after=reader.hours("international/closes_hours"),
        reminder_before=reader.hours("international/reminder_hours"),
        policy_start=reader.read("travel/policy_start", _day, "ruleset_date", date.min),
        boarding_days=reader.number("travel/boarding_days", 0, MAX_DAYS),
        unhealthy_symptoms=reader.strings("travel/unhealthy_symptoms", _symptoms),
        nationalities=reader.strings("travel/nationalities", _countries),
        obliged=reader.read("travel/obliged", _obliged, "ruleset_obliged", ()),
        exposure=_exposure(reader),
    )
    if reader.wrong:
        raise Invalid(None, *reader.wrong)
    return ruleset


def _terms(reader: _Reader) -> dict[tuple[str, str], Terms]:
    rules = reader.raw("rules")
    if not isinstance(rules, Mapping):
        reader.blame("rules", "ruleset_missing")
        return {}
    for unknown in sorted(str(name) for name in set(rules) - set(RULE_NAMES)):
        reader.blame(f"rules/{unknown}", "ruleset_unknown")
    found: dict[tuple[str, str], Terms] = {}
    for name in RULE_NAMES:
        if name in rules:
            _terms_of(reader, name, rules[name], found)
    return found


def _terms_of(reader: _Reader, name: str, entry: Any, found: dict[tuple[str, str], Terms]) -> None:
    if isinstance(entry, Mapping) and "colour" in entry:
        _one(reader, f"rules/{name}", entry, [(name, scheme) for scheme in SCHEMES], found)
    elif isinstance(entry, Mapping) and entry and set(entry) <= set(SCHEMES):
        for scheme, terms in entry.items():
            _one(reader, f"rules/{name}/{scheme}", terms, [(name, scheme)], found)
    else:
        reader.blame(f"rules/{name}", "ruleset_rule", high=MAX_DAYS)


def _one(
    reader: _Reader,
    path: str,
    entry: Any,
    keys: list[tuple[str, str]],
    found: dict[tuple[str, str], Terms],
) -> None:
    try:
        colour = Colour(entry["colour"])
        if colour is Colour.GREEN or set(entry) != {"colour", "days", "checkins"}:
            raise ValueError("a hold is yellow or red, with days and checkins")
        terms = Terms(colour, _whole(0, MAX_DAYS)(entry["days"]), _whole(0, MAX_DAYS)(entry["checkins"]))
    except (ValueError, TypeError, KeyError):
        reader.blame(path, "ruleset_rule", high=MAX_DAYS)
        return
    found.update(dict.fromkeys(keys, terms))


def _exposure(reader: _Reader) -> ExposureTerms:
    """The minutes together that count. Rule sets older than venues have none, and get the default."""
    if reader.raw("exposure") is _MISSING:
        return ExposureTerms()
    minutes = reader.number("exposure/minimum_minutes", 0, MAX_MINUTES)
    by_type = reader.raw("exposure/by_type")
    if by_type is _MISSING:
        return ExposureTerms(minutes)
    if not isinstance(by_type, Mapping):
        reader.blame("exposure/by_type", "ruleset_list")
        return ExposureTerms(DEFAULT_MINUTES)
    for unknown in sorted(str(name) for name in set(by_type) - set(VENUE_TYPES)):
        reader.blame(f"exposure/by_type/{unknown}", "ruleset_unknown")
    known = [name for name in VENUE_TYPES if name in by_type]
    return ExposureTerms(minutes, {name: reader.number(f"exposure/by_type/{name}", 0, MAX_MINUTES) for name in known})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _version(value: Any) -> str:
    text = _text(value)
    if not (0 < len(text) <= 40 and text.isascii() and text.isprintable()):
        raise ValueError("a version is 1 to 40 printable characters")
    return text


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(_text(value))
    if at.tzinfo is None:
        raise ValueError("an instant names its offset")
    return at


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _temperature(value: Any) -> Decimal:
    degrees = Decimal(_text(value))
    if not Decimal(30) <= degrees <= Decimal(45):
        raise ValueError("out of the range of a thermometer")
    return degrees


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        # A number that came from the store is a Decimal; a boolean is no number here.
        if isinstance(value, bool) or value != int(value) or not low <= value <= high:
            raise ValueError("out of range")
        return int(value)

    return parse


def _texts(value: Any) -> frozenset[str]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return frozenset(_text(item) for item in value)


def _symptoms(value: Any) -> frozenset[str]:
    found = _texts(value)
    if not found <= SYMPTOMS:
        raise ValueError("an unknown symptom")
    return found


def _countries(value: Any) -> frozenset[str]:
    found = _texts(value)
    if not all(len(c) == 2 and c.isascii() and c.isupper() for c in found):
        raise ValueError("not ISO 3166-1 alpha-2")
    return found


def _obliged(value: Any) -> tuple[Obliged, ...]:
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise TypeError("not a list of lists of countries")
    return tuple(
        Obliged(
            first=_day(item.get("from")),
            last=None if item.get("until") is None else _day(item["until"]),
            countries=_countries(item.get("countries")),
        )
        for item in value
    )
