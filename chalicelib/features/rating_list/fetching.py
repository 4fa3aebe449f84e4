"""The list from its server: asked whether it changed, within limits of time and size, no redirect followed."""

import time
from dataclasses import dataclass
from typing import Any

import urllib3

from chalicelib.container import client_per_container
from chalicelib.errors import Unavailable
from chalicelib.features.rating_list.parsing import Unreadable

SECONDS = 20.0
_SILENCE = 5.0
MOST = 32 * 1024 * 1024
"""Bytes; the longest list there was had about ten million."""
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Fetched:
    """What the server sent, and by what it knows it again. `body` None: it is as it was."""

    body: bytes | None
    etag: str | None = None
    modified: str | None = None


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, retries=False)


def fetch(url: str, etag: str | None, modified: str | None) -> Fetched:
    """The list, if it is another one than that of `etag` or `modified`.

    Raises Unavailable where there is no answer in time or another one than a list, Unreadable for one that is too long.
    """
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    headers |= {name: value for name, value in asked.items() if value}
    try:
        answer: Any = _pool().request(
            "GET", url, headers=headers, timeout=_SILENCE, redirect=False, retries=False, preload_content=False
        )
        return _read(answer)
    except urllib3.exceptions.HTTPError as error:
        raise Unavailable(retry_after=300) from error


def _read(answer: Any) -> Fetched:
    try:
        if answer.status == 304:
            return Fetched(None)
        if answer.status != 200:
            raise Unavailable(retry_after=300)
        body = _body(answer)
        return Fetched(body, _kept(answer, "ETag"), _kept(answer, "Last-Modified"))
    finally:
        answer.close()


def _kept(answer: Any, name: str) -> str | None:
    value = answer.headers.get(name)
    return value if value and len(value) <= 200 else None


def _body(answer: Any) -> bytes:
    end, read = time.monotonic() + SECONDS, bytearray()
    while chunk := answer.read1(_CHUNK):
        read += chunk
        if len(read) > MOST:
            raise Unreadable("length")
        if time.monotonic() > end:
            raise Unavailable(retry_after=300)
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and int(length) != len(read):
        raise Unavailable(retry_after=300)
    return bytes(read)
