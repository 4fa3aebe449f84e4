"""Partners agreed to by two supervisors of the whole country: who they are, what they may say, and their keys.

A partner announces its next key in a message that its current one signs; two put it in force. One alone revokes.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from chalicelib.access.actor import Actor, require_scope
from chalicelib.access.idempotency import Once
from chalicelib.codes.keys import from_jwk
from chalicelib.config import settings
from chalicelib.desk import partners
from chalicelib.desk.partners import GATEWAY, SHARED, PartnerRecord
from chalicelib.errors import Conflict, FieldError, NotFound, invalid
from chalicelib.features.exchange import journal
from chalicelib.features.exchange.journal import MessageRecord
from chalicelib.features.proposals import kinds, proposing, reading
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.instants import stamp
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.listing import Listing

SUPERVISOR = frozenset({"supervisor"})
_SM2_BYTES = 64
_REVIEWED = 1_000


def propose(actor: Actor, told: Mapping[str, Any], reason: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes a partner, or other terms for one that is registered. `told`: as `NewPartner` has it.

    Raises Invalid for keys, addresses and colours that cannot be, Forbidden, Conflict `proposal_open`.
    """
    require_scope(actor, "")
    _check(told)
    record = partners.find(told["id"])
    content = {name: value for name, value in told.items() if name not in SHARED}
    content |= {"version": int(record.version) if record is not None else 0}
    content |= {name: partners.sealed(told["id"], name, told[name], now) for name in SHARED if told.get(name)}

    def write(attempt: Attempt) -> ProposalRecord:
        proposed = proposing.propose(attempt, actor, Wanted(PARTNER, told["id"], content, reason))
        attempt.once(key, proposed.id)
        return proposed

    return reading.view(changing(now, write), actor, now)


def _check(told: Mapping[str, Any]) -> None:
    url = urlsplit(told["base_url"])
    known = url.scheme == "https" or (settings().local and url.scheme == "http")
    if not known or not url.hostname or url.query:
        raise invalid("base_url", "bad_value")
    if told["id"] == settings().exchange_id:
        raise invalid("id", "bad_value")
    if told.get("issuer") == settings().issuer or (told["code_keys"] and not told.get("issuer")):
        raise invalid("issuer", "required" if not told.get("issuer") else "bad_value")
    for number, each in enumerate(told["keys"]):
        check_key(told["id"], told["profile"], each, f"keys.{number}")
    for number, jwk in enumerate(told["code_keys"]):
        _require_p256(jwk, f"code_keys.{number}")
    if told["profile"] == GATEWAY:
        _check_shared(told)


def _check_shared(told: Mapping[str, Any]) -> None:
    missing = [FieldError(name, "required") for name in SHARED if not told.get(name)]
    if missing and partners.find(told["id"]) is None:
        raise invalid(missing[0].field, "required")


def check_key(partner_id: str, profile: str, key: Mapping[str, Any], field: str) -> None:
    """Raises Invalid for a key id that does not begin with its owner's, and for what is no key of the profile."""
    if not key["keyid"].startswith(f"{partner_id}-"):
        raise invalid(f"{field}.keyid", "keyid_of_another")
    if profile == GATEWAY:
        _require_sm2(key["public"], f"{field}.public")
    else:
        _require_p256(key["public"], f"{field}.public")


def _require_p256(jwk: Any, field: str) -> None:
    try:
        from_jwk(jwk if isinstance(jwk, dict) else {})
    except ValueError:
        raise invalid(field, "key_form") from None


def _require_sm2(public: Any, field: str) -> None:
    try:
        good = isinstance(public, str) and len(bytes.fromhex(public)) == _SM2_BYTES
    except ValueError:
        good = False
    if not good:
        raise invalid(field, "key_form")


def _apply(attempt: Attempt, approved: Approved) -> None:
    content, now = approved.content, attempt.now
    told = {name: value for name, value in content.items() if name not in ("id", "keys", "version", *SHARED)}
    record = partners.find(content["id"])
    if int(record.version if record is not None else 0) != content["version"]:
        raise Conflict(None, FieldError("version", "changed_meanwhile"))
    if record is None:
        record = partners.make(content["id"], told, content["keys"], now)
    if dict(record.told).get("mapping") != told["mapping"]:
        record.proven = {}
    record.told = told
    for name in SHARED:
        if content.get(name):
            setattr(record, name, content[name])
    attempt.write(partners.put(record))


def _described(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in SHARED}


def _unchanged(content: Content, now: datetime) -> Iterable[str]:
    """Raises Conflict where the partner was changed since it was proposed."""
    record = partners.find(content.get("id") or content["partner"])
    if int(record.version if record is not None else 0) != content["version"]:
        raise Conflict(None, FieldError("version", "changed_meanwhile"))
    return ()


def _before(content: Content) -> dict[str, Any] | None:
    record = partners.find(content["id"])
    return {"id": record.id, **record.told} if record is not None else None


