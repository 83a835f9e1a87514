"""The legal partner's only screen: the referrals sent to their firm, one action on each, and what goes with it."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from admin.base import clock, errors, handout, query, rights, scope, transaction
from admin.base.page import Page
from admin.case.money import payments
from admin.portal import several, step
from admin.portal.file import FilePages
from admin.portal.lists import ListPages, reader
from admin.portal.several import SeveralPages
from models import db
from models.audit import AuditAction
from models.borrower import Borrower
from models.case import Case
from models.loan import Loan
from models.payment import Payment
from models.referral import Referral
from services import audit, limitation, referral
from services.paper import statement
from services.referral import hearing_feed, question, readiness, standstill, work

SIZE = query.SIZES[0]


class PartnerPage(ListPages, FilePages, SeveralPages, Page):
    """Referrals of one firm; nothing else in the house is open to it."""

    page = "partner"
    heading = _l("Referrals")
    icon = "scales"

    @expose("/")
    def index(self) -> Any:
        """The firm's referrals as they are asked for: those that wait for a step first, the ended ones last."""
        number = query.asked(request.args).page
        rows = shown(number)
        here, more = rows[:SIZE], len(rows) > SIZE
        told = {"counts": readiness.counts([row.case_id for row in here]), "left": {row.id: left(row) for row in here}}
        told |= {"owed": certificates_owed(), "has_feed": hearing_feed.has_one(reader()), "today": clock.today()}
        told |= self.list_values()
        return self.render("portal/list.html", rows=here, more=more, number=number, **told)

    @expose("/referral/")
    def referral(self) -> Any:
        """One referral in full; the look is written down."""
        row = scope.one(Referral, request.args.get("id"))
        transaction.note(lambda: audit.record(AuditAction.viewed, row))
        return self.page_of(row, step.form_of(row))

    @expose("/status/", methods=("POST",))
    def status(self) -> Any:
        """Take the referral one step further: status, note, document, and what the status needs."""
        id = request.args.get("id")
        row, form = scope.one(Referral, id), step.StepForm(request.form)
        if not form.validate():
            flash(gettext("Not saved. Look at the marked fields."), "error")
        elif transaction.attempt(lambda: step.take(scope.one(Referral, id), form), row):
            flash(gettext("Saved. The lender sees it now."), "success")
            return redirect(url_for("partner.referral", id=row.id))
        return self.page_of(scope.one(Referral, id), form)

    @expose("/item/", methods=("POST",))
    def item(self) -> Any:
        """Ask the lender for a missing item."""
        id, text = scope.one(Referral, request.args.get("id")).id, request.form.get("item", "")[:500]
        if transaction.attempt(lambda: work.ask(scope.one(Referral, id), text, clock.now(), rights.person())):
            flash(gettext("Asked. The lender's answer will stand here."), "success")
        return redirect(url_for("partner.referral", id=id))

    @expose("/certificate/", methods=("POST",))
    def certificate(self) -> Any:
        """Hand in the certificate that a recalled file was deleted."""
        number = scope.number(request.args.get("id"))
        row = next((each for each in certificates_owed() if each.id == number), None) or abort(404)
        if transaction.attempt(lambda: handed_in(row.id)):
            flash(gettext("Thank you. The certificate is kept."), "success")
        return redirect(url_for("partner.index"))

    @expose("/calendar/", methods=("POST",))
    def calendar(self) -> Any:
        """Make a new secret address of the calendar, shown once; or end the one there is."""
        if request.form.get("end"):
            transaction.attempt(lambda: hearing_feed.revoke(reader(), clock.now()))
            flash(gettext("The address of your calendar has ended."), "success")
            return redirect(url_for("partner.index"))
        secret = transaction.attempt(lambda: hearing_feed.make(reader(), clock.now()))
        address = url_for("feeds.hearings", secret=secret, _external=True)
        return self.render("portal/calendar.html", address=address, title=gettext("Calendar of hearings"))

    def page_of(self, row: Referral, form: step.StepForm) -> str:
        """The page of a referral: what the firm may see, and no more."""
        today = clock.today()
        return self.render(
            "portal/referral.html",
            row=row,
            form=form,
            steps=step.steps(row),
            payments=payments(row.case, SIZE),
            payoff=statement.of(row.case.loan, today, today),
            left=left(row),
            rests=resting(row),
            asked=question.open_of(row),
            today=today,
            title=row.reference,
        )


def shown(number: int) -> list[Referral]:
    """The referrals of a page, and one more if there is one."""
    found = several.sorted_as_asked(several.narrowed())
    with_names = selectinload(Referral.case).options(joinedload(Case.borrower), with_loan())
    also = (selectinload(Referral.payment_notices), selectinload(Referral.items), selectinload(Referral.events))
    page = found.options(with_names, *also).limit(SIZE + 1).offset((number - 1) * SIZE)
    return list(db.session.scalars(page))


def with_loan() -> Any:
    """What the limitation of each row is counted from, a query a kind for all rows."""
    file = selectinload(Loan.case_file)
    return selectinload(Case.loan).options(
        joinedload(Loan.borrower).joinedload(Borrower.lender),
        selectinload(Loan.instalments),
        selectinload(Loan.payments).selectinload(Payment.reversal),
        selectinload(Loan.deadline_events),
        file.selectinload(Case.plans),
        file.selectinload(Case.referrals).selectinload(Referral.events),
    )


def left(row: Referral) -> int | None:
    """The days left of the limitation, by its nominal end; None where nothing runs."""
    found = limitation.of(row.case.loan, clock.today())
    return found.days_left if found else None


def resting(row: Referral) -> str:
    """That no step is taken against the borrower today; empty where nothing rests."""
    rest = standstill.of(row.case, clock.today(), clock.today())
    return errors.sentence(standstill.word(rest, row.reference)) if rest and not row.closed_on else ""


def certificates_owed() -> list[Referral]:
    """The referrals that were taken back and whose deletion the firm has not certified: by reference alone."""
    firm = reader().partner_id or 0
    here = select(Referral).where(Referral.partner_id == firm, Referral.recalled_on.is_not(None))
    return list(db.session.scalars(here.where(Referral.deletion_id.is_(None)).order_by(Referral.id)))


def handed_in(id: int) -> bool:
    """Keep the certificate that came with the form."""
    referral.certify(db.session.get_one(Referral, id), handout.scan("certificate"))
    return True
