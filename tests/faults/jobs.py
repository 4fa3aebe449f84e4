"""Every function: what makes its world, and how it is called."""

import base64
import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.features.login.by_code import code_of
from tests.faults import (
    archive,
    breaker,
    campaigns,
    canaries,
    console,
    exchange,
    import_jobs,
    names,
    rating_list,
    rulesets,
    world,
)
from tests.faults.reports import note, send
from tests.faults.requests import GOOD
from tests.faults.retention import day
from tests.support.client import Client
from tests.support.drawn_photographs import encoded
from tests.support.platform_steps import bound
from tests.support.resident_steps import NOON, a_phone, applied, ask_for_code, declare, log_in
from tests.support.traveller_steps import START, abroad, traveller
from tests.support.wechat_steps import agreed

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Run = Callable[[], Any]


@dataclass(frozen=True)
class Work:
    """What makes the world and says how the function is called; what may go out fewer or more times, and why."""

    prepare: Callable[[], Run]
    at_most_once: bool = False
    """A login code: whoever dies or hears nothing in between makes the person ask again (design: sending)."""
    queued: bool = True
    """Called again where it failed or died; else by a schedule, again and again."""
    next_way: bool = False
    """One message, which goes by another way where it is not known that the first took it."""
    again: tuple[str, ...] = ()
    """The kinds of record that each run leaves a new one of: the latest counts."""


def _code() -> Run:
    from chalicelib.features.messages import codes_job

    challenge = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    return lambda: codes_job.work({"challenge_id": challenge}, NOON)


def _relay() -> Run:
    from chalicelib.features.messages import relay_job

    ask_for_code(Client(), a_phone(), NOON)
    world.transport().others.queues.clear()
    return lambda: relay_job.relay(NOON + MINUTE)


def _recovery() -> Run:
    from chalicelib.features.recoveries import relay_job

    answer = GOOD["POST /v1/recoveries/{recovery_id}/decision"]().send()
    assert answer.status == 200, answer.raw
    return lambda: relay_job.relay(NOON + DAY)


def _violation() -> Run:
    from chalicelib.features.credit import relay_job
    from tests.faults.credit import approve_violation

    answer = approve_violation().send()
    assert answer.status == 200, answer.raw
    return lambda: relay_job.relay(NOON + 8 * DAY)


def _reminder() -> Run:
    return _reminded(*traveller())


def _message_by_wechat() -> Run:
    client, person_id = traveller()
    agreed(client, bound(client, at=START))
    return _reminded(client, person_id)


def _reminded(client: Client, person_id: str) -> Run:
    """The message that somebody's code runs out, before it is sent."""
    from chalicelib.features.messages import job
    from chalicelib.features.sweep import expiry_job

    abroad(client, person_id, START)
    at = START + timedelta(hours=22)
    expiry_job.sweep(at)
    queue = world.transport().others.queues
    (message,) = [each for messages in queue.values() for each in messages if each["kind"] == "inbox"]
    return lambda: job.work(message, at)


def _changed_password() -> Run:
    from chalicelib.features.messages import job

    client = log_in(Client())
    assert client.call("PUT", "/v1/me/password", {"password": "violet harbour 42 lamps"}, at=NOON).status == 204
    queues = world.transport().others.queues
    (message,) = [each for found in queues.values() for each in found if each["kind"] == "credential_changed"]
    return lambda: job.work(message, NOON)


def _certify() -> Run:
    from chalicelib.features.people import certification_job

    _, person = applied(Client())
    return lambda: certification_job.work({"person_id": person["id"]}, NOON)


def _sweep() -> Run:
    from chalicelib.features.sweep import expiry_job

    client, person_id = traveller()
    abroad(client, person_id, START)
    return lambda: expiry_job.sweep(START + timedelta(hours=22))


def _rescore() -> Run:
    from chalicelib.features.sweep import rescoring_job
    from chalicelib.person import records as people

    client, person_id = traveller()
    abroad(client, person_id, START)
    state = people.state(person_id)
    shard = str(state.gsi2pk).rpartition("#")[2] if state else ""
    return lambda: rescoring_job.work({"shard": shard}, START + timedelta(hours=22))


def _spread() -> Run:
    from chalicelib.features.epidemic import rescoring_job
    from tests.faults.epidemic import change_case, name_contact
    from tests.proposals.steps import epidemiologist

    named = name_contact()
    proposal = named.send().body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "seen"}
    epidemiologist().post(f"/v1/contacts/{proposal['subject']}/approval", body, at=NOON)
    (case_id,) = named.body["case_ids"]
    change_case(case_id).send()
    return lambda: rescoring_job.work({"spread": f"{case_id}-000002"}, NOON)


def _hand_over_spreads() -> Run:
    from chalicelib.features.epidemic import relay_job
    from tests.faults.epidemic import change_case

    change_case().send()
    return lambda: relay_job.relay(NOON + 2 * MINUTE)


