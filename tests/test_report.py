"""The weekly report: frozen with its versions, the same bytes whenever it is made, mailed to who asked."""

import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pypdf
import pytest

from jobs import nightly
from models import db
from models.metric import WeekReport
from models.stage import Stage
from models.user_mail import MailKind, UserMail
from rules.access import Role
from services import case, metric, payment
from services.metric import report
from tests import desk, makers

MONDAY = date(2026, 2, 9)
NIGHT = MONDAY + timedelta(days=10)


@pytest.fixture
def closed(app, clock):
    """A week that closed: one case paid a part."""
    clock.now = desk.at(date(2026, 1, 2))
    row = desk.lend(desk.start())
    case.restage(row, date(2026, 2, 3))
    payment.record(row.loan, Decimal("30.00"), date(2026, 2, 11), date(2026, 2, 11), "B1")
    db.session.flush()
    metric.close(MONDAY, desk.at(NIGHT, 1))
    db.session.commit()
    clock.now = desk.at(NIGHT)
    return row


def night(day=NIGHT):
    return nightly.report_weeks(day, desk.at(day, 2)).counts


def test_a_closed_week_gets_one_report_with_the_versions_it_was_made_by(closed):
    assert night() == {"reported": 1}
    assert night() == {}

    row = db.session.query(WeekReport).one()
    assert row.versions["law"]
    assert len(row.versions["policies"]) == 1
    before = report.versions()
    db.session.query(Stage).first().days += 1
    assert report.versions() != before
    assert row.versions == before


def test_a_report_recomputed_a_year_later_is_identical(closed):
    night()
    payment.record(closed.loan, Decimal("5.00"), date(2026, 2, 12), date(2027, 2, 12), "late by a year")
    db.session.flush()

    assert report.recomputed(MONDAY) == db.session.query(WeekReport).one().digest
    changed = [{**each, "n": 99} for each in metric.recomputed(MONDAY)]
    assert report.digest(changed) != report.recomputed(MONDAY)


def test_who_asked_gets_figures_and_a_link_once_and_nobody_else(closed):
    wants = makers.make_user(role=Role.manager, gets_report=True)
    makers.make_user(role=Role.manager)
    makers.make_user(role=Role.collector, gets_report=True)
    makers.make_user(role=Role.auditor, gets_report=True, active=False)
    db.session.commit()

    night()
    night()

    mail = db.session.query(UserMail).filter_by(kind=MailKind.weekly_report).one()
    assert mail.user_id == wants.id
    assert "30%" in mail.body
    assert closed.borrower.name not in mail.body
    assert closed.reference not in mail.body


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_the_words_of_the_mail_are_in_the_language_of_its_reader(closed, language):
    rows = db.session.query(makers.WeeklyMetric).all()

    subject, body = report.letter(MONDAY, rows, language, "https://desk.example")

    assert report.WORDS[language]["overdue_cash"] in body
    assert "https://desk.example/weekly/?week=2026-02-09" in body
    assert subject


def test_a_week_that_closed_long_ago_gets_no_report(closed):
    assert nightly.report_weeks(NIGHT, desk.at(NIGHT + timedelta(days=30))).counts == {}


def test_both_files_are_the_same_bytes_whenever_they_are_made(closed, sign_in, clock):
    night()
    client, _ = sign_in(Role.manager)
    page = client.get(f"/weekly/?week={MONDAY}").text
    made = {kind: client.get(f"/week-report/?week={MONDAY}&kind={kind}").data for kind in ("pdf", "xlsx")}
    assert all(f"kind={kind}" in page for kind in made)

    payment.record(closed.loan, Decimal("5.00"), date(2026, 2, 12), date(2026, 2, 25), "later")
    db.session.commit()
    clock.now = desk.at(NIGHT + timedelta(days=400))

    again, _ = sign_in(Role.manager)
    for kind, content in made.items():
        assert again.get(f"/week-report/?week={MONDAY}&kind={kind}").data == content
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made["pdf"])).pages)
    assert "Success by case" in text
    assert "Digest of the figures" in text
    sheet = openpyxl.load_workbook(io.BytesIO(made["xlsx"])).worksheets[0]
    rows = {(row[1], row[2]): row[4] for row in sheet.iter_rows(values_only=True)}
    assert rows["− paid", "CNY"] == 30


@pytest.mark.parametrize(
    "query", ["", "week=2026-02-09&kind=exe", "week=nonsense&kind=pdf", "week=2020-01-06&kind=pdf"]
)
def test_nonsense_and_weeks_without_a_report_are_not_found(closed, sign_in, query):
    night()
    client, _ = sign_in(Role.auditor)
    assert client.get("/week-report/?week=2026-02-09&kind=pdf").status_code == 200

    assert client.get(f"/week-report/?{query}").status_code == 404
