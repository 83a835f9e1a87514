"""Patience with files: reading has its time, and a stop stops wherever the work is."""

import io

import pytest
from sqlalchemy import select

from admin.upload import work
from admin.upload.work import RUNNING
from models import db
from models.lender import Lender
from models.loan import Loan
from models.receipt import Receipt
from rules.access import Role
from rules.errors import RuleError
from services import portfolio
from services.portfolio import Source, patience
from services.receipt import file
from tests import bank_files, portfolio_files
from tests.bank_files import camt, ofx, swift, table

LIST = [
    ["合同编号", "姓名", "手机号", "本金", "应还日期"],
    ["A1", "张三", "14012345601", "9", "2026-01-01"],
    ["A2", "李四", "14012345602", "9", "2026-01-01"],
]
FILES = {
    "csv": table("日期,收入金额,附言", ("2026-11-05", "5.00", "x")),
    "camt": camt(("5.00", "CRDT", "BOOK", "R1", "x")),
    "swift": swift(("2611051105C125,00NTRFNONREF//B1", "x")),
    "ofx": ofx(("CREDIT", "5.00", "F1", "n", "m")),
    "qif": "!Type:Bank\nD05/11/2026\nT5.00\nPx\n^\n",
}


@pytest.mark.parametrize("name", FILES)
def test_each_reader_of_bank_files_ends_when_its_time_is_over(app, monkeypatch, name):
    monkeypatch.setattr(patience, "MOST_SECONDS", -1)

    with pytest.raises(RuleError, match="takes too long"):
        file.opened(Source(io.BytesIO(FILES[name].encode()), name), 0)


def test_the_reader_of_loan_lists_ends_when_its_time_is_over(app, monkeypatch):
    monkeypatch.setattr(patience, "MOST_SECONDS", -1)
    book = portfolio_files.start()

    done = portfolio_files.land([portfolio_files.text("list.csv", LIST)], book)

    assert "takes too long" in str(done[-1].error)
    assert db.session.scalars(select(Loan)).all() == []


def test_a_stop_ends_a_landing_in_the_middle_of_a_step(app):
    book = bank_files.mainland_book()
    rows = [("2026-11-05", "5.00", f"x{no}") for no in range(10)]

    with patience.heeding(lambda: True), pytest.raises(patience.StoppedError):
        bank_files.take(book, table("日期,收入金额,附言", *rows))
    db.session.rollback()

    assert db.session.scalars(select(Receipt)).all() == []
    assert bank_files.take(book, table("日期,收入金额,附言", *rows))[0]["new"] == 10


def test_an_upload_of_loans_is_stopped_and_finished_later(app, sign_in, monkeypatch):
    book = portfolio_files.start()
    browser, _ = sign_in(Role.manager)
    monkeypatch.setattr(portfolio, "ROWS", 1)
    adds = work.add
    monkeypatch.setattr(work, "add", lambda *told: (adds(*told), work.STOPPED.update(RUNNING)))
    data = "\n".join(",".join(row) for row in LIST).encode()
    lender_id = db.session.scalars(select(Lender)).one().id
    sent = {"lender": lender_id, "portfolio": str(book), "files": (io.BytesIO(data), "list.csv")}
    columns = browser.submit("/upload/", **sent).location
    page = columns.removesuffix("columns/")

    browser.submit(f"{page}land/")
    for thread in list(RUNNING.values()):
        thread.join()
    stopped = browser.get(page).text
    db.session.expire_all()
    assert ("cut off after 1 rows" in stopped, len(db.session.scalars(select(Loan)).all())) == (True, 1)
    monkeypatch.setattr(work, "add", adds)
    browser.submit(f"{page}land/")
    for thread in list(RUNNING.values()):
        thread.join()
    db.session.expire_all()

    assert len(db.session.scalars(select(Loan)).all()) == 2
