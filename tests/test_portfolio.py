"""Portfolio import: real files whole, wrong rows one by one, again nothing, cut off and finished."""

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from models import db
from models.batch import BatchStatus, ImportBatch, ImportRow, RowOutcome
from models.borrower import Address, Borrower, Phone
from models.case import Case, CaseState
from models.hold import Hold
from models.loan import FormerInstalment, Instalment, Loan
from models.payment import Allocation, Payment, PaymentKind
from models.portfolio import Portfolio
from models.transaction import stepwise
from services import ageing, case, entry, portfolio
from services.payment import bulk as payment_bulk
from services.portfolio import file as portfolio_file
from services.portfolio import table as portfolio_table
from tests import real_data
from tests.portfolio_files import TODAY, id_number, land, landed, sources, start, steps, text, total, workbook

LATE_EDGES = (0, 7, 15, 30, 60, 90, 120, 150, 180)
PEOPLE = ("borrower_id", "name", "phone", "id_number")
LOANS = ("contract_no", "borrower_id", "principal", "opened_on", "due_on", "currency")
PAID = ("contract_no", "paid_on", "amount")
ZHAO = ("B1", "赵一", "14000000001", id_number(1))


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def batches() -> list[ImportBatch]:
    return list(db.session.scalars(select(ImportBatch).order_by(ImportBatch.id)))


def made(done) -> int:
    """Records that an import made or revised."""
    return sum(
        number for step in done for name, number in step.counts.items() if name.endswith(("_created", "_revised"))
    )


def one_loan(portfolio_id: int, *paid) -> None:
    """One borrower with one loan of 1,000 due on 1 February, and payments."""
    land([text("b.csv", [PEOPLE, ZHAO])], portfolio_id)
    land([text("l.csv", [LOANS, ("L1", "B1", "1000", "2026-01-01", "2026-02-01", "CNY")])], portfolio_id)
    if paid:
        land([text("p.csv", [PAID, *paid])], portfolio_id)


def test_the_ibm_invoices_land_whole_and_age_as_expected(app):
    expected = real_data.path("expected/ibm_ageing_as_of.csv")

    portfolio_id, _, done = landed("panel_import_ibm")

    assert (total(done, "rows"), total(done, "wrong")) == (2972, 0)
    assert (count(Borrower), count(Loan), count(Payment)) == (60, 1456, 1456)
    with expected.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for day in {row["as_of"] for row in rows}:
        found = ageing.ageing(date.fromisoformat(day), (0, 7, 15, 30, 60), db.session.get(Portfolio, portfolio_id))
        told = {row.bucket: (row.count, row.amount) for row in found}
        assert told == {
            row["bucket"]: (int(row["open_invoices"]), Decimal(row["open_amount"]).quantize(Decimal("0.01")))
            for row in rows
            if row["as_of"] == day
        }


@pytest.mark.slow
def test_the_bondora_loans_land_whole_and_stand_in_their_buckets(app):
    expected = real_data.path("expected/bondora_loans_by_dpd_bucket.csv")

    portfolio_id, _, done = landed("panel_import_bondora")

    assert (total(done, "rows"), total(done, "wrong")) == (8463, 0)
    assert (count(Borrower), count(Loan), count(Payment)) == (2670, 3123, 2670)
    assert db.session.scalars(select(Payment.kind).distinct()).all() == [PaymentKind.history]
    with expected.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "Late"]
    found = ageing.ageing(date(2019, 2, 8), LATE_EDGES, db.session.get(Portfolio, portfolio_id))
    told = {row.bucket: (row.count, row.amount) for row in found}
    for row in rows:
        name = {"0": "", "180+": "181+"}.get(row["dpd_bucket"], row["dpd_bucket"])
        if name:
            assert told[name] == (int(row["loans"]), Decimal(row["outstanding_principal"]).quantize(Decimal("0.01")))
    assert told["not due"][0] == 44 + 1898
    assert sum(int(row["loans"]) for row in rows) == 894


