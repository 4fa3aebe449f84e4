"""The stand-alone script: from copies of the bucket alone it finds each kind of forgery, else nothing."""

import ast
import json
import shutil
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.codes import heads as statements
from chalicelib.codes import keys as code_keys
from chalicelib.codes.heads import Head
from chalicelib.codes.key_set import published
from chalicelib.config import settings
from chalicelib.desk import audit
from chalicelib.features.auditing import heads
from tests.auditing.chains import SCRIPT, copied, downloaded, everything_copied, script, written
from tests.support.client import Client
from tests.support.cloud import TestCloud
from tests.support.resident_steps import NOON

HOUR = timedelta(hours=1)
_BEGUN = NOON + timedelta(days=100)


@pytest.fixture(scope="module")
def bucket(cloud: TestCloud, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bucket's copies after three hours, each with its heads."""
    everything_copied()
    for hour in range(3):
        copied(written(30, _BEGUN + hour * HOUR))
        heads.publish(_BEGUN + hour * HOUR)
    return downloaded(cloud, tmp_path_factory.mktemp("whole") / "bucket")


@pytest.fixture
def copies(bucket: Path, tmp_path: Path) -> Path:
    """The same, for one test to do as it likes with."""
    return shutil.copytree(bucket, tmp_path / "bucket")


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    ended = script().main([str(each) for each in arguments])
    return ended, capsys.readouterr().out


def a_part(folder: Path, lines: int = 3) -> Path:
    """An object with several entries, of these tests, of which the last is none of the newest."""
    return next(p for p in sorted(folder.glob("audit/*/*")) if lines <= p.read_bytes().count(b"\n") == _of_ours(p))


def _of_ours(path: Path) -> int:
    return path.read_bytes().count(b'"thing.look"')


def test_it_uses_none_of_our_code_and_runs_by_itself(copies: Path):
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert imported <= {*sys.stdlib_module_names, "cryptography"}
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(copies)], cwd="/", env={}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Nothing is amiss."), done.stdout + done.stderr


def test_a_whole_bucket_holds_with_the_heads_that_somebody_noted(copies: Path, tmp_path: Path, capsys):
    noted = tmp_path / "noted.txt"
    noted.write_text(Client().get("/v1/audit/heads", at=NOON + timedelta(days=3_000)).body["statement"])
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps(Client().get("/v1/keys", at=NOON).body))
    for path in (copies / "keys").glob("*"):
        path.unlink()
    ended, text = said(capsys, copies, "--head", noted, "--keys", keys)
    assert ended == 0, text
    assert "Nothing is amiss." in text


def change_a_byte(folder: Path) -> None:
    path = a_part(folder)
    path.write_bytes(path.read_bytes().replace(b"thing.look", b"thing.loot", 1))


def drop_a_line(folder: Path) -> None:
    path = a_part(folder)
    first, _, *others = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([first, *others]))


def drop_an_object(folder: Path) -> None:
    """One in the middle of a chain: what was first may be over by its age."""
    held = sorted(folder.glob("audit/*/*"))
    threes = zip(held, held[1:], held[2:], strict=False)
    next(middle for first, middle, last in threes if first.parent == last.parent and _of_ours(middle)).unlink()


def make_a_chain_anew(folder: Path) -> None:
    """Every hash after the change is made anew, as whoever has the whole table could: the heads stay as they are."""
    shard = a_part(folder).parent
    previous, forged = audit.START, False
    for path in sorted(shard.iterdir()):
        lines = []
        for line in path.read_bytes().splitlines():
            entry = json.loads(line)
            entry[2], entry[7] = previous, entry[7] if forged else "nothing to see"
            forged = True
            lines.append(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode())
            previous = audit.hash_of_line(lines[-1])
        path.write_bytes(b"".join(line + b"\n" for line in lines))


def put_another_beside(folder: Path) -> None:
    path = a_part(folder)
    lines = path.read_bytes().splitlines()
    number = json.loads(lines[0])[1]
    other = path.parent / f"{number:012d}-{number:012d}.jsonl"
    other.write_bytes(lines[0].replace(b"thing.look", b"thing.loot") + b"\n")


