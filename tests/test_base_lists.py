"""The lists: arguments that may hold anything, scope, filters, sorting, masks, files."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from admin.base import handout, mask, query
from models import db
from models.audit import AuditAction, AuditEntry
from models.case import CaseState
from rules.access import Role
from tests import makers

WILD = [
    "page=-1", "page=999999999999999999999999", "page=abc", "id=1,2", "id=abc", f"id={10**30}", "search=%00",
    "search=%25_%5C",
    "limit=-1", "page_size=-5", "sort=nonsense", "sort=4", "sort=-1", "desc=x", "flt0_99=x", "flt=", "state=nonsense",
    "stage=abc", "stage=%00", f"stage={10**30}", "balance_from=abc", "balance_from=1e999", "balance_to=NaN",
    "balance_to=-1",
    "days_past_due_from=1e12", "days_past_due_to=-7", "next_action_on_from=2026-02-30", "next_action_on_to=%00",
    "search=" + "x" * 5000, "reference=%27", "assignee=1&assignee=%F0%9F%98%80", "search=%ED%A0%80",
]  # fmt: skip


@pytest.mark.parametrize("arguments", WILD)
def test_no_argument_of_a_list_breaks_it(sign_in, arguments):
    browser, person = sign_in(Role.manager)
    makers.make_case(assignee=person)

    for path in ("/cases/", "/cases/export/csv/", "/cases/ajax/lookup/"):
        assert browser.get(f"{path}?{arguments}").status_code == 200
    for path in ("/cases/details/", "/cases/edit/"):
        assert browser.get(f"{path}?{arguments}").status_code == 404


@pytest.mark.parametrize("query", ["query=%00", "query=%25", "limit=-1", "offset=-1", "limit=abc", "name=case", ""])
def test_no_argument_of_a_look_up_breaks_it(sign_in, query):
    browser, _ = sign_in(Role.collector)

    assert browser.get(f"/borrowers/ajax/lookup/?{query}").json == []


def test_percent_and_underscore_stand_for_themselves(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_borrower(reference="A_1")
    makers.make_borrower(reference="AB1")

    assert b"AB1" not in browser.get("/borrowers/?search=A_1").data
    assert b"A_1" in browser.get("/borrowers/?search=A_1").data
    assert b"AB1" not in browser.get("/borrowers/?search=%25").data


def test_days_past_due_is_counted_and_sorts_and_filters_by_its_date(sign_in, clock):
    browser, _ = sign_in(Role.manager)
    makers.make_case(reference="C-OLD", overdue_since=date(2026, 1, 1))
    makers.make_case(reference="C-NEW", overdue_since=date(2026, 3, 1))
    makers.make_case(reference="C-NOT", overdue_since=date(2026, 5, 1))

    page = browser.get("/cases/?sort=days_past_due&desc=1").get_data(as_text=True)
    assert page.index("C-OLD") < page.index("C-NEW")
    assert '<td data-label="Days past due" class="numeric number">60</td>' in page
    late = browser.get("/cases/?days_past_due_from=2").get_data(as_text=True)
    assert ("C-OLD" in late, "C-NEW" in late, "C-NOT" in late) == (True, False, False)
    calm = browser.get("/cases/?days_past_due_to=1").get_data(as_text=True)
    assert ("C-OLD" in calm, "C-NEW" in calm, "C-NOT" in calm) == (False, True, True)


def test_a_filter_narrows_and_says_so(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_case(reference="C-OPEN", state=CaseState.open)
    makers.make_case(reference="C-SHUT", state=CaseState.closed)

    page = browser.get("/cases/?state=closed").get_data(as_text=True)
    assert "C-SHUT" in page
    assert "C-OPEN" not in page
    assert "State: <b>Closed</b>" in page


def test_a_moment_is_filtered_by_the_days_of_the_team(sign_in):
    makers.make_team(time_zone="Asia/Shanghai")
    browser, _ = sign_in(Role.manager)
    makers.make_contact(at=datetime(2026, 3, 1, 15, 59, tzinfo=UTC), case=makers.make_case(reference="C-SUNDAY"))
    makers.make_contact(at=datetime(2026, 3, 1, 16, 0, tzinfo=UTC), case=makers.make_case(reference="C-MONDAY"))

    page = browser.get("/contacts/?at_from=2026-03-02&at_to=2026-03-02").get_data(as_text=True)
    assert "C-MONDAY" in page
    assert "C-SUNDAY" not in page
    for wild in ("at_from=0001-01-01", "at_to=9999-12-31", "at_from=x&at_to=2026-02-30"):
        assert browser.get(f"/contacts/?{wild}").status_code == 200


def test_counts_stop_at_ten_thousand(sign_in, monkeypatch):
    monkeypatch.setattr(query, "COUNTED", 2)
    browser, _ = sign_in(Role.manager)
    for _ in range(4):
        makers.make_lender()

    assert "2+ rows" in browser.get("/lenders/").get_data(as_text=True)


def test_a_collector_sees_only_what_hangs_on_their_cases(sign_in):
    browser, person = sign_in(Role.collector)
    mine, other = makers.make_case(assignee=person), makers.make_case()
    makers.make_plan(case=mine)
    makers.make_plan(case=other)

    for path in ("/cases/", "/plans/"):
        page = browser.get(path).get_data(as_text=True)
        assert mine.reference in page
        assert other.reference not in page
    assert browser.get(f"/borrowers/details/?id={mine.borrower_id}").status_code == 200
    assert browser.get(f"/borrowers/details/?id={other.borrower_id}").status_code == 404


def test_a_partner_sees_a_referral_only_once_it_is_sent(sign_in):
    browser, person = sign_in(Role.legal_partner)
    sent = makers.make_referral(partner=person.partner)
    kept = makers.make_referral(partner=person.partner, status="proposed", referred_on=None)
    other = makers.make_referral()

    page = browser.get("/partner/").get_data(as_text=True)
    assert sent.reference in page
    assert kept.reference not in page
    assert other.reference not in page
    assert sent.case.borrower.name not in page
    assert browser.get(f"/partner/referral/?id={kept.id}").status_code == 404
    assert browser.get("/referrals/").status_code == 403


def test_names_and_sealed_values_are_masked_everywhere_for_an_auditor(sign_in):
    browser, _ = sign_in(Role.auditor)
    case = makers.make_case(loan=makers.make_loan(borrower=makers.make_borrower(name="欧阳娜娜")))
    phone = makers.make_phone(borrower=case.borrower, number="13812345678")
    paths = ["/borrowers/", "/cases/", "/phones/", "/borrowers/export/csv/", "/borrowers/ajax/lookup/"]
    paths += [f"/borrowers/details/?id={case.borrower_id}&tab={tab}" for tab in ("", "history")]
    paths += [f"/phones/details/?id={phone.id}", "/phones/export/csv/", "/search/?q=5678"]

    for path in paths:
        page = browser.get(path).get_data(as_text=True)
        assert "娜娜" not in page, path
        assert "13812345678" not in page, path
        assert "110101199001011234" not in page, path
    assert "欧阳*" in browser.get("/borrowers/").get_data(as_text=True)
    assert "138****5678" in browser.get("/phones/").get_data(as_text=True)


def test_names_are_masked_in_the_trail_and_in_messages(sign_in):
    browser, _ = sign_in(Role.auditor)
    borrower = makers.make_borrower(name="欧阳娜娜")
    reminder = makers.make_reminder(borrower=borrower, subject="欧阳娜娜", body="欧阳娜娜, please call.")
    entry = makers.make_audit_entry(record="borrower", record_id=borrower.id, changes={"name": [None, "欧阳娜娜"]})

    for path in (f"/audit-trail/details/?id={entry.id}", f"/reminders/details/?id={reminder.id}"):
        page = browser.get(path).get_data(as_text=True)
        assert "娜娜" not in page
        assert "欧阳*" in page


def test_a_masked_name_cannot_be_searched_sorted_or_filtered(sign_in):
    browser, _ = sign_in(Role.auditor)
    makers.make_borrower(name="张伟", reference="B-ONE")
    makers.make_borrower(name="李强", reference="B-TWO")

    assert "B-TWO" in browser.get("/borrowers/?search=B-TWO").get_data(as_text=True)
    assert "B-ONE" not in browser.get("/borrowers/?search=张伟").get_data(as_text=True)
    assert "sort=name" not in browser.get("/borrowers/").get_data(as_text=True)
    orders = [browser.get(f"/borrowers/?sort=name{way}").get_data(as_text=True) for way in ("", "&desc=1")]
    assert [page.index("B-ONE") < page.index("B-TWO") for page in orders] == [False, False]


def test_a_search_by_the_last_four_of_a_phone_stays_in_scope(sign_in):
    browser, person = sign_in(Role.collector)
    mine, other = makers.make_case(assignee=person), makers.make_case()
    makers.make_phone(borrower=mine.borrower, number="13800001234")
    makers.make_phone(borrower=other.borrower, number="13900001234")

    groups = {group["label"]: group["items"] for group in browser.get("/search/?q=1234").json["groups"]}
    assert [item["hint"] for item in groups["Phones"]] == ["138****1234"]


def test_a_csv_has_a_mark_guards_formulas_and_keeps_its_chinese_name(sign_in):
    browser, person = sign_in(Role.manager, language="zh_Hans")
    for name in ("=1+1", "+86", "-5.20", "-x", "@a", "张伟"):
        makers.make_borrower(name=name)

    answer = browser.get("/borrowers/export/csv/")
    text = answer.get_data().decode("utf-8-sig")
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    names = {row[0] for row in list(csv.reader(io.StringIO(text)))[1:]}
    assert names == {"'=1+1", "'+86", "-5.20", "'-x", "'@a", "张伟"}
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == AuditAction.exported))
    assert (entry.record, entry.changes["row_count"], entry.user_id) == ("borrower", 6, person.id)


def test_a_file_asks_for_the_day_and_the_reader_once_however_many_rows_it_has(sign_in, app, clock, monkeypatch):
    browser, _ = sign_in(Role.manager)
    asked = []
    monkeypatch.setitem(app.config, "CLOCK", lambda: asked.append(1) or clock())

    def times():
        asked.clear()
        browser.get("/cases/export/csv/")
        return len(asked)

    makers.make_case()
    few = times()
    for _ in range(20):
        makers.make_case()

    assert times() == few


def test_file_names_keep_every_script():
    assert handout.disposition("案件 2026.csv") == (
        "attachment; filename=\"2026.csv\"; filename*=UTF-8''%E6%A1%88%E4%BB%B6%202026.csv"
    )


def test_a_workbook_holds_numbers_and_the_currency(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_case(balance=Decimal("1234.50"))

    sheet = load_workbook(io.BytesIO(browser.get("/cases/export/xlsx/").data)).active
    rows = [dict(zip(next(sheet.values), row, strict=True)) for row in list(sheet.values)[1:]]
    assert [(row["Balance"], row["Currency"]) for row in rows] == [(1234.5, "CNY")]


def test_a_list_is_printed_whole_once_asked_and_written_down(sign_in):
    browser, person = sign_in(Role.manager)
    for _ in range(30):
        makers.make_case()
    until = makers.NOW + timedelta(hours=1)
    db.session.commit()

    page = browser.get("/cases/?search=").get_data(as_text=True)
    told = dict(parse_qsl(urlsplit(browser.get("/cases/?print=1").location).query))
    given = {"narrowing": told["narrowing"], "row_count": 30, "asked_by": person}
    seen = makers.make_export_request(kind="print", status="approved", until=until, **given)
    db.session.commit()
    assert 'data-confirm="Print all 30 rows?"' in page
    assert page.count('name="rowid"') < 30
    printed = browser.get(f"/cases/?print=1&approved={seen.id}").get_data(as_text=True)
    assert printed.count('name="rowid"') == 30
    assert "data-print-now" in printed
    assert 'class="on-paper"' in printed
    entry = db.session.query(AuditEntry).filter_by(action=AuditAction.exported).one()
    assert entry.changes == {"row_count": 30, "type": "print"}


def test_a_workbook_has_real_days_and_money_and_prints_with_its_head(sign_in):
    browser, _ = sign_in(Role.manager)
    lent = makers.make_loan(principal=Decimal("1234.50"), opened_on=date(2026, 1, 5))
    makers.make_loan(currency="JPY", principal=Decimal(900))
    db.session.commit()

    sheet = load_workbook(io.BytesIO(browser.get("/loans/export/xlsx/?").data)).active
    heads = [cell.value for cell in sheet[1]]
    at = {name: heads.index(name) for name in ("Principal", "Opened on", "Currency")}
    rows = {row[at["Currency"]].value: row for row in sheet.iter_rows(min_row=2)}
    first = rows["CNY"]
    assert (first[at["Principal"]].value, first[at["Principal"]].number_format) == (1234.5, "#,##0.00")
    assert rows["JPY"][at["Principal"]].number_format == "#,##0"
    assert first[at["Opened on"]].value.date() == lent.opened_on
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(heads)).column_letter}3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(dimension.width >= 8 for dimension in sheet.column_dimensions.values())


@pytest.mark.parametrize(
    ("function", "text", "masked"),
    [
        (mask.name, "张伟", "张*"),
        (mask.name, "欧阳娜娜", "欧阳*"),
        (mask.name, "Ann Lee", "A*** L***"),
        (mask.name, "", ""),
        (mask.phone, "13812345678", "138****5678"),
        (mask.phone, "+86 138 1234 5678", "+86 138****5678"),
        (mask.phone, "12345", "****45"),
        (mask.id_number, "110101199001011234", "110***********1234"),
        (mask.email, "zhang@qq.com", "z***@qq.com"),
        (mask.address, "上海市浦东新区世纪大道1号", "上海市****"),
        (mask.address, "12 High Street, London", "****, London"),
        (mask.address, "somewhere", "****"),
    ],
)
def test_masks(function, text, masked):
    assert function(text) == masked


def test_a_list_asks_few_questions_of_the_database(sign_in):
    browser, _ = sign_in(Role.manager)
    for _ in range(25):
        makers.make_case()
    asked: list[str] = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731
    from sqlalchemy import event

    event.listen(db.engine, "before_cursor_execute", listener)
    browser.get("/cases/")
    event.remove(db.engine, "before_cursor_execute", listener)

    assert len(asked) <= 12


def test_rows_of_one_day_stand_in_the_order_of_the_index_that_serves_the_list(sign_in):
    browser, _ = sign_in(Role.manager)
    first, second = makers.make_task().case, makers.make_task().case

    upwards = browser.get("/tasks/").get_data(as_text=True)
    downwards = browser.get("/tasks/?sort=due_on&desc=1").get_data(as_text=True)

    assert upwards.index(first.reference) < upwards.index(second.reference)
    assert downwards.index(second.reference) < downwards.index(first.reference)


def test_a_spreadsheet_keeps_the_digits_of_a_csv(sign_in):
    browser, _ = sign_in(Role.manager)
    for number in ("000123", "622848001234567890", "12345", "0"):
        makers.make_borrower(reference=number)

    text = browser.get("/borrowers/export/csv/").get_data().decode("utf-8-sig")

    assert {cell for row in csv.reader(io.StringIO(text)) for cell in row} >= {
        '="000123"', '="622848001234567890"', "12345", "0"
    }  # fmt: skip


def test_a_sign_that_cannot_be_printed_breaks_no_workbook_and_no_currency_is_a_formula(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_borrower(name="Ann\x07\x1b")
    makers.make_case(loan=makers.make_loan(currency="=1+1"))

    people = load_workbook(io.BytesIO(browser.get("/borrowers/export/xlsx/").data)).active
    cases = browser.get("/cases/export/csv/").get_data().decode("utf-8-sig")

    assert "Ann" in {cell for row in people.values for cell in row}
    assert "'=1+1" in cases
    assert ",=1+1" not in cases
