"""Passkeys (WebAuthn level 3) through py_webauthn: what a browser is asked, and whether its answer holds.

The person is verified by the authenticator itself (a finger, a face, its own PIN), so a passkey is both factors.
"""

import json
import secrets as random
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

from chalicelib import instants
from chalicelib.config import PASSKEY_FRESH, settings
from chalicelib.errors import Unauthenticated
from chalicelib.store import secrets

Answer = dict[str, Any]
"""What `PublicKeyCredential.toJSON()` makes of a browser's answer."""
_NAME = "Kangma"


def _origin() -> str:
    parts = urlsplit(settings().public_url)
    return f"{parts.scheme}://{parts.netloc}"


def text(raw: bytes) -> str:
    """Bytes as WebAuthn writes them in JSON: base64url without padding."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(written: str) -> bytes:
    """The bytes again. Raises ValueError."""
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))


def new_challenge() -> str:
    """What a new passkey has to sign."""
    return text(random.token_bytes(32))


def creation_options(account_id: str, login: str, challenge: str) -> dict[str, Any]:
    """What a browser is asked to make a passkey of a login with: one that it finds again without being told which."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=settings().relying_party,
        rp_name=_NAME,
        user_id=account_id.encode(),
        user_name=login,
        challenge=raw(challenge),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return dict(json.loads(options_to_json(options)))


def created(answer: Answer, challenge: str) -> dict[str, Any]:
    """The passkey that a browser made, as a login keeps it. Raises Unauthenticated `passkey_refused`."""
    from webauthn import verify_registration_response

    with _refused():
        made = verify_registration_response(
            credential=answer,
            expected_challenge=raw(challenge),
            expected_rp_id=settings().relying_party,
            expected_origin=_origin(),
            require_user_verification=True,
        )
    key = text(made.credential_public_key)
    return {"id": text(made.credential_id), "public_key": key, "sign_count": made.sign_count}


def request_options(login: str, now: datetime) -> dict[str, Any]:
    """What a browser is asked to log in with. The same for every login, so it tells of none whether it is there."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=settings().relying_party,
        challenge=_challenge(login, random.token_bytes(16), instants.seconds(now + PASSKEY_FRESH)),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(json.loads(options_to_json(options)))


def _challenge(login: str, nonce: bytes, until: int) -> bytes:
    """A challenge that needs no record: what it is for and how long it counts stand in it, under a code."""
    body = nonce + until.to_bytes(8, "big")
    return body + secrets.keyed("otp", "passkey", login, body.hex())[:16]


def signed_challenge(answer: Answer, login: str, now: datetime) -> bytes:
    """The challenge that an answer signed, if we gave it out for this login and it still counts.

    Raises Unauthenticated `wrong_login`.
    """
    try:
        challenge = raw(str(json.loads(raw(answer["response"]["clientDataJSON"]))["challenge"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unauthenticated("wrong_login") from None
    nonce, until = challenge[:16], int.from_bytes(challenge[16:24], "big")
    expected = _challenge(login, nonce, until) if len(challenge) == 40 else b""
    if not compare_digest(challenge, expected) or instants.seconds(now) > until:
        raise Unauthenticated("wrong_login")
    return challenge


def proved(answer: Answer, challenge: bytes, passkey: dict[str, Any], account_id: str) -> int:
    """The authenticator's new count of signatures, if the answer is this passkey's. Raises Unauthenticated."""
    from webauthn import verify_authentication_response

    with _refused():
        handle = answer["response"].get("userHandle")
        if handle is not None and raw(handle) != account_id.encode():
            raise ValueError("a passkey of another login")
        verified = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=settings().relying_party,
            expected_origin=_origin(),
            credential_public_key=raw(passkey["public_key"]),
            credential_current_sign_count=int(passkey["sign_count"]),
            require_user_verification=True,
        )
    return int(verified.new_sign_count)


@contextmanager
def _refused() -> Iterator[None]:
    """Whatever a made-up answer trips over inside is a refusal, and never a fault of ours."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        yield
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unauthenticated("passkey_refused") from None
