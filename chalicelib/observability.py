"""Structured logs and metrics. Ids only: nothing personal is ever passed to these."""

import traceback
from typing import Any

from aws_lambda_powertools import Logger, single_metric
from aws_lambda_powertools.metrics import MetricUnit

from chalicelib.config import settings

logger = Logger(service="kangma")


def measure(name: str, unit: str, value: float, **dimensions: str) -> None:
    """Writes a metric to the log at once, for CloudWatch to find. `unit` is CloudWatch's: Count, Percent, Seconds.

    An account may have two stages, and each stage's alarms ask for the metric of its own stack.
    """
    stack = f"kangma-{settings().stage}"
    where: dict[str, Any] = {"namespace": "Kangma", "default_dimensions": {"service": stack} | dimensions}
    with single_metric(name=name, unit=MetricUnit(unit), value=value, **where):
        pass


def share(name: str, succeeded: bool, *, country: str) -> None:
    """One more of what succeeds or fails by country: the metric's average is the share that succeeded."""
    measure(name, "Percent", 100 if succeeded else 0, country=country)


def failure(message: str, error: Exception, **ids: str) -> None:
    """Logs an unexpected error by its type and where it arose. Its text may quote what was sent, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    fields: dict[str, Any] = {"error": type(error).__name__, "cause": aws_code(error), "places": places} | ids
    logger.error(message, **fields)


def aws_code(error: Exception) -> str:
    """The AWS error code behind an error, which names no person. Messages may quote keys, so they stay out."""
    source = getattr(error, "cause", None) or error
    response = getattr(source, "response", None) or {}
    return str(response.get("Error", {}).get("Code", type(source).__name__))
