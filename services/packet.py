"""Packets: the papers of a case joined into one PDF with index and page numbers, and one file that proves itself."""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
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
    made = Packet(case=row, number=latest + 1, language=language, as_of=as_of, claim_amount=claim, made_at=now)
    with tempfile.TemporaryDirectory() as place:
        folder, path = Path(place), Path(place) / "packet.zip"
        words = {**content.words, "reference": str(made)}
        made.page_count = _pages(folder, words, content.attachments, language)
        about = {"packet": str(made), "as_of": as_of.isoformat(), "claim": str(claim), "made_at": now.isoformat()}
        with path.open("wb") as out:
            made.manifest = packet_file.write(out, about, _parts(folder, content))
        made.byte_count, made.digest = path.stat().st_size, document.store_file(path)
    made.user = user
    db.session.add(made)
    db.session.flush()
    return made


def _parts(folder: Path, content: Content) -> Iterator[Part]:
    """The parts of the file, one in memory at a time."""
    yield Part(PDF, (folder / PDF).read_bytes())
    yield Part(LEDGER, content.ledger.encode("utf-8-sig"))
    for at, each in enumerate(content.attachments, 1):
        yield Part(f"{ORIGINALS}/{at:02}-{each.document.name}", document.read(each.document))


def read(row: Packet) -> bytes:
    """The file of a packet, byte for byte. Raises RuleError where it is gone or is not what was kept."""
    return document.load(row.digest, str(row))


def pdf(row: Packet) -> bytes:
    """The PDF inside a packet."""
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


def as_pdf(row: Document) -> bytes:
    """A kept file as PDF: a picture becomes a page."""
    data = document.read(row)
    if row.kind == DocumentKind.pdf:
        return data
    with tempfile.TemporaryDirectory() as place:
        name = f"picture.{row.kind}"
        (Path(place) / name).write_bytes(data)
        (Path(place) / "picture.typ").write_bytes((LAYOUTS / "picture.typ").read_bytes())
        return letter.compiled(Path(place) / "picture.typ", {"file": name})


def _pages(folder: Path, words: Mapping[str, Any], attachments: Sequence[Attachment], language: Language) -> int:
    """Write the pages that are set, and behind them the joined papers with their numbers; gives their count."""
    told: list[dict[str, Any]] = [{"title": each.title, "pages": _count(each.document)} for each in attachments]
    writer = PdfWriter()
    with _set(folder, words, told, language).open("rb") as front:
        writer.append(front)
        lines = _lines(told, len(writer.pages), str(words["reference"]))
        stamps = iter(PdfReader(io.BytesIO(_stamps(lines))).pages) if lines else iter(())
        for each in attachments:
            for page in PdfReader(io.BytesIO(as_pdf(each.document))).pages:
                _lay(writer.add_page(page), next(stamps))
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
        {**words, "joined": joined, "language": language, "font": letter.FONTS[language]}, ensure_ascii=False
    )
    letter.check_font(text)
    (folder / "data.json").write_text(text, encoding="utf-8")
    (folder / "packet.typ").write_bytes((LAYOUTS / "packet.typ").read_bytes())
    (folder / "front.pdf").write_bytes(letter.compiled(folder / "packet.typ", {}))
    return folder / "front.pdf"


def _stamps(lines: Sequence[str], watermark: bool = False) -> bytes:
    data = json.dumps({"lines": lines, "font": letter.FONTS["zh_Hans"], "watermark": watermark}, ensure_ascii=False)
    return letter.compiled(LAYOUTS / "stamp.typ", {"data": data})


def _lay(page: Any, stamp: Any) -> None:
    """Lay a stamp over a page, whatever its size and turn."""
    try:
        page.transfer_rotation_to_content()
        scale = float(page.mediabox.width) / A4_WIDTH
        move = Transformation().scale(scale).translate(float(page.mediabox.left), float(page.mediabox.bottom))
        page.merge_transformed_page(stamp, move)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise RuleError("A page of a joined paper cannot be read.") from broken


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