def rename_an_object(folder: Path) -> None:
    path = a_part(folder)
    path.rename(path.parent / "000000000001-000000999999.jsonl")


def sign_with_a_strange_key(folder: Path) -> None:
    path = next(iter(sorted(folder.glob("heads/*"))))
    items = [Head(0, 1, "0" * 64)]
    path.write_bytes(statements.sign(items, NOON, key=code_keys.new_key(), issuer="QH", signed_at=NOON))


def change_a_signature(folder: Path) -> None:
    path = next(iter(sorted(folder.glob("heads/*"))))
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")


def write_nonsense(folder: Path) -> None:
    a_part(folder).write_bytes(b"not json\n")


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (change_a_byte, "does not follow the one before it"),
        (drop_a_line, "holds other entries than its name says"),
        (drop_an_object, "nothing before entry"),
        (make_a_chain_anew, "is another one"),
        (put_another_beside, "two different ones"),
        (rename_an_object, "holds other entries than its name says"),
        (sign_with_a_strange_key, "signed by no key that is known"),
        (change_a_signature, "the signature is wrong"),
        (write_nonsense, "a line that is no entry"),
    ],
)
def test_what_was_done_to_the_bucket_is_named(copies: Path, capsys, tamper: Callable[[Path], None], found: str):
    tamper(copies)
    ended, text = said(capsys, copies)
    assert ended == 1
    assert found in text


def test_a_head_that_somebody_noted_finds_what_the_bucket_s_own_would_hide(copies: Path, tmp_path: Path, capsys):
    noted = tmp_path / "noted.cose"
    noted.write_bytes(max((copies / "heads").glob("*")).read_bytes())
    make_a_chain_anew(copies)
    for path in (copies / "heads").glob("*"):
        path.unlink()
    assert said(capsys, copies)[0] == 0
    ended, text = said(capsys, copies, "--head", noted)
    assert ended == 1
    assert "is another one" in text


def test_a_beginning_that_was_left_out_is_amiss_though_a_head_names_its_end(copies: Path, capsys):
    part = a_part(copies, lines=1)
    shard = int(part.parent.name)
    last = min(said.number for path in (copies / "heads").glob("*") for said in _said(path) if said.shard == shard)
    for path in part.parent.iterdir():
        if int(path.stem.split("-")[1]) <= last:
            path.unlink()
    ended, text = said(capsys, copies)
    assert ended == 1, text
    assert f"chain {shard}: nothing before entry {last + 1}" in text


def _said(path: Path) -> tuple[Head, ...]:
    return statements.read(path.read_bytes()).items


@pytest.mark.parametrize(("headed", "newest", "amiss"), [(0, 1_100, False), (350, 1_100, True), (0, 900, True)])
def test_a_chain_whose_beginning_is_over_three_years_old_holds_by_a_head_that_is(
    tmp_path: Path, capsys, headed: int, newest: int, amiss: bool
):
    """A chain that was not written for a year: its first entry that is left says nothing of the age of what went."""
    first, *_ = a_chain(tmp_path, 0, 400, newest)
    (tmp_path / "audit" / "000" / f"{1:012d}-{1:012d}.jsonl").unlink()
    key, hour = code_keys.new_key(), NOON + timedelta(days=headed)
    for folder in ("heads", "keys"):
        (tmp_path / folder).mkdir()
    head = Head(0, 1, audit.hash_of_line(first))
    (tmp_path / "heads" / "x.cose").write_bytes(statements.sign([head], hour, key=key, issuer="QH", signed_at=hour))
    (tmp_path / "keys" / "x.json").write_text(json.dumps(published(key, "audit_heads", "QH")))
    ended, text = said(capsys, tmp_path)
    assert (ended == 1) is amiss, text
    assert ("nothing before entry 2" in text) is amiss


