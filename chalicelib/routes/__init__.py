"""The features, each in a module that is loaded when one of its paths is first asked for."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

PATHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "health": (
            "/v1/health",
            "/v1/openapi.json",
        ),
        "login": (
            "/v1/login/codes",
            "/v1/login/sessions",
            "/v1/login/sessions/refresh",
            "/v1/me/password",
            "/v1/me/phone",
            "/v1/login/recoveries",
        ),
        "codes": (
            "/v1/people/{person_id}/code",
            "/v1/people/{person_id}/code.png",
            "/v1/keys",
        ),
        "declarations": ("/v1/people/{person_id}/declarations",),
        "annulments": (
            "/v1/declarations/{declaration_id}",
            "/v1/declarations/{declaration_id}/annulment",
        ),
        "appeals": (
            "/v1/people/{person_id}/appeals",
            "/v1/appeals",
            "/v1/appeals/{appeal_id}/decision",
        ),
        "outages": (
            "/v1/outages",
            "/v1/outages/{outage_id}/withdrawal",
            "/v1/people/{person_id}/credits",
        ),
        "people": (
            "/v1/people",
            "/v1/people/{person_id}",
            "/v1/people/{person_id}/corrections",
        ),
        "gates": (
            "/v1/codes/verify",
            "/v1/revocations",
            "/v1/revocations/{list_id}",
            "/v1/codes/lookups",
            "/v1/checks",
            "/v1/anomalies/{anomaly_id}/decision",
            "/v1/anomalies",
        ),
        "showing": (
            "/v1/people/{person_id}/device",
            "/v1/people/{person_id}/devices",
            "/v1/people/{person_id}/devices/{thumbprint}",
        ),
        "visits": (
            "/v1/visits",
            "/v1/visits/{visit_id}/departure",
            "/v1/people/{person_id}/visits",
            "/v1/venues/{venue_id}/visits",
        ),
        "venues": (
            "/v1/venues",
            "/v1/venues/uploads",
            "/v1/me/venues",
            "/v1/venues/{venue_id}",
            "/v1/venues/{venue_id}/code",
            "/v1/venues/{venue_id}/poster.pdf",
            "/v1/venues/{venue_id}/posters/revocation",
            "/v1/venues/{venue_id}/members",
            "/v1/venues/{venue_id}/members/{member_id}",
        ),
        "trips": (
            "/v1/people/{person_id}/trip",
            "/v1/airports",
        ),
        "messages": (
            "/v1/me/messages",
            "/v1/me/preferences",
            "/v1/me/email",
            "/v1/me/email/confirmation",
        ),
        "photos": (
            "/v1/people/{person_id}/photos",
            "/v1/photos/{photo_id}/view",
            "/v1/photos",
            "/v1/photos/{photo_id}/decision",
        ),
        "staff": (
            "/v1/staff",
            "/v1/staff/{staff_id}",
            "/v1/staff/{staff_id}/totp",
            "/v1/audit",
            "/v1/audit/verification",
        ),
        "desk": (
            "/v1/recoveries",
            "/v1/recoveries/{recovery_id}/decision",
        ),
        "tracing": (
            "/v1/people/{person_id}/exposures",
            "/v1/venues/{venue_id}/exposures",
        ),
        "statistics": ("/v1/statistics",),
    }
)
"""Every feature's module and its paths. tests/test_architecture.py holds it against what the modules declare."""

_MODULES = {path: module for module, paths in PATHS.items() for path in paths}


def feature_at(path: str) -> Any:
    """The feature that has this path, loaded if it was not; None for a path that nobody has."""
    module = _MODULES.get(path)
    return _loaded(module) if module else None


def load_all() -> list[Any]:
    """Every feature: for whoever describes, packages or tests them all."""
    return [_loaded(module) for module in PATHS]


def _loaded(module: str) -> Any:
    return import_module(f"chalicelib.routes.{module}").feature
