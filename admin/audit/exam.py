"""The exam pack: for a period and a sample everything an examiner asks for, in one file that proves itself."""

import csv
import io
import secrets
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from admin.base import clock, export, format, fresh, handout, labels, rights, scope
from admin.base.page import Page
from admin.paper import masked
from models import db
from models.audit import AuditAction, AuditEntry
from models.case import Case
from models.packet import Packet
from rules import calendar, value
from rules.audit import sample
from services import paper
from services.audit import exam, seal
from services.paper import packet
from services.paper.packet import Part

TEN = 10


class Asked(NamedTuple):
    """A period with both days included, how many accounts, and the seed that draws them."""

    first: date
    last: date
    many: int
    seed: str


class ExamPage(Page):
    """One press gives the last quarter; a period, a sample and a seed may be named."""

    page = "exam"
    heading = _l("Exam pack")
    icon = "shield"

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """Ask for the period, or hand the pack out: masked for everybody as for an auditor, and written down."""
        asked = self._asked()
        if request.method == "GET":
            return self.render("audit/exam.html", asked=asked, most=sample.MOST)
        fresh.need()
        found = sample.of(exam.cases(asked.first, asked.last), asked.many, asked.seed)
        out = io.BytesIO()
        with rights.masking():
            packet.write(out, about(asked, found), self.parts(asked, found))
        name = f"{gettext('exam pack')} {asked.first} {asked.last}.zip"
        told = {"row_count": len(found), "seed": asked.seed}
        return handout.masked(Case, name, handout.ZIP, [out.getvalue()], **told)

    @expose("/packet/", methods=("POST",))
    def packet(self) -> Any:
        """Hand out the masked copy of a packet, for reading only."""
        fresh.need()
        found = scope.one(Case, request.form.get("id"))
        row = next((each for each in found.packets if str(each.id) == request.form.get("row")), None) or abort(404)
        made = masked.copy(row)
        return handout.masked(Packet, made.name, made.media, [made.content], case_id=found.id)

    def parts(self, asked: Asked, ids: Sequence[int]) -> Iterator[Part]:
        """The files of the pack: a timeline for each account, then what happened, was in force and left."""
        for row in db.session.scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.id)).all():
            yield Part(f"timelines/{row.reference}.pdf", self.timeline(row, asked))
        for noun in exam.AT:
            yield self.listed(f"sample/{noun}.csv", noun, exam.rows(noun, ids, asked.first, asked.last))
        for noun in exam.IN_FORCE:
            model = self.screens[noun].model
            yield self.listed(f"in-force/{noun}.csv", noun, select(model).order_by(model.id))
        days = (asked.first, asked.last)
        yield self.listed("trail/people.csv", "audit_entry", exam.entries(*days, record="user"))
        yield self.listed("trail/exports.csv", "audit_entry", exam.entries(*days, action=AuditAction.exported))
        yield self.listed("trail/reveals.csv", "audit_entry", exam.entries(*days, action=AuditAction.revealed))

    @property
    def screens(self) -> dict[str, Any]:
        """The screens by their record: a pack shows what they show."""
        return {view.noun: view for view in self.admin._views if getattr(view, "noun", "")}

    def listed(self, name: str, noun: str, found: Select[Any]) -> Part:
        """The rows of a record as CSV, in the columns of its screen."""
        view = self.screens[noun]
        shown, out = view.shown(view.exported()), io.StringIO()
        sheet = csv.writer(out)
        sheet.writerow(export.head(view, shown))
        sheet.writerows(map(export.as_text, line) for line in export.lines(found, view, shown))
        return Part(name, out.getvalue().encode("utf-8-sig"))

    def timeline(self, row: Case, asked: Asked) -> bytes:
        """All that happened to an account in the period, by record, as PDF."""
        words = {
            "title": f"{gettext('Timeline')} {row.reference}",
            "lender": row.borrower.lender.name,
            "facts": [
                [labels.record("borrower"), format.person(row.borrower.name)],
                [gettext("From"), asked.first.isoformat()],
                [gettext("To"), asked.last.isoformat()],
            ],
            "note": gettext("Names and numbers are masked."),
            "sections": [each for each in (self.section(noun, row, asked) for noun in exam.AT) if each[1]],
        }
        return paper.pdf("copy", words, [], format.language())

    def section(self, noun: str, row: Case, asked: Asked) -> list[Any]:
        """What of a record happened to an account, each row as names and values."""
        view = self.screens[noun]
        shown = view.shown(view.exported())
        names = export.head(view, shown)
        found = export.lines(exam.rows(noun, [row.id], asked.first, asked.last), view, shown)
        rows = ([[name, str(told)] for name, told in zip(names, line, strict=True) if told != ""] for line in found)
        return [labels.records(noun), [each for each in rows if each]]

    def _asked(self) -> Asked:
        """What the form names; by default the last three months, ten accounts and a seed of chance."""
        given, today = request.values, clock.today()
        first = value.day(given.get("first", "")) or calendar.add_months(today, -3) + timedelta(days=1)
        last = value.day(given.get("last", "")) or today
        count = given.get("count", "")
        many = min(int(count), sample.MOST) if count.isascii() and count.isdecimal() and len(count) <= TEN else TEN
        seed = "".join(each for each in given.get("seed", "") if each.isalnum())[:40]
        return Asked(first, max(first, last), many, seed or secrets.token_hex(4))


def about(asked: Asked, ids: Sequence[int]) -> dict[str, Any]:
    """What the manifest says: how the sample was drawn, from how many, and the last link of the trail."""
    drawn = {"seed": asked.seed, "count": asked.many, "rule": "smallest SHA-256 of seed:number"}
    drawn["of"] = len(exam.cases(asked.first, asked.last))
    period = {"first": asked.first.isoformat(), "last": asked.last.isoformat()}
    entries = db.session.query(AuditEntry).count()
    told = {"cases": list(ids), "trail": {"head": seal.state().head, "entries": entries}}
    return {"exam_pack": period, "sample": drawn, "made_at": clock.now().isoformat(), **told}
