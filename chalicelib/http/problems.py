"""Errors to answers: one table, one shape (RFC 9457), never a stack trace, never a value that was sent.

They are in Chinese or English, whatever other language is asked for.
"""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from chalice import Response
from pydantic import ValidationError

from chalicelib.errors import FieldError, Invalid, KangmaError, Unavailable
from chalicelib.notify.languages import written_for
from chalicelib.notify.texts import has, say
from chalicelib.observability import aws_code, failure, logger, measure
from chalicelib.store.failures import AWS_FAILURES, REJECTED
from chalicelib.store.transactions import Lost

PROBLEM = "application/problem+json"

# What pydantic calls an error, and what we call it. A missing entry reads `bad_value`.
_CODES = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "json_invalid": "bad_json",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "literal_error": "not_allowed",
    "enum": "not_allowed",
    "date_parsing": "bad_date",
    "date_from_datetime_parsing": "bad_date",
    "date_from_datetime_inexact": "bad_date",
    "datetime_parsing": "bad_instant",
    "datetime_from_date_parsing": "bad_instant",
    "timezone_aware": "bad_instant",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "greater_than": "out_of_range",
    "less_than": "out_of_range",
    "finite_number": "out_of_range",
}


CHANGED = ("changed_by_login", "changed_at")
"""Who was quicker and when, where a refusal can tell."""


def problem(status: int, code: str, language: str, **extra: Any) -> Response:
    """An `application/problem+json` answer. `extra` may hold `params`, `errors`, `retry_after`, `headers`."""
    params = extra.get("params", {}) | {"retry_after": extra.get("retry_after")}
    body = {
        "type": f"urn:kangma:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": say(code if has(code) else "internal", written_for(language), **params),
        "code": code,
        "errors": extra.get("errors", []),
    }
    body |= {name: params[name] for name in CHANGED if name in params}
    headers = {"Content-Type": PROBLEM, "Cache-Control": "no-store"} | extra.get("headers", {})
    if extra.get("retry_after"):
        headers["Retry-After"] = str(extra["retry_after"])
    return Response(json.dumps(body, ensure_ascii=False), status_code=status, headers=headers)


def answer_to(error: Exception, language: str, **ids: str) -> Response:
    """The answer to anything a view raised. `ids`: what a fault's line names, so that the record is found."""
    known = _as_known(error)
    if known is None:
        failure("unexpected error", error, **ids)
        measure("Fault", "Count", 1)
        return problem(500, "internal", language)
    return problem(
        known.status,
        known.code,
        language,
        params=known.params,
        retry_after=known.retry_after,
        errors=[_field(each, language) for each in known.fields],
    )


def _as_known(error: Exception) -> KangmaError | None:
    if isinstance(error, KangmaError):
        return error
    if isinstance(error, ValidationError):
        return invalid_of(error)
    if isinstance(error, AWS_FAILURES) and aws_code(error) not in REJECTED:
        logger.warning("aws did not answer as expected", error=type(error).__name__, cause=aws_code(error))
        return Unavailable(retry_after=2)
    if isinstance(error, Lost):
        logger.warning("others were quicker", cause=str(error))
        return Unavailable(retry_after=1)
    return None


def invalid_of(error: ValidationError) -> Invalid:
    """What a request model refused, as one of our errors."""
    return Invalid(None, *_from_pydantic(error))


def field_problems(error: KangmaError, language: str) -> list[dict[str, str]]:
    """An error as entries of a report: one for each field, or one for the whole."""
    if error.fields:
        return [_field(each, language) for each in error.fields]
    return [_field(FieldError("", error.code, error.params), language)]


def _field(error: FieldError, language: str) -> dict[str, str]:
    code = error.code if has(error.code) else "bad_value"
    return {"field": error.field, "code": error.code, "detail": say(code, written_for(language), **error.params)}


def _from_pydantic(error: ValidationError) -> Iterable[FieldError]:
    for each in error.errors(include_input=False, include_url=False):
        cause = each.get("ctx", {}).get("error")
        path = ".".join(str(part) for part in each["loc"])
        if isinstance(cause, _Marked):
            yield FieldError(".".join(filter(None, (path, cause.field))), cause.code, cause.params)
        else:
            yield FieldError(path, _code(each["type"]), _params(each))


def _code(kind: str) -> str:
    if kind.endswith("_type") or (kind.endswith("_parsing") and kind not in _CODES):
        return "wrong_type"
    return _CODES.get(kind, "bad_value")


def _params(error: Any) -> dict[str, Any]:
    context = error.get("ctx", {})
    limit = context.get("max_length", context.get("min_length"))
    return {"limit": limit, "expected": context.get("expected")}


class _Marked(ValueError):
    """A validator's refusal that names its sentence, and a field below the one it stands at."""

    def __init__(self, code: str, field: str = "", **params: Any) -> None:
        self.code, self.field, self.params = code, field, params
        super().__init__(code)


def wrong(code: str, field: str = "", **params: Any) -> ValueError:
    """What a validator of a request model raises: the sentence's code and, if deeper, the field."""
    return _Marked(code, field, **params)
