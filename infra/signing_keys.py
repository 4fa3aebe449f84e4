"""Signing keys as a stage's secret stores them: a ring for each use, turned without the end of anything they signed.

`{"keys": [{use, kid, pem, not_before, sign_until, not_after}]}`, instants in seconds since 1970. A key signs what is
issued from `not_before` through `sign_until`, and is believed for what expires by `not_after`.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from chalicelib.codes import keys as code_keys
from chalicelib.codes.key_set import OPEN_END, SINCE_EVER, USES, Use
from chalicelib.codes.venue import POSTER_LIFE
from chalicelib.config import LIST_LIFETIME, TOKEN_LIFETIME

Key = dict[str, Any]

DAY = 86_400
LEDGER_LIFE = timedelta(days=1_095)
AUDIT_LIFE = timedelta(days=1095)
"""How long the audit is kept (infra/storage.yaml), and its signed heads are believed."""
LIVES = {
    "health_code": TOKEN_LIFETIME,
    "venue_code": POSTER_LIFE,
    "revocation_list": LIST_LIFETIME,
    "audit_heads": AUDIT_LIFE,
    "ledger": LEDGER_LIFE,
}
"""How long what is signed by a key of each use lives."""
LEAD = DAY
"""A new key is published so long before it signs: a gate that had a network within a day knows it."""
MARGIN = 2 * DAY
"""A container that cannot read the secret goes on signing with the former key; that is believed too."""
_FORMER_OVERLAP = 3 * DAY
"""Before there were rings, a turned key was cut to so long after its turn."""


def first() -> list[Key]:
    """A key for each use, with no earlier one to wait for."""
    return [_made(use, SINCE_EVER) for use in USES]


def turned(keys: list[Key], use: Use, now: int) -> list[Key]:
    """The keys with a new one for `use` that signs from a day ahead; as they are where one waits for its day already.

    The others of that use sign until then and are believed as long as anything that they signed can live.
    """
    if coming(keys, use, now):
        return keys
    start = now + LEAD
    kept = [_retired(key, start) if key["use"] == use else key for key in keys if key["not_after"] > now]
    return [_made(use, start), *kept]


def coming(keys: Iterable[Key], use: Use, now: int) -> Key | None:
    """The key of a use that waits for its time to sign."""
    return next((key for key in keys if key["use"] == use and key["not_before"] > now), None)


def distrusted(keys: list[Key], use: Use, now: int, kid: str | None = None) -> list[Key]:
    """The keys without those of `use`, or without the one named `kid`; a new one signs at once where none is left."""
    kept = [key for key in keys if key["use"] != use or (kid is not None and key["kid"] != kid)]
    signing = any(key["use"] == use and key["not_before"] <= now <= key["sign_until"] for key in kept)
    return kept if signing else [_made(use, SINCE_EVER), *kept]


def with_rings(keys: Iterable[Key]) -> list[Key]:
    """The keys, each former one that signed everything standing in every ring, with the life that this use needs; a
    first one for a use that came later."""
    known = [each for key in keys for each in ([key] if "use" in key else _for_each_use(key))]
    return [*known, *(_made(use, SINCE_EVER) for use in USES if use not in {key["use"] for key in known})]


def _for_each_use(former: Key) -> list[Key]:
    kid = code_keys.kid_text(code_keys.from_pem(former["pem"].encode()).kid)
    kept = {"kid": kid, "pem": former["pem"], "not_before": former["not_before"]}
    made = [{"use": use, **kept, "sign_until": OPEN_END, "not_after": OPEN_END} for use in USES]
    if former["not_after"] >= OPEN_END:
        return made
    return [_retired(key, former["not_after"] - _FORMER_OVERLAP) for key in made]


def _retired(key: Key, at: int) -> Key:
    """A key that another follows at `at`; one that was followed before keeps its earlier ends."""
    life = int(LIVES[key["use"]].total_seconds())
    ends = {"sign_until": at, "not_after": at + life + MARGIN}
    return {**key, **{name: min(key[name], end) for name, end in ends.items()}}


def _made(use: Use, not_before: int) -> Key:
    key = code_keys.new_key()
    return {
        "use": use,
        "kid": code_keys.kid_text(key.kid),
        "pem": code_keys.to_pem(key).decode(),
        "not_before": not_before,
        "sign_until": OPEN_END,
        "not_after": OPEN_END,
    }
