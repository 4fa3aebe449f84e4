"""Who may approve what, as the screen of staff answers it: the same as the API's kinds of proposals say."""

import re
from pathlib import Path

import app as app_module
from chalicelib.access.actor import DECIDING_ROLES
from chalicelib.features.proposals import kinds

TABLE = Path(__file__).resolve().parent.parent / "web" / "src" / "console" / "screens" / "staff" / "approvers.ts"
_LINE = re.compile(r"^  (\w+): \[([^\]]*)\],$", re.MULTILINE)


def test_the_console_knows_who_approves_each_kind():
    assert app_module.app is not None  # registers every kind
    shown = {kind: set(re.findall(r"'(\w+)'", roles)) for kind, roles in _LINE.findall(TABLE.read_text("utf-8"))}
    assert shown == {kind.name: set(kind.approvers) for kind in kinds.seen_by(DECIDING_ROLES)}
