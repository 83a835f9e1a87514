"""The exam pack: one press, a sample that anybody draws again, masks for who sees masks, and a file that proves itself."""

import io
import json
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader

from admin.paper import masked
from models import db
from models.audit import AuditAction, AuditEntry
from models.case import Episode
from rules.access import Role
from rules.audit import sample
from services.audit import exam
from services.paper import packet
from tests import desk, makers
from tests.makers import TODAY

NAME, NUMBER = "Alice Longname", "14000001234"


def test_a_sample_is_drawn_again_by_its_seed_in_whatever_order_the_numbers_come():
    ids = list(range(1, 200))
    assert sample.of(ids, 10, "abc") == sample.of(reversed(ids), 10, "abc")
    assert sample.of(ids, 10, "abc") != sample.of(ids, 10, "abd")
    assert sample.of(ids, 10, "abc") == sorted(set(sample.of(ids, 10, "abc")))
    assert len(sample.of(ids, 100, "abc")) == sample.MOST
    assert sample.of([], 10, "abc") == []


@pytest.fixture
def book(app):
    """Three cases open in March 2026, one that was closed before."""
    desk.start()
    made = []
    for number in range(4):
        case = makers.make_case()
        case.borrower.name = NAME
        closed_on = date(2026, 1, 5) if number == 3 else None
        makers.kept(Episode(case=case, opened_on=date(2026, 1, 2), closed_on=closed_on, overdue_amount=case.balance))
        phone = makers.make_phone(borrower=case.borrower, number=NUMBER)
        makers.make_contact(case=case, phone=phone, note="Said: call later.")
        made.append(case)
    db.session.commit()
    return made


def test_cases_open_in_a_period_are_those_to_draw_from(book):
    ids = [each.id for each in book]
    assert exam.cases(TODAY, TODAY) == ids[:3]
    assert exam.cases(date(2026, 1, 5), date(2026, 1, 5)) == ids
    assert exam.cases(date(2025, 1, 5), date(2026, 1, 1)) == []


def pack(answer):
    assert answer.status_code == 200, answer.text[:300]
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_one_press_gives_the_auditor_the_last_three_months_masked_and_logged(book, sign_in):
    browser, person = sign_in(Role.auditor)
    assert browser.get("/exam/").status_code == 200
    answer = browser.submit("/exam/")
    found = pack(answer)
    told = json.loads(found.read("manifest.json"))

    assert packet.verify(answer.data).broken == []
    assert told["cases"] == [each.id for each in book]
    assert told["exam_pack"] == {"first": "2025-12-03", "last": "2026-03-02"}
    assert (told["sample"]["of"], told["sample"]["count"]) == (4, 10)
    names = set(found.namelist())
    assert {f"sample/{noun}.csv" for noun in exam.AT} <= names
    assert {f"in-force/{noun}.csv" for noun in exam.IN_FORCE} <= names
    assert {f"timelines/{case.reference}.pdf" for case in book[:3]} <= names
    pages = PdfReader(io.BytesIO(found.read(f"timelines/{book[0].reference}.pdf"))).pages
    said = "\n".join(page.extract_text() for page in pages)
    assert "Contacts" in said
    everything = said + "".join(found.read(name).decode("utf-8", "replace") for name in names if ".csv" in name)
    assert NAME not in everything
    assert NUMBER not in everything
    assert found.read("sample/contact.csv").decode().count("\n") == 5
    db.session.rollback()
    entry = db.session.scalars(db.select(AuditEntry).filter_by(action=AuditAction.exported)).one()
    assert (entry.user_id, entry.record, entry.changes["seed"]) == (person.id, "case", told["sample"]["seed"])


def test_the_pack_of_an_administrator_is_masked_too(book, sign_in):
    found = pack(sign_in(Role.administrator)[0].submit("/exam/"))
    pages = PdfReader(io.BytesIO(found.read(f"timelines/{book[0].reference}.pdf"))).pages
    told = "\n".join(page.extract_text() for page in pages)
    told += "".join(found.read(name).decode("utf-8", "replace") for name in found.namelist() if ".csv" in name)
    assert "Contacts" in told
    assert NAME not in told
    assert NUMBER not in told


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Call 139-0000-1234 or 6222 0202 0001 2345 678.", "Call ****1234 or **** 678."),
        ("No.02012345678, 电话13900001234。", "No.****5678, 电话****1234。"),
        ("2026-03-02 10:30, 5 2026-04-01, C-000123 12", "2026-03-02 10:30, 5 2026-04-01, C-000123 12"),
        ("123456789.00 CNY, 1,234,567.89", "123456789.00 CNY, 1,234,567.89"),
        ("alice LONGNAME paid.", "A*** paid."),
    ],
)
def test_numbers_and_names_are_masked_however_they_are_typed(said, shown):
    assert masked.veil({"note": [said]}, {NAME: "A***"}) == {"note": [shown]}


def test_the_same_seed_gives_the_same_sample(book, sign_in):
    browser, _ = sign_in(Role.administrator)
    form = {"first": "2026-01-01", "last": "2026-03-02", "count": "2", "seed": "march"}
    first, second = (json.loads(pack(browser.submit("/exam/", **form)).read("manifest.json")) for _ in range(2))
    assert first["cases"] == second["cases"]
    assert len(first["cases"]) == 2


@pytest.mark.parametrize(
    "form", [{"count": "9" * 40}, {"first": "x", "last": "0000-00-00"}, {"seed": "'; --"}, {"count": "-1"}]
)
def test_no_value_breaks_the_page(book, sign_in, form):
    assert sign_in(Role.auditor)[0].submit("/exam/", **form).status_code == 200


def test_nobody_but_auditors_and_administrators_makes_one(book, sign_in):
    assert sign_in(Role.manager)[0].submit("/exam/").status_code == 403
