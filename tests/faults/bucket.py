"""A bucket and a mailbox in memory: as much of S3 and SES as the functions use."""

import re
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

from botocore.awsrequest import AWSResponse

_LIST = '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>{n}</KeyCount>{keys}</ListBucketResult>'
_SENT = (
    '<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendEmailResult>'
    "<MessageId>mail</MessageId></SendEmailResult></SendEmailResponse>"
)


class _Raw:
    """A body as botocore reads it from a connection."""

    def __init__(self, content: bytes) -> None:
        self._content, self._left = content, content

    def stream(self, **_: Any) -> list[bytes]:
        return [self._content]

    def read(self, size: int | None = None, **_: Any) -> bytes:
        cut = len(self._left) if size is None else size
        found, self._left = self._left[:cut], self._left[cut:]
        return found

    def close(self) -> None:
        return None


class Files:
    """`objects` by key, and the e-mails as (address, text)."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.mails: list[tuple[str, str]] = []

    def send(self, request: Any) -> AWSResponse | None:
        """The answer of S3 or SES; None for other services."""
        host = urlparse(request.url).netloc
        if host.startswith("email."):
            return self._mail(request)
        if ".s3." in host or host.startswith("s3."):
            return self._object(request)
        return None

    def _mail(self, request: Any) -> AWSResponse:
        body = request.body.decode() if isinstance(request.body, bytes) else str(request.body)
        said = {name: values[0] for name, values in parse_qs(body).items()}
        self.mails.append((said["Destination.ToAddresses.member.1"], said["Message.Body.Text.Data"]))
        return _answer(request, 200, _SENT.encode())

    def _object(self, request: Any) -> AWSResponse:
        place = urlparse(request.url)
        key = re.sub("^bench-(photos|imports|audit|web)/", "", unquote(place.path).lstrip("/"))
        content = request.body if isinstance(request.body, bytes) else getattr(request.body, "read", lambda: b"")()
        if request.method == "PUT" and request.headers.get("If-None-Match") and key in self.objects:
            return _answer(request, 412, b"<Error><Code>PreconditionFailed</Code><Message>there</Message></Error>")
        if request.method == "PUT":
            chunked = "aws-chunked" in str(request.headers.get("Content-Encoding", ""))
            self.objects[key] = _joined(content) if chunked else content
            return _answer(request, 200, b"")
        if request.method == "POST":
            for each in re.findall(r"<Key>(.*?)</Key>", content.decode()):
                self.objects.pop(each, None)
            return _answer(request, 200, b"<DeleteResult/>")
        if "list-type" in place.query:
            asked = parse_qs(place.query)
            return self._listed(request, asked["prefix"][0], asked.get("start-after", [""])[0])
        if key not in self.objects:
            return _answer(request, 404, b"<Error><Code>NoSuchKey</Code><Message>no</Message></Error>")
        return _answer(request, 200, self.objects[key])

    def _listed(self, request: Any, prefix: str, after: str) -> AWSResponse:
        found = [key for key in sorted(self.objects) if key.startswith(prefix) and key > after]
        keys = "".join(f"<Contents><Key>{key}</Key></Contents>" for key in found)
        return _answer(request, 200, _LIST.format(n=len(found), keys=keys).encode())


def _joined(chunked: bytes) -> bytes:
    """A body as botocore parts it to put its checksum behind: each part after its length in hexadecimal digits."""
    length, _, rest = chunked.partition(b"\r\n")
    size = int(length, 16)
    return rest[:size] + (_joined(rest[size + 2 :]) if size else b"")


def _answer(request: Any, status: int, content: bytes) -> AWSResponse:
    kind = "text/xml" if content.startswith(b"<") else "application/octet-stream"
    headers = {"content-type": kind, "content-length": str(len(content))}
    return AWSResponse(request.url, status, headers, _Raw(content))
