"""The file of a packet: its parts and a manifest with the SHA-256 of each, so that no changed byte goes unseen.

The file is a ZIP that nothing compresses. Its comment holds the SHA-256 of the manifest, and the same parts always
make the same bytes: what lies between the parts is checked by making the file again.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, NamedTuple

MANIFEST = "manifest.json"
CONTAINER = "the container"
BORN = (1980, 1, 1, 0, 0, 0)
MOST_BYTES = 512 * 1024 * 1024


class Part(NamedTuple):
    """One part by its name in the file."""

    name: str
    data: bytes


class Verdict(NamedTuple):
    """What was found: the names of broken parts (none: whole), what the manifest says, and the file's own SHA-256."""

    broken: Sequence[str]
    manifest: Mapping[str, Any]
    digest: str


def write(out: IO[bytes], about: Mapping[str, Any], parts: Iterable[Part]) -> dict[str, Any]:
    """Write the file of these parts, one at a time; gives its manifest: what it is about, and each part's SHA-256."""
    told: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for part in parts:
            told.append({"name": part.name, "bytes": len(part.data), "sha256": sha256(part.data)})
            file.writestr(zipfile.ZipInfo(part.name, BORN), part.data)
        manifest = {**about, "parts": told}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
        file.writestr(zipfile.ZipInfo(MANIFEST, BORN), text)
        file.comment = sha256(text).encode()
    return manifest


def verify(data: bytes) -> Verdict:
    """Look into a file: every part, the manifest, and what lies between them."""
    digest = sha256(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = [each.filename for each in file.infolist()]
            if sum(each.file_size for each in file.infolist()) > MOST_BYTES:
                return Verdict([CONTAINER], {}, digest)
            read = {name: _read(file, name) for name in names}
            comment = file.comment
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError):
        return Verdict([CONTAINER], {}, digest)
    told = read.get(MANIFEST)
    if told is None or sha256(told).encode() != comment:
        return Verdict([MANIFEST], {}, digest)
    try:
        found = json.loads(told)
        named = {part["name"]: part["sha256"] for part in found["parts"]}
    except (ValueError, KeyError, TypeError):
        return Verdict([MANIFEST], {}, digest)
    broken = [name for name, told in named.items() if sha256(read.get(name) or b"") != told]
    broken += [name for name in names if name != MANIFEST and name not in named]
    if not broken and _zip([Part(name, read[name] or b"") for name in names], comment) != data:
        broken = [CONTAINER]
    return Verdict(broken, found, digest)


def sha256(data: bytes) -> str:
    """The SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _read(file: zipfile.ZipFile, name: str) -> bytes | None:
    """A part, None where its bytes are not what its header says."""
    try:
        return file.read(name)
    except (zipfile.BadZipFile, EOFError):
        return None


def _zip(parts: Sequence[Part], comment: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for part in parts:
            file.writestr(zipfile.ZipInfo(part.name, BORN), part.data)
        file.comment = comment
    return out.getvalue()
