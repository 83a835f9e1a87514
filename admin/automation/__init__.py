"""Screens of automation: rules of the house, what each would have done, and each time one did its work."""

from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, errors, format, labels, rights, scope
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models import db
from models.automation import Automation, AutomationStatus, Firing
from models.database import begin_writing
from models.rehearsal import rehearsal
from rules.sentence import Row
from services import automation

FILTERS = ("stage", "portfolio", "assignee", "days_from", "days_to")


def may_switch_on(row: Automation) -> bool:
    """Whether the signed-in person may switch a rule on, or ask for it."""
    if row.status == AutomationStatus.asked:
        return rights.person() in automation.second_people(row)
    return row.status == AutomationStatus.off and row.archived_on is None


def may_switch_off(row: Automation) -> bool:
    """Whether it is on or waits."""
    return row.status != AutomationStatus.off


class AutomationView(RecordView):
    """Rules of the house: when, if, then; off at birth and after each change."""

    model = Automation
    icon = "steps"
    details_template = "automation/rule.html"
    column_list = ("name", "event", "does", "status", "most", "switched_on", "switched_by")
    column_filters = ("event", "does", "status")
    column_default_sort = ("id", False)
    form_groups = (
        (_l("Rule"), ("name", "name_zh_hans", "name_zh_hant", "archived_on")),
        (_l("When"), ("event", "quiet_days")),
        (_l("If"), FILTERS),
        (_l("Then"), ("does", "task_kind", "after_days", "person", "plan_count", "note", "most")),
    )
    form_notes = {
        "event": _l("What a rule itself does never sets one off."),
        "quiet_days": _l("Only for silence: so many days without a contact."),
        "stage": _l("What is empty asks for nothing; the words are those of the list of cases."),
        "does": _l("What sends or is about money is switched on by a second person."),
        "task_kind": _l("Only for an action that is booked."),
        "person": _l("Who gets the case or is told; who works the case is told where nobody is named."),
        "plan_count": _l("Only for a plan: so many monthly instalments of what is overdue."),
        "most": _l("At most so many times a night, from 1 to 200."),
    }
    facts = ("event", "does", "status", "most")
    column_details_exclude_list = ("key", "editors")
    related = (("firing", "automation"),)
    empty = _l("No rule does anything by itself.")

    switch_on = bulk(
        automation.switch_on,
        _l("Switch on"),
        _l("Let the rule do its work from tonight on? What sends or is about money waits for a second person."),
        when=may_switch_on,
    )
    switch_off = bulk(automation.switch_off, _l("Switch off"), _l("Let the rule do nothing?"), when=may_switch_off)

    def on_model_change(self, form: Any, model: Automation, is_created: bool) -> None:
        """A rule that was changed is off."""
        automation.written(model, rights.person())

    def details(self, row: Automation) -> dict[str, Any]:
        """With who may switch it on where it waits, and whether it may be rehearsed."""
        whom = automation.second_people(row) if row.status == AutomationStatus.asked else []
        return {**super().details(row), "whom": whom, "may_rehearse": rights.may("act", self.noun)}

    @expose("/rehearse/", methods=("POST",))
    def rehearse(self) -> str:
        """What a rule would have done in the last thirty days, tried on a copy of the book."""
        if not rights.may("act", self.noun):
            abort(403)
        row = scope.one(Automation, request.form.get("id"))
        id, title = row.id, self.title_of(row)
        found = rehearsed(id)
        done, kept = automation.counts(found)
        heading = gettext("%(name)s: the last thirty days", name=title)
        return self.render("automation/rehearsal.html", title=heading, lines=found, done=done, kept=kept, id=id)


def rehearsed(id: int) -> list[automation.Tried]:
    """What a rule would have done, found on a copy and taken back; a refusal is shown."""
    today, now = clock.today(), clock.now()
    db.session.rollback()
    try:
        with rehearsal():
            begin_writing()
            try:
                return automation.rehearse(db.session.get_one(Automation, id), today, now)
            finally:
                db.session.rollback()
    except errors.REFUSALS as refusal:
        errors.tell(refusal, None)
        return []


def met(view: Any, context: Any, row: Firing, name: str) -> str:
    """What happened, by the row that says so."""
    return labels.record(row.record) if row.record == "case_event" else format.named(Row(row.record, row.record_id))


class FiringView(RecordView):
    """Each time a rule met something: what it did, or what it was kept from."""

    model = Firing
    icon = "steps"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("automation", "case", "on", "record_id", "outcome", "why", "fired_on")
    column_filters = ("automation", "outcome", "fired_on")
    column_default_sort = ("fired_on", True)
    column_labels = {"record_id": _l("Set off by"), "automation": _l("Rule")}
    column_formatters = {"record_id": met}
    column_formatters_export = {"record_id": met}
    facts = ("automation", "case", "on", "outcome")
    empty = _l("No rule has met anything yet.")


SCREENS = (AutomationView, FiringView)
