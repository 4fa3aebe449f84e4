"""Log-ins as they are sent and answered."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.http.fields import DocumentType, PhoneNumber
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Number, Secret, Shape


class CodeWanted(Shape):
    phone: PhoneNumber
    purpose: Literal["login", "reset_password", "change_phone"] = "login"
    device_token: Secret | None = None
    via: Literal["sms", "email"] = "sms"
    """`email`: to the address that the phone's account has confirmed, where the carrier does not deliver."""

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
    """`failed`: the carrier does not deliver; ask for the code by e-mail or use another phone."""

    delivery: Literal["waiting", "sent", "delivered", "failed"]


class LoginDocument(Shape):
    type: DocumentType
    number: Number


class NewSession(Shape):
    """One of: challenge and code; phone and password; document and password; staff login, password and totp."""

    challenge_id: Secret | None = None
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None
    phone: PhoneNumber | None = None
    document: LoginDocument | None = None
    password: Secret | None = None
    login: Line | None = None
    totp: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None

    @model_validator(mode="after")
    def one_way(self) -> "NewSession":
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
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
)


class SessionAccount(Shape):
    id: str
    roles: list[str]


class Session(Shape):
    access_token: str
    access_expires_at: str
    refresh_token: str
    session_id: str
    account: SessionAccount
    device_token: str | None = None


class RefreshToken(Shape):
    refresh_token: Secret


class NewPassword(Shape):
    password: Secret
    current_password: Secret | None = None


class NewPhone(Shape):
    challenge_id: Secret
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
