"""The promises on the case page; they are taken by logging a contact."""

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import fields
from admin.case.panel import Panel, post
from models.promise import Promise
from services import promise


class PromisePanel(Panel):
    """What the borrower said to pay."""

    name = "promise"

    @cached_property
    def promises(self) -> list[Promise]:
        """The promises, newest first."""
        return sorted(self.row.promises, key=lambda each: -each.id)

    @post("/promise/cancel/", ("act", "promise"), fields.Form, _l("The promise is cancelled."))
    def cancel_promise(self, form: Any) -> None:
        """Take a promise back."""
        promise.cancel(self.given(Promise), self.today)
