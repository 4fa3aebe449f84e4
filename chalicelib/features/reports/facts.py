"""Our own cases and contacts as partners are told them: as they stand by now, with the two of ours who agreed.

Only those of our region, of somebody whose name is known: who has the document here, or whom the proposal named. What
a partner does not have and what is over by now needs no message.
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.config import settings
from chalicelib.desk import audit, offices
from chalicelib.features.epidemic import case_records, contact_records
from chalicelib.features.epidemic.case_records import DAYS, OVER, CaseRecord
from chalicelib.features.epidemic.contact_records import ContactRecord
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.reports import records, subjects
from chalicelib.features.reports.records import CASE, CONTACT, PendingRecord, SentOfRecord
from chalicelib.person import records as people

_AT_ONCE = 100
_LANGUAGE = "zh-CN"
_ENTRIES = 20


@dataclass(frozen=True)
class Fact:
    """What a partner is told of one; `number`: how often it was, or the case's revision, in digits that sort.

    `replaces`: the message in which the partner has what is no longer so; "" for none.
    """

    content: dict[str, Any]
    county: str
    number: str
    replaces: str = ""


def told(partner_id: str, what: str, about: str) -> Fact | None:
    """A case or a contact as a partner is to be told it by now; None where nothing is. Some eight reads."""
    before = records.last_sent_of(partner_id, about, what)
    if what == CASE:
        case = case_records.find(about)
        return _case(case, before) if case is not None and _is_ours(case) and case.name_match is None else None
    contact = contact_records.find(about)
    return _contact(contact, before) if contact is not None and _is_ours(contact) else None


def _is_ours(record: CaseRecord | ContactRecord) -> bool:
    return bool(record.region) and str(record.region).startswith(settings().exchange_region)


def _case(case: CaseRecord, before: SentOfRecord | None) -> Fact | None:
    number = f"{int(case.revision):06d}"
    if (before is None and case.status in OVER) or (before is not None and before.ref >= number):
        return None
    version = case_records.version(case.id, int(case.revision))
    proposal = proposals.find(str(version.proposal)) if version is not None else None
    subject = _subject(case.document_hash) or _named(case, proposal)
    if subject is None:
        return None
    known = {name: case.told[name] for name in ("kind", "status", "because", *DAYS) if case.told.get(name)}
    content = {"source_ref": case.id, "revision": int(case.revision), "subject": subject, "place": case.region}
    return Fact(content | known | _attested(case, proposal), str(case.region), number, _replaced(before))


def _named(case: CaseRecord, proposal: ProposalRecord | None) -> dict[str, Any] | None:
    """Whom a case names that is nobody's here, by the name that was given with it."""
    name = case_records.name_in(proposal.content) if proposal is not None else None
    document = {key: each for key, each in case_records.opened(case.id, case.document).items() if each}
    return {"name": name, "document": document} if name else None


def _contact(contact: ContactRecord, before: SentOfRecord | None) -> Fact | None:
    """Told as it stands, then as withdrawn, and again under another reference where it stands again."""
    times = int(before.ref) if before is not None else 0
    stands = _stands(contact)
    subject = _subject(str(contact.document_hash)) if stands != bool(times % 2) else None
    if subject is None:
        return None
    again = f"-{times // 2 + 1}" if times > 1 else ""
    content = {"source_ref": f"{contact.id}{again}", "revision": times % 2 + 1, "subject": subject}
    content |= {"place": contact.region, "status": "confirmed" if stands else "withdrawn"}
    content |= {"kind": contact.contact_kind, "last_exposure": contact.last_exposure}
    attested = _attested(contact, _agreed(contact.id)) if stands else {}
    return Fact(content | attested, str(contact.region), f"{times + 1:06d}", _replaced(before))


def _stands(contact: ContactRecord) -> bool:
    """Whether it is in force: it falls where every case that it names never was one. A read of each."""
    if contact.status != "confirmed":
        return False
    cases = [case_records.find(each) for each in contact.cases]
    return not cases or any(each is not None and each.status not in OVER for each in cases)


def _replaced(before: SentOfRecord | None) -> str:
    return str(before.message_id) if before is not None else ""


def _subject(document_hash: str) -> dict[str, Any] | None:
    """Whoever has a document here, by name and document; None where nobody has, or somebody contests it."""
    claim = people.claim_of(document_hash)
    if claim is None:
        return None
    state, profile = people.state(claim.person_id), people.profile(claim.person_id)
    if state is None or profile is None or state.contested or state.certification == "refused":
        return None
    return subjects.subject(profile)


def _agreed(contact_id: str) -> ProposalRecord | None:
    """The proposal by which a contact came, its own or its list's, as the audit has it. Some queries and a read."""
    named = (
        (each.ids or {}).get("proposal")
        for subject in (contact_id, contact_id.rpartition("-")[0])
        for each in (audit.of_subject(subject, _ENTRIES, None) if subject else ())
    )
    found = (proposals.find(each) for each in named if each)
    return next((each for each in found if each is not None and each.status == proposals.IN_FORCE), None)


def _attested(record: CaseRecord | ContactRecord, proposal: ProposalRecord | None) -> dict[str, Any]:
    """The two of ours who agreed; nothing where one did, or nobody knows any more."""
    if proposal is None or proposal.decided_by in (None, proposal.proposed_by):
        return {}
    office = offices.named(offices.DISEASE_CONTROL, str(record.region), _LANGUAGE)
    by = ((proposal.proposed_by, proposal.proposed_at), (proposal.decided_by, proposal.decided_at))
    return {"attested": [{"by": str(who), "office": office, "at": at.isoformat()} for who, at in by]}


def look_at_contacts(partner_id: str, wait: PendingRecord) -> PendingRecord:
    """Has the contacts of a case that fell, or stands again, wait one by one, a hundred at a time. Returns what waits
    no more. A query, and batches of 25 writes."""
    number, _, after = str(wait.ref).partition("/")
    page = contact_records.of_case(str(wait.about), _AT_ONCE, after or None)
    again = [records.pending(partner_id, CONTACT, each.id, f"{wait.about}-{number}", wait.at) for each in page]
    if len(page) == _AT_ONCE:
        again.append(records.pending(partner_id, str(wait.what), wait.about, f"{number}/{page[-1].id}", wait.at))
    with PendingRecord.batch_write() as batch:
        for each in again:
            batch.save(each)
    return wait
