"""Writing on a screen: one transaction, asked first, never over somebody else's change, always in the trail."""

from datetime import date
from decimal import Decimal

import pytest
from flask_babel import force_locale
from sqlalchemy import func, select

from admin.base import bulk, errors, fields
from models import db, transaction
from models.audit import AuditAction, AuditEntry
from models.borrower import Borrower, Phone
from models.case import Case
from models.lender import Lender
from models.plan import Plan, PlanStatus
from rules.access import Level, Role
from rules.errors import RuleError
from services import audit
from tests import makers


def entries(record, id):
    found = select(AuditEntry).where(AuditEntry.record == record, AuditEntry.record_id == id)
    return list(db.session.scalars(found.order_by(AuditEntry.id)))


def test_a_row_is_made_with_its_entry_in_the_trail(sign_in):
    browser, person = sign_in(Role.administrator)

    answer = browser.submit("/lenders/new/", name="诚信小贷", licence="cn_bank")
    row = db.session.scalar(select(Lender).where(Lender.name == "诚信小贷"))
    assert answer.status_code == 302
    assert answer.location.endswith(f"/lenders/details/?id={row.id}")
    [entry] = entries("lender", row.id)
    assert (entry.action, entry.user_id, entry.actor) == (AuditAction.created, person.id, person.name)
    assert entry.changes["name"] == [None, "诚信小贷"]


def test_a_wrong_field_is_told_beside_it_and_nothing_is_saved(sign_in):
    browser, _ = sign_in(Role.administrator)

    page = browser.submit("/lenders/new/", name="", licence="nonsense").get_data(as_text=True)
    assert "This field is required." in page
    assert "Not a valid choice." in page
    assert db.session.scalar(select(func.count(Lender.id))) == 0


def test_a_second_row_of_the_same_name_is_refused_in_words(sign_in):
    browser, _ = sign_in(Role.administrator)
    lender = makers.make_lender()
    makers.make_borrower(lender=lender, reference="B-1")

    given = {"name": "张伟", "reference": "B-1", "lender": lender.id, "language": "en", "time_zone": "Asia/Shanghai"}
    page = browser.submit("/borrowers/new/", **given).get_data(as_text=True)
    assert "There is such a record already" in page
    assert "IntegrityError" not in page
    assert db.session.scalar(select(func.count(Borrower.id))) == 1


def test_nobody_overwrites_what_somebody_changed_meanwhile(sign_in):
    browser, _ = sign_in(Role.administrator, name="Administrator One")
    lender = makers.make_lender(name="Before")
    looked_at = lender.version

    browser.submit(f"/lenders/edit/?id={lender.id}", name="First", licence="cn_bank", version=looked_at)
    page = browser.submit(f"/lenders/edit/?id={lender.id}", name="Second", licence="cn_bank", version=looked_at)
    assert "Administrator One changed this" in page.get_data(as_text=True)
    assert lender.name == "First"


def test_a_sealed_value_left_empty_stays_and_never_reaches_the_page_or_the_trail(sign_in):
    browser, person = sign_in(Role.collector)
    phone = makers.make_phone(borrower=makers.make_case(assignee=person).borrower, number="13812345678")
    page = browser.get(f"/phones/edit/?id={phone.id}").get_data(as_text=True)
    assert "13812345678" not in page
    assert "138****5678" in page

    given = {"status": "verified", "source": "borrower", "version": phone.version}
    assert browser.submit(f"/phones/edit/?id={phone.id}", number="", **given).status_code == 302
    assert phone.number == "13812345678"
    given = {"status": "verified", "source": "borrower", "version": phone.version}
    browser.submit(f"/phones/edit/?id={phone.id}", number="13900000000", **given)
    assert phone.number == "13900000000"
    assert entries("phone", phone.id)[-1].changes["number"] == [audit.MASK, audit.MASK]
    assert "139" not in str([entry.changes for entry in entries("phone", phone.id)])


def test_a_related_row_out_of_reach_cannot_be_chosen(sign_in):
    browser, _ = sign_in(Role.collector)
    other = makers.make_borrower()

    given = {"borrower": other.id, "number": "13812345678", "status": "verified", "source": "borrower"}
    page = browser.submit("/phones/new/", **given).get_data(as_text=True)
    assert "Not a valid choice." in page
    assert db.session.scalar(select(func.count(Phone.id))) == 0


def test_a_rule_that_refuses_is_shown_as_its_sentence_and_nothing_is_saved(sign_in):
    browser, person = sign_in(Role.collector)
    case = makers.make_case(assignee=person)

    given = {"kind": "equal_instalments", "total": "300", "count": "1", "first_on": "2026-03-20", "every": "month"}
    answer = browser.submit("/plans/new/", case=case.id, grace_days="3", **given)
    assert answer.status_code == 200
    assert 'class="message bad"' in answer.get_data(as_text=True)
    assert db.session.scalar(select(func.count(Plan.id))) == 0


