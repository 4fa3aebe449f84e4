"""What is on record of a document, under the keyed hash of its type, issuing country and number."""

from dataclasses import dataclass

from chalicelib.identity.documents import Document
from chalicelib.person import known_facts
from chalicelib.person.history import EvidenceRecord
from chalicelib.person.known_facts import KnownRecord
from chalicelib.person.records import DocumentClaim, KeptRecord, ProfileRecord
from chalicelib.store import secrets, vault
from chalicelib.store.reading import Key, read_together


@dataclass(frozen=True)
class Known:
    """Whose the document is, the record by which the account says that it is theirs, what is kept of earlier ones.

    `facts` is what offices know of it, `former` the copy of what they know of another document of the person.
    """

    claim: DocumentClaim | None
    own: DocumentClaim | None
    kept: tuple[KeptRecord, ...]
    facts: KnownRecord | None = None
    former: EvidenceRecord | None = None


def of_profile(profile: ProfileRecord) -> Document:
    """The document on record."""
    number = vault.unseal(profile.pk[2:], "document", profile.document_number)
    return Document(profile.document_type, number, profile.details.get("country"), None, None, profile.document_type)


def hash_of(document: Document) -> str:
    """The keyed hash by which a document is found."""
    return _hash(document.key)


def _hash(key: str) -> str:
    return secrets.lookup_hash("document", key)


def known_of(document: Document, account_id: str, instead_of: ProfileRecord | None = None) -> Known:
    """One batch read, whatever there is. What was kept before documents had countries counts until it expires.

    `instead_of`: the record of the person who has another document so far.
    """
    document_hash = hash_of(document)
    place = f"DOC#{document_hash}"
    claims = [(DocumentClaim, place, "document"), (DocumentClaim, place, f"rival#{account_id}")]
    known = [known_facts.key(document_hash), *_former(instead_of, document_hash)]
    claim, rival, facts, *others = read_together([*claims, *known, *_kept_keys(document)])
    own = claim if claim is not None and claim.account_id == account_id else rival
    former = next((record for record in others if isinstance(record, EvidenceRecord)), None)
    return Known(claim, own, tuple(record for record in others if isinstance(record, KeptRecord)), facts, former)


def _former(profile: ProfileRecord | None, document_hash: str) -> list[Key]:
    if profile is None or profile.document_hash == document_hash:
        return []
    return [known_facts.copied(profile.pk[2:], profile.document_hash)]


def _kept_keys(document: Document) -> list[tuple[type[KeptRecord], str, str]]:
    hashes = [hash_of(document), *map(_hash, document.former_keys)]
    return [(KeptRecord, f"DOC#{each}", "kept") for each in hashes]


def claim_of(document: Document) -> DocumentClaim | None:
    """Whose a document is. One read."""
    return claim_by_hash(hash_of(document))


def claim_by_hash(document_hash: str) -> DocumentClaim | None:
    """The same by the document's hash."""
    claim: DocumentClaim | None = DocumentClaim.find(f"DOC#{document_hash}", "document")
    return claim


def likely_claim_of(document: Document) -> DocumentClaim | None:
    """Whose a document is, or else whose it may be: by a record of before, or one without country. One batch read.

    For who shows otherwise that the document is theirs: by a password, by what staff look at.
    """
    hashes = [hash_of(document), *map(_hash, document.former_keys)]
    found = read_together((DocumentClaim, f"DOC#{each}", "document") for each in hashes)
    return next((claim for claim in found if claim is not None), None)
