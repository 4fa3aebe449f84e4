"""A request's AWS calls written down once and given again, so that only the CPU above the network is measured."""

import itertools
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import boto3
import botocore.session
from botocore import xform_name

from bench import world
from bench.requests import Request

type Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


@dataclass
class Script:
    """What a request asks of AWS, and what it was answered, in order."""

    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    reply: dict[str, Any] = field(default_factory=dict)


class Recorder:
    """Listens to the parameters of every call that is made from now on."""

    def __init__(self) -> None:
        self._script: Script | None = None
        botocore.register_initializer(lambda session: session.register("before-parameter-build", self._on_call))

    def _on_call(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if self._script is not None:
            self._script.asked.append((model.service_model.service_name, model.name, deepcopy(params)))

    def record(self, request: Request) -> Script:
        """Serves the request once from memory."""
        from app import app

        transport = world.transport()
        self._script = script = Script()
        transport.recording = script.answers
        script.reply = app(request.event(), None)
        self._script = transport.recording = None
        return script


def play(script: Script) -> None:
    """From now on every call is answered from the script, over and over."""
    world.transport().tape = itertools.cycle(script.answers).__next__


def bare_handler(script: Script) -> Handler:
    """The same AWS calls with boto3 alone, the body read and the same answer written."""
    clients = {service: _plain_client(service) for service, _, _ in script.asked}
    calls = [(getattr(clients[service], xform_name(name)), params) for service, name, params in script.asked]
    status, content = script.reply["statusCode"], json.loads(script.reply["body"])

    def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
        json.loads(event["body"] or "null")
        for call, params in calls:
            call(**params)
        return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(content)}

    return handle


def _plain_client(service: str) -> Any:
    """boto3's own client: nothing that the service sets for its clients applies to it."""
    session = botocore.session.get_session()
    session.set_default_client_config(None)
    return boto3.Session(botocore_session=session).client(service)
