"""The app as Lambda calls it: Chalice, with its own answers in the one error shape."""

from typing import Any

from chalice import Chalice

from chalicelib.http.problems import problem
from chalicelib.notify.languages import language_of
from chalicelib.observability import logger

# What Chalice answers by itself, by status, and the code that the contract gives it.
_OWN_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported_media_type"}


class Application(Chalice):
    """Chalice; what it refuses by itself is told as every other problem."""

    def __call__(self, event: Any, context: Any) -> Any:
        """The gateway's answer to a proxy event."""
        # The gateway never sends an unknown path; Chalice would answer it with 405.
        known = event.get("requestContext", {}).get("resourcePath") in self.routes
        response: dict[str, Any] = super().__call__(event, context) if known else {"statusCode": 404, "headers": {}}
        answer = response if _is_ours(response) else _shaped(response, event.get("headers") or {})
        # A browser takes each answer for what it says it is, and shows none as a page.
        answer["headers"]["X-Content-Type-Options"] = "nosniff"
        return answer


def _is_ours(response: dict[str, Any]) -> bool:
    kind = str(response.get("headers", {}).get("Content-Type", ""))
    return response["statusCode"] < 400 or kind.startswith("application/problem+json")


def _shaped(response: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
    status = response["statusCode"]
    logger.info("answered by the framework", status=status)
    code = _OWN_CODES.get(status, "internal" if status >= 500 else "invalid_request")
    accept = next((value for name, value in headers.items() if name.lower() == "accept-language"), None)
    made: dict[str, Any] = problem(status if code != "internal" else 500, code, language_of(accept)).to_dict()
    made["headers"] |= {k: v for k, v in response.get("headers", {}).items() if k == "Allow"}
    return made
