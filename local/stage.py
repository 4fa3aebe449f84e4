"""One local stage: the cloud with the stack in it, the pages, and what stands beside them."""

import hashlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.aliases import aliases
from infra.deploy import deploy, load_template
from infra.home import Home
from infra.keys import ensure, put_values
from infra.package import files_of
from infra.pages import BUILT, publish
from infra.service_values import believed
from local import alipay_provider, oauth_platforms, wechat_messages, wechat_provider
from local import cloud as local_cloud
from local.api import Api
from local.cloud import HOST, CannotStart, Cloud, end, end_group
from local.gateway import put_gateway_responses
from local.layer import with_shared_layer
from local.paths import ROOT, Paths

STAGE = "local"
RATED_BY_LIST = "11,31,61"
"""Provinces whose ratings the local list says; in all the others the staff do."""


@dataclass
class Running:
    """What was started and has to be stopped."""

    cloud: Cloud
    identity: subprocess.Popen[bytes]
    ratings: subprocess.Popen[bytes]
    partners: subprocess.Popen[bytes]
    push: subprocess.Popen[bytes]
    platforms: subprocess.Popen[bytes]
    home: Home

    @property
    def api(self) -> str:
        """The API's base address, up to but not including /v1."""
        return f"{self.cloud.address}/restapis/{self.home.outputs()['RestAPIId']}/api/_user_request_"

    @property
    def beside(self) -> tuple["subprocess.Popen[bytes]", ...]:
        """The processes that stand beside the cloud."""
        return self.identity, self.ratings, self.partners, self.push, self.platforms

    @property
    def identity_url(self) -> str:
        return f"http://{HOST}:{self.cloud.port + 1}"

    @property
    def ratings_url(self) -> str:
        """Where the counterpart serves the national list of ratings."""
        return f"http://{HOST}:{self.cloud.port + 2}/list"

    @property
    def partners_url(self) -> str:
        """Where the counterpart of all partners listens; each has its own beginning of the path."""
        return f"http://{HOST}:{self.cloud.port + 3}"

    @property
    def push_url(self) -> str:
        """The origin of the counterpart of browsers' push services."""
        return f"http://{HOST}:{self.cloud.port + 4}"

    @property
    def platforms_url(self) -> str:
        """Where the counterparts of WeChat and Alipay listen, for the service and for browsers."""
        return f"http://{HOST}:{self.cloud.port + 5}"

    def functions(self) -> dict[str, str]:
        """The deployed functions by the names that people use: `api` and one per job."""
        physical = self.home.resources()
        functions = [n for n, r in deployed(self.home).items() if r["Type"] == "AWS::Serverless::Function"]
        return {_name(n): physical[n] for n in functions}

    def client(self) -> Api:
        """What calls the stage's API and jobs: by the alias where there is one, so that one worker serves all."""
        resources, physical = deployed(self.home), self.home.resources()
        called = {_name(n): physical[alias] for n, alias in aliases({"Resources": resources}).items()}
        return Api(self.home, self.api, self.functions() | called, routes(resources))

    def stop(self) -> bool:
        """Stops everything; whether the cloud saved its state."""
        for beside in self.beside:
            end(beside, 5)
            end_group(beside.pid)
        return self.cloud.stop()


def deployed(home: Home) -> dict[str, Any]:
    """The resources of the stack's template as they were deployed."""
    body = home.client("cloudformation").get_template(StackName=home.stack, TemplateStage="Original")["TemplateBody"]
    return dict((json.loads(body) if isinstance(body, str) else body)["Resources"])


