"""Answers against what openapi.json promises of them: each of every test that asks the app in this process."""

import json
from typing import Any

from chalicelib.http.problems import PROBLEM
from chalicelib.http.routes import ROUTES
from chalicelib.notify.texts import has

_PROMISED = {(route.method, route.path): route.answer for route in ROUTES}


def require_promised(method: str, resource: str, answer: dict[str, Any]) -> None:
    """Raises where a 2xx answer is not its model's, strictly, or a problem has no sentence of its own."""
    model = _PROMISED.get((method, resource))
    if answer["headers"].get("Content-Type") == PROBLEM:
        _require_sentences(json.loads(answer["body"]))
    elif model is not None and answer["statusCode"] < 300:
        model.model_validate_json(answer["body"], strict=True)


def _require_sentences(problem: dict[str, Any]) -> None:
    codes = [problem["code"], *(error["code"] for error in problem["errors"])]
    without = [code for code in codes if not has(code)]
    if without:
        raise AssertionError(f"no sentence for {without}")
