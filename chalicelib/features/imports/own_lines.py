"""Lines about those who decided on a list: nobody decides about themselves, by whatever login."""

from chalicelib.access.actor import Actor
from chalicelib.desk import staff
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.proposing import NOBODY
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.person.ownership import own_documents


def of_proposal(proposal_id: str) -> set[str]:
    """As `of`. Raises LookupError where the proposal is gone: then nothing of it is put in force."""
    proposal = proposals.find(proposal_id)
    if proposal is None:
        raise LookupError(proposal_id)
    return of(proposal)


def of(proposal: ProposalRecord) -> set[str]:
    """Documents of all who proposed something or agreed to it, the first of two supervisors too, and of those in
    their accounts; also where a login was switched off since. Raises LookupError where a login is gone.

    For each two reads, and what `own_documents` takes.
    """
    agreed = {proposal.agreed[0]} if proposal.agreed else set()
    decided = {str(proposal.decided_by)} if proposal.decided_by else set()
    by = {proposal.proposed_by, *agreed, *decided} - {NOBODY}
    documents = (set(proposal.authors or ()) - {NOBODY}) | {_document(each) for each in by}
    return {own for each in documents if each for own in own_documents(Actor("", frozenset(), document=each))}


def _document(account_id: str) -> str:
    record = staff.by_id(account_id)
    if record is None:
        raise LookupError(account_id)
    return record.document_hash or ""
