"""Published rule sets: `RULESET#<number>` with the head `RULESETS`; the first one comes with the program.

A set is written once, and withdrawn at most, before it governs; the head says how many there are. A later one is
published by raising it. The head's own version tells of every change.
"""

import json
from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, VersionAttribute

from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.ruleset_data import builtin_book, parse_ruleset
from chalicelib.store.reading import Key, read_together
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Put, Step

BUILTIN = 1
"""The number of the set that comes with the program."""
_TOGETHER = 100
"""Records of one batch read."""


class RuleSetsHead(EpidemicRecord, discriminator="rulesets_head"):
    """`RULESETS`/`head`: the number of the latest published set; absent while there is only the built-in one."""

    number = NumberAttribute(default=BUILTIN)
    version = VersionAttribute()


class RuleSetRecord(EpidemicRecord, discriminator="ruleset"):
    """`RULESET#<number>`/`ruleset`: a published set. `data` is the JSON of what a file of the built-in one holds."""

    data = UnicodeAttribute()
    withdrawn = BooleanAttribute(default=False)
    """Taken back before it governed."""


def head_key() -> Key:
    """Where the head lies, for a batch read."""
    return RuleSetsHead, "RULESETS", "head"


def number_of(head: RuleSetsHead | None) -> int:
    """The number of the latest set."""
    return int(head.number) if head is not None else BUILTIN


def state_of(head: RuleSetsHead | None) -> int:
    """Which sets are published, as a number that every publication and every withdrawal raises."""
    return int(head.version) if head is not None else 0


def _key(number: int) -> Key:
    return RuleSetRecord, f"RULESET#{number}", "ruleset"


def book_of(number: int) -> RuleBook:
    """The sets up to this number, the built-in one first. A batch read for a hundred others."""
    if number == BUILTIN:
        return builtin_book()
    numbers = range(BUILTIN + 1, number + 1)
    parts = (numbers[first : first + _TOGETHER] for first in range(0, len(numbers), _TOGETHER))
    found: Iterable[RuleSetRecord] = [each for part in parts for each in read_together(map(_key, part))]
    published = [parse_ruleset(json.loads(record.data)) for record in found if not record.withdrawn]
    return RuleBook([*builtin_book().rulesets, *published])


def publish_steps(head: RuleSetsHead | None, data: str) -> list[Step]:
    """The steps that publish a further set; whoever published meanwhile lets them fail."""
    head = head or RuleSetsHead("RULESETS", "head")
    head.number = number_of(head) + 1
    return [Put(head), Put(RuleSetRecord(f"RULESET#{head.number}", "ruleset", data=data), ABSENT)]


def withdraw_steps(head: RuleSetsHead, number: int) -> list[Step]:
    """The steps that take back a set that does not govern yet."""
    (record,) = read_together([_key(number)])
    record.withdrawn = True
    return [Put(head), Put(record, RuleSetRecord.data == record.data)]
