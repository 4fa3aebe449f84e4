"""Access tokens: whom a request's bearer token names."""

from datetime import datetime

from chalicelib import instants
from chalicelib.access.actor import Actor
from chalicelib.codes import jws
from chalicelib.errors import Unauthenticated
from chalicelib.store import secrets


def authenticate(token: str, now: datetime) -> Actor:
    """The actor of an access token. Raises Unauthenticated if it is forged or was not valid at `now`."""
    verified = (jws.verify(token, value) for value in secrets.believed("access"))
    claims = next((each for each in verified if each is not None), None)
    if claims is None or instants.from_seconds(claims["exp"]) < now:
        raise Unauthenticated()
    return Actor(claims["sub"], frozenset(claims["rol"]), claims["sid"], claims["reg"])
