"""A base is built by parts: each partition of the index is read by itself and kept, so that a run that has no more time
leaves what it read to the next one. Parts lie beside the bodies, under a name that no route and no cache serves."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.codes import revocation_parts
from chalicelib.config import TOKEN_LIFETIME
from chalicelib.features.gates import list_bodies
from chalicelib.instants import stamp
from chalicelib.person import revocations

MayGoOn = Callable[[], bool]
"""Whether there is time for another part."""


def content(until: datetime, may_go_on: MayGoOn) -> bytes | None:
    """The body of the base through `until`; None where the time is over before all parts are there.

    Each call reads one part more at least. A call for each part, two more and a query for one that was not there.
    """
    parts, has_read = list[bytes](), False
    for piece in revocations.pieces(until - TOKEN_LIFETIME, until):
        kept = list_bodies.find(_name(piece, until))
        if kept is None:
            if has_read and not may_go_on():
                return None
            kept, has_read = _read(piece, until), True
        parts.append(kept)
    return revocation_parts.merged(parts)


def _name(piece: str, until: datetime) -> str:
    return f"parts/{stamp(until)}/{piece.replace('#', '-')}"


def _read(piece: str, until: datetime) -> bytes:
    ended = revocations.of_piece(piece, until - TOKEN_LIFETIME, until)
    part = revocation_parts.make(record.code_id for record in ended)
    list_bodies.put(_name(piece, until), part)
    return part
