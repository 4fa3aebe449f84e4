"""Stored rule sets: their shape as pydantic models, so that every field that is wrong is named at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, LiteralString, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from chalicelib.errors import FieldError, Invalid
from chalicelib.scoring.exposure import DEFAULT_MINUTES, INFECTIOUS_DAYS, TRACE_DAYS, ExposureTerms
from chalicelib.scoring.quiet import LEAD, LONGEST, QuietTerms
from chalicelib.scoring.rules import SCHEMES, Colour, Obliged, Phase, RuleBook, RuleSet, Scheme, Terms
from chalicelib.scoring.runs import KEEP_DAYS
from chalicelib.scoring.visits import VENUE_TYPES

RuleName = Literal[
    "case.confirmed", "case.suspected", "case.asymptomatic",
    "contact.close", "contact.building", "contact.declared",
    "region.high", "region.medium",
    "symptom", "test.declared", "gate.anomaly", "worsened", "undeclared",
    "designated.red", "designated.yellow",
]  # fmt: skip
RULE_NAMES: tuple[str, ...] = get_args(RuleName)
Symptom = Literal[
    "fever", "dry_cough", "fatigue", "sore_throat", "shortness_of_breath", "diarrhea", "other_respiratory"
]
MAX_DAYS = KEEP_DAYS - 5
"""Rules may not look further back than the facts of single days are remembered."""
_MAX_HOURS, _MAX_MINUTES = 24 * MAX_DAYS, 24 * 60
_NUMBER = (int, float, Decimal)
"""A number that came from the store is a Decimal."""
_CODES = {
    "missing": "ruleset_missing",
    "dict_type": "ruleset_list",
    "extra_forbidden": "ruleset_unknown",
    "invalid_key": "ruleset_unknown",
}
_ONE, _EACH, _KEY = "(one)", "(each)", "[key]"
"""Parts of an error's place that name no field: which form a rule has, and pydantic's word for a key of a mapping."""


def _given(kinds: type | tuple[type, ...], code: LiteralString, **params: Any) -> WrapValidator:
    """Takes `kinds`, never a boolean. Whatever else is wrong with the value, or in it, is one error: `code`."""

    def read(value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
        try:
            if isinstance(value, kinds) and not isinstance(value, bool):
                return inner(value)
        except (ValueError, OSError):
            pass
        raise PydanticCustomError(code, code, params)

    return WrapValidator(read)


def _filled_in(value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise PydanticCustomError("ruleset_missing", "ruleset_missing")
    return value


def _form(rule: Any) -> str | None:
    """Whether a rule names the same terms for both schemes or those of each; None where it is neither."""
    if not isinstance(rule, Mapping):
        return None
    return _ONE if "colour" in rule else _EACH if rule and set(rule) <= set(SCHEMES) else None


def _clock(text: str) -> time:
    """HH:MM, and no other form of a time of day. Raises ValueError."""
    if not re.fullmatch(r"\d\d:\d\d", text):
        raise ValueError(text)
    return time.fromisoformat(text)


_Clock = Annotated[time, BeforeValidator(_clock), _given(str, "ruleset_clock")]
_Day = Annotated[date, BeforeValidator(date.fromisoformat), _given(str, "ruleset_date")]
_Days = Annotated[int, Field(ge=0, le=MAX_DAYS), _given(_NUMBER, "ruleset_number", low=0, high=MAX_DAYS)]
_Hours = Annotated[int, Field(ge=0, le=_MAX_HOURS), _given(_NUMBER, "ruleset_number", low=0, high=_MAX_HOURS)]
_Minutes = Annotated[int, Field(ge=0, le=_MAX_MINUTES), _given(_NUMBER, "ruleset_number", low=0, high=_MAX_MINUTES)]
_MOST_LEAD, _MOST_QUIET = 120, int(LONGEST.total_seconds() // 3600)
_Lead = Annotated[int, Field(ge=0, le=_MOST_LEAD), _given(_NUMBER, "ruleset_number", low=0, high=_MOST_LEAD)]
_Symptoms = Annotated[frozenset[Symptom], _given(list, "ruleset_list")]
_Countries = Annotated[frozenset[Annotated[str, Field(pattern="^[A-Z]{2}$")]], _given(list, "ruleset_list")]
_VenueType = Annotated[str, Field(pattern=f"^({'|'.join(VENUE_TYPES)})$")]


class _Phase(BaseModel, extra="forbid"):
    colour: Literal[Colour.YELLOW, Colour.RED]
    days: _Days
    checkins: _Days


class _Terms(_Phase):
    """A rule's first phase, and those that follow it."""

    then: list[_Phase] = []

    @property
    def phases(self) -> tuple[_Phase, ...]:
        return (self, *self.then)

    @model_validator(mode="after")
    def _are_remembered(self) -> Self:
        if sum(phase.days for phase in self.phases) > MAX_DAYS or sum(each.checkins for each in self.phases) > MAX_DAYS:
            raise ValueError("the phases together look back further than single days are remembered")
        return self


_OneScheme = Annotated[_Terms, _given(Mapping, "ruleset_rule", high=MAX_DAYS)]
_Rule = Annotated[
    Annotated[_OneScheme, Tag(_ONE)] | Annotated[dict[Scheme, _OneScheme], Tag(_EACH)],
    Discriminator(_form, "ruleset_rule", "ruleset_rule", {"high": MAX_DAYS}),
]


class _Section(BaseModel, extra="forbid"):
    """A part of a rule set. Of one that is no mapping each field is missing."""

    @model_validator(mode="before")
    @classmethod
    def _fields(cls, value: Any) -> Any:
        return value if isinstance(value, Mapping) else {}


