"""What the counterparts of others' services have in common: each a server on this machine with a state of its own."""

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"


class Answering(BaseHTTPRequestHandler):
    """One request; what the server is of is set on the class that `bound` makes."""

    def body(self) -> bytes:
        """What came with the request."""
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status: int, body: bytes, headers: Mapping[str, str], *, cut: bool = False) -> None:
        """Answers, or with `cut` breaks off half-way. Whoever does not wait for it any more is no fault."""
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body[: len(body) // 2] if cut else body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        self.close_connection = self.close_connection or cut

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what is asked of others is personal, and the stage's log is for what people do."""


def bound(handler: type[Answering], port: int, **state: Any) -> ThreadingHTTPServer:
    """A server of this state, bound and not yet running; port 0 takes a free one."""
    server = ThreadingHTTPServer((HOST, port), type("Bound", (handler,), state))
    server.daemon_threads = True
    return server
