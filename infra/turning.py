"""Turning of a stage's secrets, and the end of what strangers know.

    python -m infra.turning rotate STAGE [NAME]
    python -m infra.turning distrust STAGE NAME [--kid KID] [--yes]

NAME is a use of signing keys (health_code, venue_code, revocation_list, audit_heads, ledger) or a value of the
service's secret (access, refresh, otp, device, vapid, cursor, identity, origin). Without one `rotate` turns the
signing keys of all uses.
"""

import argparse
import hashlib
import hmac
import json
import os
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chalicelib.codes.key_set import USES, Use
from chalicelib.signatures import pairs
from infra import distribution, keys, service_values, signing_keys
from infra.home import Home
from infra.service_values import DAY, LEAD

IDENTITY_LEAD = 7 * DAY
"""Time for the real-name service to take in the new value, which it is handed by people."""
LEADS = {"identity": IDENTITY_LEAD, **dict.fromkeys(pairs.NEW, 7 * DAY)}
"""The same for what others have to know before we use it: partners ask for our keys once a day."""


@dataclass(frozen=True)
class Clock:
    """What the time is, in seconds since 1970, and how to let some seconds pass."""

    now: Callable[[], float] = time.time
    wait: Callable[[float], Any] = time.sleep


def rotate(home: Home, name: str, clock: Clock) -> str:
    """Turns one kind of keys or one value without ending anything; what to tell of it. May be repeated at any time."""
    use = _use(name)
    if use:
        return _rotate_signing_keys(home, use, int(clock.now()))
    if name == "origin":
        return _rotate_origin(home, clock)
    return _rotate_value(home, name, int(clock.now()))


def distrust(home: Home, name: str, clock: Clock, kid: str | None = None) -> str:
    """Ends the belief in what strangers know; what to tell of it."""
    use, now = _use(name), int(clock.now())
    if use:
        stored = keys.distrust_signing_keys(_secrets(home), _signing(home), use, now, kid)
        signer = next(each for each in stored if each["use"] == use and each["not_before"] <= now)
        return f"{use}: no longer believed within a minute; key {signer['kid']} signs."
    said = rotate(home, name, clock)
    now = int(clock.now())
    keys.end_former_values(_secrets(home), _service(home), name, now)
    return f"{said} What it followed is believed until {_instant(now + LEAD)}."


def _use(name: str) -> Use | None:
    return next((use for use in USES if use == name), None)


def what_ends(home: Home, name: str) -> str:
    """What the end of all keys of a use, or of a value, would do to people."""
    if name in ("health_code", "venue_code"):
        figures = _figures(home)
        codes, venues = figures["green"] + figures["yellow"] + figures["red"], figures["venues"]
        return {
            "health_code": f"The health codes of {codes} people end. A phone with a network shows a new one by itself;"
            " what was printed or saved must be made anew.",
            "venue_code": f"The posters of {venues} venues end and must be printed anew. Screens go on by themselves.",
        }[name]
    return {
        "revocation_list": "No code and no poster ends. Gates ask for single ended codes until the next list, within"
        " a quarter of an hour.",
        "audit_heads": "Nobody notices. Heads are signed by another key from the next hour on.",
        "ledger": "Statements on deletions that it signed are believed no more; later days have another key.",
        "access": "Nobody is logged out: every page asks for new tokens by itself.",
        "refresh": "Everybody is logged out within a quarter of an hour.",
        "otp": "Login codes that are under way end, and invitations of staff; they are asked for again.",
        "vapid": "Devices get no push messages until somebody turns them on there again; messages go the next way.",
        "device": "Devices that logged in before count as strangers until they log in again.",
        "cursor": "Who is in the middle of a list begins it again.",
        "exchange_p256": "Partners of kangma-1 refuse our messages until they have asked for our keys again.",
        "exchange_sm2": "Partners of gateway-sm refuse our messages until they have the new key.",
        "identity": "Nobody is certified until the real-name service has the new value. What waits is asked again.",
        "origin": "Nothing ends: CloudFront gets the new value first.",
    }[name]


