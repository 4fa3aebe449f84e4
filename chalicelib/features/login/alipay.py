"""Alipay's user authorization: who the person inside Alipay's browser is.

opendocs.alipay.com: 用户授权, `alipay.system.oauth.token`. With `auth_base` Alipay asks nobody and tells one thing, the
open_id, which is the person's name at this one application of ours. Requests and answers are signed by RSA2. The
timestamp is of the process's clock, which Alipay compares with its own and which decides nothing about a person.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

import urllib3
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.container import client_per_container, kept_per_container
from chalicelib.errors import Unauthenticated, Unavailable
from chalicelib.observability import logger
from chalicelib.store import secrets

METHOD = "alipay.system.oauth.token"
_NODE = "alipay_system_oauth_token_response"
_RETRY_AFTER = 5


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, retries=False)


def authorize_url(redirect: str, state: str) -> str:
    """Where the page goes."""
    asked = {"app_id": settings().alipay_app, "scope": "auth_base", "redirect_uri": redirect, "state": state}
    return f"{settings().alipay_page}?{urlencode(asked)}"


def openid_of(code: str) -> str:
    """Whom the code stands for. Asked once: a code counts once.

    Raises Unauthenticated `platform_denied` for a code that does not count; Unavailable, also for an answer that Alipay
    did not sign.
    """
    text = _asked(code)
    said = _parsed(text)
    if _NODE in said:
        return _openid(said, text)
    refusal = said.get("error_response")
    cause = str(refusal.get("sub_code")) if isinstance(refusal, dict) else ""
    if cause == "isv.code-invalid":
        raise Unauthenticated("platform_denied")
    logger.warning("platform refuses us", platform="alipay", cause=cause[:40])
    raise Unavailable(retry_after=_RETRY_AFTER)


def _openid(said: Mapping[str, Any], text: str) -> str:
    node, openid = said[_NODE], said[_NODE].get("open_id") if isinstance(said[_NODE], dict) else None
    if not isinstance(openid, str) or not openid or not _is_alipays(signed_part(text, node), said.get("sign")):
        logger.warning("platform's answer cannot be trusted", platform="alipay")
        raise Unavailable(retry_after=_RETRY_AFTER)
    return openid


def _asked(code: str) -> str:
    try:
        answer = _pool().request(
            "POST",
            settings().alipay_url,
            body=urlencode(signed(parameters(code, datetime.now(POLICY_ZONE)))),
            headers={"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"},
            timeout=5.0,
        )
        if answer.status == 200:
            return str(answer.data.decode())
    except (urllib3.exceptions.HTTPError, UnicodeDecodeError):
        raise Unavailable(retry_after=_RETRY_AFTER) from None
    raise Unavailable(retry_after=_RETRY_AFTER)


def parameters(code: str, at: datetime) -> dict[str, str]:
    """Those of the call, not yet signed; `at` in Beijing."""
    return {
        "app_id": settings().alipay_app,
        "method": METHOD,
        "format": "JSON",
        "charset": "utf-8",
        "sign_type": "RSA2",
        "timestamp": f"{at:%Y-%m-%d %H:%M:%S}",
        "version": "1.0",
        "grant_type": "authorization_code",
        "code": code,
    }


def signed(asked: Mapping[str, str]) -> dict[str, str]:
    """The same with `sign`: RSA2 over `name=value` of all, in the order of their names."""
    text = "&".join(f"{name}={asked[name]}" for name in sorted(asked))
    signature = _our_key(secrets.service()["alipay_key"]).sign(text.encode(), padding.PKCS1v15(), SHA256())
    return {**asked, "sign": b64encode(signature).decode()}


@kept_per_container
def _our_key(stored: str) -> rsa.RSAPrivateKey:
    return cast(rsa.RSAPrivateKey, load_der_private_key(b64decode(stored), None))


@kept_per_container
def _alipays_key(stored: str) -> rsa.RSAPublicKey:
    return cast(rsa.RSAPublicKey, load_der_public_key(b64decode(stored)))


def signed_part(text: str, node: Any) -> str:
    """What Alipay signs: the text of the node as it stands in the answer, not what a parser makes of it; nothing where
    the answer is written otherwise than Alipay writes."""
    _, _, rest = text.partition(f'"{_NODE}":')
    try:
        parsed, length = json.JSONDecoder().raw_decode(rest)
    except ValueError:
        return ""
    return rest[:length] if parsed == node else ""


def _is_alipays(text: str, sign: Any) -> bool:
    key = _alipays_key(secrets.service()["alipay_public"])
    try:
        key.verify(b64decode(str(sign)), text.encode(), padding.PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _parsed(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError:
        raise Unavailable(retry_after=_RETRY_AFTER) from None
    if not isinstance(said, dict):
        raise Unavailable(retry_after=_RETRY_AFTER)
    return said
