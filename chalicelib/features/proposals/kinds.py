"""Kinds of proposals: what each is about, who may propose and approve it, and what it does once two agree.

A feature makes its `Kind` and registers it (docs/decisions/030). Everything else about two people stands here alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.touched_people import Page
from chalicelib.person.changing import Attempt


@dataclass(frozen=True)
class Approved:
    """What a kind's `apply` gets to know: the content, and who proposed and who approved it."""

    proposal_id: str
    content: Content
    proposed_by: str
    approved_by: str
    counted: bool = False
    """Its size was seen: a supervisor agreed with the number of people typed."""


def _nothing(content: Content, now: datetime) -> Iterable[str]:
    return ()


def _nobody(content: Content, now: datetime) -> Touched:
    return Touched()


def _of_nobody(content: Content) -> Iterable[str]:
    return ()


def _as_it_is(content: Content) -> dict[str, Any]:
    return dict(content)


def _always(content: Content) -> bool:
    return True


def _nothing_after(approved: Approved, now: datetime) -> None:
    return None


def _all_of_them(content: Content, people: int) -> int:
    return people


def _no_dry_run(content: Content, oldest: datetime) -> bool:
    return False


def _no_people(content: Content, page: Page) -> dict[str, Any]:
    return {"items": [], "next_cursor": None}


def _replaces_nothing(content: Content) -> dict[str, Any] | None:
    return None


@dataclass(frozen=True)
class Kind:
    """`apply(attempt, approved)` writes what is agreed to, in the transaction that puts the proposal in force.

    `region(content)` is the prefix of region codes that both people's region must cover, "" for the whole country.
    """

    name: str
    proposers: frozenset[str]
    approvers: frozenset[str]
    region: Callable[[Content], str]
    apply: Callable[[Attempt, Approved], None]
    describe: Callable[[Content], dict[str, Any]] = _as_it_is
    """What staff see of the content: nothing sealed, nothing that names somebody."""
    check: Callable[[Content, datetime], Iterable[str]] = _nothing
    """What it needs beside a second person, asked when it is proposed and again at its approval: of `supervisor`,
    `simulation`, `worse`, `cooling`. Raises what the domain says against it, such as Conflict `too_late`."""
    touched: Callable[[Content, datetime], Touched] = _nobody
    documents: Callable[[Content], Iterable[str]] = _of_nobody
    """Hashes of the documents of those whom it is about: nobody decides on their own."""
    takes_two: Callable[[Content], bool] = _always
    """False for content that one person puts in force at once: what makes nobody worse."""
    size: Callable[[Content, int], int] = _all_of_them
    """How many of the people touched count for the breaker: content, people touched → people."""
    dry_run: Callable[[Content, datetime], bool] = _no_dry_run
    """Whether a dry run of this very content was made since an instant, with everybody gone through."""
    after: Callable[[Approved, datetime], None] = _nothing_after
    """What follows once it is in force, such as a message for a queue. A repeated request repeats it."""
    people: Callable[[Content, Page], dict[str, Any]] = _no_people
    """A page of those touched, masked: `{"items", "next_cursor"}`, rows as `touched_people.row` makes them."""
    before: Callable[[Content], dict[str, Any] | None] = _replaces_nothing
    """What is in force of what it would replace, in the form of `describe`; None where there is nothing."""

    @property
    def deciders(self) -> frozenset[str]:
        """The roles that see its proposals: supervisors all of them, because any may become theirs to agree to."""
        return self.proposers | self.approvers | {"supervisor"}


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Makes a kind known. Raises ValueError for a name that another one has."""
    if _KINDS.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"two kinds of proposals are called {kind.name}")
    return kind


def named(name: str) -> Kind:
    """The kind of this name. Raises KeyError for one that no feature registered."""
    return _KINDS[name]


def seen_by(roles: Iterable[str]) -> list[Kind]:
    """The kinds whose proposals somebody with these roles sees."""
    return [kind for kind in _KINDS.values() if not kind.deciders.isdisjoint(roles)]
