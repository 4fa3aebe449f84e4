"""Copies what the audit has and its bucket lacks: docs/playbooks/audit.md; once after the release that has it.

    python -m infra.archive_audit STAGE

Says of each chain how many entries were copied, and whose numbers lack in the table too. Safe to repeat.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from infra.keys import home_of


@dataclass
class Made:
    """Of one chain: how many entries were copied, and the numbers that are nowhere."""

    shard: int
    copied: int = 0
    lost: list[int] = field(default_factory=list)

    def line(self) -> str:
        lost = f"; lost: {', '.join(map(str, self.lost))}" if self.lost else ""
        return f"chain {self.shard}: {self.copied} copied{lost}"


def complete() -> Iterator[Made]:
    """Each chain, once what it has lies in the bucket. A query and a list for a thousand entries."""
    from chalicelib.config import settings

    for shard in range(settings().audit_shards):
        yield _completed(shard)


def _completed(shard: int) -> Made:
    from chalicelib.desk import audit
    from chalicelib.features.auditing import archiving
    from chalicelib.store import audit_bucket as bucket

    made, held = Made(shard), [(part.first, part.last) for part in bucket.parts(shard, 0)]
    after, expected = 0, _first(shard)
    while entries := audit.chain(shard, after, bucket.AT_ONCE):
        after = int(entries[-1].number)
        known = {n for first, last in held for n in range(max(first, expected), min(last, after) + 1)}
        numbers = {int(each.number) for each in entries}
        made.lost += [n for n in range(expected, after + 1) if n not in numbers and n not in known]
        lacking = [each for each in entries if int(each.number) not in known]
        made.copied += archiving.store(lacking).entries if lacking else 0
        expected = after + 1
    return made


def _first(shard: int) -> int:
    """The number with which a chain begins in the table: more than 1 once its older part is over."""
    from chalicelib.desk import audit

    begin = next(iter(audit.chain(shard, limit=1)), None)
    return int(begin.number) if begin and audit.may_begin(begin, datetime.now(UTC)) else 1


def main(stage: str) -> None:
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home_of(stage).environment())
    for made in complete():
        print(made.line())


if __name__ == "__main__":
    main(*sys.argv[1:])
