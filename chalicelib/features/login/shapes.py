"""Log-ins as they are sent and answered."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from chalicelib.http.documents import NamedDocument
from chalicelib.http.fields import PhoneNumber
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Secret, Shape, SixDigits


class CodeWanted(Shape):
    phone: PhoneNumber
    purpose: Literal["login", "reset_password", "change_phone", "proof"] = "login"
    device_token: Secret | None = None
    via: Literal["sms", "email"] = "sms"
    """`email`: to the address that the phone's account has confirmed, where the carrier does not deliver."""
    proof_of_work: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    """The solved challenge of `GET /v1/login/proof-of-work`, after a 428: base64 of `{challenge, solution}`."""

    @model_validator(mode="after")
    def proves_the_phone(self) -> "CodeWanted":
        if self.purpose == "change_phone" and self.via != "sms":
            raise wrong("not_allowed", "via", expected="sms")
        return self


class Challenge(Shape):
    challenge_id: str
    expires_at: str
    resend_after: str


class Delivery(Shape):
    """`delayed`: the provider takes none at the moment, it is tried until the code ends; `uncertain`: it gave no
    answer, so the code may come or not; `failed`: it will not come, ask for it by e-mail or use another way."""

    delivery: Literal["waiting", "delayed", "sent", "delivered", "uncertain", "failed"]


class WorkData(Shape):
    until: int


class WorkParameters(Shape):
    """As ALTCHA's solvers take them. `data.until`: seconds since 1970 until which the solution counts."""

    algorithm: str
    nonce: str
    salt: str
    cost: int
    key_length: Annotated[int, Field(alias="keyLength")]
    key_prefix: Annotated[str, Field(alias="keyPrefix")]
    data: WorkData


class WorkChallenge(Shape):
    parameters: WorkParameters
    signature: str


class NewSession(Shape):
    """One of: challenge and code; phone and password; document and password; staff login with password and totp, or
    with a passkey.

    `device_token`: of an earlier log-in on this device; its guesses are counted for themselves.
    """

    challenge_id: Secret | None = None
    code: SixDigits | None = None
    phone: PhoneNumber | None = None
    document: NamedDocument | None = None
    password: Secret | None = None
    login: Line | None = None
    totp: SixDigits | None = None
    passkey: dict[str, Any] | None = None
    """What `PublicKeyCredential.toJSON()` makes of a browser's answer."""
    device_token: Secret | None = None

    @model_validator(mode="after")
    def one_way(self) -> "NewSession":
        names = type(self).model_fields.keys() - {"device_token"}
        given = {name for name in names if getattr(self, name) is not None}
        if given not in _WAYS:
            closest = max(_WAYS, key=lambda way: (len(way & given), -len(way)))
            missing = sorted(closest - given)
            raise wrong("required" if missing else "unknown_field", (missing or sorted(given - closest))[0])
        return self


_WAYS = (
    {"challenge_id", "code"},
    {"phone", "password"},
    {"document", "password"},
    {"login", "password", "totp"},
    {"login", "passkey"},
)


class PasskeyWanted(Shape):
    login: Line


class PasskeyAsked(Shape):
    """What `PublicKeyCredential.parseRequestOptionsFromJSON` takes."""

    passkey_options: dict[str, Any]


class SessionAccount(Shape):
    """`region`: of staff the beginning of the regions' codes that are theirs, empty for the whole country."""

    id: str
    roles: list[str]
    region: str


class Session(Shape):
    access_token: str
    access_expires_at: str
    refresh_token: str
    session_id: str
    account: SessionAccount
    device_token: str | None = None
    proof: str | None = None
    """For `X-Proof`: a log-in by code or password proves for ten minutes that the person is there."""
    proof_expires_at: str | None = None


class RefreshToken(Shape):
    refresh_token: Secret


class NewPassword(Shape):
    """`current_password` need not be given; where it is, it has to be right."""

    password: Secret
    current_password: Secret | None = None


class NewPhone(Shape):
    challenge_id: Secret
    code: SixDigits
