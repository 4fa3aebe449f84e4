"""The service with AWS in memory and faults before it: each run begins from the same records, in milliseconds.

Importing this sets the environment that the service reads when it is imported itself, so it comes first, in a process
of its own.
"""

import copy
import json
import os
import threading
from collections import Counter
from functools import cache
from typing import Any

import botocore
from botocore.awsrequest import AWSResponse

from bench import world
from bench.environment import ENVIRONMENT
from bench.memory.transport import Transport
from local import identity_service
from local.cloud import free_port
from tests.faults.bucket import Files
from tests.support import partitions, platforms, unsigned
from tests.support.faults import FAULTS

_PORT = free_port()
os.environ.update(
    {"PHOTOS_KEY": "alias/bench", "MAIL_FROM": "notices@kangma.example", "POWERTOOLS_METRICS_DISABLED": "1"}
)
os.environ.update(platforms.settings(_PORT + 1))
platforms.register(ENVIRONMENT["PUBLIC_URL"])
os.environ.update({"IDENTITY_URL": f"http://127.0.0.1:{_PORT}", "LOG_LEVEL": "CRITICAL"})
partitions.take_few()


FILES = Files()


@cache
def transport() -> Transport:
    """AWS in memory, behind whatever fault strikes; with it the real-name service, over the network."""
    made = world.unconnected()

    def perform(request: Any) -> AWSResponse:
        return FILES.send(request) or made.send(request)

    def install(session: Any) -> None:
        session.register("before-call", FAULTS.before_call)
        session.register("before-send", lambda request, **_: FAULTS.before_send(request) or perform(request))

    FAULTS.perform = perform

    botocore.register_initializer(install)
    unsigned.install(ENVIRONMENT["AWS_ACCESS_KEY_ID"], ENVIRONMENT["AWS_REGION"])
    server = identity_service.serve(_PORT, _identity_key(made))
    for each in (server, platforms.server(_PORT + 1)):
        threading.Thread(target=each.serve_forever, args=(0.01,), daemon=True).start()
    return made


def _identity_key(made: Transport) -> bytes:
    """The key of the real-name service; what the service has of the platforms is put beside it."""
    secret = json.loads(made.others.secrets["bench-service"]) | platforms.made()[2]
    made.others.secrets["bench-service"] = json.dumps(secret)
    return str(secret["identity"]).encode()


class Snapshot:
    """Everything that AWS holds at a moment, the codes that WeChat and Alipay gave, and WeChat's messages."""

    def __init__(self) -> None:
        made = transport()
        self._tables = copy.deepcopy(made.dynamodb.tables)
        self._queues, self._texts = copy.deepcopy(made.others.queues), list(made.others.texts)
        self._objects, self._mails = dict(FILES.objects), list(FILES.mails)
        self._given = [copy.deepcopy(each.codes) for each in platforms.made()[:2]]
        self._agreed, self._told = set(platforms.messages().agreed), list(platforms.messages().sent)

    def restore(self) -> None:
        made = transport()
        made.dynamodb.tables = copy.deepcopy(self._tables)
        made.others.queues, made.others.texts = copy.deepcopy(self._queues), list(self._texts)
        FILES.objects, FILES.mails = dict(self._objects), list(self._mails)
        wechat, alipay, _ = platforms.made()
        wechat.codes, alipay.codes = copy.deepcopy(self._given[0]), copy.deepcopy(self._given[1])
        platforms.messages().agreed, platforms.messages().sent = set(self._agreed), list(self._told)


def empty() -> None:
    """Forgets every record, message and text but the month's data keys, which a container keeps anyway."""
    made = transport()
    for table in made.dynamodb.tables.values():
        for pk, sk in table.every_key():
            if not pk.startswith("KEY#"):
                table.delete((pk, sk))
    made.others.queues.clear()
    made.others.texts.clear()
    FILES.objects.clear()
    FILES.mails.clear()
    platforms.messages().sent.clear()


_PASSING = ("ONCE#", "LEASE#", "CAP#", "SENDS#", "AUDIT#", "WECHAT#")
"""Records that say how often something was tried, or stand beside what counts: not what came of it."""
_UNCOUNTED = frozenset({"ttl", "version", "revision", "attempts", "counter", "number", "generation"})


def held() -> Counter[str]:
    """What there is: records by kind, the sums of their numbers, audit entries by action, messages of queues."""
    made, found = transport(), Counter[str]()
    for name, table in made.dynamodb.tables.items():
        for key in table.every_key():
            item = table.get(key) or {}
            found.update(_counted(name, item))
    found.update(f"object {key.partition('/')[0]}" for key in FILES.objects)
    for url, messages in made.others.queues.items():
        kinds = {_kind_of(each) for each in messages}
        found.update(f"queue {url.rpartition('/')[2]} {kind}" for kind in kinds)
    return found


def sent() -> Counter[tuple[str, str]]:
    """The text messages, e-mails and messages by WeChat that have gone out, by address and text."""
    told = [(each["touser"], each["data"]["content"]["value"]) for each in platforms.messages().sent]
    return Counter([*transport().others.texts, *FILES.mails, *told])


def _kind_of(message: dict[str, Any]) -> str:
    """A message without what differs from run to run: its instant and the ids."""
    return str(sorted((name, value) for name, value in message.items() if name != "at" and not _is_id(value)))


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) > 12


def _counted(table: str, item: dict[str, Any]) -> Counter[str]:
    pk = item["pk"]["S"]
    if pk.startswith("AUDIT#"):
        return Counter([f"audit {item['action']['S']}"])
    if pk.startswith(_PASSING):
        return Counter()
    kind = item.get("kind", {}).get("S", pk.partition("#")[0])
    found = Counter([f"{table} {kind}"])
    for name, value in item.items():
        if "N" in value and name not in _UNCOUNTED:
            found[f"{table} {kind}.{name}"] += int(float(value["N"]))
        elif name in ("status", "colour", "certification", "delivery") and "S" in value:
            found[f"{table} {kind}.{name}={value['S']}"] += 1
    return found


def end_leases() -> None:
    """What minutes of the real clock would do to the leases of workers that died."""
    for table in transport().dynamodb.tables.values():
        for key in table.every_key():
            item = table.get(key) or {}
            if "leased_until" in item and not item["leased_until"]["S"].startswith("9999"):
                table.put(item | {"leased_until": {"S": "2020-01-01T00:00:00.000000+0000"}})
