"""Puts the built pages and their settings into the pages' bucket."""

import gzip
import json
import mimetypes

from infra.home import Home
from infra.package import ROOT, files_of

BUILT = ROOT / "web" / "dist"
PLACEHOLDER = b"<!doctype html><html lang=en><meta charset=utf-8><title>Kangma</title><p>The pages are not built."
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/wasm", ".wasm")


def publish(home: Home, bucket: str, api: str) -> None:
    """Uploads every page with its type and lifetime, and `config.json` that names the API."""
    store = home.client("s3")
    pages = {str(p.relative_to(BUILT)): p.read_bytes() for p in files_of(BUILT)} if BUILT.exists() else {}
    if "index.html" not in pages:
        pages["index.html"] = PLACEHOLDER
    if "v.html" in pages:
        # What a venue's code opens is short: the same page under a name without its ending.
        pages["v"] = pages["v.html"]
    pages["config.json"] = json.dumps({"api": api}).encode()
    for name, body in pages.items():
        kind = _kind(name)
        sent = {"Body": gzip.compress(body, mtime=0), "ContentEncoding": "gzip"} if _shrinks(kind) else {"Body": body}
        store.put_object(Bucket=bucket, Key=name, ContentType=kind, CacheControl=_lifetime(name), **sent)


def _kind(name: str) -> str:
    kind = "text/html" if name == "v" else mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _shrinks(kind: str) -> bool:
    """Text is kept compressed: the local cloud has no CDN that would do it, and every browser reads it."""
    return kind.startswith("text/") or kind.endswith(("json", "xml", "wasm"))


def _lifetime(name: str) -> str:
    # Names under assets/ carry a hash of their content; all others must be asked for again.
    return "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache"