def routes(resources: dict[str, Any]) -> tuple[str, ...]:
    """The API's paths."""
    return tuple(resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"])


def _name(logical: str) -> str:
    return "api" if logical == "APIHandler" else logical.lower()


def check_ports(port: int) -> None:
    """Raises CannotStart unless the cloud's port and the next five, of what stands beside it, are free."""
    for number in range(port, port + 6):
        if local_cloud.is_taken(number):
            raise CannotStart(f"Port {number} is taken: stop what uses it, or choose another with KANGMA_PORT=4666.")


def start_cloud(paths: Paths, port: int, persist: bool = True) -> Running:
    """Starts the cloud and its counterparts: real names, the list of ratings, partners, push, WeChat and Alipay.

    Raises CannotStart.
    """
    cloud = local_cloud.start(port, paths.state, paths.log("cloud"), persist)
    identity = _start_beside(paths, "identity", "local.identity_service", port + 1, subprocess.PIPE)
    ratings = _start_beside(paths, "ratings", "local.ratings_server", port + 2, subprocess.DEVNULL)
    partners = _start_beside(paths, "counterpart", "local.partners", port + 3, subprocess.PIPE)
    push = _start_beside(paths, "push", "local.push_provider", port + 4, subprocess.DEVNULL)
    platforms = _start_beside(paths, "platforms", "local.oauth_platforms", port + 5, subprocess.PIPE)
    return Running(cloud, identity, ratings, partners, push, platforms, Home(STAGE, cloud.endpoint))


def _start_beside(paths: Paths, name: str, module: str, port: int, said: int) -> "subprocess.Popen[bytes]":
    with paths.log(name).open("ab") as out:
        command = [sys.executable, "-m", module, str(port)]
        return subprocess.Popen(command, cwd=ROOT, stdin=said, stdout=out, stderr=out, start_new_session=True)


def deploy_stage(running: Running, paths: Paths, package: Path) -> bool:
    """Brings the stack to the package, where one of them changed; whether anything was done."""
    parameters = {"LocalUrl": running.cloud.address, "IdentityUrl": running.identity_url, "SnapStart": "None"}
    parameters |= {"RatingsUrl": running.ratings_url, "RatedByList": RATED_BY_LIST, **own_platform()}
    parameters["PushHosts"] = running.push_url
    parameters |= _platforms(running.platforms_url)
    package = with_shared_layer(package, paths.layer)
    digest = _digest(package.name, json.dumps(parameters))
    stamp = paths.stamp("deployed")
    done = running.home.describe() and stamp.exists() and stamp.read_text() == digest
    if not done:
        deploy(running.home, load_template(package), package, parameters)
        put_gateway_responses(running.home, load_template(package))
        stamp.write_text(digest)
    _give_identity_its_key(running)
    _give_platforms_their_keys(running)
    return not done


def _platforms(url: str) -> dict[str, str]:
    """How the stage reaches the counterparts of WeChat and Alipay."""
    return {
        "WeChatApp": wechat_provider.APPLICATION,
        "WeChatUrl": f"{url}/wechat",
        "WeChatPage": f"{url}/wechat/connect/oauth2/authorize",
        "WeChatTemplate": wechat_messages.TEMPLATE,
        "WeChatConfirmPage": f"{url}/wechat/mp/subscribemsg",
        "AlipayApp": alipay_provider.APPLICATION,
        "AlipayUrl": f"{url}/alipay/gateway.do",
        "AlipayPage": f"{url}/alipay/oauth2/publicAppAuthorize.htm",
    }


def _give_platforms_their_keys(running: Running) -> None:
    """New keys with each start, theirs and ours: they are registered with nobody else."""
    told, kept = oauth_platforms.new_keys()
    put_values(running.home.client("secretsmanager"), running.home.settings()["SERVICE_SECRET"], **kept)
    assert running.platforms.stdin
    running.platforms.stdin.write(json.dumps(told).encode() + b"\n")
    running.platforms.stdin.close()


def _give_identity_its_key(running: Running) -> None:
    """The real-name service and its callers share a key, which exists only after deployment."""
    settings = running.home.settings()
    secrets = ensure(running.home.client("secretsmanager"), settings["SERVICE_SECRET"], settings["SIGNING_SECRET"])
    assert running.identity.stdin
    running.identity.stdin.write(" ".join(believed(secrets, "identity", int(time.time()))).encode() + b"\n")
    running.identity.stdin.close()


def give_partners(running: Running, partners: list[dict[str, Any]]) -> None:
    """The counterpart answers for the partners with their own keys, which are made after it was started."""
    told = {"self": running.home.settings()["EXCHANGE_ID"], "api": running.api, "partners": partners}
    assert running.partners.stdin
    running.partners.stdin.write(json.dumps(told).encode() + b"\n")
    running.partners.stdin.close()


def publish_pages(running: Running, paths: Paths) -> bool:
    """Uploads the pages where they or the API's address changed; whether anything was done."""
    bucket = running.home.outputs()["WebBucketName"]
    contents = "".join(_digest(str(p), p.read_bytes().hex()) for p in sorted(files_of(BUILT))) if BUILT.exists() else ""
    digest = _digest(bucket, running.api, contents)
    stamp = paths.stamp("published")
    if stamp.exists() and stamp.read_text() == digest:
        return False
    publish(running.home, bucket, running.api)
    stamp.write_text(digest)
    return True


def wait_for_health(running: Running, seconds: float = 120) -> None:
    """Returns when the API answers, on a busy machine after a minute or more. Raises CannotStart."""
    end_at = time.monotonic() + seconds
    problem: Any = None
    while time.monotonic() < end_at:
        try:
            with urllib.request.urlopen(f"{running.api}/v1/health", timeout=20) as answer:
                if answer.status == 200:
                    return
        except OSError as error:
            problem = error
            time.sleep(0.3)
    raise CannotStart(f"The API does not answer ({problem}); {running.cloud.log} says why.")


def endpoint_content(running: Running, staff: list[dict[str, Any]], partners: list[dict[str, Any]]) -> dict[str, Any]:
    """What `.local/endpoint.json` says."""
    settings = running.home.settings()
    web = settings["PUBLIC_URL"]
    own = {"id": settings["EXCHANGE_ID"], "region": settings["EXCHANGE_REGION"], "issuer": settings["ISSUER"]}
    return {
        "api": running.api,
        "web": f"{web}/index.html",
        "aws": running.cloud.endpoint,
        "region": running.home.region,
        "functions": running.functions(),
        "staff": staff,
        "identity": running.identity_url,
        "ratings": running.ratings_url,
        "counterpart": running.partners_url,
        "push": running.push_url,
        "platforms": running.platforms_url,
        "self": own,
        "partners": partners,
    }


def own_platform() -> dict[str, str]:
    """Which platform this stage is, where KANGMA_SELF says so as `id,region,issuer`: two may stand side by side."""
    said = os.environ.get("KANGMA_SELF")
    return dict(zip(("ExchangeId", "ExchangeRegion", "Issuer"), said.split(","), strict=True)) if said else {}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
