"""Registers the seeded partners: `python -m local.partner_records`, reading what `partner_seeds` makes.

A process of its own, because the service reads its settings once. Elsewhere two supervisors agree to a partner; here
there is nobody to ask. One that is registered already stays as it is, but for its address.
"""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from chalicelib.desk import partners
from chalicelib.store.transactions import transact


def register(partner: dict[str, Any], now: datetime) -> None:
    """Writes one partner."""
    record = partners.find(partner["id"])
    if record is None:
        record = partners.make(partner["id"], partner["told"], partner["keys"], now)
        for name, value in partner["shared"].items():
            setattr(record, name, partners.sealed(partner["id"], name, value, now))
        said = set(partner["told"]["mapping"].values()) & set(partners.TOLD_COLOURS)
        record.proven = {colour: now.isoformat() for colour in said} if partner["proven"] else {}
    elif record["base_url"] == partner["told"]["base_url"]:
        return
    record.told = dict(record.told) | {"base_url": partner["told"]["base_url"]}
    transact([partners.put(record)])


if __name__ == "__main__":
    for each in json.load(sys.stdin):
        register(each, datetime.now(UTC))
