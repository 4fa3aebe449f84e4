"""The template's distribution in front of a stage: the built pages and the API at one address, with its headers."""

import gzip
import itertools
import json
import mimetypes
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from infra.package import merged_parts
from infra.pages import BUILT
from tests.support.deployed_stack import Deployed

PHOTOS = "https://${PhotosBucket.RegionalDomainName}"


class Headers:
    """What the template has the distribution add, by path."""

    def __init__(self, photos: str) -> None:
        self._resources, self._photos = merged_parts("parameters", "web")["Resources"], photos
        config = self._resources["Distribution"]["Properties"]["DistributionConfig"]
        self._default, self._behaviours = config["DefaultCacheBehavior"], config["CacheBehaviors"]

    def of(self, path: str) -> dict[str, str]:
        """Those of the first behaviour that fits."""
        found = (each for each in self._behaviours if fnmatchcase(path, each["PathPattern"]))
        return self._policy(next(found, self._default)["ResponseHeadersPolicyId"]["Ref"])

    def _policy(self, name: str) -> dict[str, str]:
        config = self._resources[name]["Properties"]["ResponseHeadersPolicyConfig"]
        secure, more = config["SecurityHeadersConfig"], config["CustomHeadersConfig"]["Items"]
        policy = secure["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        text = policy["Fn::Sub"] if isinstance(policy, dict) else policy
        return {
            "Content-Security-Policy": text.replace(PHOTOS, self._photos),
            "X-Content-Type-Options": "nosniff" if "ContentTypeOptions" in secure else "",
            **{item["Header"]: item["Value"] for item in more},
        }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    api = ""
    headers_of: Headers
    is_lost: Callable[[], bool]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/assets/") and self.is_lost():
            self.close_connection = True
            return self.connection.close()
        if path.startswith("/v1/"):
            return self._forward()
        if path == "/config.json":
            return self._answer(200, json.dumps({"api": ""}).encode(), "application/json")
        file = BUILT / {"/": "index.html", "/v": "v.html"}.get(path, path[1:])
        if not file.is_file():
            return self._answer(404, b"", "text/plain")
        return self._answer(200, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream")

    def _forward(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        given = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        asked = urllib.request.Request(
            self.api + self.path, self.rfile.read(length) if length else None, given, method=self.command
        )
        try:
            answer = urllib.request.urlopen(asked, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            self._answer(answer.status, answer.read(), answer.headers.get("Content-Type", "application/json"))

    def do_POST(self) -> None:
        self._forward()

    def do_PUT(self) -> None:
        self._forward()

    def do_PATCH(self) -> None:
        self._forward()

    def do_DELETE(self) -> None:
        self._forward()

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        if "gzip" in self.headers.get("Accept-Encoding", "") and kind.startswith(("text/", "application/j")):
            body = gzip.compress(body, 9)
            self.send_header("Content-Encoding", "gzip")
        if self.path.startswith("/assets/"):
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        for name, value in self.headers_of.of(self.path.partition("?")[0]).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def in_front_of(stage: Deployed, losing: int = 0) -> Iterator[Deployed]:
    """The stage with its pages and its API behind the distribution; of the pieces every `losing`-th is lost."""
    headers = Headers(str(stage.running.home.endpoint))
    asked = itertools.count(1)
    lost = staticmethod(lambda: losing > 0 and next(asked) % losing == 0)
    handler = type("Bound", (_Handler,), {"api": stage.api, "headers_of": headers, "is_lost": lost})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    web = f"http://localhost:{server.server_address[1]}/index.html"
    try:
        yield replace(stage, content={**stage.content, "web": web})
    finally:
        server.shutdown()
        server.server_close()
