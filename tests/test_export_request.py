"""Lists that are longer than one person takes out alone: a second person looks first, and then for a day."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models import db
from models.audit import AuditAction, AuditEntry
from models.export_request import ExportKind, ExportRequest, ExportStatus
from models.transaction import writing
from rules import access
from rules import export as rule
from rules.access import Role
from rules.errors import RuleError
from services import export, saved_view, waiting
from tests import desk, makers
from tests.makers import NOW, TODAY


def test_every_list_that_leaves_is_of_money_of_contacts_or_about_nobody():
    leaves = {noun for noun in access.TABLE if any(access.may(role, "export", noun) for role in Role)}
    assert leaves - (rule.OF_MONEY | rule.OF_CONTACT | rule.OF_NOBODY) == set()
    assert rule.OF_MONEY.isdisjoint(rule.OF_CONTACT)
    assert rule.OF_NOBODY.isdisjoint(rule.OF_MONEY | rule.OF_CONTACT)


@pytest.mark.parametrize(
    ("record", "count", "needs"),
    [
        ("case", 25, False),
        ("case", 26, True),
        ("contact", 250, False),
        ("contact", 251, True),
        ("lender", 9999, False),
        ("nonsense", 26, True),
    ],
)
def test_beyond_so_many_rows_a_second_person_looks(record, count, needs):
    assert rule.needs_second(record, count) is needs


@pytest.fixture
def book(app):
    """26 loans: one more than leaves alone."""
    desk.start()
    borrower = makers.make_borrower(name="Alice Longname")
    for _ in range(26):
        makers.make_loan(borrower=borrower)
    db.session.commit()


def exported():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditEntry).filter_by(action=AuditAction.exported))


@pytest.mark.postgres
def test_a_long_list_is_asked_for_approved_by_another_and_fetched_behind_sign_in(book, sign_in, clock):
    first, asker = sign_in(Role.manager)
    held = first.get("/loans/export/csv/?sort=contract_no")
    assert held.status_code == 303
    assert exported() == 0
    form = first.get(held.location)
    assert "26 rows" in form.text
    asked = first.submit(held.location, reason="The lender asked.")
    row = db.session.scalars(select(ExportRequest)).one()
    sort, _, columns = row.narrowing.partition("&columns=")
    assert (row.row_count, sort, row.asked_by_id) == (26, "sort=contract_no", asker.id)
    assert columns.startswith("contract_no%2C")
    assert f"id={row.id}" in asked.location
    assert "Approve" not in first.get(asked.location).text

    second, decider = sign_in(Role.administrator)
    assert [(each.record, each.id) for each in waiting.of(decider, TODAY)] == [("export_request", row.id)]
    shown = second.get(f"/export-requests/details/?id={row.id}").text
    assert "What it holds" in shown
    assert "Borrower · " in shown
    form = {"rowid": row.id, "action": "approve", "confirmed": 1}
    assert second.submit("/export-requests/action/", **form).status_code == 302
    db.session.rollback()
    assert db.session.get_one(ExportRequest, row.id).status == ExportStatus.approved

    page = first.get(f"/export-requests/details/?id={row.id}").text
    assert "Fetch the file" in page
    address = f"/loans/export/csv/?sort=contract_no&columns={columns}&approved={row.id}"
    file = first.get(address)
    assert (file.status_code, len(file.text.splitlines())) == (200, 27)
    assert exported() == 1
    assert first.get(address.replace("/csv/", "/xlsx/")).status_code == 303
    assert first.get(address.replace("contract_no%2C", "", 1)).status_code == 303
    saved_view.arrange("loan", asker, ["contract_no", "principal"], None)
    db.session.commit()
    assert first.get(address).text.splitlines()[0] == file.text.splitlines()[0]  # The columns that were looked at.
    assert first.get(f"/loans/export/csv/?approved={row.id}").status_code == 303
    assert second.get(address).status_code == 303
    assert "Fetch the file" not in second.get(f"/export-requests/details/?id={row.id}").text

    makers.make_loan()
    db.session.commit()
    assert len(first.get(address).text.splitlines()) == 27  # As many rows as were approved, though there is one more.
    clock.now = NOW + timedelta(hours=25)
    assert not export.may_fetch(db.session.get_one(ExportRequest, row.id), asker, clock.now)


def test_a_list_on_paper_waits_too(book, sign_in):
    browser, _ = sign_in(Role.manager)
    held = browser.get("/loans/?print=1")
    assert held.status_code == 303
    assert "kind=print" in held.location
    assert browser.get("/loans/").status_code == 200


def test_a_short_list_leaves_at_once(book, sign_in):
    for loan in db.session.scalars(select(makers.Loan).limit(1)):
        db.session.delete(loan)
    db.session.commit()
    assert sign_in(Role.auditor)[0].get("/loans/export/csv/").status_code == 200


def test_nobody_decides_on_their_own_request_or_twice(book):
    row, other = makers.make_export_request(), makers.make_user(role=Role.manager)
    with pytest.raises(RuleError, match="second person"):
        export.approve(row, NOW, row.asked_by)
    export.reject(row, NOW, other)
    with pytest.raises(RuleError, match="decided already"):
        export.approve(row, NOW, other)


def test_a_request_needs_its_reason(book):
    with pytest.raises(RuleError, match="what it is for"), writing():
        export.ask("loan", ExportKind.csv, "", 30, " ", NOW, makers.make_user())


def test_who_may_not_export_may_not_ask(book, sign_in):
    address = "/exports/?record=loan&kind=csv&count=30"
    assert sign_in(Role.collector)[0].get(address).status_code == 403
    assert sign_in(Role.manager)[0].get("/exports/?record=team&kind=csv&count=30").status_code == 404
    assert sign_in(Role.manager)[0].get("/exports/?record=loan&kind=exe&count=30").status_code == 404
