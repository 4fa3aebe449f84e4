"""The counterpart of a mainland provider of e-mail: SMTP submission with TLS from the first byte, and its faults.

It keeps what it took and answers as RFC 5321 has it; what a session must not do (no login, another sender) is refused.
"""

import base64
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "notices@kangma.example", "of-the-counterpart"
HOST = "127.0.0.1"


@dataclass
class Behaviour:
    """`answers` gives a command (`RCPT`, `DATA`, `END` of the content, …) another answer; an empty one hangs up."""

    answers: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)


class _Session(StreamRequestHandler):
    behaviour: Behaviour

    def handle(self) -> None:
        self._may, self._sender, self._recipient = False, "", ""
        self._say("220 counterpart")
        while line := self.rfile.readline():
            command, _, rest = line.decode().strip().partition(" ")
            if not self._answered(command.upper(), rest):
                return

    def _answered(self, command: str, rest: str) -> bool:
        """Whether the session goes on."""
        said = self.behaviour.answers.get(command, self._answer(command, rest))
        self._say(said)
        if command == "DATA" and said.startswith("354"):
            return self._content()
        return bool(said) and command != "QUIT"

    def _answer(self, command: str, rest: str) -> str:
        match command:
            case "EHLO":
                return "250-counterpart\r\n250 AUTH PLAIN"
            case "AUTH":
                return self._login(rest)
            case "MAIL":
                return self._from(rest)
            case "RCPT":
                return self._to(rest)
            case "DATA":
                return "354 go on"
        return "221 bye" if command == "QUIT" else "502 not here"

    def _login(self, rest: str) -> str:
        given = base64.b64decode(rest.removeprefix("PLAIN ")).decode().split("\0")
        self._may = given[1:] == [USER, PASSWORD]
        return "235 welcome" if self._may else "535 who are you"

    def _from(self, rest: str) -> str:
        self._sender = rest
        return "250 ok" if self._may and USER in rest else "530 log in first"

    def _to(self, rest: str) -> str:
        self._recipient = rest.partition("<")[2].partition(">")[0]
        return "250 ok" if self._sender else "503 from whom"

    def _content(self) -> bool:
        lines = list[bytes]()
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        said = self.behaviour.answers.get("END", "250 taken")
        if said.startswith("250"):
            message = message_from_bytes(b"".join(lines), policy=default)
            self.behaviour.taken.append((self._recipient, message))
        self._say(said)
        return bool(said)

    def _say(self, answer: str) -> None:
        if answer:
            self.wfile.write(f"{answer}\r\n".encode())


class Server(ThreadingTCPServer):
    """Listens on loopback; `behaviour` is what it took and how it fails."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, folder: Path) -> None:
        self.behaviour = Behaviour()
        super().__init__((HOST, 0), type("Session", (_Session,), {"behaviour": self.behaviour}))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.certificate = folder / "certificate.pem"
        self._tls.load_cert_chain(_certified(self.certificate))

    @property
    def place(self) -> str:
        """`host:port`."""
        return f"{HOST}:{self.server_address[1]}"

    def get_request(self) -> Any:
        connection, address = super().get_request()
        return self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle is nobody's error."""


def _certified(path: Path) -> Path:
    """A key with a certificate of its own for this address, for a day; nobody else believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)]), datetime.now(UTC)
    built = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
    )
    built = built.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path
