"""Packets: the papers of a case joined into one PDF with index and page numbers, and one file that proves itself."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, NameObject
from sqlalchemy import func, select

from models import db
from models.base import Language
from models.case import Case
from models.demand import Demand
from models.document import Document, DocumentKind
from models.packet import Packet
from models.user import User
from rules.errors import RuleError
from services import document, early, paper
from services.paper import LAYOUTS, statement, tagged

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


PDF, LEDGER, ORIGINALS = "packet.pdf", "ledger.csv", "originals"
A4_WIDTH = 595
LONGEST_NAME = 80
ARTIFACT = b"/Artifact BMC\n"


class Attachment(NamedTuple):
    """A paper that is joined in, under its title."""

    title: str
    document: Document


class Content(NamedTuple):
    """What a packet says: the words of its pages, and the papers in their order."""

    words: Mapping[str, Any]
    attachments: Sequence[Attachment]


Say = Callable[[Case, statement.Account, Language], Content]
"""Gives the words of a packet in a language: they are a screen's."""
COURTS = {"cn": Language.zh_Hans, "hk": Language.zh_Hant, "tw": Language.zh_Hant}


def build(
    row: Case, say: Say, today: date, now: datetime, language: Language | None = None, user: User | None = None
) -> Packet:
    """Build the next version of a case's packet from its statement as of today; one that was sent stays as it was.

    Raises RuleError where a paper is gone or is not what was kept, or a font is missing.
    """
    tongue, account = language or language_of(row), statement.of(row.loan, today, today)
    content, number = say(row, account, tongue), _next(row)
    made = Packet(case=row, number=number, language=tongue, as_of=today, made_at=now, user=user)
    made.claim_amount = early.claim(row.loan, today)
    _write(made, content, ledger(account))
    db.session.add(made)
    db.session.flush()
    return made


def language_of(row: Case) -> Language:
    """The language of the courts of the lender's country."""
    return COURTS.get(str(row.borrower.lender.licence).partition("_")[0], Language.en)


def ledger(account: statement.Account) -> str:
    """The lines of the statement as CSV: ISO days and bare amounts."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["day", "kind", "reference", "owed", "paid", "balance"])
    for each in account.statement.lines:
        sheet.writerow([each.on.isoformat(), str(each.kind), each.reference, each.debit, each.credit, each.balance])
    return out.getvalue()


def demands(row: Case) -> list[Demand]:
    """The demands that left the house."""
    return sorted((each for each in row.demands if each.dispatched_on), key=lambda each: each.id)


def _next(row: Case) -> int:
    return (db.session.scalar(select(func.max(Packet.number)).where(Packet.case_id == row.id)) or 0) + 1


def _write(made: Packet, content: Content, lines: str) -> None:
    """Write the file of a packet and keep it."""
    with document.workplace() as place:
        folder, path = Path(place), Path(place) / "packet.zip"
        words = {**content.words, "reference": str(made)}
        made.page_count = _pages(folder, words, content.attachments, made.language)
        about = {"packet": str(made), "as_of": made.as_of.isoformat(), "claim": str(made.claim_amount)}
        with path.open("wb") as out:
            parts = _parts(folder, content, lines)
            made.manifest = write(out, about | {"made_at": made.made_at.isoformat()}, parts)
        made.byte_count, made.digest = path.stat().st_size, document.store_file(path)


def _parts(folder: Path, content: Content, lines: str) -> Iterator[Part]:
    """The parts of the file, one in memory at a time."""
    yield Part(PDF, (folder / PDF).read_bytes())
    yield Part(LEDGER, lines.encode("utf-8-sig"))
    for at, each in enumerate(content.attachments, 1):
        yield Part(f"{ORIGINALS}/{at:02} {_named(each)}", document.read(each.document))


def _named(each: Attachment) -> str:
    """The name of an original: what it is, by its title in the index, not how somebody's file was called."""
    plain = "".join(sign if sign.isprintable() and sign not in '\\/:*?"<>|' else " " for sign in each.title)
    return f"{' '.join(plain.split())[:LONGEST_NAME]}.{each.document.kind}"


def read(row: Packet) -> bytes:
    """The file of a packet, byte for byte. Raises RuleError where it is gone or is not what was kept."""
    return document.load(row.digest, str(row))


def pdf(row: Packet) -> bytes:
    """The PDF inside a packet."""
    with zipfile.ZipFile(io.BytesIO(read(row))) as file:
        return file.read(PDF)


