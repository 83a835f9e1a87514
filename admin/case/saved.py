"""What a log has saved, in words, and taking back for some seconds what followed from it."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, fields, format, labels, rights, undo
from admin.case.panel import Panel, post
from models.case import Case
from models.contact import Contact, TakenBack
from services.contact import take_back


class SavedPanel(Panel):
    """What was just logged."""

    name = "saved"

    @post("/log/back/", ("create", "contact"), fields.Form, _l("Taken back. The contact stays, marked, and counts."))
    def take_back(self, form: Any) -> TakenBack:
        """Take back what followed from the contact that was just logged."""
        mark = take_back.take_back(self.given(Contact), rights.person() or abort(403), self.now)
        undo.done()
        return mark


def said(row: Contact) -> str:
    """What was saved, with what comes next; for some seconds it may be taken back from wherever one goes."""
    case: Case | None = row.case
    if case is None:
        return gettext("Logged.")
    if take_back.may(row, rights.person(), clock.now()):
        undo.offer(url_for("case.take_back", id=case.id), row.id, take_back.SECONDS)
    told, planned = {"case": case.reference, "outcome": came_of(row, case)}, case.open_task
    if planned is None:
        return gettext("%(case)s: %(outcome)s.", **told)
    told |= {"action": labels.member(planned.kind), "day": format.words(planned.due_at or planned.due_on)}
    return gettext("%(case)s: %(outcome)s; next: %(action)s, %(day)s.", **told)


def came_of(row: Contact, case: Case) -> str:
    """The promise that was taken, or the outcome."""
    made = next((each for each in case.promises if each.contact_id == row.id), None)  # type: ignore[attr-defined]
    if made is None:
        return format.title(row.outcome) if row.outcome else labels.member(row.channel)
    words = {"amount": format.money(made.amount, made.currency), "day": format.words(made.due_on)}
    return gettext("promise of %(amount)s for %(day)s", **words)
