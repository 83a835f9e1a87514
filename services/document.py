"""Documents: kept sealed in the data folder under the SHA-256 of their content, told apart by what they hold."""

import hashlib
import io
import os
import re
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO

from cryptography.exceptions import InvalidTag
from flask import current_app
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from models import db
from models.document import Document, DocumentKind, LoanDocument, PaperKind
from models.loan import Loan
from models.sealed import PIECES, ring
from models.user import User
from rules.errors import RuleError
from services.paper import pdf_parts

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
"""A page at 600 dpi has 35 million; beyond this a small file may be a bomb."""
MOST_PAGES = 500
WORK = "work-"
LEFT = timedelta(hours=1)
DIGEST = re.compile(r"[0-9a-f]{64}")
HEAD = 1024
"""How far into a file its kind is looked for; a PDF may begin with other bytes."""
MARKS = ((DocumentKind.png, b"\x89PNG\r\n\x1a\n"), (DocumentKind.jpeg, b"\xff\xd8\xff"))
TYPES = {
    DocumentKind.pdf: "application/pdf",
    DocumentKind.png: "image/png",
    DocumentKind.jpeg: "image/jpeg",
    DocumentKind.csv: "text/csv",
}


def keep(stream: IO[bytes], name: str) -> Document:
    """Keep a file as it is; the same content again is stored once.

    Raises RuleError for an empty file, one above 10 MB, one that is no PDF, PNG or JPEG by its content, a picture of
    too many pixels, or a PDF that is locked, broken, or carries a program or other files.
    """
    data = stream.read(MOST_BYTES + 1)
    kind = _kind(data, name)
    _check_pdf(data, name) if kind == DocumentKind.pdf else _check_picture(data, name)
    return kept(data, kind, name)


def kept(data: bytes, kind: DocumentKind, name: str) -> Document:
    """Keep a file that the house made itself, or one that was looked into."""
    row = Document(digest=store(data), kind=kind, name=_plain(name), byte_count=len(data))
    db.session.add(row)
    db.session.flush()
    return row


def read(row: Document) -> bytes:
    """The content of a document, whole. Raises RuleError where the file is gone or is not what was kept."""
    return load(row.digest, row.name)


def store(data: bytes) -> str:
    """Keep bytes sealed in the data folder; gives the SHA-256 under which they lie."""
    digest = hashlib.sha256(data).hexdigest()
    _write(folder() / digest, lambda fresh: fresh.write(ring.lock(data)))
    return digest


def store_file(path: Path) -> str:
    """Keep a large file sealed, as `store` does, without holding it in memory."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        _write(folder() / digest, lambda fresh: ring.lock_file(file, fresh))
    return digest


def load(digest: str, name: str) -> bytes:
    """The bytes kept under a SHA-256. Raises RuleError where they are gone or are not what was kept."""
    path = folder() / digest
    if not path.is_file():
        raise RuleError("The file %(name)s is missing from the data folder.", name=name)
    try:
        with path.open("rb") as file:
            data = ring.unlock_file(file)
    except (KeyError, ValueError, InvalidTag) as broken:
        raise RuleError("The file %(name)s is not what was kept.", name=name) from broken
    if hashlib.sha256(data).hexdigest() != digest:
        raise RuleError("The file %(name)s is not what was kept.", name=name)
    return data


def seal_anew(path: Path) -> None:
    """Seal a kept file with the newest key, whole or not at all, as it was sealed: at once or piece by piece."""
    with path.open("rb") as file:
        is_large = file.read(len(PIECES)) == PIECES
        file.seek(0)
        data = ring.unlock_file(file)
    fresh = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    with fresh.open("wb") as target:
        ring.lock_file(io.BytesIO(data), target) if is_large else target.write(ring.lock(data))
        target.flush()
        os.fsync(target.fileno())
    fresh.chmod(0o600)
    fresh.replace(path)


def type_of(row: Document) -> str:
    """The media type under which a document is handed out."""
    return TYPES[row.kind]


def folder() -> Path:
    """Where documents are kept, made when it is first needed."""
    found = Path(current_app.config["CONCORD"].data_dir) / "documents"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def workplace() -> "TemporaryDirectory[str]":
    """A folder for what is made of documents, in clear while it is used; `sweep` takes up what a kill left."""
    return TemporaryDirectory(prefix=WORK, dir=folder())


def sweep(now: datetime) -> int:
    """Remove what a kill left in the folder of documents: workplaces, and files half written. Returns how many.

    What is younger than an hour may be in use by another process.
    """
    old = now.timestamp() - LEFT.total_seconds()
    left = [path for path in folder().iterdir() if path.name.startswith(WORK) or "." in path.name]
    found = [path for path in left if path.stat().st_mtime < old]
    for path in found:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return len(found)


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


def _check_picture(data: bytes, name: str) -> None:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height <= MOST_PIXELS:
                picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise RuleError("The picture %(name)s cannot be read.", name=_plain(name)) from broken
    if width * height > MOST_PIXELS:
        raise RuleError("The picture %(name)s is larger than any scan: no page has so many points.", name=_plain(name))


def _check_pdf(data: bytes, name: str) -> None:
    try:
        found = PdfReader(io.BytesIO(data))
        locked, pages = found.is_encrypted, 0 if found.is_encrypted else len(found.pages)
        carries = not locked and not pdf_parts.are_plain(found)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as broken:
        raise RuleError("The PDF %(name)s cannot be read.", name=_plain(name)) from broken
    if locked:
        raise RuleError("The PDF %(name)s is locked with a password.", name=_plain(name))
    if not 0 < pages <= MOST_PAGES:
        raise RuleError("The PDF %(name)s has no page, or more than 500.", name=_plain(name))
    if carries:
        raise RuleError("The PDF %(name)s carries a program or other files.", name=_plain(name))


def _plain(name: str) -> str:
    """The name without a path or what no page shows, at most 120 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-120:] or "document"


def _write(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file whole or not at all, and onto the disk, before a row names it; one that is there stays."""
    if path.is_file():
        return
    fresh = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    with fresh.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o600)
    fresh.replace(path)


def add(
    loan: Loan, kind: PaperKind, on: date, scan: Document | None, today: date, *, note: str = "", user: User | None
) -> LoanDocument:
    """Put a scan into the file of a loan; the same scan under the same kind again changes nothing.

    Raises RuleError without a scan, or for a day to come.
    """
    if scan is None:
        raise RuleError("Choose a file.")
    if on > today:
        raise RuleError("The day %(day)s lies in the future.", day=on)
    known = (kind, scan.digest)
    same: list[LoanDocument] = [each for each in loan.papers if (each.kind, each.document.digest) == known]
    if same:
        return same[0]
    row = LoanDocument(loan=loan, kind=kind, on=on, document=scan, note=note, added_on=today, user=user)
    db.session.add(row)
    return row


def ordered(loan: Loan) -> list[LoanDocument]:
    """The papers in the order in which a court reads them."""
    order = list(PaperKind)
    return sorted(loan.papers, key=lambda each: (order.index(each.kind), each.on, each.id))
