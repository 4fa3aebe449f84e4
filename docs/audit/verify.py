#!/usr/bin/env python3
"""Verifies the audit from copies of its bucket alone. Python 3.11 or newer and `cryptography`; nothing of Kangma.

    aws s3 sync s3://BUCKET bucket
    aws s3api list-object-versions --bucket BUCKET --output json > versions.json
    python verify.py bucket --versions versions.json [--head NOTED.cose …] [--keys keys.json]

`--versions`: whether anything was written twice or deleted, which the copies do not show. `--head`: statements that
somebody noted (`statement` of GET /v1/audit/heads, as text or bytes). `--keys`: GET /v1/keys, beside those in the
bucket. `--export FILE`: an auditor's export instead of a bucket. Says what it found; ends with 1 for anything amiss.
The forms that it reads are described in README.md beside it.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

START = "0" * 64
KEPT = timedelta(days=1095)
LATE = timedelta(days=4)
"""How long an object is locked, and within how many days it goes then."""
PART = re.compile(r"audit/(\d{3})/(\d{12})-(\d{12})\.jsonl\Z")
HEADS_CLAIM = -65802


class Audit:
    """Of each chain the entries that were found, by number: the hash, the one it names, when; and what is amiss."""

    def __init__(self):
        self.chains = {}
        self.amiss = []
        self.newest = 0

    def add(self, line, where):
        """Takes an entry in; its chain and number. One that lies in several objects must be the same in each."""
        try:
            chain, number, previous, *_, millis = json.loads(line)
            place, at = (int(chain.removeprefix("AUDIT#")), number), int(millis)
        except (ValueError, TypeError, AttributeError):
            return self.amiss.append(f"{where}: a line that is no entry")
        entry, self.newest = (hashlib.sha256(line).digest(), previous, at), max(self.newest, at)
        if self.chains.setdefault(place[0], {}).setdefault(number, entry) != entry:
            self.amiss.append(f"chain {place[0]}, entry {number}: two different ones ({where})")
        return place

    def hash_of(self, chain, number):
        """The hash of an entry; the start of a chain before the first, None where it is not there."""
        if number == 0:
            return START
        found = self.chains.get(chain, {}).get(number)
        return found[0].hex() if found else None

    def begins(self, chain, number, heads):
        """Whether a chain's first entry may be this one: those before are over, by its age or by that of the first
        head that names the one before it."""
        _, before, at = self.chains[chain][number]
        return self.may_have_gone(min(at, heads.get((chain, number - 1, before), at)))

    def may_have_gone(self, millis):
        """Whether what came at an instant may have gone by now: by what came last, and by the clock."""
        last = min(self.newest, datetime.now(UTC).timestamp() * 1000)
        return timedelta(milliseconds=last - millis) >= KEPT - LATE


def read_bucket(audit, folder):
    """Every object with entries: its name says which it holds, and it holds exactly those."""
    for path in sorted(folder.glob("audit/*/*")):
        key = path.relative_to(folder).as_posix()
        named = PART.match(key)
        if not named:
            audit.amiss.append(f"{key}: no name of ours")
            continue
        chain, first, last = map(int, named.groups())
        held = [audit.add(line, key) for line in path.read_bytes().split(b"\n") if line]
        if held != [(chain, number) for number in range(first, last + 1)]:
            audit.amiss.append(f"{key}: holds other entries than its name says")


def check_chains(audit, heads, whole):
    """Each entry names the hash of the one before it. A chain may begin later where its older part is over."""
    for chain, entries in sorted(audit.chains.items()):
        numbers = sorted(entries)
        for number in numbers:
            before, previous = audit.hash_of(chain, number - 1), entries[number][1]
            if before is None and whole and not (number == numbers[0] and audit.begins(chain, number, heads)):
                audit.amiss.append(f"chain {chain}: nothing before entry {number}")
            elif before is not None and before != previous:
                audit.amiss.append(f"chain {chain}, entry {number}: does not follow the one before it")
        print(f"chain {chain}: entries {numbers[0]} to {numbers[-1]}, head {audit.hash_of(chain, numbers[-1])}")


def check_heads(audit, statements, keys):
    """Every signed head must be the entry that is there. Returns them as {(chain, number, hash): the first hour}."""
    heads, named = {}, []
    for where, signed in statements:
        try:
            claims = read_statement(signed, keys)
            hour = int(claims[HEADS_CLAIM][0]) * 1000
            said = [(chain, number, digest.hex()) for chain, number, digest in claims[HEADS_CLAIM][1]]
        except (ValueError, KeyError, TypeError, IndexError) as wrong:
            audit.amiss.append(f"{where}: {wrong or type(wrong).__name__}")
            continue
        audit.newest = max(audit.newest, hour)
        heads.update((each, min(hour, heads.get(each, hour))) for each in said)
        named += [(where, *each) for each in said]
    for where, chain, number, digest in named:
        found = audit.hash_of(chain, number)
        if found is None and not went(audit, heads, chain, number):
            audit.amiss.append(f"{where}: entry {number} of chain {chain} is missing")
        elif found not in (None, digest):
            audit.amiss.append(f"{where}: entry {number} of chain {chain} is another one")
    return heads


def went(audit, heads, chain, number):
    """Whether an entry is of a chain's older part, which is over and gone."""
    first = min(audit.chains.get(chain, {}), default=0)
    return number < first and audit.begins(chain, first, heads)


