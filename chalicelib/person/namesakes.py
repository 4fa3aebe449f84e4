"""Index of namesakes: who shares a name and a day of birth, so that one person holds no two codes.

Whoever applies writes their place in it with their record. The one record of a place is what two requests of one
person meet at, however close they come: the later one is decided anew and finds the earlier.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pynamodb.attributes import UnicodeSetAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.errors import Conflict
from chalicelib.identity import namesakes
from chalicelib.identity.documents import Document
from chalicelib.person import records
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import secrets, vault
from chalicelib.store.reading import read_together
from chalicelib.store.tables import PersonRecord
from chalicelib.store.transactions import Change

_MOST = 40
"""How many of a place are looked at: two records each in one batch read."""


class NamesakesRecord(PersonRecord, discriminator="namesakes"):
    """`NAMESAKE#<hash>`/`namesakes`: ids of the people of one place, mainland residents apart from all others."""

    residents = UnicodeSetAttribute(null=True)
    others = UnicodeSetAttribute(null=True)


class ComparedRecord(PersonRecord, discriminator="compared"):
    """`COMPARED#<hash>`/`compared`: two documents that staff found to be two people's: never asked again."""


class Beside(Conflict):
    """There is somebody at the place who may be the same person."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is: a name as checked, the day of birth, the sex if it is known, the document."""

    name: str
    born: date
    sex: str | None
    document_hash: str
    is_resident: bool

    @property
    def place(self) -> str:
        """The keyed hash under which namesakes are found."""
        return secrets.lookup_hash("namesake", namesakes.place(self.name, self.born))


@dataclass(frozen=True)
class Namesake:
    """Somebody who may be the same person."""

    profile: ProfileRecord
    state: StateRecord


def identity_of(profile: ProfileRecord, name: str | None = None) -> Identity | None:
    """Who a record is of, or will be by another name.

    None where no day of birth is known, as with old cards of foreign residents.
    """
    born = profile.details.get("birth_date")
    if born is None:
        return None
    return Identity(
        name=name or vault.unseal(profile.pk[2:], "name", profile.name),
        born=date.fromisoformat(born),
        sex=profile.details.get("sex"),
        document_hash=profile.document_hash,
        is_resident=profile.document_type == "id_card",
    )


def identity_with(profile: ProfileRecord, document: Document, document_hash: str) -> Identity | None:
    """Who a record will be of once it has another document."""
    typed = profile.details.get("birth_date")
    born = document.birth_date or (date.fromisoformat(typed) if typed else None)
    name = vault.unseal(profile.pk[2:], "name", profile.name)
    sex = document.sex or profile.details.get("sex")
    return Identity(name, born, sex, document_hash, document.is_resident) if born else None


def at(place: str) -> NamesakesRecord:
    """Who is at a place: an empty record where nobody is. One read."""
    found: NamesakesRecord | None = NamesakesRecord.find(f"NAMESAKE#{place}", "namesakes")
    return found or NamesakesRecord(f"NAMESAKE#{place}", "namesakes")


def alone_step(who: Identity, person_id: str) -> Change:
    """The step by which a mainland resident takes a place where nobody else but such residents is. No read before.

    Beside where there is somebody else, who is to be looked at.
    """
    record = NamesakesRecord(f"NAMESAKE#{who.place}", "namesakes")
    nobody_else = NamesakesRecord.others.does_not_exist()
    return Change(record, (NamesakesRecord.residents.add({person_id}),), nobody_else, Beside())


def beside_step(there: NamesakesRecord, who: Identity, person_id: str) -> Change:
    """The step by which somebody takes a place beside those who were read there, if they are still all."""
    unchanged = _as_read(NamesakesRecord.others, there.others)
    if who.is_resident:
        return Change(there, (NamesakesRecord.residents.add({person_id}),), unchanged)
    unchanged = unchanged & _as_read(NamesakesRecord.residents, there.residents)
    return Change(there, (NamesakesRecord.others.add({person_id}),), unchanged)


def _as_read(attribute: Any, ids: set[str] | None) -> Condition:
    condition: Condition = attribute == ids if ids else attribute.does_not_exist()
    return condition


def add_step(who: Identity, person_id: str) -> Change:
    """The step that gives a record of before its place, whoever is there: only who comes new is compared."""
    record = NamesakesRecord(f"NAMESAKE#{who.place}", "namesakes")
    group = NamesakesRecord.residents if who.is_resident else NamesakesRecord.others
    return Change(record, (group.add({person_id}),))


def leave_step(place: str, person_id: str) -> Change:
    """The step by which somebody leaves a place."""
    record = NamesakesRecord(f"NAMESAKE#{place}", "namesakes")
    return Change(record, (NamesakesRecord.residents.delete({person_id}), NamesakesRecord.others.delete({person_id})))


def among(there: NamesakesRecord, who: Identity, person_id: str) -> list[Namesake]:
    """Those of a place who may be the same person. No read where nobody is to be compared, else one or two.

    Two mainland residents never are: the register gives a number to one person.
    """
    ids = set(there.others or ()) | (set() if who.is_resident else set(there.residents or ()))
    near = found(sorted(ids - {person_id})[:_MOST])
    alike = [each for each in near if _is_alike(who, each.profile)]
    return _never_told_apart(who, alike)


def found(ids: list[str]) -> list[Namesake]:
    """Profile and state of each who is still there. One batch read."""
    keys = [
        (kind, f"P#{each}", sk) for each in ids for kind, sk in ((ProfileRecord, "profile"), (StateRecord, "state"))
    ]
    read = read_together(keys) if keys else []
    pairs = zip(read[::2], read[1::2], strict=True)
    return [Namesake(profile, state) for profile, state in pairs if profile is not None and state is not None]


def _is_alike(who: Identity, profile: ProfileRecord) -> bool:
    other = identity_of(profile)
    if other is None or other.document_hash == who.document_hash or other.born != who.born:
        return False
    sexes = {who.sex, other.sex} - {None}
    return len(sexes) < 2 and namesakes.is_same(who.name, other.name)


def _never_told_apart(who: Identity, alike: list[Namesake]) -> list[Namesake]:
    keys = [(ComparedRecord, _pair(who.document_hash, each.profile.document_hash), "compared") for each in alike]
    compared = read_together(keys) if keys else []
    return [each for each, known in zip(alike, compared, strict=True) if known is None]


def _pair(one: str, other: str) -> str:
    return f"COMPARED#{'#'.join(sorted((one, other)))}"


def told_apart(one: str, other: str) -> ComparedRecord:
    """What keeps that two documents, by their hashes, are two people's; not yet written."""
    return ComparedRecord(_pair(one, other), "compared")


def states_of(person_ids: list[str]) -> list[StateRecord]:
    """The states of those who are still there. One batch read."""
    keys = [records.state_key(each) for each in person_ids]
    return [state for state in (read_together(keys) if keys else []) if state is not None]
