"""The page "Proof of the trail": the chain read again at a press, and handed out without a value in it."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, handout
from admin.base.page import Page
from models.audit import AuditEntry
from services.audit import seal

LINES = 500
SHOWN = 20
WORDS = {
    "changed": _l("It was changed"),
    "deleted": _l("It was deleted"),
    "emptied": _l("Its values were taken away without an erasure"),
    "missing": _l("Its seal is missing"),
}


class TrailPage(Page):
    """How far the trail is sealed; at a press the whole chain is read again."""

    page = "trail"
    heading = _l("Proof of the trail")
    icon = "shield"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> str:
        """Show the state, and what reading the chain found."""
        proof = seal.verify() if request.method == "POST" else None
        noted = request.form.get("head", "").strip()
        holds = seal.holds(noted) if noted else None
        state = proof.state if proof else seal.state()
        return self.render(
            "audit/trail.html", state=state, proof=proof, holds=holds, noted=noted, words=WORDS, shown=SHOWN
        )

    @expose("/chain.csv")
    def chain(self) -> Any:
        """Hand the chain out: who did what to which row, the digests, and no value."""
        name = f"{gettext('audit chain')} {clock.today():%Y-%m-%d}.csv"
        return handout.masked(AuditEntry, name, handout.CSV, pieces(), row_count=seal.state().sealed)


def pieces() -> Iterator[str]:
    """The lines of the chain as CSV, some at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for number, line in enumerate(seal.lines(), 1):
        writer.writerow(line)
        if number % LINES == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
