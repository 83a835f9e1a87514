"""The Call button: the number for one attempt."""

from typing import Any, NamedTuple

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, validators

from admin.base import clock, fields, rights, scope, transaction
from admin.case.contact import instant
from admin.case.panel import NEEDED, Panel, PanelForm
from models.borrower import Phone
from models.case import Case
from models.decision import Decision, OverrideReason, Verdict
from models.stage import Channel
from services.contact import call, override
from services.reminder import own_words


class OverrideForm(PanelForm):
    """Why a rule of the house should be set aside once."""

    panel = "override"
    code = fields.ChoiceField(_l("Reason"), members=OverrideReason, blank=False, default=OverrideReason.borrower_asked)
    why = TextAreaField(
        _l("Why, in at least 20 characters"),
        validators=[*NEEDED, validators.Length(min=override.SHORTEST, max=500)],
        filters=[fields.tidy],
    )


class OverridePanel(Panel):
    """A second person decides."""

    def details(self, row: Any) -> dict[str, Any]:
        """The form."""
        return super().details(row) | {"override": OverrideForm()}

    @expose("/override/", methods=("POST",))
    def ask_override(self) -> Any:
        """Ask a second person to set a rule of the house aside."""
        form, done = OverrideForm(request.form), gettext("Your request waits for a second person.")
        return self.act(("create", "override"), form, lambda row: asked(row, form), done, "override")


def asked(row: Case, form: Any) -> Any:
    """Hand the request to the service."""
    person = rights.person() or abort(403)
    return override.ask(row, Channel.call, form.code.data, form.why.data, person, clock.now())


class WriteForm(PanelForm):
    """What to say, and how."""

    panel = "write"
    channel = fields.ChoiceField(_l("Channel"), members=Channel, blank=False, default=Channel.sms)
    subject = StringField(_l("Subject"), validators=[validators.Length(max=200)], filters=[fields.tidy])
    body = TextAreaField(_l("Words"), validators=[*NEEDED, validators.Length(max=2000)], filters=[fields.tidy])


class WritePanel(OverridePanel):
    """One message in one's own words."""

    def details(self, row: Any) -> dict[str, Any]:
        """The form."""
        return super().details(row) | {"write": WriteForm()}

    @expose("/write/", methods=("POST",))
    def write_message(self) -> Any:
        """Check the words, then queue them."""
        form, done = WriteForm(request.form), gettext("Queued. It leaves by the next pass, if it may.")
        return self.act(("create", "contact"), form, lambda row: queued(row, form), done, "write")


def queued(row: Case, form: Any) -> Any:
    """Hand what the form says to the service."""
    person = rights.person() or abort(403)
    return own_words.write(row, form.channel.data, form.subject.data or "", form.body.data, person, clock.now())


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
        return Dialled(phone.id, phone.number, instant(found.must_end_by) if found.must_end_by else "")
    return refusal(found)


def refusal(found: Decision) -> str:
    """Why a call may not be made, and from when it may."""
    if found.next_allowed_at is None:
        return gettext("Do not call: %(rules)s.", rules=found.rules)
    return gettext("Not now (%(rules)s); from %(time)s.", rules=found.rules, time=instant(found.next_allowed_at))
