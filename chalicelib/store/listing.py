"""Lists in pages: each page ends with a cursor, and the next one begins behind it."""

from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.store import cursors, secrets
from chalicelib.store.cursors import Place


class Listing:
    """A list by its scope: what it is of and whose, for example `("photos", "34")`."""

    def __init__(self, *scope: str) -> None:
        self._scope = scope

    def behind(self, cursor: str | None) -> Place | None:
        """The place behind which a page begins; None for the first one. Raises Invalid for a cursor of no such list."""
        return None if cursor is None else cursors.read(secrets.believed("cursor"), self._scope, cursor)

    def page[T](self, found: Sequence[T], limit: int, place_of: Callable[[T], Place]) -> tuple[list[T], str | None]:
        """The first `limit` of those found, and the cursor of the next page if there is one."""
        shown, last = cursors.page(found, limit, place_of)
        return shown, None if last is None else cursors.seal(secrets.current("cursor"), self._scope, last)

    def after(self, cursor: str | None) -> str | None:
        """The same of a list with one sort key."""
        place = self.behind(cursor)
        return place[0] if place else None

    def answer[T](
        self, found: Sequence[T], limit: int, key_of: Callable[[T], str], view: Callable[[T], Any]
    ) -> dict[str, Any]:
        """A page as it is answered, each record by its `view`; `found` has one more than `limit` where more follow."""
        shown, more = self.page(found, limit, lambda record: (key_of(record),))
        return {"items": [view(record) for record in shown], "next_cursor": more}
