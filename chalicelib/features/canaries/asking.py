"""The question for canaries, by the way that everybody's takes: over the network, at the service's own address.

All at once, so that as many containers answer as there are questions.
"""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import urllib3

from chalicelib.config import api_url, settings
from chalicelib.container import client_per_container
from chalicelib.features.canaries.probing import Colours

SECONDS = 10.0
_AT_ONCE, _LOCALLY = 40, 2
"""A laptop starts a process for each question that waits."""
_TRIES = urllib3.Retry(2, status_forcelist=(429, 500, 502, 503, 504), backoff_factor=0.5, raise_on_status=False)


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, maxsize=_AT_ONCE)


def ask(provinces: Iterable[str]) -> Colours:
    """The colours that the canaries of some provinces are answered with, each asked three times at most."""
    wanted = list(provinces)
    with ThreadPoolExecutor(_LOCALLY if settings().local else _AT_ONCE) as pool:
        return dict(zip(wanted, pool.map(_colour, wanted), strict=True))


def _colour(province: str) -> str | None:
    url = f"{api_url()}/v1/canaries/{province}"
    try:
        answer: Any = _pool().request("GET", url, timeout=SECONDS, retries=_TRIES, redirect=False)
        return _said(answer.data) if answer.status == 200 else None
    except urllib3.exceptions.HTTPError:
        return None


def _said(body: bytes) -> str | None:
    try:
        colour = json.loads(body)["colour"]
    except (ValueError, KeyError, TypeError):
        return None
    return colour if isinstance(colour, str) else None
