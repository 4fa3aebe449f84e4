"""The Chalice app of the plain service: its routes parse, authorise, call and answer."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from chalice import BadRequestError, Chalice, ForbiddenError, Response, UnauthorizedError
from pydantic import BaseModel, ValidationError

from bench.plain import codes, declarations, login, vault
from bench.plain.once import Once
from bench.plain.shapes import Answers, CodeWanted, Shape, Verify
from chalicelib.codes import jws

app = Chalice("plain")
logger = Logger(service="plain")


@app.route("/v1/people/{person_id}/code", methods=["GET"])
def show_code(person_id: str) -> Response:
    claims = authenticated("resident")
    return answer(codes.show(claims["sub"], person_id, now(), language()))


@app.route("/v1/people/{person_id}/declarations", methods=["POST"])
def declare(person_id: str) -> Response:
    claims = authenticated("resident")
    found = declarations.declare(claims["sub"], person_id, body(Answers), once(claims["sub"]), now(), language())
    return answer(found, 201)


@app.route("/v1/codes/verify", methods=["POST"])
def verify_code() -> Response:
    authenticated("gate")
    return answer(codes.verify(body(Verify).token, now()))


@app.route("/v1/login/codes", methods=["POST"])
def request_code() -> Response:
    address = app.current_request.context["identity"]["sourceIp"]
    return answer(login.request_code(body(CodeWanted), address, once(address), now(), language()), 202)


def now() -> datetime:
    return datetime.fromtimestamp(app.current_request.context["requestTimeEpoch"] / 1000, UTC)


def language() -> str:
    return "en" if app.current_request.headers.get("accept-language", "").startswith("en") else "zh-CN"


def authenticated(*roles: str) -> dict[str, Any]:
    """The claims of the bearer token of somebody with one of the roles."""
    scheme, _, token = app.current_request.headers.get("authorization", "").partition(" ")
    claims = jws.verify(token, vault.service_key("access")) if scheme == "Bearer" else None
    if claims is None or claims["exp"] < now().timestamp():
        raise UnauthorizedError("unauthenticated")
    if not set(roles) & set(claims["rol"]):
        raise ForbiddenError("forbidden")
    return claims


def body[Body: Shape](model: type[Body]) -> Body:
    try:
        return model.model_validate_json(app.current_request.raw_body)
    except ValidationError as error:
        logger.info("refused", model=model.__name__)
        raise BadRequestError(error.json(include_input=False)) from None


def once(scope: str) -> Once:
    request = app.current_request
    return Once(scope, f"{request.method} {request.path}", request.headers["idempotency-key"], request.raw_body)


def answer(content: BaseModel, status: int = 200) -> Response:
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return Response(content.model_dump_json(by_alias=True), headers=headers, status_code=status)
