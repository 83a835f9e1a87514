"""The legal partner's only screen: the referrals sent to their firm, and one action on each."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from admin import referral_step
from admin.base import clock, query, scope, transaction
from admin.base.page import Page
from admin.case_money import payments
from models import db
from models.audit import AuditAction
from models.case import Case
from models.referral import Referral
from services import audit

SIZE = query.SIZES[0]


class PartnerPage(Page):
    """Referrals of one firm; nothing else in the house is open to it."""

    page = "partner"
    heading = _l("Referrals")
    menu_group = "Legal"
    icon = "scales"

    @expose("/")
    def index(self) -> Any:
        """The firm's referrals: those that wait for a step first, the ended ones last."""
        number = query.asked(request.args).page
        found = scope.rows(Referral).order_by(Referral.closed_on.is_not(None), Referral.status_on, Referral.id)
        with_names = joinedload(Referral.case).options(joinedload(Case.borrower), joinedload(Case.loan))
        rows = list(db.session.scalars(found.options(with_names).limit(SIZE + 1).offset((number - 1) * SIZE)))
        shown, more = rows[:SIZE], len(rows) > SIZE
        return self.render("partner/list.html", rows=shown, more=more, number=number, today=clock.today())

    @expose("/referral/")
    def referral(self) -> Any:
        """One referral in full; the look is written down."""
        row = scope.one(Referral, request.args.get("id"))
        audit.record(AuditAction.viewed, row)
        transaction.note()
        return self.page_of(row, referral_step.form_of(row))

    @expose("/status/", methods=("POST",))
    def status(self) -> Any:
        """Take the referral one step further: status, note, and what the status needs."""
        id = request.args.get("id")
        row, form = scope.one(Referral, id), referral_step.StepForm(request.form)
        if not form.validate():
            flash(gettext("Not saved. Look at the marked fields."), "error")
        elif transaction.attempt(lambda: referral_step.take(scope.one(Referral, id), form), row):
            flash(gettext("Saved. The lender sees it now."), "success")
            return redirect(url_for("partner.referral", id=row.id))
        return self.page_of(scope.one(Referral, id), form)

    def page_of(self, row: Referral, form: referral_step.StepForm) -> str:
        """The page of a referral: what the firm may see, and no more."""
        return self.render(
            "partner/referral.html",
            row=row,
            form=form,
            steps=referral_step.steps(row),
            payments=payments(row.case, SIZE),
            today=clock.today(),
            title=row.reference,
        )
