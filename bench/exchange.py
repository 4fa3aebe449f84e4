"""Exchange: records a second out and in on one worker, what a million cost, and a partner that was down for a day.

The partner answers in this process: its CPU is taken off. The baseline is the signatures alone: signing the same
messages and checking the answers, checking what comes in and signing the answers.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from bench import world
from bench.nation import assumed
from bench.residents import Resident
from bench.rows import Row, at_most, cpu_seconds, measured, show
from bench.simulation import VCPU_SECOND
from bench.sizes import sized

RECORDS = sized(2_000, 1_000_000)
IN_MESSAGE, MESSAGES_IN = 100, sized(3, 100)
PEOPLE = 16
START = datetime(2020, 3, 10, 4, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LIMIT = sized(2, 600)
"""Messages a minute that the partner which was down takes."""
_HERE, _DOWN = "350000", "360000"
USD_WRITE, USD_READ = assumed("usd_write"), assumed("usd_read")


class Partners:
    """Two partners in this process: what they got, the CPU that they took, and whether one is down."""

    def __init__(self) -> None:
        from chalicelib.desk import own_keys
        from local.partner_seeds import made_for
        from local.partners import Counterpart

        made = [made_for(name, "kangma-1", None) for name in (_HERE, _DOWN)]
        self.beside = Counterpart("630000", "", made, own_keys.published())
        self.now, self.down, self.seconds = START, False, 0.0
        self.beside.now = lambda: self.now

    def answer(self, url: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        """In place of the network."""
        began, name = time.process_time(), url.split("/")[3]
        if self.down and name == _DOWN:
            return 503, {}, b"{}"
        given = {key.lower(): value for key, value in headers.items()}
        path = url[url.index("/v1/") :]
        status, said = self.beside.answer(name, "POST", path, given, body)
        assert said is not None, self.beside.memories[name].refused
        self.seconds += time.process_time() - began
        return status, {key.lower(): value for key, value in said.headers.items()}, said.body

    def register(self, **limits: int) -> None:
        from chalicelib.desk import partners
        from chalicelib.store.transactions import transact
        from local.partner_seeds import public

        for made in self.beside.made:
            told: dict[str, Any] = {
                "name": made["id"],
                "region": made["id"][:2],
                "profile": "kangma-1",
                "mode": "share",
            }
            told |= {"base_url": f"http://here/{made['id']}", "sends": ["health-declarations"], "receives": []}
            told |= {"mapping": {}, "contact": {}, "code_keys": [], "limits": limits if made["id"] == _DOWN else {}}
            keys = [{"keyid": made["keyid"], "public": public(made["private_jwk"])}]
            transact([partners.put(partners.make(made["id"], told, keys, START))])

    def overtaken(self, name: str) -> int:
        """How many records came before an earlier one of the same person."""
        last, found = dict[str, str](), 0
        for each in self.beside.memories[name].received.values():
            for item in each.payload.get("items", ()):
                number, at = item["subject"]["document"]["number"], item["filed_at"]
                found += at < last.get(number, "")
                last[number] = at
        return found

    def records(self, name: str) -> Counter[str]:
        """How often each record came, by the instant at which it was filed and whose it is."""
        found: Counter[str] = Counter()
        for each in self.beside.memories[name].received.values():
            for item in each.payload.get("items", ()):
                found[f"{item['subject']['document']['number']} {item['filed_at']}"] += 1
        return found


@contextmanager
def _connected(partners: Partners) -> Iterator[None]:
    from chalicelib.features.reports import sending

    with patch.object(sending, "_exchanged", partners.answer):
        yield


def run() -> Iterator[Row]:
    """Noted, sent, received; then the day that a partner was down."""
    transport = world.transport()
    partners = Partners()
    partners.register(**{"health-declarations": LIMIT})
    declared = _declared()
    transport.calls.clear()
    noted = cpu_seconds(lambda: _note(declared))
    yield from _units("noted for two partners", transport, len(declared), noted)
    with _connected(partners):
        yield from _out(partners, transport, len(declared))
        yield from _after_a_day(partners, len(declared))
    yield from _in()


def _declared() -> list[dict[str, Any]]:
    """Declarations of a few people, as the stream tells of them."""
    from chalicelib.person import history
    from chalicelib.person.history import DeclarationRecord

    people = [Resident.new(1) for _ in range(PEOPLE)]
    answers = history.declarations(people[0].person_id, 1, None)[0].answers
    told = []
    for number in range(RECORDS):
        at = START + number * timedelta(milliseconds=10)
        sk = f"d#{int(at.timestamp() * 1000):013d}#{number:020x}"
        record = DeclarationRecord(
            f"P#{people[number % PEOPLE].person_id}", sk, at=at, filed_by="self", answers=answers
        )
        record.save()
        told.append({"dynamodb": {"NewImage": record.serialize()}})
    return told


def _note(told: list[dict[str, Any]]) -> None:
    from chalicelib.features.reports import statistics_job

    for first in range(0, len(told), 100):
        statistics_job.work({"Records": told[first : first + 100]})


def _units(name: str, transport: Any, records: int, seconds: float) -> Iterator[Row]:
    tables = [call for call in transport.calls if call.service == "dynamodb"]
    units = {
        "write": sum(call.write_units for call in tables),
        "read": sum(call.read_units for call in tables),
    }
    yield measured(f"records {name} a second of CPU", records / seconds, unit="records/s", baseline="AWS in memory")
    spent = 1e6 / records * (units["write"] * USD_WRITE + units["read"] * USD_READ + seconds * VCPU_SECOND)
    yield measured(f"a million {name}", spent, unit="USD", baseline="list prices of Lambda and DynamoDB")
    for kind, each in units.items():
        yield measured(
            f"{kind} units of a million {name}", each / records, unit="million units", baseline="indexes included"
        )


def _report(partners: Partners, at: datetime, clock: Callable[[], float] = lambda: 0.0) -> Any:
    from chalicelib.features.reports import dispatching

    partners.now = at
    return dispatching.run(at, clock)


def _out(partners: Partners, transport: Any, records: int) -> Iterator[Row]:
    """To the partner that answers, while the other is down: it gets all of it in the first minute."""
    partners.down = True
    transport.calls.clear()
    at = START + DAY
    seconds = cpu_seconds(lambda: _report(partners, at)) - partners.seconds
    yield from _units("sent and acknowledged", transport, records, seconds)
    got = partners.records(_HERE)
    yield at_most(
        "records not there after a minute, one partner being down", records - len(got), 0, unit="records", baseline=""
    )
    alone = cpu_seconds(lambda: _signatures(partners))
    ratio = seconds / alone
    yield measured("sending / the signatures alone", ratio, unit="times as long", baseline="sign and verify")


def _signatures(partners: Partners) -> None:
    """Our own of the messages that were sent, and checking the partner's answers to them."""
    import os

    from chalicelib.desk import own_keys
    from chalicelib.signatures import kangma1
    from chalicelib.signatures.messages import Answer, Request

    keyid, key = own_keys.p256()
    voice = partners.beside.voices[_HERE]
    said = voice.answer(200, b"{}", "a nonce of ours", partners.now)
    theirs = {name.lower(): value for name, value in said.headers.items()}
    public = voice._private.public_key()
    for each in partners.beside.memories[_HERE].received.values():
        body = json.dumps({"message": each.message, "payload": each.payload}, ensure_ascii=False).encode()
        request = Request("POST", f"/v1/exchange/{each.path}", body)
        kangma1.sign(request, to=_HERE, keyid=keyid, key=key, nonce=os.urandom(12).hex(), now=partners.now)
        answer = Answer(200, b"{}", theirs)
        kangma1.verify_answer(answer, to="630000", key_of=lambda _: public, nonce="a nonce of ours", now=partners.now)


