"""Enrolment of invited staff."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from chalicelib.desk import staff
from chalicelib.errors import NotFound
from chalicelib.features.staff import enrolling
from chalicelib.features.staff.enrolling import Proof
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Secret, Shape

feature = Feature("staff")


class InvitationToken(Shape):
    invitation: Secret


class Enrolment(Shape):
    """A password with the first code of an authenticator app, or `passkey` as the browser made it."""

    invitation: Secret
    password: Secret | None = None
    totp: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None
    passkey: dict[str, Any] | None = None

    @model_validator(mode="after")
    def one_way(self) -> "Enrolment":
        if self.passkey is None and (self.password is None or self.totp is None):
            raise wrong("required", "password" if self.password is None else "totp")
        if self.passkey is not None and (self.password is not None or self.totp is not None):
            raise wrong("unknown_field", "passkey")
        return self


class Offered(Shape):
    """`passkey_options`: what `PublicKeyCredential.parseCreationOptionsFromJSON` takes."""

    login: str
    expires_at: str
    totp_secret: str
    totp_uri: str
    passkey_options: dict[str, Any]


class Enrolled(Shape):
    id: str
    login: str
    roles: list[str]
    region: str


@feature.route("POST", "/v1/staff/enrolments/start", body=InvitationToken, answer=Offered)
def start_enrolment(call: Call) -> dict[str, Any]:
    """What an invitation offers its person: a secret for an authenticator app, or a passkey."""
    return enrolling.start(call.body.invitation, call.address, call.now)


def _enrolled(call: Call, staff_id: str) -> dict[str, Any]:
    record = staff.by_id(staff_id)
    if record is None:
        raise NotFound()
    return enrolling.enrolled(record)


@feature.route("POST", "/v1/staff/enrolments", body=Enrolment, answer=Enrolled, status=201, replay=_enrolled)
def finish_enrolment(call: Call) -> dict[str, Any]:
    """Sets the person's own means of proof, once."""
    body: Enrolment = call.body
    proof = Proof(body.password, body.totp, body.passkey)
    return enrolling.finish(body.invitation, proof, call.address, call.once, call.now)
