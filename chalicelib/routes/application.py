"""The app as Lambda calls it: registers a feature at its first request, and speaks for Chalice in our one error shape.

It imports nothing of ours at the start: a container that shows codes never loads what venues need.
"""

from typing import Any

from chalice import Chalice

from chalicelib.routes import feature_at, load_all

# What Chalice answers by itself, by status, and the code that the contract gives it.
_OWN_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported_media_type"}


class Application(Chalice):
    """Chalice, with features loaded when they are needed and its own answers in the one error shape."""

    def __call__(self, event: Any, context: Any) -> Any:
        path = event.get("requestContext", {}).get("resourcePath")
        if path not in self.routes:
            self._register(feature_at(path))
        # The gateway never sends an unknown path; Chalice would answer it with 405.
        known = path in self.routes
        response = super().__call__(event, context) if known else {"statusCode": 404, "headers": {}}
        return response if _is_ours(response) else _shaped(response, event.get("headers") or {})

    def register_all(self) -> None:
        """Every feature at once: Chalice packages what is registered when it imports the app."""
        for feature in load_all():
            self._register(feature)

    def _register(self, feature: Any) -> None:
        if feature is not None:
            self.register_blueprint(feature.blueprint)


def _is_ours(response: dict[str, Any]) -> bool:
    kind = str(response.get("headers", {}).get("Content-Type", ""))
    return response["statusCode"] < 400 or kind.startswith("application/problem+json")


def _shaped(response: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
    from chalicelib.notify.texts import language_of
    from chalicelib.observability import logger
    from chalicelib.routes.problems import problem

    status = response["statusCode"]
    logger.info("answered by the framework", status=status)
    code = _OWN_CODES.get(status, "internal" if status >= 500 else "invalid_request")
    accept = next((value for name, value in headers.items() if name.lower() == "accept-language"), None)
    made: dict[str, Any] = problem(status if code != "internal" else 500, code, language_of(accept)).to_dict()
    made["headers"] |= {k: v for k, v in response.get("headers", {}).items() if k == "Allow"}
    return made
