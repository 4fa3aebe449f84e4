"""A kind of proposal of its own for these tests: a notice that is put up once two agree."""

from dataclasses import dataclass, field

import pytest

from chalicelib.errors import Conflict
from chalicelib.features.proposals import kinds
from chalicelib.features.proposals.content import Touched
from chalicelib.features.proposals.kinds import Kind
from tests.proposals.steps import NOTICE


@dataclass
class Board:
    """What the kind is asked, and what came of it."""

    applied: list = field(default_factory=list)
    needs: set = field(default_factory=set)
    touched: Touched = field(default_factory=Touched)
    about: set = field(default_factory=set)
    too_late: bool = False

    def check(self, content, now):
        if self.too_late:
            raise Conflict("too_late")
        return self.needs


@pytest.fixture
def board(monkeypatch) -> Board:
    board = Board()
    kind = Kind(
        name=NOTICE,
        proposers=frozenset({"epidemiologist"}),
        approvers=frozenset({"epidemiologist", "supervisor"}),
        region=lambda content: content["region"],
        apply=lambda attempt, approved: board.applied.append(approved),
        check=board.check,
        touched=lambda content, now: board.touched,
        documents=lambda content: board.about,
        takes_two=lambda content: not content.get("harmless", False),
    )
    monkeypatch.setitem(kinds._KINDS, NOTICE, kind)
    return board