def test_a_sentence_of_a_rule_says_days_and_members_in_words(app):
    error = RuleError("%(status)s since %(day)s.", status=PlanStatus.broken, day=date(2026, 3, 2))

    with app.test_request_context(), force_locale("en"):
        assert errors.sentence(error) == "Broken since Mar 2, 2026."


def test_deleting_asks_first(sign_in, monkeypatch):
    from rules import access

    monkeypatch.setitem(access.TABLE, "lender", ("all:vced", "", "", "", ""))
    browser, _ = sign_in(Role.administrator)
    lender = makers.make_lender(name="Northwind")

    page = browser.submit("/lenders/delete/", id=lender.id)
    assert "Delete Northwind?" in page.get_data(as_text=True)
    assert db.session.scalar(select(func.count(Lender.id))) == 1
    browser.submit("/lenders/delete/", id=lender.id, confirmed="1")
    assert db.session.scalar(select(func.count(Lender.id))) == 0


def test_what_others_hang_on_is_not_deleted(sign_in, monkeypatch):
    from rules import access

    monkeypatch.setitem(access.TABLE, "lender", ("all:vced", "", "", "", ""))
    browser, _ = sign_in(Role.administrator)
    lender = makers.make_portfolio().lender

    browser.submit("/lenders/delete/", id=lender.id, confirmed="1")
    page = browser.get("/lenders/").get_data(as_text=True)
    assert "Archive it instead" in page
    assert lender.name in page


def test_a_button_asks_then_works_on_the_chosen_rows_in_reach_only(sign_in):
    browser, person = sign_in(Role.collector)
    mine = makers.make_plan(case=makers.make_case(assignee=person))
    other = makers.make_plan()
    chosen = {"action": "cancel", "rowid": [mine.id, other.id]}

    assert "Why does this plan end?" in browser.submit("/plans/action/", **chosen).get_data(as_text=True)
    assert mine.status == PlanStatus.proposed
    browser.submit("/plans/action/", **chosen, confirmed="1", reason="asked to")
    assert (mine.status, other.status) == (PlanStatus.cancelled, PlanStatus.proposed)
    assert entries("plan", mine.id)[-1].changes["status"] == ["proposed", "cancelled"]


def test_a_button_leaves_out_rows_that_a_rule_refuses_and_says_why(app):
    lenders = [makers.make_lender(name=f"Lender {number}") for number in range(3)]

    def rename(row):
        row.name = f"{row.name} renamed"
        if "1" in row.name:
            raise RuleError("%(name)s keeps its name.", name=row.name)

    with app.test_request_context(), force_locale("en"):
        tally = bulk.run(bulk.bulk(rename, "Rename", "Rename?"), lenders, {})
    assert (tally.done, list(tally.skipped)) == (2, ["Lender 1 renamed keeps its name."])
    assert [row.name for row in lenders] == ["Lender 0 renamed", "Lender 1", "Lender 2 renamed"]


def test_a_value_is_revealed_with_a_reason_and_written_down(sign_in):
    browser, person = sign_in(Role.manager)
    phone = makers.make_phone(number="13812345678")

    assert browser.submit("/phones/reveal/", id=phone.id, column="number", reason="").status_code == 422
    answer = browser.submit("/phones/reveal/", id=phone.id, column="number", reason="asked to call back")
    assert answer.json == {"value": "13812345678", "seconds": 60}
    [entry] = [entry for entry in entries("phone", phone.id) if entry.action == AuditAction.revealed]
    assert (entry.user_id, entry.reason, entry.changes) == (person.id, "asked to call back", {"column": "number"})
    assert browser.submit("/phones/reveal/", id=phone.id, column="status", reason="why not").status_code == 404


def test_an_auditor_reveals_nothing(sign_in):
    browser, _ = sign_in(Role.auditor)
    phone = makers.make_phone()

    assert browser.submit("/phones/reveal/", id=phone.id, column="number", reason="curious").status_code == 403


def test_the_trail_is_taken_back_with_what_it_tells_of(app):
    with app.test_request_context():
        with pytest.raises(ZeroDivisionError), transaction.writing():
            makers.make_lender()
            assert db.session.scalar(select(func.count(AuditEntry.id))) == 1
            1 / 0  # noqa: B018
        assert db.session.scalar(select(func.count(AuditEntry.id))) == 0


def test_an_empty_change_leaves_no_entry(app):
    lender = makers.make_lender(name="Same")
    db.session.commit()
    lender.name = "Same"
    db.session.commit()

    assert [entry.action for entry in entries("lender", lender.id)] == [AuditAction.created]


