"""Lists that a legal partner takes and hands in: statuses as CSV, and the month to agree on."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext

from admin.base import clock, errors, handout, rights, scope, transaction
from admin.paper import month as paper
from models import db
from models.partner import LegalPartner
from models.referral import Referral
from models.transaction import writing
from models.user import User
from rules import calendar
from rules.errors import RuleError
from services.referral import reconciliation, status_file

SHOWN = 50


class ListPages:
    """Statuses in and out, and the monthly list."""

    render: Any

    @expose("/statuses.csv")
    def statuses_out(self) -> Any:
        """The firm's open referrals as CSV, by reference alone."""
        rows = list(db.session.scalars(scope.rows(Referral).where(Referral.closed_on.is_(None)).order_by(Referral.id)))
        made, name = status_file.write(rows), f"referrals-{clock.today()}.csv"
        return handout.masked(Referral, name, handout.CSV, [made], row_count=len(rows), type="csv")

    @expose("/statuses/", methods=("GET", "POST"))
    def statuses(self) -> Any:
        """Take a CSV of statuses in: each good row lands, each other one is named with what is wrong."""
        told: dict[str, Any] = {"columns": status_file.COLUMNS, "done": None, "wrong": []}
        if request.method == "POST":
            told |= landed()
        return self.render("portal/statuses.html", title=gettext("Statuses as a file"), shown=SHOWN, **told)

    @expose("/month/", methods=("GET", "POST"))
    def month(self) -> Any:
        """The list of a month, and the firm's word on it."""
        firm, month = firm_of(), reconciliation.month_named(request.args.get("month", ""), clock.today())
        if request.method == "POST":
            if transaction.attempt(lambda: answered(firm, month)):
                flash(gettext("Thank you. The lender sees your answer."), "success")
            return redirect(url_for("partner.month", month=month.strftime("%Y-%m")))
        told: dict[str, Any] = {"lines": reconciliation.of(firm, month), "word": reconciliation.answer_of(firm, month)}
        before, after = calendar.add_months(month, -1), calendar.add_months(month, 1)
        told |= {
            "totals": reconciliation.totals(told["lines"]),
            "month": month,
            "before": before,
            "after": after if after <= clock.today() else None,
            "over": after <= clock.today(),
        }
        return self.render("portal/month.html", title=gettext("Monthly list"), **told)

    @expose("/month/file/")
    def month_file(self) -> Any:
        """A file of a month that was agreed on, as it was frozen."""
        firm, month = firm_of(), reconciliation.month_named(request.args.get("month", ""), clock.today())
        found = reconciliation.answer_of(firm, month)
        return handout.out("referral", lambda: paper.file(found, request.args.get("kind", "")) or abort(404))


def landed() -> dict[str, Any]:
    """Land the rows of the file, each in its own transaction."""
    sent, done, wrong = request.files.get("file"), {"moved": 0, "unchanged": 0}, []
    try:
        rows = status_file.read(sent.read() if sent else b"")
    except RuleError as refusal:
        errors.tell(refusal)
        return {}
    for row in rows:
        try:
            with writing():
                done[status_file.land(row, reader(), clock.today(), clock.now())] += 1
        except errors.REFUSALS as refusal:
            wrong.append((row.number, errors.sentence(refusal)))
    return {"done": done, "wrong": wrong}


def reader() -> User:
    """Who is signed in; asked anew in each transaction."""
    found = rights.person()
    if found is None:
        raise RuntimeError("nobody is signed in")
    return found


def firm_of() -> LegalPartner:
    """The firm of whoever is signed in."""
    return db.session.get_one(LegalPartner, reader().partner_id)


def answered(firm: LegalPartner, month: date) -> Any:
    """Hand the word on a month to the service."""
    agrees, words = bool(request.form.get("agrees")), request.form.get("difference", "")[:2000]
    return reconciliation.answer(
        db.session.get_one(LegalPartner, firm.id),
        month,
        agrees,
        words,
        reader(),
        clock.now(),
        lambda: paper.frozen(firm, month),
    )
