"""Files that come with a form, and kept files that go out."""

from collections.abc import Callable
from typing import Any

from flask import request

from admin.base import handout
from admin.base.handout import File
from models.case import Case
from models.document import Document
from services import document


def scan(name: str) -> Document | None:
    """Keep the scan that a form brought under this name; None where none was chosen."""
    sent = request.files.get(name)
    return document.keep(sent.stream, sent.filename) if sent and sent.filename else None


def handed_out(case: Case, find: Callable[[], Document]) -> Any:
    """Hand out a kept file of a case as it came; it is looked for only where it may be taken."""
    return handout.out("case", lambda: kept(find(), case))


def kept(row: Document, case: Case) -> File:
    """A kept file of a case as it came."""
    return File(document.read(row), document.type_of(row), row.name, (case,))
