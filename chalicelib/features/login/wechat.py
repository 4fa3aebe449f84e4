"""WeChat's web OAuth for an Official Account: who the person inside WeChat's browser is.

developers.weixin.qq.com/doc/service: 网页授权. With `snsapi_base` WeChat asks nobody and tells one thing, the openid,
which is the person's name at this one account of ours.
"""

import json
from typing import Any
from urllib.parse import quote, urlencode

import urllib3

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.errors import Refused, Unauthenticated, Unavailable
from chalicelib.observability import logger
from chalicelib.store import secrets

_CODE_REFUSED = frozenset({40029, 40163, 42003, 41008})
"""Invalid, used, too old, missing."""
_RETRY_AFTER = 5


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, retries=False)


def authorize_url(redirect: str, state: str) -> str:
    """Where the page goes. WeChat compares it with a pattern: these parameters in this order, with this end."""
    asked = f"appid={settings().wechat_app}&redirect_uri={quote(redirect, safe='')}"
    return f"{settings().wechat_page}?{asked}&response_type=code&scope=snsapi_base&state={state}#wechat_redirect"


def openid_of(code: str) -> str:
    """Whom the code stands for. Asked once: a code counts once.

    Raises Unauthenticated `platform_denied` for a code that does not count, Refused `platform_snapshot` where WeChat
    shows a page to somebody who has not agreed to open it, and Unavailable.
    """
    said = _asked(code)
    if said.get("is_snapshotuser") == 1:
        raise Refused("platform_snapshot")
    openid = said.get("openid")
    if isinstance(openid, str) and openid:
        return openid
    if said.get("errcode") in _CODE_REFUSED:
        raise Unauthenticated("platform_denied")
    logger.warning("platform refuses us", platform="wechat", cause=str(said.get("errcode"))[:10])
    raise Unavailable(retry_after=_RETRY_AFTER)


def _asked(code: str) -> dict[str, Any]:
    account = {"appid": settings().wechat_app, "secret": secrets.service()["wechat_key"]}
    query = urlencode({**account, "code": code, "grant_type": "authorization_code"})
    try:
        answer = _pool().request("GET", f"{settings().wechat_url}/sns/oauth2/access_token?{query}", timeout=5.0)
        said = json.loads(answer.data) if answer.status == 200 else None
    # What the errors say has the address in it, and that has code and key.
    except (urllib3.exceptions.HTTPError, ValueError):
        raise Unavailable(retry_after=_RETRY_AFTER) from None
    if not isinstance(said, dict):
        raise Unavailable(retry_after=_RETRY_AFTER)
    return said
