"""The contact panel of the case page: may I call, what to say, what came of it, and what comes next."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask import request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, StringField, TextAreaField, validators

from admin.base import clock, errors, fields, format, rights, scope
from admin.case.panel import Panel, PanelForm, chosen, offered, picked, rows_of
from models.borrower import UNUSABLE, Phone, PointStatus
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.outcome import OutcomeCode, OutcomeEffect, OutcomeNeeds
from models.reason import OverdueReason, ReasonBasis
from models.stage import Channel, TaskKind
from rules import contact as rule
from rules.errors import RuleError
from services import case, contact, my_day
from services.contact import gate, wish
from services.reminder import text


class Light(NamedTuple):
    """Green, amber or red with its sentence, the rules that say so, and further sentences."""

    tone: str
    sentence: str
    rules: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def phones(row: Case) -> list[Phone]:
    """The borrower's phones, verified ones first, unusable ones last."""
    order = (PointStatus.verified, PointStatus.unverified, PointStatus.opted_out, PointStatus.bad)
    return sorted(row.borrower.phones, key=lambda phone: (order.index(phone.status), phone.id))


def light(row: Case, known: list[Phone], now: datetime) -> Light:
    """What the gate says of a call to the best number, at this instant."""
    best = known[0] if known and known[0].status not in UNUSABLE else None
    if best is None:
        return Light("red", gettext("There is no number that may be called."))
    found = gate.decide(row.borrower, Channel.call, now, phone_id=best.id)
    reasons = tuple(errors.sentence(reason) for reason in found.reasons)
    if found.verdict == rule.ALLOWED:
        return Light("green", until(found.must_end_by), found.warnings, reasons)
    if found.next_allowed_at is None:
        return Light("red", gettext("Do not call: no waiting changes that."), found.rules, reasons)
    sentence = gettext("Not now. A call is allowed from %(time)s.", time=instant(found.next_allowed_at))
    return Light("amber", sentence, found.rules, reasons)


def until(end: datetime | None) -> str:
    """That a call is allowed, and by when it must be over."""
    return (
        gettext("A call is allowed now, until %(time)s.", time=instant(end))
        if end
        else gettext("A call is allowed now.")
    )


def instant(at: datetime) -> str:
    """An instant in words."""
    return str(format.words(at))


def wording(row: Case) -> str:
    """The suggested words of a call in the borrower's language, filled; empty where nothing is overdue."""
    today, person = clock.today(), rights.person()
    if (
        not rights.sees_names()
        or row.state != CaseState.open
        or row.stage is None
        or row.overdue_since is None
        or person is None
    ):
        return ""
    owed = text.Owed(row.loan.contract_no, row.loan.currency, case.overdue(row, today), row.overdue_since)
    key = (row.stage.id, Channel.call, row.borrower.language)
    known, who = text.templates(), row.borrower
    try:
        return text.write(known, key, who, who.lender, person.name, [owed], today).body
    except RuleError as error:
        return errors.sentence(error)


def outcomes() -> list[tuple[str, str]]:
    """The outcomes to choose from."""
    return offered(OutcomeCode)[1:]


class LogForm(PanelForm):
    """What came of a contact; which fields an outcome needs is said by its row."""

    panel = "log"
    outcome = RadioField(_l("Outcome"), choices=outcomes, validators=[validators.InputRequired()])
    phone = StringField(_l("Number"))
    inbound = BooleanField(_l("The borrower got in touch"))
    amount = fields.NumberField(_l("Amount promised"))
    promised_on = DateField(_l("Promised for"), validators=[validators.Optional()])
    moment = fields.InstantField(_l("Call back at"))
    reason = picked(OverdueReason, _l("Why it is overdue"))
    basis = fields.ChoiceField(_l("Who says so"), members=ReasonBasis, blank=False, default=ReasonBasis.said)
    note = TextAreaField(_l("Note"), filters=[fields.tidy], validators=[validators.Length(max=4000)])
    breach_reason = TextAreaField(
        _l("Why it happened against the rules"), filters=[fields.tidy], validators=[validators.Length(max=500)]
    )
    next_kind = fields.ChoiceField(_l("Next action"), members=TaskKind, blank=True)
    next_on = DateField(_l("Day of the next action"), validators=[validators.Optional()])


def told(row: Case, form: Any) -> Contact:
    """Hand what the form says to the service."""
    phone = scope.find(Phone, form.phone.data)
    given = {name: form[name].data for name in ("amount", "promised_on", "moment", "next_kind", "next_on")}
    outcome = chosen(OutcomeCode, form.outcome)
    return contact.log(
        row.borrower,
        clock.now(),
        outcome.channel,
        outcome,
        clock.today(),
        case=row,
        user=rights.person(),
        note=form.note.data or "",
        breach_reason=form.breach_reason.data or "",
        direction=Direction.inbound if form.inbound.data else Direction.outbound,
        phone=phone if phone in row.borrower.phones else None,
        reason=chosen(OverdueReason, form.reason),
        reason_basis=form.basis.data,
        **given,
    )


FIRST = ("NA", "BUSY", "PTP", "RPC-CB", "RPC-INFO", "PTP-PLAN", "PAID", "REF-U")
"""The outcomes that stand open; the rest is searched. Source: operations.md 2.3."""


class Option(NamedTuple):
    """An outcome with the next action it proposes; empty where what it needs says that."""

    row: OutcomeCode
    next_kind: str
    next_on: str


class ContactPanel(Panel):
    """May I call, what to say, and what came of it."""

    def details(self, row: Any) -> dict[str, Any]:
        """The light, the numbers, the words and the form."""
        known = phones(row)
        return super().details(row) | {
            "light": light(row, known, clock.now()),
            "phones": known,
            "wording": wording(row),
            "wishes": wish.running([row.borrower_id], clock.now(), clock.today()),
            "options": options(),
            "first": len(FIRST),
            "log": LogForm(amount=case.overdue(row, clock.today())),
            "next_case": next_after(row) if rights.may("create", "contact") else None,
        }

    @expose("/log/", methods=("POST",))
    def log(self) -> Any:
        """Log a contact."""
        form = LogForm(request.form)
        done = gettext("Logged. The next action is booked.")
        return self.act(("create", "contact"), form, lambda row: told(row, form), done, "log")

    def onward(self, row: Case) -> str:
        """After a log, where the person wishes: on to the next case of the day."""
        if request.form.get("then") != "next":
            return super().onward(row)
        found = next_after(row)
        return str(self.get_url(".details_view", id=found) if found else url_for("my_day.index"))


def next_after(row: Case) -> int | None:
    """The case to go to after this one, of the same person's day."""
    return my_day.following(my_day.todo(row.assignee_id, clock.today()), clock.now(), row.id)


def options() -> list[Option]:
    """The outcomes, the usual ones first."""
    order = {code: place for place, code in enumerate(FIRST)}
    rows = sorted(rows_of(OutcomeCode), key=lambda row: (order.get(row.code, len(order)), row.position))
    return [option(row) for row in rows]


def option(row: OutcomeCode) -> Option:
    """An outcome with its next action: a promise books its own, an agreed time is its own day."""
    if row.effect == OutcomeEffect.promise:
        return Option(row, "", "")
    day = clock.today() + timedelta(days=row.next_task_days)
    return Option(row, row.next_task.name, "" if row.needs == OutcomeNeeds.moment else day.isoformat())