def _after_a_day(partners: Partners, records: int) -> Iterator[Row]:
    """The one that was down is back: it takes what it agreed to a minute until all is there, each once, in order."""
    partners.down = False
    at, minutes = START + 2 * DAY, 0
    while sum(partners.records(_DOWN).values()) < records and minutes < 10_000:
        _report(partners, at + minutes * MINUTE)
        minutes += 1
    got = partners.records(_DOWN)
    messages = len(partners.beside.memories[_DOWN].received)
    twice = sum(many > 1 for many in got.values())
    yield at_most(
        "records lost or doubled of a day that a partner was down",
        records - len(got) + twice,
        0,
        unit="records",
        baseline="",
    )
    overtaken = partners.overtaken(_DOWN)
    yield at_most("records that overtook an earlier one of their person", overtaken, 0, unit="records", baseline="")
    at_least = -(-messages // LIMIT)
    yield at_most(
        "minutes until it has all / at its limit", minutes / at_least, 1.5, unit="times", baseline=f"{LIMIT} a minute"
    )


def _in() -> Iterator[Row]:
    """Stays of nobody's documents that a partner tells us, a hundred a message."""
    from tests.support.partners import Partner
    from tests.support.resident_steps import a_document

    partner = Partner("370000", "37").register(START)
    wires = []
    for _ in range(MESSAGES_IN):
        items = [_trip(a_document()) for _ in range(IN_MESSAGE)]
        wires.append(
            partner.signed(
                "POST", "trip-declarations", partner.content("trip-declarations", {"items": items}, START), START
            )
        )
    records = MESSAGES_IN * IN_MESSAGE
    transport = world.transport()
    transport.calls.clear()
    answers: list[Any] = []
    seconds = cpu_seconds(lambda: answers.extend(wire.send(START) for wire in wires))
    wrong = records - sum(answer.body.get("accepted", 0) for answer in answers)
    yield at_most("records of a partner that were not taken", wrong, 0, unit="records", baseline="")
    yield from _units("received", transport, records, seconds)
    alone = cpu_seconds(lambda: [_checked(wire) for wire in wires])
    yield measured(
        "receiving / the signatures alone", seconds / alone, unit="times as long", baseline="sign and verify"
    )


def _trip(number: str) -> dict[str, Any]:
    subject = {"name": "测试人", "document": {"type": "id_card", "number": number}}
    return {"subject": subject, "region": "420102", "from": "2020-03-01", "until": "2020-03-02", "source": "rail"}


def _checked(wire: Any) -> None:
    from chalicelib.desk import own_keys
    from chalicelib.signatures import kangma1
    from chalicelib.signatures.messages import Answer, Request

    public = wire.partner.key.public_key()
    given = {name.lower(): value for name, value in wire.headers.items()}
    request = Request("POST", f"/v1/exchange/{wire.path}", wire.body, given)
    kangma1.verify(request, to="630000", key_of=lambda _: public, now=START)
    keyid, key = own_keys.p256()
    kangma1.sign_answer(Answer(200, b"{}"), to=wire.partner.id, keyid=keyid, key=key, nonce=wire.nonce, now=START)


if __name__ == "__main__":
    show(run)
