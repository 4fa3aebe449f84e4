"""A file that a partner is going to upload, as its message names it."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.features.exchange.shapes import Head
from chalicelib.http.shapes import Line, Shape


class SignedFile(Shape):
    """`sha256`: of the file's bytes, in hex; another file is not read. `origin`: where it is from, in words."""

    kind: Literal["cases", "contacts", "travel"]
    format: Literal["csv", "xlsx", "jsonl"]
    origin: Line
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FileMessage(Shape):
    message: Head
    payload: SignedFile
