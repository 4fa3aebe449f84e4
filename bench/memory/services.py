"""The other services that a request reaches: secrets, keys, queues, buckets, texts. As little as answers need."""

import base64
import json
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any
from urllib.parse import parse_qs

type Body = dict[str, Any]
DATA_KEY = bytes(range(32))

_PUBLISHED = (
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>'
    "<MessageId>{id}</MessageId></PublishResult></PublishResponse>"
)

_NOTHING = '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>0</KeyCount></ListBucketResult>'
_NO_SUCH_KEY = b"<Error><Code>NoSuchKey</Code></Error>"


@dataclass
class Others:
    """`secrets` by name; what was sent lies in `queues` (by URL) and `texts`, what was stored in `objects`."""

    secrets: dict[str, str]
    queues: dict[str, list[Any]] = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)
    objects: dict[str, bytes] = field(default_factory=dict)
    """What lies in buckets, by `/bucket/key`."""

    def answer(self, operation: str, body: Body) -> Body:
        """Of the services that speak JSON. Raises KeyError for what the service never asks."""
        match operation:
            case "GetSecretValue":
                return {"Name": body["SecretId"], "SecretString": self.secrets[body["SecretId"]]}
            case "GenerateDataKeyWithoutPlaintext":
                return {"KeyId": body["KeyId"], "CiphertextBlob": base64.b64encode(b"wrapped").decode()}
            case "Decrypt":
                return {"KeyId": body["KeyId"], "Plaintext": base64.b64encode(DATA_KEY).decode()}
            case "SendMessage":
                return self._sent(body)
        raise KeyError(operation)

    def _sent(self, body: Body) -> Body:
        text = body["MessageBody"]
        self.queues.setdefault(body["QueueUrl"], []).append(json.loads(text))
        digest = md5(text.encode(), usedforsecurity=False).hexdigest()
        return {"MessageId": digest, "MD5OfMessageBody": digest}

    def published(self, form: str) -> str:
        """SNS speaks forms and XML."""
        fields = {name: values[0] for name, values in parse_qs(form).items()}
        self.texts.append((fields["PhoneNumber"], fields["Message"]))
        return _PUBLISHED.format(id=f"message-{len(self.texts)}")

    def stored(self, place: str) -> tuple[int, bytes]:
        """Status and content of an object."""
        return (200, self.objects[place]) if place in self.objects else (404, _NO_SUCH_KEY)

    def listed(self) -> str:
        """What S3 lists of a bucket: nothing, for there are no photos here."""
        return _NOTHING