def test_versions_tell_what_copies_do_not_show(copies: Path, tmp_path: Path, capsys):
    key = a_part(copies).relative_to(copies).as_posix()
    listed = {
        "Versions": [{"Key": key}, {"Key": key}, {"Key": "audit/000/gone"}, _version("heads/x", 0)],
        "DeleteMarkers": [_version("heads/x", 1_094)],
    }
    path = tmp_path / "versions.json"
    path.write_text(json.dumps(listed))
    ended, text = said(capsys, copies, "--versions", path)
    assert ended == 1
    for told in (f"{key}: was written 2 times", "audit/000/gone: is not among the copies", "heads/x: was deleted"):
        assert told in text


def _version(key: str, days: int) -> dict[str, str]:
    return {"Key": key, "LastModified": (NOON + timedelta(days=days)).isoformat()}


def test_what_went_after_its_lock_is_not_amiss(copies: Path, tmp_path: Path, capsys):
    path = tmp_path / "versions.json"
    marked = [_version("heads/x", 1_096), _version("heads/y", 1_096)]
    path.write_text(json.dumps({"Versions": [_version("heads/x", 0)], "DeleteMarkers": marked}))
    ended, text = said(capsys, copies, "--versions", path)
    assert ended == 0, text


def a_chain(folder: Path, *days: int) -> list[bytes]:
    """A bucket with one chain, an entry on each of these days."""
    lines, previous = [], audit.START
    for number, day in enumerate(days, 1):
        millis = f"{int((NOON + timedelta(days=day)).timestamp()) * 1000:013d}"
        entry = ["AUDIT#0", number, previous, "somebody", "thing.look", "x", "", "", {}, millis]
        lines.append(json.dumps(entry, separators=(",", ":")).encode())
        previous = audit.hash_of_line(lines[-1])
        path = folder / "audit" / "000" / f"{number:012d}-{number:012d}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(lines[-1] + b"\n")
    return lines


@pytest.mark.parametrize(
    ("gone", "newest", "amiss"),
    [
        (1, 1_097, False),
        (1, 900, True),  # Taken away before its time.
        (2, 1_097, True),  # Not the chain's oldest part: a gap in its middle.
        (0, 1_097, False),
    ],
)
def test_a_chain_may_begin_later_once_its_older_part_is_over(
    tmp_path: Path, capsys, gone: int, newest: int, amiss: bool
):
    a_chain(tmp_path, 0, 1, 2, newest)
    if gone:
        (tmp_path / "audit" / "000" / f"{gone:012d}-{gone:012d}.jsonl").unlink()
    ended, text = said(capsys, tmp_path)
    assert (ended == 1) is amiss, text
    assert (f"nothing before entry {gone + 1}" in text) is amiss


def test_the_bucket_s_own_versions_hold(cloud: TestCloud, copies: Path, tmp_path: Path, capsys):
    """As `aws s3api list-object-versions` writes them: no object was written twice."""
    found = cloud.home.client("s3").list_object_versions(Bucket=settings().audit_bucket)
    path = tmp_path / "versions.json"
    path.write_text(json.dumps({name: found.get(name) for name in ("Versions", "DeleteMarkers")}, default=str))
    ended, text = said(capsys, copies, "--versions", path)
    assert ended == 0, text


@pytest.mark.parametrize("size", [0, 1, 23, 24, 255, 256, 65_535, 65_536])
def test_its_cbor_is_the_one_of_the_standard(size: int):
    import cbor2

    made = script()
    value = {1: "x" * size, 6: size, -65802: {0: 1, 1: [[2, size, b"y" * size]]}}
    assert made.read_cbor(cbor2.dumps(value)) == (value, b"")
    assert made.string(b"z" * size) == cbor2.dumps(b"z" * size)


def test_a_noted_head_is_read_as_text_and_as_bytes(tmp_path: Path):
    path = tmp_path / "head"
    signed = statements.sign([], NOON, key=code_keys.new_key(), issuer="QH", signed_at=NOON)
    path.write_text('"' + urlsafe_b64encode(signed).rstrip(b"=").decode() + '"\n')
    assert script().read_head(path) == signed
    path.write_bytes(signed)
    assert script().read_head(path) == signed