@pytest.mark.parametrize(
    ("text", "amount"), [("1,234.50", "1234.50"), ("7", "7.00"), ("-3.1", "-3.10"), ("１２", "12.00"), ("", None)]
)
def test_an_amount_is_read_with_or_without_separators(app, text, amount):
    form = type("F", (fields.Form,), {"amount": fields.NumberField()})

    with app.test_request_context():
        made = form(makers_data(amount=text))
        assert made.validate()
    assert made.amount.data == (Decimal(amount) if amount else None)


@pytest.mark.parametrize("text", ["abc", "1.005", "1e99", "NaN", "Infinity", "--1"])
def test_an_amount_that_is_none_is_refused(app, text):
    form = type("F", (fields.Form,), {"amount": fields.NumberField()})

    with app.test_request_context():
        assert not form(makers_data(amount=text)).validate()


def makers_data(**values):
    from werkzeug.datastructures import MultiDict

    return MultiDict(values)


def test_a_page_offers_to_make_what_hangs_on_a_row(sign_in):
    browser, person = sign_in(Role.collector)
    case = makers.make_case(assignee=person)

    page = browser.get(f"/phones/new/?borrower={case.borrower_id}").get_data(as_text=True)
    assert f'name="borrower" value="{case.borrower_id}"' in page


def test_a_post_without_its_token_is_refused(sign_in):
    browser, _ = sign_in(Role.administrator)

    assert browser.post("/lenders/new/", data={"name": "x", "licence": "cn_bank"}).status_code == 400
    assert db.session.scalar(select(func.count(Lender.id))) == 0


def test_a_case_is_made_by_hand_for_a_loan(sign_in):
    browser, _ = sign_in(Role.manager)
    loan = makers.make_loan()

    assert browser.submit("/cases/new/", loan=loan.id, assignee="", reason="", reason_basis="").status_code == 302
    assert db.session.scalar(select(Case).where(Case.loan_id == loan.id)).borrower_id == loan.borrower_id


def test_what_the_service_fills_in_may_be_left_empty(sign_in):
    makers.make_team()
    browser, person = sign_in(Role.collector)
    case = makers.make_case(assignee=person)

    page = browser.get(f"/complaints/new/?case={case.id}").text
    told = {"case": case.id, "category": "tone", "said": "Rude.", "due_on": "", "owner": ""}
    answer = browser.submit("/complaints/new/", **told)

    assert 'id="due_on" name="due_on" type="date"' in page
    assert answer.status_code == 302
    assert case.complaints[0].due_on > case.complaints[0].received_on


def test_what_changed_together_stands_in_the_trail_by_number(app):
    rows = [makers.make_lender() for _ in range(12)]
    db.session.commit()
    with db.session.no_autoflush:
        for row in reversed(rows):
            row.callback_number = "021-7"
    db.session.commit()

    query = select(AuditEntry.record_id).filter_by(record="lender", action=AuditAction.changed).order_by(AuditEntry.id)
    assert list(db.session.scalars(query)) == [row.id for row in rows]


def test_a_choice_that_must_be_made_is_asked_for_at_its_field(sign_in):
    makers.make_team()
    browser, person = sign_in(Role.collector)
    case = makers.make_case(assignee=person)

    answer = browser.submit(f"/cases/dispute/?id={case.id}", category="", said="Too much.", due_on="")

    assert "This field is required." in answer.text
    assert "must be filled in is empty" not in answer.text


@pytest.mark.parametrize("level", [Level.collector, Level.supervisor])
def test_a_collector_does_not_move_the_hours_of_a_borrower(sign_in, level):
    browser, person = sign_in(Role.collector)
    person.level = level
    row = makers.make_case(assignee=person).borrower
    db.session.commit()

    browser.submit(f"/borrowers/edit/?id={row.id}", name="Ann", reference="R", language="en", time_zone="Asia/Tokyo")

    db.session.expire_all()
    assert row.time_zone == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("zone", "kept"), [("Asia/Shanghai, Asia/Urumqi", "Asia/Shanghai, Asia/Urumqi"), ("Asia/Shanghay", "Asia/Tokyo")]
)
def test_a_time_zone_is_one_of_the_list(sign_in, zone, kept):
    browser, person = sign_in(Role.manager)
    person.level = Level.manager
    row = makers.make_case().borrower
    row.time_zone = "Asia/Tokyo"
    db.session.commit()

    answer = browser.submit(
        f"/borrowers/edit/?id={row.id}", name="Ann", reference="R", language="en", time_zone=zone, version=row.version
    )

    db.session.expire_all()
    assert row.time_zone == kept
    assert ("is not a time zone" in answer.text) == (zone != kept)


def test_a_page_opens_though_an_old_book_names_no_time_zone(sign_in):
    browser, _ = sign_in(Role.administrator)
    db.session.execute(db.text("UPDATE team SET time_zone = 'Asia/Shanghay'"))
    db.session.commit()

    assert browser.get("/team/").status_code == 200
