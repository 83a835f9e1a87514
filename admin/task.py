"""Screen of the tasks: the next action of every open case."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from sqlalchemy import inspect

from admin.base.bulk import Undo, bulk
from admin.base.view import RecordView
from models.task import Task
from services import task


def is_open(row: Task) -> bool:
    """Whether a task is still to be done."""
    return row.done_at is None


class TaskView(RecordView):
    """What people do next, and when."""

    model = Task
    icon = "check"
    column_list = ("kind", "case", "case.borrower", "due_on", "due_at", "case.assignee", "done_at")
    column_filters = ("kind", "due_on", "done_at", "by_person")
    column_searchable_list = ("case.reference",)
    column_default_sort = ("due_on", False)
    form_groups = ((_l("Next action"), ("kind", "due_on", "due_at", "note")),)
    facts = ("case", "due_on", "done_at")
    empty = _l("Nothing to do: every open case gets its next action over night.")

    can_create = False  # The next action is set on its case.

    complete = bulk(task.complete, _lp("task", "Done"), _l("Mark as done?"), when=is_open, undo=Undo(task.reopen))

    def on_model_change(self, form: Any, model: Task, is_created: bool) -> None:
        """Let the case know of another day."""
        state: Any = inspect(model)
        if any(state.attrs[name].history.has_changes() for name in ("due_on", "due_at")):
            task.moved(model)
        super().on_model_change(form, model, is_created)
