"""COSE_Sign1 (RFC 9052) with ES256, as much of it as a health code needs: signing, taking apart, verifying."""

from typing import Any, Final, NamedTuple

from chalicelib.codes import cbor
from chalicelib.codes.keys import ES256, CodeKey

_SIGNATURE_FRAME: Final = b"\x84\x6aSignature1"
_TAG_AND_LIST: Final = b"\xd2\x84"
# Every token of ours begins so: tag 18, four parts, thirteen bytes of header {1: -7, 4: eight bytes of kid}.
_OURS: Final = b"\xd2\x84\x4d\xa2\x01\x26\x04\x48"
_SIGNATURE_HEAD: Final = b"\x58\x40"
_LENGTH_AT: Final = 18
# COSE_Sign1, and CWT around it, which some issuers add.
_TAGS: Final = frozenset((18, 61))


class Sign1(NamedTuple):
    """A COSE_Sign1 taken apart, nothing verified. `kid` is empty if no protected header names a key."""

    protected: bytes
    payload: bytes
    signature: bytes
    kid: bytes
    algorithm: Any


def sign(payload: bytes, key: CodeKey) -> bytes:
    """The tagged COSE_Sign1 of `payload`, with all its headers protected."""
    protected, body = _string(key.protected), _string(payload)
    signature = key.sign(_signed_bytes(protected, body))
    return b"".join((_TAG_AND_LIST, protected, b"\xa0", body, _SIGNATURE_HEAD, signature))


def take_apart(data: bytes) -> Sign1:
    """Raises ValueError for what is no COSE_Sign1; other issuers' framings are read too, to tell what they are."""
    return _our_own(data) or _any(data)


def is_signed(message: Sign1, key: CodeKey) -> bool:
    """Whether `key` signed the message, with the algorithm that the message names."""
    if message.algorithm != ES256:
        return False
    return key.verify(_signed_bytes(_string(message.protected), _string(message.payload)), message.signature)


def _our_own(data: bytes) -> Sign1 | None:
    """The usual case without a general reader, which would take five times as long; None if it is another."""
    if not data.startswith(_OURS) or data[16:_LENGTH_AT] != b"\xa0\x58" or len(data) <= _LENGTH_AT:
        return None
    end = 19 + data[_LENGTH_AT]
    if len(data) != end + 66 or data[end : end + 2] != _SIGNATURE_HEAD:
        return None
    return Sign1(data[3:16], data[19:end], data[end + 2 :], data[8:16], ES256)


def _any(data: bytes) -> Sign1:
    item = cbor.read(data)
    tags = []
    while type(item) is cbor.Tagged:
        tags.append(item.tag)
        item = item.content
    if not (type(item) is list and len(item) == 4 and _TAGS.issuperset(tags)):
        raise ValueError("no COSE_Sign1")
    protected, unprotected, payload, signature = item
    if not type(protected) is type(payload) is type(signature) is bytes:
        raise ValueError("no COSE_Sign1")
    # Only a header that the signature covers names a key, and in our tokens there is no other.
    header = cbor.read(protected) if tags == [18] and unprotected == {} else None
    if type(header) is not dict or type(header.get(4)) is not bytes:
        return Sign1(protected, payload, signature, b"", None)
    return Sign1(protected, payload, signature, header[4], header.get(1))


def _signed_bytes(protected: bytes, body: bytes) -> bytes:
    """The Sig_structure of RFC 9052, section 4.4, of two CBOR strings."""
    return b"".join((_SIGNATURE_FRAME, protected, b"\x40", body))


def _string(content: bytes) -> bytes:
    """`content` as a CBOR byte string."""
    length = len(content)
    if length < 24:
        return bytes((0x40 + length,)) + content
    return (bytes((0x58, length)) if length < 256 else b"\x59" + length.to_bytes(2)) + content
