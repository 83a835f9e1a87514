"""The Call button: the number for one attempt."""

from typing import Any, NamedTuple

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext

from admin.base import clock, rights, scope, transaction
from admin.case_light import told
from admin.case_write import WritePanel
from models.borrower import Phone
from models.case import Case
from models.decision import Decision, Verdict
from services import call


class Dialled(NamedTuple):
    """A number handed out for one call."""

    phone_id: int
    number: str
    until: str


class CallPanel(WritePanel):
    """One call, one number, one attempt."""

    def details(self, row: Any) -> dict[str, Any]:
        """Nothing is dialled until somebody presses Call."""
        return super().details(row) | {"dialled": None}

    @expose("/call/", methods=("POST",))
    def call(self) -> Any:
        """Ask the gate for one call, and show its number where it may be shown."""
        person = rights.person()
        if not rights.may("create", "contact") or person is None:
            abort(403)
        row = scope.one(Case, request.args.get("id"))
        phone = next((each for each in row.borrower.phones if str(each.id) == request.form.get("row")), None)
        if phone is None:
            abort(404)
        found = transaction.attempt(lambda: dial(row.id, phone.id, person.id))
        if isinstance(found, Dialled):
            return self.again(dialled=found)
        if found:
            flash(found, "error")
        return redirect(self.onward(scope.one(Case, request.args.get("id"))))


def dial(case_id: int, phone_id: int, user_id: int) -> Dialled | str:
    """Hand a number out for one call, or say why not."""
    row, phone = scope.one(Case, case_id), scope.one(Phone, phone_id)
    person = rights.person()
    if person is None or person.id != user_id:
        abort(403)
    found = call.dial(row, phone, person, clock.now())
    if found.verdict == Verdict.allowed:
        return Dialled(phone.id, phone.number, told(found.must_end_by) if found.must_end_by else "")
    return refusal(found)


def refusal(found: Decision) -> str:
    """Why a call may not be made, and from when it may."""
    if found.next_allowed_at is None:
        return gettext("Do not call: %(rules)s.", rules=found.rules)
    return gettext("Not now (%(rules)s); from %(time)s.", rules=found.rules, time=told(found.next_allowed_at))
