"""Designations as records: on what ground, by which document, for how long; and whether they were lifted."""

from datetime import date, datetime
from typing import Any, Literal, cast

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.instants import stamp
from chalicelib.scoring.facts import DesignationLifted, DesignationMade
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Put

LONGEST_DAYS = 28


class _OfDocument:
    """Where a designation and a breach stand by the hash of the document."""

    by_document = index("gsi2")
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)

    def place(self, document_hash: str, at: datetime) -> None:
        """Has a record that is about to be written be found by its document."""
        self.gsi2pk, self.gsi2sk = f"DESIGOF#{document_hash}", stamp(at)


class DesignationRecord(_OfDocument, EpidemicRecord, discriminator="designation"):
    """`DESIG#<id>`/`designation`. `told`: colour, ground, document reference, since, days and check-ins."""

    person_id = UnicodeAttribute()
    document_hash = UnicodeAttribute()
    region = UnicodeAttribute()
    told: JSONAttribute = JSONAttribute()
    at = UTCDateTimeAttribute()
    status = UnicodeAttribute(default="in_force")
    """in_force, held (agreed to, and not in effect until the breaker is released), waiting_match (nor until its name
    was compared), other_person (it was, and the number is wrong), ended, wrong."""
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[6:])


class BreachRecord(_OfDocument, EpidemicRecord, discriminator="breach"):
    """`BREACH#<id>`/`breach`: observation that was not kept. `told`: the day, the rule, what shows it."""

    person_id = UnicodeAttribute()
    region = UnicodeAttribute()
    told: JSONAttribute = JSONAttribute()
    at = UTCDateTimeAttribute()


def breach_put(breach_id: str, content: Any, at: datetime) -> Put:
    """The step that writes a breach as it comes in force."""
    record = BreachRecord(f"BREACH#{breach_id}", "breach", told=content["told"], at=at)
    record.person_id, record.region = content["person_id"], content["region"]
    record.place(content["document_hash"], at)
    return Put(record, ABSENT)


def region_of(subject: str) -> str | None:
    """The region of a designation or a breach that is or was in force; None for neither. At most two reads."""
    record = find(subject) or BreachRecord.find(f"BREACH#{subject}", "breach")
    return str(record.region) if record is not None else None


def find(designation_id: str) -> DesignationRecord | None:
    """One read."""
    record: DesignationRecord | None = DesignationRecord.find(f"DESIG#{designation_id}", "designation")
    return record


def put(designation_id: str, content: Any, at: datetime, status: str) -> Put:
    """The step that writes a designation as it comes in force, or is held."""
    names = ("person_id", "document_hash", "region", "told")
    record = DesignationRecord(f"DESIG#{designation_id}", "designation", at=at, status=status)
    for name in names:
        setattr(record, name, content[name])
    record.place(content["document_hash"], at)
    return Put(record, ABSENT)


def of_document(document_hash: str) -> list[EpidemicRecord]:
    """Designations and breaches of a document, whether they had an effect or not. Two queries."""
    models: tuple[Any, ...] = (DesignationRecord, BreachRecord)
    return [each for model in models for each in model.by_document.query(f"DESIGOF#{document_hash}")]


def fact(designation_id: str, told: Any, at: datetime) -> DesignationMade:
    """A designation as the scoring core folds it."""
    since = date.fromisoformat(told["since"]) if told.get("since") else None
    colour = cast(Literal["red", "yellow"], told["colour"])
    terms = {"days": told.get("days"), "checkins": told.get("checkins")}
    return DesignationMade(designation_id, at, colour, since, **terms, ground=str(told["ground"]))


def lifted(record: DesignationRecord, means: str, at: datetime) -> DesignationLifted:
    """Its lifting as the scoring core folds it."""
    how = cast(Literal["ended", "wrong"], means)
    return DesignationLifted(f"{record.id}-lifted", at, record.id, how)
