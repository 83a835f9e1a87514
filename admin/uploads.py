"""Files that come with a form."""

from flask import request

from models.document import Document
from services import document


def scan(name: str) -> Document | None:
    """Keep the scan that a form brought under this name; None where none was chosen."""
    sent = request.files.get(name)
    return document.keep(sent.stream, sent.filename) if sent and sent.filename else None