@pytest.mark.slow
@pytest.mark.parametrize("name", ["panel_import_ibm", "panel_import_bondora"])
def test_a_second_import_of_real_files_changes_nothing(app, name):
    portfolio_id, files, _ = landed(name)
    before = {model: count(model) for model in (Borrower, Phone, Loan, Instalment, Payment, Allocation, Case, Hold)}

    again = land(files, portfolio_id, today=date(2026, 4, 1))

    assert made(again) == 0
    assert total(again, "unchanged") == total(again, "rows") > 0
    assert {model: count(model) for model in before} == before


def test_the_ageing_command_prints_what_the_import_command_landed(app):
    folder = real_data.path("panel_import_ibm")
    start("IBM")
    runner = app.test_cli_runner()

    landed = runner.invoke(args=["import", str(folder), "--portfolio", "IBM", "--json"])
    aged = runner.invoke(
        args=["ageing", "--as-of", "2012-06-30", "--edges", "0,7,15,30,60", "--portfolio", "IBM", "--json"]
    )

    files = {file["file"]: file for file in json.loads(landed.stdout)["files"]}
    assert {name: (file["new"], file["wrong"]) for name, file in files.items()} == {
        "borrowers.csv": (60, 0),
        "loans.csv": (1456, 0),
        "payments.csv": (1456, 0),
    }
    assert json.loads(aged.stdout)[0] == {"currency": "USD", "bucket": "not due", "count": 49, "amount": "2685.78"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lc_full151.csv", {"loan_amnt": "principal", "id": "contract_no", "member_id": "borrower_reference"}),
        ("lc_openintro_10000.csv", {"loan_amount": "principal", "interest_rate": "annual_rate_pct"}),
    ],
)
def test_a_foreign_file_reaches_the_mapping_with_sensible_proposals_and_clear_errors(app, name, expected):
    path = real_data.path(name)
    portfolio_id = start()
    file = portfolio_file.read(path)

    (table,) = portfolio_table.tables_of(file, db.session.get(Portfolio, portfolio_id).lender_id)
    done = land(sources(path), portfolio_id, keep=False)

    fields = {match.header: match.field for match in table.mapping.columns}
    assert {header: fields[header] for header in expected} == expected
    if not table.kinds:
        assert "A loan lacks: contract_no." in str(done[0].error)
        return
    assert total(done, "wrong") == total(done, "rows") > 1000
    assert {wrong.row_no for step in done for wrong in step.wrong} == set(range(2, total(done, "rows") + 2))
    assert all(wrong.reason.endswith(".") for step in done for wrong in step.wrong)


HEADERS_ZH = (
    "合同编号", "借款人编号", "姓名", "手机号", "身份证号", "币种", "本金", "年利率", "放款日期", "到期日", "剩余本金",
    "逾期天数", "状态",
)  # fmt: skip
BROKEN = {
    "合同编号": "1.23E+15",
    "借款人编号": "1.2E+11",
    "姓名": "12345",
    "手机号": "12",
    "身份证号": "110101199001011234",
    "币种": "XXX1",
    "本金": "abc",
    "年利率": "-5",
    "放款日期": "2026-02-30",
    "到期日": "99/99/2026",
    "剩余本金": "1.234,5",
    "逾期天数": "x",
    "状态": "???",
}
NAMES = "赵钱孙李周吴郑王冯陈"


