"""Access tokens: whom a request's bearer token names."""

from datetime import datetime

from chalicelib import instants
from chalicelib.access.actor import Actor
from chalicelib.codes import jws
from chalicelib.errors import Unauthenticated
from chalicelib.store import secrets


def authenticate(token: str, now: datetime) -> Actor:
    """The actor of an access token. Raises Unauthenticated if it is forged or was not valid at `now`."""
    claims = jws.verify(token, secrets.service()["access"].encode())
    if claims is None or instants.from_seconds(claims["exp"]) < now:
        raise Unauthenticated()
    return Actor(claims["sub"], frozenset(claims["rol"]), claims["sid"], claims["reg"])
