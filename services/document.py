"""Documents: kept sealed in the data folder under the SHA-256 of their content, told apart by what they hold."""

import hashlib
import os
from pathlib import Path
from typing import IO

from flask import current_app

from models import db
from models.document import Document, DocumentKind
from models.sealed import ring
from rules.errors import RuleError

MOST_BYTES = 10 * 1024 * 1024
HEAD = 1024
"""How far into a file its kind is looked for; a PDF may begin with other bytes."""
MARKS = ((DocumentKind.png, b"\x89PNG\r\n\x1a\n"), (DocumentKind.jpeg, b"\xff\xd8\xff"))
TYPES = {DocumentKind.pdf: "application/pdf", DocumentKind.png: "image/png", DocumentKind.jpeg: "image/jpeg"}


def keep(stream: IO[bytes], name: str) -> Document:
    """Keep a file as it is; the same content again is stored once.

    Raises RuleError for an empty file, one above 10 MB, or one that is no PDF, PNG or JPEG by its content.
    """
    data = stream.read(MOST_BYTES + 1)
    kind = _kind(data, name)
    digest = hashlib.sha256(data).hexdigest()
    _write(folder() / digest, ring.lock(data))
    row = Document(digest=digest, kind=kind, name=_plain(name), byte_count=len(data))
    db.session.add(row)
    db.session.flush()
    return row


def read(row: Document) -> bytes:
    """The content of a document, whole. Raises RuleError where the file is gone or is not what was kept."""
    path = folder() / row.digest
    if not path.is_file():
        raise RuleError("The file %(name)s is missing from the data folder.", name=row.name)
    data = ring.unlock(path.read_bytes())
    if hashlib.sha256(data).hexdigest() != row.digest:
        raise RuleError("The file %(name)s is not what was kept.", name=row.name)
    return data


def type_of(row: Document) -> str:
    """The media type under which a document is handed out."""
    return TYPES[row.kind]


def folder() -> Path:
    """Where documents are kept, made when it is first needed."""
    found = Path(current_app.config["CONCORD"].data_dir) / "documents"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def _kind(data: bytes, name: str) -> DocumentKind:
    if not data:
        raise RuleError("The file %(name)s is empty.", name=_plain(name))
    if len(data) > MOST_BYTES:
        raise RuleError("The file %(name)s is larger than 10 MB.", name=_plain(name))
    if b"%PDF-" in data[:HEAD]:
        return DocumentKind.pdf
    found = next((kind for kind, mark in MARKS if data.startswith(mark)), None)
    if found is None:
        raise RuleError("The file %(name)s is no PDF, PNG or JPEG.", name=_plain(name))
    return found


def _plain(name: str) -> str:
    """The name without a path or what no page shows, at most 120 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-120:] or "document"


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that is there stays."""
    if path.is_file():
        return
    fresh = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    fresh.write_bytes(data)
    fresh.chmod(0o600)
    fresh.replace(path)