def whole_row(no: int) -> list[str]:
    name = NAMES[no % 10] + NAMES[no // 10 % 10]
    money = ["CNY", "5000.00", "12", "2025-01-01", "2026-06-30", "4000.00", "15", "逾期"]
    return [f"HT{no:05}", f"KH{no:05}", name, f"140{no + 1:08}", id_number(no), *money]


def broken_file() -> tuple[list[list[str]], dict[int, str]]:
    """A thousand rows, and which of them has a broken value in which column."""
    rows = [list(HEADERS_ZH), *(whole_row(no) for no in range(1000))]
    wrong = {10 + 70 * at: name for at, name in enumerate(HEADERS_ZH)}
    for row_no, name in wrong.items():
        rows[row_no - 1][HEADERS_ZH.index(name)] = BROKEN[name]
    return rows, wrong


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "xlsx"])
def test_each_broken_value_is_named_and_all_other_rows_land_in_every_encoding(app, encoding):
    portfolio_id = start()
    rows, wrong = broken_file()
    if encoding == "big5":
        rows = [[traditional(cell) for cell in row] for row in rows]
    source = workbook("all.xlsx", rows) if encoding == "xlsx" else text("all.csv", rows, encoding)

    done = land([source], portfolio_id)

    told = {(each.row_no, each.column) for step in done for each in step.wrong}
    columns = dict(zip(HEADERS_ZH, rows[0], strict=True))
    assert told == {(row_no, columns[name]) for row_no, name in wrong.items()}
    assert (total(done, "new"), total(done, "wrong")) == (1000 - len(wrong), len(wrong))
    assert count(Loan) == count(Borrower) == count(Case) == 1000 - len(wrong)


def traditional(cell: str) -> str:
    return cell.translate(
        str.maketrans("编号码证币种余额还态钱孙吴郑冯陈赵", "編號碼證幣種餘額還態錢孫吳鄭馮陳趙")
    ).translate(
        str.maketrans(
            "数剩逾状合同借款人姓名手机身份本金年利率放日期到天", "數剩逾狀合同借款人姓名手機身份本金年利率放日期到天"
        )
    )


def test_an_import_that_was_cut_off_is_finished_under_the_same_batch(app, monkeypatch):
    monkeypatch.setattr(portfolio, "ROWS", 10)
    portfolio_id = start()
    people = [(f"B{no}", f"Person {no}", f"140{no + 1:08}", id_number(no)) for no in range(50)]
    given = [PEOPLE, *people[:5], ("B5", "", "1", ""), *people[6:]]

    for step in stepwise(steps([text("b.csv", given)], portfolio_id)):
        if step.rows_done == 30:
            break
    assert (count(Borrower), batches()[0].status) == (29, BatchStatus.running)

    rest = land([text("b.csv", given)], portfolio_id)

    (batch,) = batches()
    assert (batch.status, batch.rows_done, batch.counts["wrong"]) == (BatchStatus.done, 50, 1)
    assert (total(rest, "rows"), count(Borrower)) == (20, 49)
    assert count(ImportRow) == 49 + 1 + sum(row.column == "phone" for row in db.session.scalars(select(ImportRow)))


def test_a_step_that_was_not_committed_leaves_nothing_behind(app, monkeypatch):
    monkeypatch.setattr(portfolio, "ROWS", 10)
    portfolio_id = start()
    people = [(f"B{no}", f"Person {no}", f"140{no + 1:08}", id_number(no)) for no in range(25)]

    running = steps([text("b.csv", [PEOPLE, *people])], portfolio_id)
    next(iter(running))
    db.session.commit()
    next(iter(running))
    db.session.rollback()
    running.close()
    assert count(Borrower) == 10

    land([text("b.csv", [PEOPLE, *people])], portfolio_id)
    assert (count(Borrower), len(batches())) == (25, 1)


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(app):
    portfolio_id = start()
    land([text("b.csv", [PEOPLE, ZHAO, ("B2", "钱二", "14000000002", id_number(2))])], portfolio_id)
    rows = [
        PEOPLE,
        ZHAO,
        ("B2", "钱贰", "14000000002", id_number(2)),
        ("B3", "孙三", "14000000003", ""),
        ("B4", "", "", ""),
    ]

    done = land([text("b2.csv", rows)], portfolio_id, keep=False)

    assert [total(done, name) for name in ("rows", "new", "changed", "unchanged", "wrong")] == [4, 1, 1, 1, 1]
    (change,) = [each for step in done for each in step.changes if each.outcome is RowOutcome.revised]
    assert (change.row_no, change.before, change.after) == (3, {"name": "钱二"}, {"name": "钱贰"})
    assert (count(Borrower), len(batches())) == (2, 1)


