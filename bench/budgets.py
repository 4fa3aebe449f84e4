"""What each path may cost: AWS calls and capacity units (design: Data).

Units are DynamoDB's, computed from the sizes of the items; a ceiling is what the path costs today, so that
a dearer one is noticed. What a container does once (secrets, the month's data key) is not counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """`calls` of the tables; the answer's status; the steps of the transaction; units; messages queued."""

    calls: tuple[str, ...] = ()
    steps: int = 0
    read_units: float = 0
    write_units: float = 0
    messages: int = 0
    status: int = 200


READ, UPDATE, QUERY, PUT = "GetItem", "UpdateItem", "Query", "PutItem"
BATCH, TRANSACT = "BatchGetItem", "TransactWriteItems"

BUDGETS: Mapping[str, Budget] = {
    "health": Budget(),
    "keys": Budget(),
    # Seven steps with the proof of work under pressure. The writes: the code, and its place in the outbox's index.
    "request a code": Budget((BATCH, BATCH, TRANSACT), 6, 5, 13, messages=1, status=202),
    # The query finds the venues that were waiting for this phone.
    # The first transaction counts the guess; the second one's check is that no credential was changed meanwhile.
    # The batch reads the phone's account with the phone that may take its place (a recovery under way).
    "log in, first time": Budget((READ, TRANSACT, BATCH, TRANSACT, QUERY), 6, 3.5, 17, status=201),
    "log in again": Budget((READ, TRANSACT, BATCH, READ, TRANSACT), 5, 4, 14, status=201),
    "wrong code": Budget((READ, TRANSACT), 2, 1, 4, status=401),
    # The read is the account, whose changes end sessions.
    "refresh": Budget((UPDATE, READ), 0, 1, 1),
    # The reads: whose the document is and what outlived an earlier record, and the account's quiet hours. A resident
    # reads nothing of namesakes: the place among them is a step, and so are the counts of people and of questions. A
    # new region is a step of its own: the place in the index of those who stayed there. The last one requires that what
    # offices know of the document is as it was read. A unit is the profile's place in the index of what is due to go,
    # one the state's in the due index, for where the question to the real-name service is lost.
    "apply": Budget((BATCH, READ, BATCH, TRANSACT), 12, 6.5, 28, messages=1, status=201),
    "declare": Budget((READ, TRANSACT), 3, 1, 8, status=201),
    "declare, 100th day": Budget((READ, TRANSACT), 3, 1, 8, status=201),
    # The last six units are the place among the held. A step is the message that says the colour.
    "declare, worse": Budget((READ, TRANSACT), 5, 1, 22, status=201),
    # A county is asked for under each code that it has had since 2010.
    "declare, new counties": Budget((READ, BATCH, TRANSACT), 5, 4.5, 12, status=201),
    "list declarations": Budget((READ, QUERY), 0, 3, 0),
    "show code": Budget((READ,), 0, 1, 0),
    "show code, 100th day": Budget((READ,), 0, 1, 0),
    "verify": Budget((QUERY,), 0, 0.5, 0),
    "verify, expired": Budget(),
    "verify, not ours": Budget(),
    "verify, fever": Budget((READ, QUERY, READ, TRANSACT), 6, 2.5, 24),
    "show code on a phone": Budget((READ,), 0, 1, 0),
    "look up by document": Budget((BATCH, READ, READ, QUERY, TRANSACT), 5, 5, 14),
    "100 offline checks": Budget((BATCH, BATCH, BATCH, TRANSACT), 100, 103, 200),
    "100 offline checks again": Budget((BATCH, BATCH, BATCH), 0, 103, 0),
    "visit": Budget((BATCH, TRANSACT), 5, 4, 15, status=201),
    "visit, new county": Budget((BATCH, BATCH, TRANSACT), 6, 5.5, 17, status=201),
    "visit of eleven": Budget((BATCH, TRANSACT), 45, 24, 145, status=201),
    # The case applied is a batch (what is known of the document, whose it is), a read (the state) and the transaction.
    # Before it: who asks (two reads), the proposal (its place and twice itself: by the case, then by id), the
    # asker's own document, who proposed it (two), whom it turns (claim and state, once more than needed), the case
    # (checked, then applied), the breaker's numbers; a batch is the breaker's count, the query the audit's last entry.
    # One step counts who approved whom (101).
    "approve a case": Budget((*[READ] * 14, BATCH, BATCH, QUERY, TRANSACT), 16, 20, 59),
    # The same with the contact's case read once, and checked in the transaction.
    # A contact and a designation stand by their document too, for who asks what is held of it: one unit.
    "approve a contact": Budget((*[READ] * 13, BATCH, BATCH, QUERY, TRANSACT), 17, 19, 57),
    # Nobody's state is read, nobody turns worse and nobody is told.
    "approve nobody's contact": Budget((*[READ] * 11, BATCH, QUERY, TRANSACT), 12, 14, 35),
    # The same without a case.
    "approve a designation": Budget((*[READ] * 12, BATCH, BATCH, QUERY, TRANSACT), 15, 18, 55),
    # Whoever stayed there is counted: a query for each of 64 shards, under both codes that the county has had.
    "propose a rating": Budget((*[READ] * 5, BATCH, BATCH, *[QUERY] * 130, TRANSACT), 5, 141, 16, status=201),
    # Whom it touches is not counted again: that it stands in the content. The transaction begins the campaign.
    "approve a rating": Budget((*[READ] * 9, BATCH, QUERY, QUERY, TRANSACT), 11, 13, 31),
    # The declaration is read four times and its annulment twice, as each question of the evidence is asked by itself.
    "propose a violation": Budget((*[READ] * 13, QUERY, TRANSACT), 5, 14, 20, status=201),
    # Who it is, its nonce, its place in the minute; the message looked for and begun. Of each record its mark, what was
    # said before, what is known of the document, and a transaction. Then the numbers of its path, and the answer.
    # What it said stands in the index of what is due to go, a unit each.
    "a partner's two stays": Budget(
        (READ, PUT, UPDATE, READ, PUT, *[READ, READ, BATCH, TRANSACT] * 2, READ, TRANSACT), 4, 11, 35
    ),
    # Who asks (two reads), and a query for each of an epidemiologist's seven queues; of names that differ one more, for
    # what is of no region.
    "my work": Budget((READ, READ, *[QUERY] * 8), 0, 6, 0),
    # Who asks, and the state; the audit's last entry; a step says who was opened. Then who was opened lately.
    "open a person": Budget((*[READ] * 3, QUERY, TRANSACT, QUERY), 3, 5, 9),
    # The same, with the whole history and the ratings of its counties, and a query for visits, messages, decisions.
    "ask for a canary": Budget((READ,), 0, 1, 0),
    "read a time line": Budget((*[READ] * 3, QUERY, TRANSACT, QUERY, QUERY, BATCH, *[QUERY] * 3), 3, 10.5, 9),
    # The binding.
    "go to WeChat's page": Budget((READ,), 0, 1, 0),
    # The account and the binding.
    "agree to a message by WeChat": Budget((READ, READ, TRANSACT), 2, 2, 4),
    # The lease, the account, the state, the token; the binding, and with the last agreement the account says so.
    "a message by WeChat": Budget((UPDATE, *[READ] * 4, TRANSACT, UPDATE), 3, 4, 8, status=0),
    # One item is read in the batch, while the person is settled by the rating.
    "campaign, changed": Budget((READ, BATCH, TRANSACT), 4, 2, 19, status=0),
    # The code that ends has no place in the index that lists are made of.
    "campaign, under a stale rule": Budget((READ, BATCH, TRANSACT), 4, 2, 18, status=0),
    # Declared since: the state has folded the rating, and nothing is written.
    "campaign, unchanged": Budget((READ,), 0, 1, 0, status=0),
    # What is in force, the county's record with the log's head; a canary for each of 34 provinces is put down and the
    # county rated. Then the rating is taken back.
    "round of canaries": Budget((BATCH, BATCH, TRANSACT, BATCH, TRANSACT), 37, 8, 80, status=0),
}