def front(words: Mapping[str, Any], language: Language) -> bytes:
    """The pages of a packet that the house sets, without the papers behind them."""
    with document.workplace() as place:
        _pages(Path(place), words, [], language)
        return (Path(place) / PDF).read_bytes()


def watermarked(data: bytes, line: str) -> bytes:
    """A PDF with a line across every page: who took it, and when."""
    found = PdfReader(io.BytesIO(data))
    writer = PdfWriter(clone_from=found)
    stamp = PdfReader(io.BytesIO(_stamps([line], watermark=True))).pages[0]
    for page in writer.pages:
        _lay(page, stamp)
    return _written(writer)


def as_pdf(row: Document) -> bytes:
    """A kept file as PDF: a picture becomes a page."""
    data = document.read(row)
    if row.kind == DocumentKind.pdf:
        return data
    with document.workplace() as place:
        name = f"picture.{row.kind}"
        (Path(place) / name).write_bytes(data)
        (Path(place) / "picture.typ").write_bytes((LAYOUTS / "picture.typ").read_bytes())
        return paper.compiled(Path(place) / "picture.typ", {"file": name, "title": row.name})


def _pages(folder: Path, words: Mapping[str, Any], attachments: Sequence[Attachment], language: Language) -> int:
    """Write the pages that are set, and behind them the joined papers with their numbers; gives their count."""
    told: list[dict[str, Any]] = [{"title": each.title, "pages": _count(each.document)} for each in attachments]
    with _set(folder, words, told, language).open("rb") as front:
        writer = PdfWriter(clone_from=front)
        lines = _lines(told, len(writer.pages), str(words["reference"]))
        stamps = iter(PdfReader(io.BytesIO(_stamps(lines))).pages) if lines else iter(())
        for each in attachments:
            for page in PdfReader(io.BytesIO(as_pdf(each.document))).pages:
                added = writer.add_page(page)
                tagged.add(writer, added, each.title)
                _lay(added, next(stamps))
        writer.write(folder / PDF)
    return len(writer.pages)


def _count(row: Document) -> int:
    """How many pages a paper has."""
    return len(PdfReader(io.BytesIO(document.read(row))).pages) if row.kind == DocumentKind.pdf else 1


def _lines(told: Sequence[Mapping[str, Any]], first: int, name: str) -> list[str]:
    titles = [each["title"] for each in told for _ in range(each["pages"])]
    total = first + len(titles)
    return [f"{name} · {title} · {number} / {total}" for number, title in enumerate(titles, first + 1)]


def _set(folder: Path, words: Mapping[str, Any], joined: list[Any], language: Language) -> Path:
    """Set cover, index and tables."""
    text = json.dumps(
        {**words, "joined": joined, "language": language, "font": paper.FONTS[language]}, ensure_ascii=False
    )
    paper.check_font(text)
    (folder / "data.json").write_text(text, encoding="utf-8")
    for name in ("packet.typ", paper.HOUSE):
        (folder / name).write_bytes((LAYOUTS / name).read_bytes())
    (folder / "front.pdf").write_bytes(paper.compiled(folder / "packet.typ", {}))
    return folder / "front.pdf"


def _stamps(lines: Sequence[str], watermark: bool = False) -> bytes:
    data = json.dumps({"lines": lines, "font": paper.FONTS["zh_Hans"], "watermark": watermark}, ensure_ascii=False)
    return paper.compiled(LAYOUTS / "stamp.typ", {"data": data}, paper.WHOLE)


def _lay(page: Any, stamp: Any) -> None:
    """Lay a stamp over a page, whatever its size and turn."""
    try:
        page.transfer_rotation_to_content()
        scale = float(page.mediabox.width) / A4_WIDTH
        move = Transformation().scale(scale).translate(float(page.mediabox.left), float(page.mediabox.bottom))
        page.merge_transformed_page(_apart(stamp), move)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise RuleError("A page of a joined paper cannot be read.") from broken


def _apart(stamp: Any) -> Any:
    """A stamp marked as no part of the text, so that a reader by ear is not told of it on each page (PDF/UA 7.1)."""
    content = stamp.get_contents()
    if content is not None and not content.get_data().startswith(ARTIFACT):
        marked = DecodedStreamObject()
        marked.set_data(ARTIFACT + content.get_data() + b"\nEMC")
        stamp[NameObject("/Contents")] = marked
    return stamp


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
