"""Lists in pages: each page ends with a cursor, and the next one begins behind it."""

from collections.abc import Callable, Sequence

from chalicelib.store import cursors, secrets
from chalicelib.store.cursors import Place


class Listing:
    """A list by its scope: what it is of and whose, for example `("photos", "34")`."""

    def __init__(self, *scope: str) -> None:
        self._scope = scope

    def behind(self, cursor: str | None) -> Place | None:
        """The place behind which a page begins; None for the first one. Raises Invalid for a cursor of no such list."""
        return None if cursor is None else cursors.read(_key(), self._scope, cursor)

    def page[T](self, found: Sequence[T], limit: int, place_of: Callable[[T], Place]) -> tuple[list[T], str | None]:
        """The first `limit` of those found, and the cursor of the next page if there is one."""
        shown, last = cursors.page(found, limit, place_of)
        return shown, None if last is None else cursors.seal(_key(), self._scope, last)


def _key() -> bytes:
    return secrets.service()["cursor"].encode()