def _revocations() -> Run:
    from chalicelib.features.gates import revocations_job

    client, person = applied(Client())
    declare(client, person["id"], NOON)
    declare(client, person["id"], NOON + MINUTE, temperature=38.5, symptoms=["fever"])
    return lambda: revocations_job.publish(NOON + timedelta(minutes=5))


def _statistics() -> Run:
    from chalicelib.features.statistics import job
    from chalicelib.person import records as people

    _, person = applied(Client())
    state = people.state(person["id"])
    table = world.transport().dynamodb.tables["bench-people"]
    image = table.get((state.pk, state.sk)) if state else None
    record = {"dynamodb": {"NewImage": image, "ApproximateCreationDateTime": int(NOON.timestamp())}}
    return lambda: job.work({"Records": [record]})


def _report() -> Run:
    from chalicelib.features.login import challenges
    from chalicelib.features.messages import delivery_job

    challenge = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    from chalicelib.features.messages import codes_job

    codes_job.work({"challenge_id": challenge}, NOON)
    record = challenges.find(challenge)
    message_id = str(record.gsi1pk).removeprefix("SENT#") if record else ""
    line = {"notification": {"messageId": message_id}, "status": "SUCCESS"}
    events = [{"timestamp": int(NOON.timestamp() * 1000), "message": json.dumps(line)}]
    packed = base64.b64encode(gzip.compress(json.dumps({"logEvents": events}).encode())).decode()
    return lambda: delivery_job.reports({"awslogs": {"data": packed}})


def bad_report() -> Run:
    """A carrier says that a reminder did not arrive; whose it is has an e-mail address to be told by instead."""
    from chalicelib.person import inbox
    from tests.support.mailbox import reported

    client, person_id = traveller()
    offered = client.post("/v1/me/email", {"email": f"{client.account_id}@example.com"}, at=START).body
    code = {"challenge_id": offered["challenge_id"], "code": code_of(offered["challenge_id"])}
    assert client.post("/v1/me/email/confirmation", code, at=START).status == 204
    _reminded(client, person_id)()
    (provider_id,) = [each.sent_as for each in inbox.page(client.account_id, 9, None) if each.sent_as]
    return lambda: reported(str(provider_id), "FAILURE")


def _photo() -> Run:
    from chalicelib.features.photos import job

    client, person = traveller(NOON)
    content = encoded()
    body = {"kind": "passport", "content_type": "image/jpeg", "size": len(content)}
    asked = client.post(f"/v1/people/{person}/photos", body, at=NOON)
    assert asked.status == 201, asked.raw
    key = asked.body["upload"]["fields"]["key"]
    world.FILES.objects[key] = content
    event = {"time": _stamp(NOON), "detail": {"bucket": {"name": "photos"}, "object": {"key": key}}}
    return lambda: job.arrived(event)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


FUNCTIONS: dict[str, Work] = {
    "codes": Work(_code, at_most_once=True),
    "relay: a code": Work(_relay, queued=False),
    "relay: a recovery": Work(_recovery, queued=False),
    "relay: a violation": Work(_violation, queued=False),
    "relay: a partner that is silent": Work(exchange.silent, queued=False),
    "messages: a reminder": Work(_reminder),
    "messages: one by WeChat": Work(_message_by_wechat, next_way=True),
    "messages: a changed password": Work(_changed_password),
    "certification": Work(_certify),
    "expiry": Work(_sweep, queued=False),
    "expiry: a campaign": Work(campaigns.minute, queued=False),
    "rescoring": Work(_rescore, queued=False),
    "rescoring: a spread": Work(_spread),
    "rescoring: a file": Work(import_jobs.read_file, queued=False),
    "rescoring: a file that was agreed to": Work(import_jobs.apply_file),
    "rescoring: a list that is taken back": Work(import_jobs.take_back, queued=False),
    "relay: an import": Work(import_jobs.hand_over, queued=False),
    "relay: a spread": Work(_hand_over_spreads, queued=False),
    "rescoring: a campaign": Work(campaigns.lane, queued=False),
    "rescoring: a release": Work(breaker.let_go, queued=False),
    "relay: a release": Work(breaker.hand_over, queued=False),
    "rescoring: names compared": Work(names.settle, queued=False),
    "relay: names compared": Work(names.hand_over, queued=False),
    "relay: an export": Work(console.hand_over, queued=False),
    "simulation": Work(rulesets.lane, queued=False),
    "exports": Work(console.make_export),
    "revocations": Work(_revocations, queued=False, again=("revocation_", "object v1")),
    "retention": Work(day, queued=False),
    "statistics": Work(_statistics),
    "statistics: what partners are to be told": Work(note),
    "reports": Work(send, queued=False),
    "canaries": Work(canaries.round_of_the_probe, queued=False, again=("rating_log_entry",)),
    "archive": Work(archive.copy),
    "heads": Work(archive.sign, queued=False),
    "delivery": Work(_report),
    "photos": Work(_photo),
    "ratings": Work(rating_list.poll, queued=False),
}