def _whole_country(content: Content) -> str:
    return ""


PARTNER = kinds.register(
    Kind(
        name="partner",
        proposers=SUPERVISOR,
        approvers=SUPERVISOR,
        region=_whole_country,
        apply=_apply,
        describe=_described,
        check=_unchanged,
        before=_before,
    )
)

# Keys


def announce(partner: PartnerRecord, key: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Notes a partner's next key, said in a message that its current key signed. Raises Invalid, Conflict."""
    check_key(partner.id, partner["profile"], key, "payload")

    def change(attempt: Attempt) -> None:
        record = reached(partner.id)
        known = next((each for each in record.keys if each["keyid"] == key["keyid"]), None)
        if known is not None and known["public"] == key["public"] and known["state"] == partners.NEXT:
            return
        partners.announced(record, key, now)
        attempt.write(partners.put(record))
        ids = {"key": key["keyid"]}
        attempt.audit(Actor(f"partner:{partner.id}", frozenset()), "partner_key.announced", partner.id, **ids)

    changing(now, change)
    return {"keyid": key["keyid"], "state": partners.NEXT}


def turn(actor: Actor, partner_id: str, keyid: str, reason: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes to put an announced key in force. Raises NotFound, Forbidden, Conflict `key_not_announced`."""
    require_scope(actor, "")

    def write(attempt: Attempt) -> ProposalRecord:
        record = reached(partner_id)
        if not any(each["keyid"] == keyid and each["state"] == partners.NEXT for each in record.keys):
            raise Conflict("key_not_announced")
        content = {"partner": partner_id, "keyid": keyid, "version": int(record.version)}
        proposed = proposing.propose(attempt, actor, Wanted(PARTNER_KEY, partner_id, content, reason))
        attempt.once(key, proposed.id)
        return proposed

    return reading.view(changing(now, write), actor, now)


def _turned(attempt: Attempt, approved: Approved) -> None:
    record = reached(approved.content["partner"])
    partners.turned(record, approved.content["keyid"], attempt.now)
    attempt.write(partners.put(record))


PARTNER_KEY = kinds.register(
    Kind(
        name="partner_key",
        proposers=SUPERVISOR,
        approvers=SUPERVISOR,
        region=_whole_country,
        apply=_turned,
        check=_unchanged,
    )
)


def revoke(
    actor: Actor, partner_id: str, keyid: str, since: datetime | None, reason: str, now: datetime
) -> dict[str, Any]:
    """Believes nothing of a key from now on; what it signed `since` then is to be looked through. One person.

    Raises NotFound for no partner or key, Invalid for an instant that is to come, Conflict where it is revoked already.
    """
    require_scope(actor, "")
    if since is not None and since > now:
        raise invalid("since", "in_future")

    def change(attempt: Attempt) -> PartnerRecord:
        record = reached(partner_id)
        try:
            partners.revoked(record, keyid, now, since or now)
        except LookupError:
            raise NotFound() from None
        attempt.write(partners.put(record))
        attempt.audit(actor, "partner_key.revoked", partner_id, reason=reason, key=keyid)
        return record

    changing(now, change)
    doubted = [each for each in journal.since(partner_id, since or now, _REVIEWED) if each.keyid == keyid]
    return {"keyid": keyid, "revoked_at": now, "since": since or now, "to_review": len(doubted)}


# Reading


def reached(partner_id: str) -> PartnerRecord:
    """One read. Raises NotFound."""
    record = partners.find(partner_id)
    if record is None:
        raise NotFound()
    return record


def view(record: PartnerRecord) -> dict[str, Any]:
    """A partner as staff see it: no secret, no private key."""
    keys = [{name: value for name, value in each.items() if name != "public"} for each in record.keys]
    told = {"issuer": None, "form": None} | dict(record.told)
    state = {"silent": record.is_silent, "proven": sorted(record.proven), "keys": keys}
    return {"id": record.id, **told, **state, "registered_at": record.registered_at, "version": int(record.version)}


def messages(
    actor: Actor, partner_id: str, since: datetime, keyid: str | None, limit: int, cursor: str | None
) -> dict[str, Any]:
    """A page of what a partner said from an instant on, the earliest first; by one key alone where it is named.

    A read and a query. Raises NotFound, Forbidden, Invalid for another list's cursor.
    """
    require_scope(actor, "")
    reached(partner_id)
    listing = Listing("partner messages", partner_id, stamp(since), keyid or "")
    found = journal.since(partner_id, since, limit + 1, listing.after(cursor))
    page = listing.answer(found, limit, lambda each: str(each.gsi1sk), _message)
    return page | {"items": [each for each in page["items"] if keyid in (None, each["keyid"])]}


def _message(record: MessageRecord) -> dict[str, Any]:
    names = {"id": record.id, "path": record.path, "sequence": int(record.sequence), "keyid": record.keyid}
    return names | {"at": record.at, "answered": record.answer is not None}
