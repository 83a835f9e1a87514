"""The one door by which files come in and leave: who may take one whole, and what is written down before it goes."""

import io
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import Response, abort, request, send_file, stream_with_context
from flask_babel import lazy_gettext as _l

from admin.base import errors, fresh, rights
from models import transaction
from models.audit import AuditAction
from models.base import Record
from models.case import Case
from models.document import Document, DocumentKind
from services import audit, document
from services.paper import plain_pages

PDF, ZIP, CSV = "application/pdf", "application/zip", "text/csv; charset=utf-8"
WITHHELD = (
    _l("Files are not handed out to your role"),
    _l("They name people in full, and your role sees masks. Ask a manager to look at the file for you."),
)


class File(NamedTuple):
    """A file to keep: its bytes, media type and name, and the rows it tells of, or their record."""

    content: bytes
    media: str
    name: str
    rows: tuple[Record | type[Record], ...]


def allow(kept_with: str, *seen: str) -> None:
    """Turn away who may not see these records, and who sees only masks of the one that the file is kept with.

    Raises Withheld with a sentence of its own for the latter.
    """
    if not all(rights.may("view", noun) for noun in (kept_with, *seen)):
        abort(403)
    if not rights.takes_files(kept_with):
        raise errors.Withheld(*WITHHELD)


def out(noun: str, make: Callable[[], File], at_once: bool = False) -> Any:
    """Make a file and hand it out whole; what was written down of it is saved before it goes.

    `at_once`: what `make` changes is saved together with that. Raises Withheld where the role sees only masks.
    """
    allow(noun)
    made = None if at_once else make()
    with transaction.writing():
        made = noted(made or make())
    return send_file(io.BytesIO(made.content), made.media, as_attachment=True, download_name=made.name)


def masked(about: type[Record], name: str, media: str, pieces: Iterable[Any], **told: Any) -> Response:
    """Hand out a list that masks what the page masks, to everyone who may see the page; it is written down too.

    Raises Stale where the sign-in is older than an hour.
    """
    fresh.need()
    with transaction.writing():
        audit.record(AuditAction.exported, about, changes=told | {"file": name})
    rights.role()  # Read anew: the masks of a stream ask who reads after the session of the request has ended.
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(stream_with_context(iter(pieces)), headers=headers, content_type=media)


def noted(made: File) -> File:
    """Write down who takes a file, once for each row that it tells of."""
    for row in made.rows:
        case = getattr(row, "case_id", None) if isinstance(row, Record) else None
        audit.record(AuditAction.exported, row, changes={"file": made.name} | ({"case_id": case} if case else {}))
    return made


def disposition(name: str) -> str:
    """The header that gives a file a name in any script. Source: RFC 5987."""
    ascii_name = name.encode("ascii", "ignore").decode().strip(" _-") or "export"
    plain = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in ascii_name)
    plain = f"export{plain}" if plain.startswith(".") else plain
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def scan(name: str) -> Document | None:
    """Keep the scan that a form brought under this name; None where none was chosen."""
    sent = request.files.get(name)
    return document.keep(sent.stream, sent.filename) if sent and sent.filename else None


def plain(row: Document, case: Case) -> File:
    """A file that somebody outside uploaded, a PDF as pictures of its pages; the original stays as it was kept."""
    if row.kind != DocumentKind.pdf:
        return kept(row, case)
    return File(plain_pages.of(document.read(row), row.name), document.type_of(row), row.name, (case,))


def kept(row: Document, case: Case) -> File:
    """A kept file of a case as it came."""
    return File(document.read(row), document.type_of(row), row.name, (case,))
