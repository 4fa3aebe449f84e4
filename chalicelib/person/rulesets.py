"""Published rule sets: `RULESET#<number>` with the head `RULESETS`; the first one comes with the program.

A set is written once and never changed; the head says how many there are. A later one is published by raising it.
"""

import json
from collections.abc import Iterable

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, VersionAttribute

from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.ruleset_data import builtin_book, parse_ruleset
from chalicelib.store.reading import Key, read_together
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Put, Step

BUILTIN = 1
"""The number of the set that comes with the program."""


class RuleSetsHead(EpidemicRecord, discriminator="rulesets_head"):
    """`RULESETS`/`head`: the number of the latest published set; absent while there is only the built-in one."""

    number = NumberAttribute(default=BUILTIN)
    version = VersionAttribute()


class RuleSetRecord(EpidemicRecord, discriminator="ruleset"):
    """`RULESET#<number>`/`ruleset`: a published set. `data` is the JSON of what a file of the built-in one holds."""

    data = UnicodeAttribute()


def head_key() -> Key:
    """Where the head lies, for a batch read."""
    return RuleSetsHead, "RULESETS", "head"


def number_of(head: RuleSetsHead | None) -> int:
    """The number of the latest set."""
    return int(head.number) if head is not None else BUILTIN


def _key(number: int) -> Key:
    return RuleSetRecord, f"RULESET#{number}", "ruleset"


def book_of(number: int) -> RuleBook:
    """The sets up to this number, the built-in one first. One batch read where there are others."""
    if number == BUILTIN:
        return builtin_book()
    found: Iterable[RuleSetRecord] = read_together(_key(each) for each in range(BUILTIN + 1, number + 1))
    published = [parse_ruleset(json.loads(record.data)) for record in found]
    return RuleBook([*builtin_book().rulesets, *published])


def publish_steps(head: RuleSetsHead | None, data: str) -> list[Step]:
    """The steps that publish a further set; whoever published meanwhile lets them fail."""
    head = head or RuleSetsHead("RULESETS", "head")
    head.number = number_of(head) + 1
    return [Put(head), Put(RuleSetRecord(f"RULESET#{head.number}", "ruleset", data=data), ABSENT)]
