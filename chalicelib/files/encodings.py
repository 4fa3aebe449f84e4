"""The encoding of a file, in strict order: UTF-8 with or without a mark, UTF-16 by its mark, GB18030 with or without.

An encoding is named with its mark, so that a file that is made of another one has the same: utf-8, utf-8-sig, utf-16
(its bytes as Windows orders them), utf-16-be, gb18030, gb18030-sig.

The whole file is read, a block at a time: an encoding that fails at the last byte is not the file's.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from chalicelib.files.unreadable import UnreadableFile

_BLOCK: Final = 1 << 20
_MARKS: Final = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "gb18030-sig": "\ufeff".encode("gb18030"),
}
_CODECS: Final = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "gb18030-sig": "gb18030"}
_THREE_BYTES: Final = re.compile("[\u0800-\uffff]")
_SURELY_UTF8: Final = 8
"""So many letters of three bytes each that are valid UTF-8 are not GB18030 by chance: what breaks then is the file."""


@dataclass(frozen=True)
class _Broken:
    """At which byte decoding failed, whether the file was over then, and the letters of three bytes before it."""

    byte: int
    at_the_end: bool
    letters: int


def mark_of(encoding: str) -> bytes:
    """What stands before the first letter; nothing in most."""
    return _MARKS.get(encoding, b"")


def codec_of(encoding: str) -> str:
    """Python's codec for what stands behind the mark."""
    return _CODECS.get(encoding, encoding)


def detect(opened: Callable[[], BinaryIO]) -> str:
    """The encoding. `opened()` gives the file from its beginning.

    Raises UnreadableFile `encoding` with the byte at which it broke, the first being 0.
    """
    with opened() as file:
        start = file.read(4)
    for encoding, mark in _MARKS.items():
        if start.startswith(mark):
            return _required(encoding, opened)
    broken = _decoded("utf-8", opened)
    if broken is None:
        return "utf-8"
    if broken.letters >= _SURELY_UTF8 or (broken.at_the_end and broken.letters):
        raise UnreadableFile("encoding", byte=broken.byte, encoding="utf-8")
    return _required("gb18030", opened)


def _required(encoding: str, opened: Callable[[], BinaryIO]) -> str:
    broken = _decoded(codec_of(encoding), opened)
    if broken is not None:
        raise UnreadableFile("encoding", byte=broken.byte, encoding=encoding)
    return encoding


def _decoded(codec: str, opened: Callable[[], BinaryIO]) -> _Broken | None:
    """None for a file that can be decoded to its last byte."""
    decoder, done, letters = codecs.getincrementaldecoder(codec)(), 0, 0
    with opened() as file:
        for block in _blocks(file):
            kept = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, not block)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(codec, "ignore")
                return _Broken(done - kept + error.start, not block, letters + len(_THREE_BYTES.findall(before)))
            letters += len(_THREE_BYTES.findall(text)) if letters < _SURELY_UTF8 else 0
            done += len(block)
    return None


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """The file's blocks, and an empty one that says that it is over."""
    while block := file.read(_BLOCK):
        yield block
    yield b""
