"""Direction of bank lines: told by a sign, a column or a word, or said once for a layout; never taken for granted."""

import io

import pytest
from sqlalchemy import select

from admin.upload.work import RUNNING
from models import db
from models.receipt import BankLayout
from rules.access import Role
from rules.receipt.words import Way
from tests import bank_files
from tests.bank_files import kept, received, table, take

HEADERS = "Date,Description,Amount,Transaction ID"
OWN = "When,Words,Sum,No"
ASKED = "Nothing says whether the amounts came in or went out; say it once for this kind of file."


@pytest.fixture
def book(app):
    return bank_files.mainland_book()


def lines(*amounts, first=1, day="2026-11-05"):
    return [(day, "HT2026-0001", amount, f"T{at}") for at, amount in enumerate(amounts, first)]


@pytest.mark.parametrize("title", ["Amount", "交易金额", "发生额(元)", "Betrag", "Gross", "金额"])
def test_amounts_without_any_sign_are_no_money_in_until_a_person_says_so(book, title):
    data = table(f"日期,摘要,{title},流水号", *lines("300.00", "20.00"))

    _, _, error = take(book, data)

    assert (error, received(), kept()) == (ASKED, [], [])
    take(book, data, unsigned=Way.came_in)
    assert [amount for amount, *_ in received()] == ["300.00", "20.00"]


def test_what_was_said_is_remembered_for_the_layout_and_for_no_other(book):
    take(book, table(HEADERS, *lines("30.00")), unsigned=Way.went_out)

    take(book, table(HEADERS, *lines("40.00", "-50.00", first=2)))
    _, _, error = take(book, table("Date,Description,Amount,Reference", *lines("60.00", first=4)))

    assert (kept(), received()[0][0], error) == ([("paid_out", "30.00"), ("paid_out", "40.00")], "50.00", ASKED)


@pytest.mark.parametrize(
    "amounts", [("300.00", "-20.00"), ("+300.00", "+1.00"), ("300.00CR", "1.00DR"), ("300", "(7)")]
)
def test_one_sign_in_the_column_tells_what_the_others_mean(book, amounts):
    _, wrong, error = take(book, table(HEADERS, *lines(*amounts)))

    assert (wrong, error, received()[0][0]) == ([], "", "300.00")


def test_a_direction_word_under_any_header_is_heard_and_the_words_beside_it_are_asked_for(book):
    headers = "Date,Description,Amount,Movement,Transaction ID"
    rows = [("2026-11-05", "HT2026-0001", "5.00", word, word) for word in ("Credit", "Debit", "Sweep")]

    _, wrong, error = take(book, table(headers, *rows))

    said = "'Sweep' is no known direction; say whether it is money in or out."
    assert (wrong, error) == ([(4, "Movement", said)], "")
    assert (kept(), [amount for amount, *_ in received()]) == ([("paid_out", "5.00")], ["5.00"])


def test_a_kind_that_is_a_direction_counts_even_where_a_person_said_that_amounts_come_in(book):
    rows = [
        ("2026-11-05", "Withdrawal", "9.00", "A"),
        ("2026-11-05", "Deposit", "8.00", "B"),
        ("2026-11-05", "FPI", "7", "C"),
    ]

    take(book, table("Date,Transaction Type,Amount,Reference", *rows), unsigned=Way.came_in)

    assert (kept(), [amount for amount, *_ in received()]) == ([("paid_out", "9.00")], ["8.00", "7.00"])


def test_the_page_asks_and_remembers_columns_days_and_direction(book, sign_in):
    browser, _ = sign_in(Role.manager)
    db.session.commit()
    fields = ("received_on", "memo", "amount", "reference")

    def land(data, **more):
        file = (io.BytesIO(data.encode()), "bank.csv")
        columns = browser.submit("/bank-upload/", lender=book.lender_id, file=file).location
        page = browser.get(columns).text
        browser.submit(columns, **{f"column-{at}": field for at, field in enumerate(fields)}, **more)
        for thread in list(RUNNING.values()):
            thread.join()
        return columns, page, browser.get(f"{columns}run/", follow_redirects=True).text

    days = [("05/02/2026", "HT2026-0001", "30.00", "T1")]
    columns, _, asked = land(table(OWN, *days), order="day")
    assert ("An amount without a sign" in asked, received()) == (True, [])
    browser.submit(f"{columns}words/", **{"word-0": "came_in"})
    for thread in list(RUNNING.values()):
        thread.join()
    db.session.expire_all()

    assert [amount for amount, *_ in received()] == ["30.00"]
    row = db.session.scalars(select(BankLayout)).one()
    assert (row.columns, row.day_first, row.unsigned) == (
        {"When": "received_on", "Words": "memo", "Sum": "amount", "No": "reference"},
        True,
        "came_in",
    )
    _, page, _ = land(table(OWN, ("06/02/2026", "x", "1.00", "T2")), order="day", unsigned="came_in")
    assert page.count("selected") >= 6
    db.session.expire_all()
    assert [amount for amount, *_ in received()] == ["30.00", "1.00"]


def test_the_command_remembers_what_it_is_told(book, app, tmp_path):
    path = tmp_path / "bank.csv"
    path.write_text(table(HEADERS, *lines("30.00", day="2026-02-05")))
    db.session.commit()

    runner = app.test_cli_runner()
    asked = runner.invoke(args=["receipts", str(path)])
    told = runner.invoke(args=["receipts", str(path), "--unsigned", "in"])
    path.write_text(table(HEADERS, *lines("31.00", first=2, day="2026-02-05")))
    again = runner.invoke(args=["receipts", str(path)])

    assert (asked.exit_code, told.exit_code, again.exit_code) == (1, 0, 0)
    assert ASKED in asked.output
    assert [amount for amount, *_ in received()] == ["30.00", "31.00"]


def test_what_the_days_prove_goes_before_what_was_said_of_an_earlier_file(book):
    headers = "Date,Description,Paid in,Reference"
    take(book, table(headers, ("05/11/2026", "x", "1.00", "A")), day_first=True)

    _, wrong, _ = take(book, table(headers, ("04/13/2026", "x", "2.00", "B"), ("06/11/2026", "x", "3.00", "C")))

    assert wrong == []
