"""Files that come with a form, and kept files that go out."""

import io
from typing import Any

from flask import request, send_file

from models.document import Document
from services import document


def scan(name: str) -> Document | None:
    """Keep the scan that a form brought under this name; None where none was chosen."""
    sent = request.files.get(name)
    return document.keep(sent.stream, sent.filename) if sent and sent.filename else None


def handed_out(row: Document) -> Any:
    """A kept file as it was handed over."""
    content = io.BytesIO(document.read(row))
    return send_file(content, document.type_of(row), as_attachment=True, download_name=row.name)
