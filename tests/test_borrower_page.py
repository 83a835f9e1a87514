"""The page of a borrower: promises, plans, payments, disputes and papers of all their loans together."""

from decimal import Decimal

import pytest

from models import db
from models.document import LoanDocument, PaperKind
from rules.access import Role
from tests import makers
from tests.makers import TODAY


@pytest.fixture
def two(app):
    """Two cases of one borrower, with something on each, held by two collectors."""
    makers.make_team()
    borrower = makers.make_borrower()
    loans = [makers.make_loan(borrower=borrower) for _ in range(2)]
    cases = [makers.make_case(loan=loan, assignee=makers.make_user(role=Role.collector)) for loan in loans]
    for number, case in enumerate(cases):
        makers.make_promise(case=case, amount=Decimal(f"{number + 1}1.00"))
        makers.make_plan(case=case, total=Decimal(f"{number + 1}22.00"))
        makers.make_payment(loan=case.loan, amount=Decimal(f"{number + 1}3.00"))
        makers.make_dispute(case=case, said=f"Contested {number}")
        makers.make_demand(case=case)
        paper = {"kind": PaperKind.contract, "on": TODAY, "document": makers.make_document(name=f"scan-{number}.pdf")}
        makers.kept(LoanDocument(loan=case.loan, added_on=TODAY, **paper))
    db.session.commit()
    return cases


def shown(browser, case):
    answer = browser.get(f"/borrowers/details/?id={case.borrower_id}")
    assert answer.status_code == 200
    return answer.text


def test_everything_on_all_loans_stands_together(two, sign_in):
    text = shown(sign_in(Role.manager)[0], two[0])

    for said in ("CN¥11.00", "CN¥21.00", "CN¥122.00", "CN¥222.00", "CN¥13.00", "CN¥23.00", "scan-0.pdf", "scan-1.pdf"):
        assert said in text
    for noun in ("promises", "plans", "payments", "disputes"):
        assert text.count(f"/{noun}/details/?id=") >= 2
    files = text.split('id="papers"')[1]
    assert all(f"id={case.id}" in files for case in two)


def test_a_collector_sees_what_is_within_reach_alone(two, as_user):
    text = shown(as_user(two[0].assignee), two[0])

    assert "CN¥13.00" in text
    assert "CN¥23.00" not in text
    assert "scan-0.pdf" in text
    assert "scan-1.pdf" not in text


def test_a_borrower_of_whom_nothing_hangs_has_no_empty_lists_of_it(app, sign_in):
    browser, _ = sign_in(Role.manager)
    case = makers.make_case()
    db.session.commit()

    text = shown(browser, case)

    assert 'id="papers"' not in text
    assert "/promises/details/" not in text
