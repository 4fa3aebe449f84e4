"""Proofs of work: what a phone computes before a code is sent to it while its country's budget is under pressure.

The challenge says itself until when it counts, and that is compared with the request's own now: the library would
ask the wall clock. A solved one counts once.
"""

import json
from base64 import b64decode
from datetime import datetime
from typing import Any

from chalicelib import instants
from chalicelib.config import PROOF_OF_WORK_COST, PROOF_OF_WORK_LIFETIME
from chalicelib.errors import WorkRequired
from chalicelib.store import secrets
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Put

_ALGORITHM = "PBKDF2/SHA-256"


class SpentWork(AccountRecord, discriminator="spent_work"):
    """`WORK#<nonce>`: a solved challenge that was used."""


def challenge(now: datetime) -> dict[str, Any]:
    """A challenge from `now` on, in the form that ALTCHA's solvers take."""
    import altcha

    until = {"until": instants.seconds(now + PROOF_OF_WORK_LIFETIME)}
    made = altcha.create_challenge(_ALGORITHM, PROOF_OF_WORK_COST, data=until, hmac_secret=_key())
    return dict(made.to_dict())


def spend(payload: str | None, now: datetime) -> Put:
    """The step by which a solved challenge is used, once.

    Raises WorkRequired where there is none, it is not right, or it was given out too long ago.
    """
    import altcha

    if payload is None or not altcha.verify_solution(payload, _key()).verified:
        raise WorkRequired()
    parameters = json.loads(b64decode(payload))["challenge"]["parameters"]
    if parameters["data"]["until"] < instants.seconds(now):
        raise WorkRequired()
    spent = SpentWork(f"WORK#{parameters['nonce']}", "spent", ttl=ttl(PROOF_OF_WORK_LIFETIME))
    return Put(spent, ABSENT, WorkRequired())


def _key() -> bytes:
    return secrets.keyed("device", "proof of work")
