"""Structured logs and metrics. Ids only: nothing personal is ever passed to these."""

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

logger = Logger(service="kangma")
metrics = Metrics(namespace="Kangma", service="kangma")


def measure(name: str, unit: str, value: float) -> None:
    """Add to a metric of the current invocation. `unit` is CloudWatch's: Count, Percent, Seconds."""
    metrics.add_metric(name=name, unit=MetricUnit(unit), value=value)