def test_one_file_lands_borrower_loan_and_payment_of_each_row(app):
    portfolio_id = start()
    headers = ("contract_no", "borrower_name", "phone", "loan_amount", "opened_on", "due_on", "paid_on", "amount")
    rows = [
        ("L1", "赵一", "14000000001", "1000", "2026-01-01", "2026-02-01", "2026-02-10", "400"),
        ("L1", "赵一", "14000000001", "1000", "2026-01-01", "2026-02-01", "2026-02-20", "300"),
        ("L2", "赵一", "14000000001", "2000", "2026-01-01", "2026-02-01", "", ""),
    ]

    done = land([text("all.csv", [headers, *rows])], portfolio_id)
    again = land([text("all.csv", [headers, *rows])], portfolio_id)

    assert [count(model) for model in (Borrower, Phone, Loan, Case, Payment)] == [1, 1, 2, 2, 2]
    assert (total(done, "new"), made(again)) == (3, 0)
    loan = db.session.scalars(select(Loan).filter_by(contract_no="L1")).one()
    assert (loan.outstanding_principal, loan.case_file[0].balance) == (Decimal("300.00"), Decimal("300.00"))
    assert loan.case_file[0].overdue_since == date(2026, 2, 1)


def test_equal_payments_of_one_day_count_twice_and_only_twice(app):
    portfolio_id = start()
    paid = ("L1", "2026-02-10", "100")

    one_loan(portfolio_id, paid, paid)
    land([text("p2.csv", [PAID, paid, paid, ("L1", "2026-02-11", "50")])], portfolio_id)

    assert sorted(db.session.scalars(select(Payment.amount))) == [Decimal(50), Decimal(100), Decimal(100)]
    assert db.session.scalars(select(Loan)).one().outstanding_principal == Decimal("750.00")


def test_many_ledgers_at_once_come_to_the_same_as_one_by_one(app):
    landed("panel_import_ibm")
    loans = db.session.scalars(select(Loan).limit(40)).all()
    written = "fee", "interest", "principal"

    def sums() -> list[tuple]:
        db.session.expire_all()
        return [(*(getattr(row, f"outstanding_{name}") for name in written), row.case_file[0].balance) for row in loans]

    before, allocations = sums(), count(Allocation)
    for row in loans:
        entry.replay(row)
    db.session.flush()
    assert (sums(), count(Allocation)) == (before, allocations)
    payment_bulk.replay([row.id for row in loans], TODAY)
    assert (sums(), count(Allocation)) == (before, allocations)


def test_a_payment_for_an_open_case_closes_it_at_once(app):
    portfolio_id = start()
    one_loan(portfolio_id)
    case.restage_many(list(db.session.scalars(select(Case.id))), TODAY)
    db.session.commit()
    assert db.session.scalars(select(Case.state)).one() is CaseState.open

    land([text("p.csv", [PAID, ("L1", "2026-03-01", "1000")])], portfolio_id)

    assert db.session.scalars(select(Case.state)).one() is CaseState.closed


def test_a_newer_balance_replaces_the_old_one_and_an_older_changes_nothing(app):
    portfolio_id = start()
    headers = (*LOANS, "outstanding_principal", "days_past_due", "as_of")
    land([text("b.csv", [PEOPLE, ZHAO])], portfolio_id)

    def feed(balance: str, days: str, day: str):
        row = ("L1", "B1", "1000", "2026-01-01", "2026-02-01", "CNY", balance, days, day)
        return land([text("l.csv", [headers, row])], portfolio_id)

    feed("1000", "9", "2026-02-10")
    newer, older = feed("600", "28", "2026-03-01"), feed("800", "14", "2026-02-15")

    loan = db.session.scalars(select(Loan)).one()
    assert (loan.outstanding_principal, loan.feed_as_of) == (Decimal("600.00"), date(2026, 3, 1))
    assert (total(newer, "changed"), total(older, "unchanged")) == (1, 1)


