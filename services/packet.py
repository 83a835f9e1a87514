"""Packets: the papers of a case joined into one PDF with index and page numbers, and one file that proves itself."""

import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import typst
from pypdf import PdfReader, PdfWriter, Transformation
from sqlalchemy import func, select

from models import db
from models.base import Language
from models.case import Case
from models.document import Document, DocumentKind
from models.packet import Packet
from models.user import User
from rules.errors import RuleError
from services import document, packet_file
from services.channel import letter
from services.packet_file import Part
from services.paper import LAYOUTS

PDF, LEDGER, ORIGINALS = "packet.pdf", "ledger.csv", "originals"
A4_WIDTH = 595


class Attachment(NamedTuple):
    """A paper that is joined in, under its title."""

    title: str
    document: Document


class Content(NamedTuple):
    """What a packet says: the words of its pages, the ledger as CSV, and the papers in their order."""

    words: Mapping[str, Any]
    ledger: str
    attachments: Sequence[Attachment]


def build(
    row: Case, content: Content, language: Language, as_of: date, claim: Decimal, now: datetime, user: User | None
) -> Packet:
    """Build the next version of a case's packet; one that was sent stays as it was.

    Raises RuleError where a paper is gone or is not what was kept, or a font is missing.
    """
    latest = db.session.scalar(select(func.max(Packet.number)).where(Packet.case_id == row.id)) or 0
    name = f"{row.reference}-v{latest + 1}"
    read = [(each, document.read(each.document)) for each in content.attachments]
    pages = _pages({**content.words, "reference": name}, read, language)
    originals = [Part(f"{ORIGINALS}/{at:02}-{each.document.name}", data) for at, (each, data) in enumerate(read, 1)]
    parts = [Part(PDF, pages.data), Part(LEDGER, content.ledger.encode("utf-8-sig")), *originals]
    about = {"packet": name, "as_of": as_of.isoformat(), "claim": str(claim), "made_at": now.isoformat()}
    data = packet_file.write(about, parts)
    made = Packet(case=row, number=latest + 1, language=language, as_of=as_of, claim_amount=claim, made_at=now)
    made.digest, made.byte_count, made.page_count = document.store(data), len(data), pages.total
    made.manifest, made.user = packet_file.manifest(about, parts), user
    db.session.add(made)
    db.session.flush()
    return made


def read(row: Packet) -> bytes:
    """The file of a packet, byte for byte. Raises RuleError where it is gone or is not what was kept."""
    return document.load(row.digest, str(row))


def pdf(row: Packet) -> bytes:
    """The PDF inside a packet."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(read(row))) as file:
        return file.read(PDF)


def watermarked(data: bytes, line: str) -> bytes:
    """A PDF with a line across every page: who took it, and when."""
    found = PdfReader(io.BytesIO(data))
    writer = PdfWriter()
    stamp = PdfReader(io.BytesIO(_stamps([line], watermark=True))).pages[0]
    for page in found.pages:
        _lay(writer.add_page(page), stamp)
    return _written(writer)


def as_pdf(row: Document, data: bytes) -> bytes:
    """A kept file as PDF: a picture becomes a page."""
    if row.kind == DocumentKind.pdf:
        return data
    words = {"title": row.name, "subtitle": "", "facts": [], "index": "", "sections": [], "reference": ""}
    return _set(words, [(Attachment(row.name, row), data)], [], Language.zh_Hans)


class Pages(NamedTuple):
    """A PDF and how many pages it has."""

    data: bytes
    total: int


def _pages(words: Mapping[str, Any], read: Sequence[tuple[Attachment, bytes]], language: Language) -> Pages:
    """The pages that are set, and behind them those of the joined PDFs, with their numbers."""
    pictures = [(each, data) for each, data in read if each.document.kind != DocumentKind.pdf]
    papers = [(each, PdfReader(io.BytesIO(data))) for each, data in read if each.document.kind == DocumentKind.pdf]
    told: list[dict[str, Any]] = [{"title": each.title, "pages": len(found.pages)} for each, found in papers]
    front = PdfReader(io.BytesIO(_set(words, pictures, told, language)))
    first, total = len(front.pages), len(front.pages) + sum(each["pages"] for each in told)
    writer = PdfWriter()
    writer.append(front)
    lines = _lines(papers, first, total, str(words["reference"]))
    stamps = PdfReader(io.BytesIO(_stamps(lines))).pages if lines else []
    joined = [page for _, found in papers for page in found.pages]
    for page, stamp in zip(joined, stamps, strict=True):
        _lay(writer.add_page(page), stamp)
    return Pages(_written(writer), total)


def _lines(papers: Sequence[tuple[Attachment, PdfReader]], first: int, total: int, name: str) -> list[str]:
    titles = [each.title for each, found in papers for _ in found.pages]
    return [f"{name} · {title} · {number} / {total}" for number, title in enumerate(titles, first + 1)]


def _set(
    words: Mapping[str, Any], pictures: Sequence[tuple[Attachment, bytes]], joined: list[Any], language: Language
) -> bytes:
    """Set cover, index, tables and pictures; pictures lie beside the layout while it is set."""
    with tempfile.TemporaryDirectory() as place:
        folder, told = Path(place), []
        for number, (each, data) in enumerate(pictures):
            name = f"{number}.{each.document.kind}"
            (folder / name).write_bytes(data)
            told.append({"title": each.title, "file": name})
        more = {"pictures": told, "joined": joined, "language": language, "font": letter.FONTS[language]}
        text = json.dumps({**words, **more}, ensure_ascii=False)
        letter.check_font(text)
        (folder / "data.json").write_text(text, encoding="utf-8")
        (folder / "packet.typ").write_bytes((LAYOUTS / "packet.typ").read_bytes())
        return _one(typst.compile(str(folder / "packet.typ"), root=place, format="pdf"))


def _stamps(lines: Sequence[str], watermark: bool = False) -> bytes:
    data = json.dumps({"lines": lines, "font": letter.FONTS["zh_Hans"], "watermark": watermark}, ensure_ascii=False)
    return _one(typst.compile(str(LAYOUTS / "stamp.typ"), format="pdf", sys_inputs={"data": data}))


def _one(made: Any) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("a paper is one file")
    return made


def _lay(page: Any, stamp: Any) -> None:
    """Lay a stamp over a page, whatever its size and turn."""
    try:
        page.transfer_rotation_to_content()
        scale = float(page.mediabox.width) / A4_WIDTH
        move = Transformation().scale(scale).translate(float(page.mediabox.left), float(page.mediabox.bottom))
        page.merge_transformed_page(stamp, move)
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise RuleError("A page of a joined paper cannot be read.") from broken


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
