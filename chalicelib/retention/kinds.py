"""The kinds of what is kept, as data: which records, for how many days, from which of their instants on, and how each
goes (epidemic.md §8, settled.md 57). What `GET /v1/retention` shows and what the job does is read from here alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Way = Literal["job", "expiry", "bucket"]
"""How it goes: by the daily job with an entry in the ledger; by the table's own expiry; by a rule of its bucket."""
Table = Literal["people", "accounts", "epidemic", "operations", "venues"]
Rests = Literal["holds", "people", "history", "nothing"]
"""What may rest on a record, so that it stays: open holds, appeals and proposals of its document's person; people on
its account; what the person's colour follows from; nothing."""


@dataclass(frozen=True)
class Kind:
    """`since`: the record's instants of which the first that it has counts; without any it is still open, and is looked
    at again from `opened` on. `told`: days before it goes at which whoever it is of is told. `part`: only a part of the
    record goes."""

    name: str
    days: int
    way: Way = "job"
    table: Table = "people"
    records: tuple[str, ...] = ()
    since: tuple[str, ...] = ("at",)
    opened: str = "at"
    rests: Rests = "nothing"
    told: int = 0
    part: bool = False


PEOPLE = "people_without_declarations"
KINDS: tuple[Kind, ...] = (
    Kind("declarations", 60, records=("declaration", "annulment"), rests="history"),
    Kind("evidence", 40, records=("evidence",), rests="history"),
    Kind("facts_of_documents", 60, records=("known", "kept"), since=(), rests="holds"),
    Kind("case_identities", 90, table="epidemic", records=("case",), since=("changed_at",), opened="opened_at"),
    Kind("cases", 1_095, table="epidemic", since=("changed_at",), opened="opened_at"),
    Kind("contacts", 40, table="epidemic", records=("contact",), rests="holds"),
    Kind("designations", 40, table="epidemic", records=("designation", "breach"), rests="holds"),
    Kind("violations", 365, table="epidemic", records=("violation",), since=("withdrawn_at", "reported_at")),
    Kind("partner_facts", 40, table="operations", records=("partner_fact",), rests="holds"),
    Kind("partner_cases", 90, table="operations", rests="holds"),
    Kind("appeals", 90, records=("appeal",), since=("decided_at",)),
    Kind("recoveries", 90, table="accounts", records=("recovery",), since=("decided_at",), opened="requested_at"),
    Kind("messages", 60, table="accounts", records=("message",)),
    Kind(
        "accounts_without_people",
        90,
        table="accounts",
        records=("account",),
        since=("created_at",),
        opened="created_at",
        rests="people",
    ),
    Kind(
        PEOPLE,
        180,
        records=("profile",),
        since=(),
        opened="created_at",
        rests="holds",
        told=14,
    ),
    Kind("interrupted_erasures", 0, table="accounts", records=("leaving",)),
    Kind("trips", 30, records=("state",), since=(), part=True),
    Kind(
        "proposals_not_in_force",
        14,
        table="operations",
        records=("proposal",),
        since=("decided_at", "expires_at"),
        opened="proposed_at",
    ),
    Kind("proposals_in_force", 1_095, table="operations", since=("decided_at",), opened="proposed_at"),
    Kind("visits", 30, way="expiry", table="venues"),
    Kind("gate_checks", 4, way="expiry", table="operations"),
    Kind("revocations", 5, way="expiry", table="operations"),
    Kind("prior_registrations", 180, way="expiry"),
    Kind("name_matches", 180, way="expiry", table="epidemic"),
    Kind("eased", 60, way="expiry", table="operations"),
    Kind("partner_messages", 30, way="expiry", table="operations"),
    Kind("partner_journal", 365, way="expiry", table="operations"),
    Kind("campaign_failures", 40, way="expiry", table="operations"),
    Kind("staff_pairs", 1_095, way="expiry", table="operations"),
    Kind("staff_alarms", 1_095, way="expiry", table="operations", since=("closed_at",)),
    Kind("sessions", 90, way="expiry", table="accounts"),
    Kind("photos", 90, way="bucket"),
    Kind("import_files", 7, way="bucket"),
    Kind("export_files", 1, way="bucket"),
    Kind("audit", 1_095, way="bucket"),
)
"""Statistics are kept for ever: they hold no person, and no group under ten (`features/statistics`)."""

BY_NAME: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in KINDS})
_BY_RECORD = MappingProxyType({record: kind for kind in KINDS for record in kind.records})
CANARY = "canary"
"""The kind of record that nobody's life stands in, put down to be seen to go (`features/retention/canaries.py`)."""
JOB_KINDS = tuple(kind for kind in KINDS if kind.way == "job")
IN_TABLES = tuple(kind for kind in KINDS if kind.way != "bucket")
SHARDS, LOCAL_SHARDS = 32, 2
"""Shards of a day in each table's index. Raised only: whoever reads a day asks the shards of now, and the monthly
inventory finds what lies elsewhere."""
ERASURE_CHECKS_PER_DAY = 3
LOOKED_AT_AGAIN = 7
"""Days after which what stayed, because something rests on it, is looked at again."""
LATE: Mapping[Way, int] = MappingProxyType({"job": 1, "expiry": 3, "bucket": 2})
"""Days that it may take to go once its day has come. The job has a day. An expiry is written a day late
(`store.tables.ttl`), and DynamoDB deletes "within a few days"; until then it is compared with now and counts no more.
S3 rounds a rule's day up to the next midnight (UTC), and removes what is over then within about a day."""


def of_record(name: str) -> Kind | None:
    """The kind of a record by the name of its class in the store; None for what does not go by the job."""
    return _BY_RECORD.get(name)