def test_what_a_newer_file_changes_is_kept_as_it_was_and_the_day_of_a_write_off_stays(app):
    portfolio_id = start()
    headers = (*LOANS, "outstanding_principal", "days_past_due", "status", "as_of")
    land([text("b.csv", [PEOPLE, ZHAO])], portfolio_id)

    def feed(balance: str, days: str, status: str, day: str, today: date):
        row = ("L1", "B1", "1000", "2026-01-01", "2026-02-01", "CNY", balance, days, status, day)
        land([text("l.csv", [headers, row])], portfolio_id, today=today)
        return db.session.scalars(select(Loan)).one()

    assert feed("1000", "9", "late", "2026-02-10", TODAY).entered_on == TODAY
    assert feed("600", "28", "written_off", "2026-03-01", date(2026, 3, 4)).written_off_on == date(2026, 3, 4)
    assert feed("600", "29", "written_off", "2026-03-02", date(2026, 3, 5)).written_off_on == date(2026, 3, 4)

    was = db.session.scalars(select(FormerInstalment).order_by(FormerInstalment.id)).all()[0]
    now = db.session.scalars(select(Loan)).one().instalments[0]
    assert (was.principal, was.entered_on, was.replaced_on) == (Decimal("1000.00"), None, date(2026, 3, 4))
    assert (now.principal, now.entered_on) == (Decimal("600.00"), date(2026, 3, 4))
    assert feed("600", "30", "late", "2026-03-03", date(2026, 3, 6)).written_off_on is None


@pytest.mark.parametrize(
    ("rows", "column", "reason"),
    [
        ([LOANS, ("L9", "B9", "10", "2026-01-01", "2026-02-01", "CNY")], "borrower_id", "no borrower"),
        ([PAID, ("L9", "2026-02-01", "10")], "contract_no", "no loan"),
        ([PAID, ("L1", "2026-12-01", "10")], "paid_on", "future"),
        ([(*PAID, "currency"), ("L1", "2026-02-01", "10", "USD")], "currency", "in CNY"),
        ([PEOPLE, ("B1", "赵一", "14000000001", id_number(2))], "id_number", "differs"),
    ],
)
def test_a_row_that_contradicts_the_book_is_refused_with_its_column(app, rows, column, reason):
    portfolio_id = start()
    one_loan(portfolio_id)

    done = land([text("x.csv", rows)], portfolio_id)

    (wrong,) = [each for step in done for each in step.wrong]
    assert (wrong.row_no, wrong.column) == (2, column)
    assert reason in wrong.reason
    assert made(done) == 0


def test_new_phones_and_addresses_of_a_borrower_are_added_and_sealed_values_stand_nowhere_else(app):
    portfolio_id = start()
    land([text("b.csv", [PEOPLE, ZHAO])], portfolio_id)

    headers = (*PEOPLE, "e-mail", "address")
    row = (*ZHAO[:2], "14000000001;14000000099", ZHAO[3], "zhao@example.com", "广东省深圳市某街道1号")
    land([text("b2.csv", [headers, row])], portfolio_id)

    assert sorted(db.session.scalars(select(Phone.number))) == ["14000000001", "14000000099"]
    assert count(Address) == 2
    told = json.dumps([[row.before, row.after, row.problem] for row in db.session.scalars(select(ImportRow))])
    assert not [secret for secret in ("14000000099", "14000000001", "zhao@", ZHAO[3]) if secret in told]


def test_a_disputed_loan_rests_from_the_first_day(app):
    portfolio_id = start()
    land([text("b.csv", [PEOPLE, ZHAO])], portfolio_id)

    rows = [(*LOANS, "disputed"), ("L1", "B1", "1000", "2026-01-01", "2026-02-01", "CNY", "Yes")]
    land([text("l.csv", rows)], portfolio_id)

    assert [hold.kind.value for hold in db.session.scalars(select(Hold))] == ["dispute"]