def _rotate_signing_keys(home: Home, use: Use, now: int) -> str:
    stored = keys.turn_signing_keys(_secrets(home), _signing(home), [use], now)
    coming = signing_keys.coming(stored, use, now)
    if coming is None:
        raise LookupError(f"no key of {use} waits")
    former = max(each["not_after"] for each in stored if each["use"] == use and each is not coming)
    start, end = _instant(coming["not_before"]), _instant(former)
    return f"{use}: key {coming['kid']} signs from {start}; what earlier ones sign is believed until {end}."


def _rotate_value(home: Home, name: str, now: int) -> str:
    lead = LEADS.get(name, LEAD) if not home.endpoint else LEAD
    secret = keys.turn_value(_secrets(home), _service(home), name, now, lead)
    said = f"{name}: a new value is used from {_instant(now + lead)}."
    if name != "identity":
        return said
    if home.endpoint:
        _hand_over(home.settings()["IDENTITY_URL"], *service_values.believed(secret, name, now)[:2])
        return f"{said} The local real-name service has it."
    return f"{said} Until then the real-name service must take both it and the former one (docs/operations.md)."


def _rotate_origin(home: Home, clock: Clock) -> str:
    """Both values are believed from the first step until the last one; a command that died goes on where it stopped."""
    name, distribution_id = "origin", home.outputs().get("DistributionId")
    if distribution_id:
        _carry_next(home, distribution_id, clock)
    else:
        keys.turn_value(_secrets(home), _service(home), name, int(clock.now()))
    keys.end_former_values(_secrets(home), _service(home), name, int(clock.now()))
    return f"{name}: a new value is in force{', and CloudFront sends it' if distribution_id else ''}."


def _carry_next(home: Home, distribution_id: str, clock: Clock) -> None:
    """Has CloudFront send the next value as soon as every container believes it."""
    cloudfront, secret = home.client("cloudfront"), keys.stored(_secrets(home), _service(home))
    if distribution.carries(cloudfront, distribution_id, secret["origin"]):
        secret = keys.turn_value(_secrets(home), _service(home), "origin", int(clock.now()))
    now = int(clock.now())
    clock.wait(max(0, service_values.used_from(secret, "origin", now) - now))
    distribution.carry(cloudfront, distribution_id, secret["origin"])


def _hand_over(identity_url: str, new: str, known: str) -> None:
    """Tells the local real-name service the new value, signed with the one that it knows."""
    body, at = json.dumps({"key": new}).encode(), str(int(time.time()))
    signature = hmac.new(known.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Timestamp": at, "X-Signature": signature}
    urllib.request.urlopen(urllib.request.Request(f"{identity_url}/keys", body, headers), timeout=10).close()


def _figures(home: Home) -> Counter[str]:
    """The country's figures as the statistics count them, a minute behind at most."""
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home.environment())
    from chalicelib.features.statistics import counting, records

    return records.of_region(counting.WHOLE, records.NOW, records.NOW).get(records.NOW, Counter())


def _secrets(home: Home) -> Any:
    return home.client("secretsmanager")


def _signing(home: Home) -> str:
    return home.settings()["SIGNING_SECRET"]


def _service(home: Home) -> str:
    return home.settings()["SERVICE_SECRET"]


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.turning")
    commands = parser.add_subparsers(dest="command", required=True)
    names = (*USES, *service_values.LIVES)
    turning, ending = commands.add_parser("rotate"), commands.add_parser("distrust")
    for each in (turning, ending):
        each.add_argument("stage")
    turning.add_argument("name", nargs="?", choices=names)
    ending.add_argument("name", choices=names)
    ending.add_argument("--kid", help="one key of the use alone, as /v1/keys names it")
    ending.add_argument("--yes", action="store_true", help="do not ask")
    return parser.parse_args()


def _main(given: argparse.Namespace) -> None:
    home, clock = keys.home_of(given.stage), Clock()
    if given.command == "rotate":
        for name in [given.name] if given.name else USES:
            print(rotate(home, name, clock))
        return
    print(what_ends(home, given.name))
    if not given.yes and input(f"Type {given.name} to end it on {given.stage}: ").strip() != given.name:
        raise SystemExit("Nothing was changed.")
    print(distrust(home, given.name, clock, given.kid))


if __name__ == "__main__":
    _main(_arguments())