class _International(_Section):
    valid_hours: _Hours
    undeclared_hours: _Hours
    closes_hours: _Hours
    reminder_hours: _Hours


class _Obliged(BaseModel, extra="forbid"):
    first: _Day = Field(alias="from")
    last: _Day | None = Field(None, alias="until")
    countries: _Countries


class _Travel(_Section):
    policy_start: _Day
    boarding_days: _Days
    unhealthy_symptoms: _Symptoms
    nationalities: _Countries
    obliged: Annotated[list[_Obliged], _given(list, "ruleset_obliged")]


class _Exposure(_Section):
    minimum_minutes: _Minutes
    by_type: dict[_VenueType, _Minutes] = {}
    infectious_days: _Days = INFECTIOUS_DAYS
    trace_days: _Days = TRACE_DAYS


class _Quiet(_Section):
    start: _Clock | None = Field(None, alias="from")
    end: _Clock | None = Field(None, alias="until")
    lead_minutes: _Lead = int(LEAD.total_seconds() // 60)

    @property
    def terms(self) -> QuietTerms:
        return QuietTerms(self.start, self.end, timedelta(minutes=self.lead_minutes))

    @model_validator(mode="after")
    def _leave_time(self) -> Self:
        hours = self.terms.of(UTC)
        if (hours is None and self.start != self.end) or (hours is not None and hours.length > LONGEST):
            raise PydanticCustomError("ruleset_quiet", "ruleset_quiet", {"most": _MOST_QUIET})
        return self


class _Stored(BaseModel, extra="forbid"):
    """A rule set as it is stored (see rulesets/1.yaml). Those older than venues have no exposure, and where no quiet
    hours are given nobody has any until they set them."""

    version: Annotated[str, Field(pattern="^[ -~]{1,40}$"), _given(str, "ruleset_version")]
    effective: Annotated[AwareDatetime, BeforeValidator(datetime.fromisoformat), _given(str, "ruleset_instant")]
    timezone: Annotated[ZoneInfo, _given(str, "ruleset_timezone")]
    fever: Annotated[Decimal, Field(ge=30, le=45), _given(str, "ruleset_fever")]
    symptoms: _Symptoms
    contact_review_days: _Days
    outage_grace_hours: _Hours
    rules: Annotated[dict[RuleName, _Rule], BeforeValidator(_filled_in)]
    international: _International = Field({}, validate_default=True)
    travel: _Travel = Field({}, validate_default=True)
    exposure: _Exposure = Field({"minimum_minutes": DEFAULT_MINUTES}, validate_default=True)
    quiet: _Quiet = Field({}, validate_default=True)


def parse_ruleset(data: Mapping[str, Any]) -> RuleSet:
    """A rule set from its stored data. Raises errors.Invalid with one FieldError for each wrong field."""
    try:
        stored = _Stored.model_validate(data)
    except ValidationError as wrong:
        named = {each.field: each for each in map(_field_error, reversed(wrong.errors(include_url=False)))}
        raise Invalid(None, *reversed(named.values())) from None
    abroad, travel = stored.international, stored.travel
    return RuleSet(
        version=stored.version,
        effective=stored.effective,
        zone=stored.timezone,
        fever=stored.fever,
        symptoms=stored.symptoms,
        contact_review_days=stored.contact_review_days,
        outage_grace=timedelta(hours=stored.outage_grace_hours),
        terms=dict(_terms(stored.rules)),
        valid_for=timedelta(hours=abroad.valid_hours),
        undeclared_after=timedelta(hours=abroad.undeclared_hours),
        closes_after=timedelta(hours=abroad.closes_hours),
        reminder_before=timedelta(hours=abroad.reminder_hours),
        policy_start=travel.policy_start,
        boarding_days=travel.boarding_days,
        unhealthy_symptoms=travel.unhealthy_symptoms,
        nationalities=travel.nationalities,
        obliged=tuple(Obliged(each.first, each.last, each.countries) for each in travel.obliged),
        exposure=ExposureTerms(**dict(stored.exposure)),
        quiet=stored.quiet.terms,
    )


def _terms(rules: Mapping[RuleName, _Terms | dict[Scheme, _Terms]]) -> Iterator[tuple[tuple[str, str], Terms]]:
    for name, rule in rules.items():
        for scheme, terms in (rule if isinstance(rule, dict) else dict.fromkeys(SCHEMES, rule)).items():
            yield (name, scheme), Terms(tuple(Phase(each.colour, each.days, each.checkins) for each in terms.phases))


def _field_error(wrong: ErrorDetails) -> FieldError:
    field = ".".join(str(part) for part in wrong["loc"] if part not in (_ONE, _EACH, _KEY))
    if wrong["loc"][-1] == _KEY:
        return FieldError(field, "ruleset_unknown")
    return FieldError(field, _CODES.get(wrong["type"], wrong["type"]), wrong.get("ctx", {}))


@cache
def builtin_book() -> RuleBook:
    """The rule sets that come with the program."""
    return RuleBook(parse_ruleset(data) for data in builtin_data())


def builtin_data() -> tuple[Mapping[str, Any], ...]:
    """The data of the rule sets that come with the program, oldest first."""
    import yaml

    folder = Path(__file__).parent / "rulesets"
    texts = (path.read_text("utf-8") for path in sorted(folder.glob("*.yaml")))
    return tuple(yaml.load(text, yaml.CSafeLoader) for text in texts)