def read_statement(signed, keys):
    """The claims of a COSE_Sign1 (RFC 9052) whose signature one of the keys made. Raises ValueError."""
    (protected, _, payload, signature), rest = read_cbor(signed)
    header, _ = read_cbor(protected)
    if rest or header.get(1) != -7 or header.get(4) not in keys:
        raise ValueError("signed by no key that is known")
    covered = b"\x84" + text("Signature1") + string(protected) + string(b"") + string(payload)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    try:
        keys[header[4]].verify(encode_dss_signature(r, s), covered, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise ValueError("the signature is wrong") from None
    return read_cbor(payload)[0]


def read_cbor(data):
    """The first item of CBOR (RFC 8949) and what follows it: as much of it as statements have."""
    kind, size, data = data[0] >> 5, data[0] & 31, data[1:]
    if size >= 24:
        if size > 27:
            raise ValueError("CBOR of another kind")
        length = 1 << size - 24
        size, data = int.from_bytes(data[:length], "big"), data[length:]
    if kind == 0:
        return size, data
    if kind == 1:
        return -1 - size, data
    if kind in (2, 3):
        return (data[:size] if kind == 2 else data[:size].decode()), data[size:]
    if kind == 6:
        return read_cbor(data)
    if kind not in (4, 5):
        raise ValueError("CBOR of another kind")
    items = []
    for _ in range(size * (kind - 3)):
        item, data = read_cbor(data)
        items.append(item)
    return (items if kind == 4 else dict(zip(items[::2], items[1::2], strict=True))), data


def string(content, kind=2):
    """A CBOR byte string."""
    size = len(content)
    if size < 24:
        return bytes([kind << 5 | size]) + content
    length = 1 if size < 256 else 2 if size < 65536 else 4
    return bytes([kind << 5 | 23 + length.bit_length()]) + size.to_bytes(length, "big") + content


def text(content):
    """A CBOR text string."""
    return string(content.encode(), 3)


def read_keys(documents):
    """Public keys (RFC 7517) by their identifier, of those that sign heads."""
    keys = {}
    for document in documents:
        for jwk in document.get("keys", [document]):
            if jwk.get("kangma_use") == "audit_heads":
                x, y = (int.from_bytes(decoded(jwk[name]), "big") for name in "xy")
                keys[decoded(jwk["kid"])] = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    return keys


def decoded(written):
    """Base64url without padding."""
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


def read_head(path):
    """A statement that was noted, as bytes or as text."""
    content = Path(path).read_bytes()
    return content if content[:1] == b"\xd2" else decoded(content.decode().strip().strip('"'))


def check_versions(audit, path, folder):
    """In a bucket that nobody touched each object was written once, nothing was deleted before it was over, and all of
    it was copied."""
    listed = json.loads(Path(path).read_text() or "{}")
    versions, marked = listed.get("Versions") or [], listed.get("DeleteMarkers") or []
    over = {each["Key"] for each in marked if is_over(each, versions)}
    audit.amiss += [f"{each['Key']}: was deleted; fetch its versions" for each in marked if each["Key"] not in over]
    for key, times in sorted(Counter(each["Key"] for each in versions).items()):
        if times > 1:
            audit.amiss.append(f"{key}: was written {times} times; fetch its versions")
        if key not in over and not (folder / key).exists():
            audit.amiss.append(f"{key}: is not among the copies")


def is_over(marker, versions):
    """Whether an object was deleted after its lock only: of one that is locked some version is always left."""
    written = [instant(each) for each in versions if each["Key"] == marker["Key"]]
    return all(instant(marker) - each >= KEPT for each in written)


def instant(listed):
    """When a version or a marker was written; where the list does not say, just now."""
    said = listed.get("LastModified")
    return datetime.fromisoformat(said) if said else datetime.now(UTC)


def main(arguments=None):
    """0 where nothing is amiss, else 1."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--versions")
    asked.add_argument("--head", action="append", default=[])
    asked.add_argument("--keys", action="append", default=[])
    asked.add_argument("--export", type=Path)
    given = asked.parse_args(arguments)
    if (given.folder is None) == (given.export is None):
        asked.error("a folder with the bucket's copies, or --export FILE")
    audit, folder = Audit(), given.folder
    kept = sorted(folder.glob("keys/*.json")) if folder else []
    keys = read_keys(json.loads(Path(each).read_text()) for each in [*kept, *given.keys])
    statements = (
        [(each.as_posix(), each.read_bytes()) for each in sorted(folder.glob("heads/*.cose"))] if folder else []
    )
    statements += [(each, read_head(each)) for each in given.head]
    if folder:
        read_bucket(audit, folder)
    else:
        for line in filter(None, given.export.read_bytes().split(b"\n")):
            audit.add(line, given.export.name)
    if given.versions:
        check_versions(audit, given.versions, folder)
    elif folder:
        print("Without --versions: whether an object was hidden or written over is not looked at.")
    check_chains(audit, check_heads(audit, statements, keys), whole=folder is not None)
    print(f"{sum(map(len, audit.chains.values()))} entries, {len(statements)} statements of heads, {len(keys)} keys.")
    print(*(audit.amiss or ["Nothing is amiss."]), sep="\n")
    return 1 if audit.amiss else 0


if __name__ == "__main__":
    sys.exit(main())
