"""The template workshop: words are written beside what becomes of them, in each language, for a chosen case."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import abort, flash, jsonify, render_template, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, format, labels, rights, scope, transaction
from admin.strategy import Drafted
from models import db
from models.base import Language
from models.case import Case, CaseState
from models.stage import Channel
from models.template import Notice
from models.user import User
from rules.errors import RuleError
from services.reminder import workshop
from services.reminder.workshop import Shown, Typed
from services.strategy import wording

PLACES: dict[str, Any] = {
    "addressed": _l("How the borrower is addressed"),
    "name": _l("Name in full"),
    "lender": _l("The lender's name"),
    "collector": _l("Who signs"),
    "amount": _l("Amount"),
    "days_past_due": _l("Days past due"),
    "overdue_since": _l("Overdue since"),
    "contract": _l("Contract number"),
    "contracts": _l("Contract numbers"),
    "instalments": _l("What is overdue, a line each"),
    "callback_number": _l("Number to call back"),
    "complaints_number": _l("Number for complaints"),
    "pay_to": _l("Where to pay"),
    "today": _l("Day of the message"),
    "day": _l("The day it is about"),
    "promised_on": _l("Day of the promise"),
    "credit": _l("Sentence on credit"),
    "left": _l("Still overdue"),
    "onto": _l("The other contract"),
    "outcome": _l("What came of the dispute"),
}
"""What may stand in words, as it is picked."""
MOST = 20_000
"""Longer words are looked at no further while somebody types."""


class Bench(NamedTuple):
    """What stands beside a form of words: its places, the chosen case, and what the words become."""

    places: list[tuple[str, Any]]
    case: Case | None
    marks: Mapping[str, Sequence[workshop.Mark]]
    shown: Sequence[Shown]
    problem: str


class Workshop(Drafted):
    """A screen of words: `kind` names the field beside channel and language that says what they are for."""

    create_template = edit_template = "strategy/workshop.html"
    details_template = "strategy/words.html"
    kind = ""

    def details(self, row: Any) -> dict[str, Any]:
        """With the versions of the words, and what they become."""
        more = {"versions": wording.of(self.noun, row.id), "bench": self.benched(self.typed_of(row))}
        return {**super().details(row), **more}

    def typed_of(self, row: Any, form: Any = None) -> Typed | None:
        """The words of a row, or of its form; None while nobody said what they are for."""
        given = {name: getattr(row, name) for name in (self.kind, "channel", "language")} if row else {}
        given |= {field.short_name: field.data for field in form or ()}
        if row and form is None:
            given |= {name: getattr(row, name, "") for name in wording.FIELDS}
        return self.read(given)

    def read(self, given: Mapping[str, Any]) -> Typed | None:
        """Words out of a form or a row; None where nobody said what they are for."""
        try:
            channel, language = Channel(given.get("channel") or ""), Language(given.get("language") or "")
            kind = self.kind_of(given.get(self.kind))
        except ValueError:
            return None
        texts = [str(given.get(name) or "")[:MOST] for name in wording.FIELDS]
        return Typed(kind[0], kind[1], channel, language, *texts)

    def kind_of(self, value: Any) -> tuple[int | None, Notice | None]:
        """The stage or the moment that words are for. Raises ValueError for none."""
        return None, None

    def bench(self, form: Any, row: Any) -> Bench:
        """What stands beside a form."""
        return self.benched(self.typed_of(row, form))

    def benched(self, typed: Typed | None) -> Bench:
        """What words become, for the case that the page names or the first at hand."""
        case = case_of(typed)
        if typed is None:
            return Bench(self.picks(None), case, {}, (), "")
        names = workshop.places(typed)
        marks = {name: workshop.marks(getattr(typed, name), typed.language, names) for name in ("subject", "body")}
        try:
            found: Sequence[Shown] = workshop.shown(typed, case, signer(), clock.today())
        except RuleError as refusal:
            return Bench(self.picks(typed), case, marks, (), format.said(refusal.sentence))
        return Bench(self.picks(typed), case, marks, found, "")

    def picks(self, typed: Typed | None) -> list[tuple[str, Any]]:
        """The places that may be picked, with what each is."""
        names = workshop.places(typed) if typed else ()
        return [(name, PLACES[name]) for name in names]

    @expose("/preview/", methods=("POST",))
    def preview(self) -> Any:
        """What is wrong with words as they are typed, and what they become."""
        if not (self.can_edit or self.can_create):
            abort(403)
        found = self.benched(self.read(request.form))
        marks = {
            name: [{"start": each.start, "end": each.end, "said": format.said(each.said)} for each in each_of]
            for name, each_of in found.marks.items()
        }
        places = [[name, str(said)] for name, said in found.places]
        return jsonify(marks=marks, places=places, html=render_template("strategy/_preview.html", bench=found))

    @expose("/try/", methods=("POST",))
    def try_words(self) -> Any:
        """Send words as they are typed to oneself, and go on with the form."""
        if not (self.can_edit or self.can_create):
            abort(403)
        typed, person = self.read(request.form), rights.person() or abort(401)
        if typed is None:
            flash(gettext("Say first what the words are for."), "error")
        elif transaction.attempt(lambda: self.sent(typed, person) and True):
            flash(gettext("The test is on its way to %(to)s.", to=person.email), "success")
        id = request.form.get("id")
        return self.on_draft(lambda: self.form_again(id))

    def sent(self, typed: Typed, person: User) -> Any:
        """Queue a test; the words it carries speak of nobody."""
        found = workshop.shown(typed, None, person.name, clock.today())
        mine = next(each for each in found if each.is_typed)
        subject = gettext("Test: %(subject)s", subject=mine.subject or labels.member(typed.channel))
        return workshop.test(person, mine._replace(subject=subject), clock.now())

    def form_again(self, id: str | None) -> str:
        """The form with what was typed."""
        row = self.row_of(id) if id else None
        made = self._edit_form_class if row is not None else self._create_form_class
        return self.form_page(self.locked(made(request.form, obj=row), row), row)

    def form_address(self, row: Any) -> str:
        """Where the form goes to."""
        return str(self.get_url(".edit_view", id=row.id) if row is not None else self.get_url(".create_view"))


def case_of(typed: Typed | None) -> Case | None:
    """The case that the page names, in reach; else the first open one of the stage, or any; None: the sample."""
    if request.values.get("case"):
        found: Case | None = scope.find(Case, request.values.get("case"))
        return found
    if "case" in request.form:
        return None
    query = scope.rows(Case).where(Case.state == CaseState.open, Case.archived_on.is_(None)).order_by(Case.id).limit(1)
    if typed and typed.stage_id:
        query = query.where(Case.stage_id == typed.stage_id)
    case: Case | None = db.session.scalar(query)
    return case


def signer() -> str:
    """Who signs a sample: the person at the screen."""
    person = rights.person()
    return person.name if person else ""