def test_columns_that_a_person_chose_are_remembered_for_the_next_file_of_the_lender(app):
    portfolio_id = start()
    lender_id = db.session.get(Portfolio, portfolio_id).lender_id
    headers = ("who", "called", "reach", "note")
    source = text("b.csv", [headers, ("B1", "赵一", "14000000001", "x")])
    sheet = portfolio_file.read(source.file, source.name).sheets[0]

    assert not portfolio_table.tables_of(portfolio_file.read(source.file, "b.csv"), lender_id)[0].kinds
    chosen = {"who": "borrower_reference", "called": "name", "reach": "phones", "note": ""}
    portfolio_table.remember(lender_id, sheet, chosen)
    portfolio_table.remember(lender_id, sheet, chosen)
    db.session.commit()
    done = land([source], portfolio_id)

    assert (total(done, "new"), count(Borrower)) == (1, 1)


def test_files_are_landed_in_their_order_whatever_they_are_called(app):
    portfolio_id = start()
    people, paid = text("z.csv", [PEOPLE, ZHAO]), text("a.csv", [PAID, ("L1", "2026-02-10", "10")])
    loans = text("m.csv", [LOANS, ("L1", "B1", "1000", "2026-01-01", "2026-02-01", "CNY")])

    done = land([paid, loans, people], portfolio_id)

    assert [step.file for step in done if step.finished] == ["z.csv", "m.csv", "a.csv"]
    assert (total(done, "new"), total(done, "wrong")) == (3, 0)


def test_the_command_tells_rows_and_reasons_and_fails_only_when_nothing_could_be_read(app, tmp_path):
    start("P")
    good, bad, junk = tmp_path / "b.csv", tmp_path / "l.csv", tmp_path / "x.csv"
    good.write_text("borrower_id,name,phone\nB1,Ann,14000000001\nB2,,14000000002\n", encoding="utf-8")
    bad.write_text("just one line", encoding="utf-8")
    junk.write_bytes(b"%PDF-1.7")
    runner = app.test_cli_runner()

    dry = runner.invoke(args=["import", str(tmp_path), "--portfolio", "P", "--dry-run"])
    landed = runner.invoke(args=["import", str(tmp_path), "--portfolio", "P", "--json"])
    nothing = runner.invoke(args=["import", str(junk), "--portfolio", "P"])

    assert (dry.exit_code, landed.exit_code, nothing.exit_code) == (0, 0, 1)
    assert "row 3, name: The value is missing." in dry.stdout
    files = {file["file"]: file for file in json.loads(landed.stdout)["files"]}
    assert (files["b.csv"]["new"], files["b.csv"]["records"]) == (1, {"borrower_created": 1})
    assert files["b.csv"]["rejected"] == [{"row_no": 3, "column": "name", "reason": "The value is missing."}]
    assert files["l.csv"]["error"] == "The file is not a table: no separator between columns was found."


def test_the_command_asks_for_a_started_book_and_for_the_lender_where_there_are_several(app, tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("borrower_id,name,phone\nB1,Ann,14000000001\n", encoding="utf-8")
    runner = app.test_cli_runner()

    empty = runner.invoke(args=["import", str(path), "--portfolio", "P"])
    start("Old")
    from tests.makers import make_lender

    make_lender(name="Second")
    db.session.commit()
    unclear = runner.invoke(args=["import", str(path), "--portfolio", "New"])
    clear = runner.invoke(args=["import", str(path), "--portfolio", "New", "--lender", "Second"])

    assert "run 'flask start' first" in empty.stderr
    assert "several lenders" in unclear.stderr
    assert clear.exit_code == 0
    assert Counter(db.session.scalars(select(Portfolio.name))) == {"Old": 1, "New": 1}


@pytest.mark.parametrize(
    ("name", "column", "reason"),
    [
        ("lc_full151.csv", "member_id", "The value is missing."),
        ("bondora_loans.csv", "borrower_key", "There is no borrower with this number; send the borrowers first."),
    ],
)
def test_a_public_file_of_which_no_row_can_land_says_the_one_reason(app, name, column, reason):
    path = real_data.path(name)
    start()
    db.session.commit()
    told = app.test_cli_runner().invoke(args=["import", str(path), "--portfolio", "P"]).output
    assert f"every row is refused, column {column}: {reason}" in told
    assert "row 2," not in told
