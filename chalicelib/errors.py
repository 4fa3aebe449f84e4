"""The tree of errors: everything that can be refused.

    KangmaError
    ├── Invalid          400  the request's shape, type or range
    ├── Unauthenticated  401  who is asking is not known
    ├── Forbidden        403  a role is missing
    ├── NotFound         404  absent, or somebody else's
    ├── Conflict         409  the state does not allow it now
    ├── TooLarge         413
    ├── Unsupported      415
    ├── Refused          422  a rule of the domain forbids it
    ├── TooMany          429  try again after `retry_after` seconds
    └── Unavailable      503  a part of the service does not answer

An error carries a stable `code` and the fields it is about; the sentences are
looked up by code in `chalicelib.notify.texts` in the reader's language, so
that the pure layers need no language.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class FieldError:
    """One field that is wrong: `field` is a path such as `contact.on` or `stays.0.region`.

    `code` names the sentence, `params` fill its placeholders. A param never holds the
    value that was sent: problem documents may be logged.
    """

    field: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=lambda: _NOTHING)


class KangmaError(Exception):
    """The root. `code` is machine-readable and stable, `status` is the HTTP status."""

    status = 500
    code = "internal"

    def __init__(
        self,
        code: str | None = None,
        *fields: FieldError,
        retry_after: int | None = None,
        **params: Any,
    ) -> None:
        self.code = code or type(self).code
        self.fields = fields
        self.retry_after = retry_after
        self.params = params
        super().__init__(self.code)


class Invalid(KangmaError):
    status, code = 400, "invalid_request"


class Unauthenticated(KangmaError):
    status, code = 401, "unauthenticated"


class Forbidden(KangmaError):
    status, code = 403, "forbidden"


class NotFound(KangmaError):
    status, code = 404, "not_found"


class Conflict(KangmaError):
    status, code = 409, "conflict"


class TooLarge(KangmaError):
    status, code = 413, "too_large"


class Unsupported(KangmaError):
    status, code = 415, "unsupported_media_type"


class Refused(KangmaError):
    status, code = 422, "refused"


class TooMany(KangmaError):
    status, code = 429, "too_many_requests"


class Unavailable(KangmaError):
    status, code = 503, "unavailable"


def invalid(field_name: str, code: str, **params: Any) -> Invalid:
    """A 400 about one field."""
    return Invalid(None, FieldError(field_name, code, params))


def refused(problem: str, field_name: str, code: str, **params: Any) -> Refused:
    """A 422 `problem` (for example `invalid_document`) about one field, `code` saying what of it."""
    return Refused(problem, FieldError(field_name, code, params))
