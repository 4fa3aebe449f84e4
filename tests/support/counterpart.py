"""The local counterpart of the partners in this process, its partners registered here with the keys that it has."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.codes.keys import from_jwk, kid_text
from chalicelib.signatures import sm
from local.partner_seeds import made_for, private_jwk
from local.partner_voice import Keys, Voice
from local.partners import Counterpart, serve


class Beside:
    """The running counterpart, spoken to as a test does; `at` is what its clock says."""

    def __init__(self, url: str, counterpart: Counterpart) -> None:
        self.url, self.counterpart = url, counterpart
        self.at = datetime.now(UTC)
        counterpart.now = lambda: self.at

    def ask(
        self, method: str, path: str, content: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """A plain request; the status, and the body where it is JSON."""
        status, _, body = self.raw(method, path, json.dumps(content).encode() if content is not None else None, headers)
        return status, json.loads(body or b"null")

    def raw(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        request = urllib.request.Request(self.url + path, body, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, _lower(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, _lower(error.headers), error.read()

    def behave(self, mode: str, partner: str = "", seconds: float = 8) -> None:
        """Switches a mode on, of one partner or of all."""
        status, _ = self.ask("POST", "/behaviour", {"partner": partner, "mode": mode, "seconds": seconds})
        assert status == 200, mode

    def received(self, partner: str) -> list[dict[str, Any]]:
        """What a partner got, in the order of arrival, but for the comparisons of days."""
        found = self.ask("GET", f"/received?partner={partner}")[1]["received"]
        return [each for each in found if each["path"] != "reconciliations"]

    def compared(self, partner: str) -> list[str]:
        """The days about which it was asked."""
        found = self.ask("GET", f"/received?partner={partner}")[1]["received"]
        return [each["payload"]["day"] for each in found if each["path"] == "reconciliations"]


def _lower(headers: Any) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}


@contextmanager
def running(to: str, keys: list[dict[str, Any]], *partners: tuple[str, str], api: str = "") -> Iterator[Beside]:
    """A counterpart of these partners (id, profile) towards the platform `to`, whose keys are these."""
    made = [made_for(name, profile, None) for name, profile in partners]
    counterpart = Counterpart(to, api, made, keys)
    server = serve(0, counterpart)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield Beside(f"http://127.0.0.1:{server.server_address[1]}", counterpart)
    finally:
        server.shutdown()
        server.server_close()


class Platform:
    """A platform of a test with keys of its own, that speaks to a counterpart as this service would."""

    def __init__(self, name: str) -> None:
        self.id, self._jwk, self._pair = name, private_jwk(), sm.new_pair()
        self._keyid = f"{name}-{kid_text(from_jwk(self._jwk).kid)}"

    @property
    def keys(self) -> list[dict[str, Any]]:
        """As it publishes them."""
        public = {name: value for name, value in self._jwk.items() if name != "d"}
        sealing = {"kid": f"{self.id}-sm", "alg": "SM2", "public": self._pair.public.hex()}
        return [public | {"kid": self._keyid, "alg": "ES256"}, sealing]

    def voice(self, partner: dict[str, Any]) -> Voice:
        """How it speaks to a partner: with its own keys, by what it shares with that one."""
        own = {"id": self.id, "profile": partner["profile"], "keyid": self._keyid, "private_jwk": self._jwk}
        own |= {"sm2_public": self._pair.public.hex(), "sm2_private": self._pair.private.hex()}
        return Voice(own | {name: partner[name] for name in ("sm4_key", "secret")}, partner["id"], _keys_of(partner))


def _keys_of(partner: dict[str, Any]) -> Keys:
    public = {name: value for name, value in partner["private_jwk"].items() if name != "d"}
    assert isinstance(from_jwk(public).public, ec.EllipticCurvePublicKey)
    listed = [public | {"kid": partner["keyid"], "alg": "ES256"}]
    return lambda: [*listed, {"kid": "sm", "alg": "SM2", "public": partner["sm2_public"]}]
