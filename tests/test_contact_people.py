"""People beside the borrower: kept no longer than their country lets them be, and forgotten at once when they refuse."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from jobs import daytime, nightly
from models import db
from models.audit import AuditEntry
from models.batch import ImportRow, RowOutcome
from models.contact_person import ContactPerson
from models.dispute import DisputeStatus
from models.lender import Licence
from models.referral import ReferralStatus
from rules.access import Role
from rules.law import keeping, pack
from services import case, payment
from services.audit import seal
from services.contact import beside
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
PAID = date(2026, 3, 10)


def test_each_licence_says_how_long():
    assert set(keeping.LICENCES) == set(pack.LICENCES)
    assert keeping.LICENCES["cn_bank"].until(PAID) == date(2026, 4, 9)
    assert keeping.LICENCES["us_third_party"].until(date(2024, 2, 29)) == date(2027, 2, 28)


@pytest.fixture
def row(app):
    """A case with two people beside its borrower, one of whom refused."""
    found = desk.lend(desk.start())
    case.restage(found, desk.DUE + timedelta(days=5))
    makers.make_contact_person(borrower=found.borrower, name="李四", number="13900000001")
    gone = makers.make_contact_person(borrower=found.borrower, name="Aunt", number="13900000002", refused_on=desk.DUE)
    beside.refuse(gone)
    db.session.commit()
    return found


def test_an_import_tells_no_more_of_who_refused(row):
    person, batch = row.borrower.contact_people[0], makers.make_import_batch()
    told = ImportRow(batch=batch, row_no=1, outcome=RowOutcome.created, record="contact_person", record_id=person.id)
    told.after = {"name": "李四"}
    makers.kept(told)
    person.refused_on = desk.DUE
    beside.refuse(person)
    db.session.expire(told)
    assert told.after == {}


def end(row):
    payment.record(row.loan, row.loan.principal, PAID, PAID, "P")
    case.restage(row, PAID)
    db.session.commit()


def people():
    return [(each.name, each.number) for each in db.session.query(ContactPerson).order_by(ContactPerson.id)]


def night(day):
    return nightly.forget_contact_people(day, desk.at(day)).counts


def test_they_are_forgotten_thirty_days_after_the_debt_ended_and_the_refusal_stays(row):
    assert night(PAID + timedelta(days=400)) == {}
    end(row)
    assert night(PAID + timedelta(days=30)) == {}
    assert len(people()) == 2
    assert night(PAID + timedelta(days=31)) == {"forgotten": 1}
    assert night(PAID + timedelta(days=31)) == {}
    assert people() == [("–", "")]
    assert beside.refused(["13900000002", "13900000001"]) == {"13900000002"}


def test_the_audit_trail_forgets_them_too_and_still_holds(row):
    def told():
        entries = db.session.scalars(select(AuditEntry).filter_by(record="contact_person"))
        return " ".join(str(each.changes) for each in entries)

    assert "李四" in told()
    end(row)
    daytime.seal_trail(PAID, desk.at(PAID))
    assert night(PAID + timedelta(days=31))["forgotten"] == 1
    daytime.seal_trail(PAID, desk.at(PAID))
    night(PAID + timedelta(days=32))
    assert "李四" not in told()
    assert "Aunt" not in told()
    assert list(seal.verify().breaks) == []


def test_in_the_united_states_they_prove_conduct_for_three_years(row):
    row.borrower.lender.licence = Licence.us_third_party
    end(row)
    assert night(PAID + timedelta(days=1000)) == {}
    assert night(date(2029, 3, 11)) == {"forgotten": 1}


@pytest.mark.parametrize("what", ["another debt", "dispute", "referral"])
def test_what_still_needs_them_keeps_them(row, what):
    end(row)
    if what == "another debt":
        desk.lend(row.loan.portfolio, (date(2027, 1, 1),), borrower=row.borrower)
    elif what == "dispute":
        makers.make_dispute(case=row, status=DisputeStatus.open)
    else:
        makers.make_referral(case=row, status=ReferralStatus.sent)
    db.session.commit()
    assert night(PAID + timedelta(days=60)) == {}


def test_on_the_page_a_refusal_forgets_the_person_at_once(row, sign_in):
    browser, _ = sign_in(Role.administrator)
    who = makers.make_contact_person(borrower=row.borrower, name="王五", number="13900000003")
    db.session.commit()
    given = {
        "name": "王五",
        "relation": "friend",
        "number": "13900000003",
        "refused_on": "2026-03-01",
        "version": who.version,
    }
    answer = browser.submit(f"/contact-people/edit/?id={who.id}", **given)
    assert answer.status_code == 302, answer.text
    db.session.expire_all()
    assert people()[-1] == ("–", "")
    assert beside.refused(["13900000003"]) == {"13900000003"}
