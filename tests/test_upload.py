"""The upload pages: files, columns, a dry run that saves nothing, the landing, wrong rows to mend, and back again."""

import csv
import io
import re
import time

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from admin.upload import work
from admin.upload.words import FIELDS
from models import db
from models.audit import AuditAction, AuditEntry
from models.batch import BatchStatus, ImportBatch, ImportMapping
from models.borrower import Borrower
from models.loan import Loan
from models.portfolio import Portfolio
from rules import portfolio as rule
from rules.access import Role
from services.portfolio import store, table
from tests.portfolio_files import id_number, start

PEOPLE = f"borrower_id,name,phone,id_number\nB1,Ann,14000000001,{id_number(1)}\nB2,,14000000002,\nB3,Bob,123,\n"
LOANS = "contract_no,borrower_id,principal,opened_on,due_on\nL1,B1,1000,2026-01-01,2026-02-01\n"


@pytest.fixture
def manager(app, sign_in):
    start()
    browser, _ = sign_in(Role.manager)
    db.session.commit()
    return browser


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def bring(browser, *files: tuple[str, str | bytes], **given) -> str:
    """Upload files; gives the address of their columns page."""
    sent = [(io.BytesIO(data if isinstance(data, bytes) else data.encode()), name) for name, data in files]
    target = str(db.session.scalar(select(Portfolio.id)) or 0)
    answer = browser.submit("/upload/", files=sent, **{"portfolio": target, "lender": lender(), **given})
    assert answer.status_code == 302, answer.text
    return answer.location


def choose(browser, address: str, **given) -> str:
    """Take the proposed columns; gives the address of the dry run."""
    fields = {}
    for part in browser.get(address).text.split("<select ")[1:]:
        name = part.split('name="')[1].split('"')[0]
        chosen = next(
            (each for each in part.split("</select>")[0].split("<option ") if " selected" in each), 'value=""'
        )
        fields[name] = chosen.split('value="')[1].split('"')[0]
    answer = browser.submit(address, **{**fields, **given})
    assert answer.status_code == 302, answer.text
    return answer.location


def finish(browser, address: str) -> str:
    """Look at the page again until the work is done."""
    for _ in range(200):
        page = browser.get(address).text
        if "http-equiv" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("the work never ended")


def without_tokens(page: str) -> str:
    """A page without its forgery tokens, which are made anew each time."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def test_files_come_in_by_way_of_columns_dry_run_and_landing(manager):
    address = choose(manager, bring(manager, ("loans.csv", LOANS), ("people.csv", PEOPLE)))
    dry = finish(manager, address)

    assert "What would happen" in dry
    assert "The value is missing." in dry
    assert "is not a phone number" in dry
    assert (count(Borrower), count(ImportBatch), count(Portfolio)) == (0, 0, 1)

    assert manager.submit(address + "land/").status_code == 302
    landed = finish(manager, address)

    assert "What came of it" in landed
    assert (count(Borrower), count(Loan), count(ImportBatch)) == (1, 1, 2)
    assert {row.status for row in db.session.scalars(select(ImportBatch))} == {BatchStatus.done}
    assert all(row.user_id for row in db.session.scalars(select(ImportBatch)))
    assert without_tokens(finish(manager, address)) == without_tokens(landed)


def test_the_wrong_rows_are_a_file_to_mend_and_upload_again(manager):
    address = choose(manager, bring(manager, ("people.csv", PEOPLE)))
    finish(manager, address)
    query = {"file": "people.csv", "sheet": "people.csv"}
    dry = manager.get(address + "wrong/", query_string=query)
    manager.submit(address + "land/")
    finish(manager, address)

    answer = manager.get(address + "wrong/", query_string=query)

    assert answer.data == dry.data
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][2:] == ["borrower_id", "name", "phone", "id_number"]
    assert [row[0] for row in rows[1:]] == ["3", "4"]
    assert rows[1][1] == "name: The value is missing."
    assert rows[2][2:] == ["B3", "Bob", "123", ""]

    rows[1][3], rows[2][4] = "Cy", "14000000003"
    mended = io.StringIO()
    csv.writer(mended).writerows(rows)
    again = choose(manager, bring(manager, ("mended.csv", mended.getvalue())))
    finish(manager, again)
    manager.submit(again + "land/")
    finish(manager, again)
    assert sorted(db.session.scalars(select(Borrower.name))) == ["Ann", "Bob", "Cy"]


def test_chosen_columns_are_remembered_and_an_unknown_header_can_be_mapped(manager):
    strange = "who,called,reach\nB1,Ann,14000000001\n"
    address = bring(manager, ("s.csv", strange))
    page = manager.get(address).text
    assert "Nothing can be made of these columns yet" in page

    run = choose(
        manager,
        address,
        **{"column-0-0": "borrower_reference", "column-0-1": "name", "column-0-2": "phones"},
    )
    assert "What would happen" in finish(manager, run)

    assert count(ImportMapping) == 1
    second = manager.get(bring(manager, ("t.csv", strange))).text
    assert "Nothing can be made" not in second


def test_two_columns_for_one_field_are_refused_and_the_choice_stays(manager):
    address = bring(manager, ("people.csv", PEOPLE))

    answer = manager.submit(address, **{"column-0-0": "name", "column-0-1": "name"})

    assert answer.status_code == 200
    assert "Two columns are mapped to the field" in answer.text
    assert count(ImportMapping) == 0


def test_a_named_encoding_is_used_to_read_the_file_again(manager):
    data = "借款人编号,姓名,手机号\nB1,赵一,14000000001\n".encode("gb18030")
    address = bring(manager, ("g.csv", data))
    assert "赵一" in manager.get(address).text

    answer = manager.submit(address, **{"encoding-0": "cp950", "again": "1"})

    assert (answer.status_code, answer.location) == (302, address)
    assert "赵一" not in manager.get(address).text


def test_personal_numbers_are_hidden_among_the_samples_and_files_wait_sealed(manager, app):
    address = bring(manager, ("people.csv", PEOPLE))

    page = manager.get(address).text

    assert "…0001" in page
    assert "14000000001" not in page
    folder = app.config["CONCORD"].data_dir / "uploads" / address.split("/")[2]
    assert [b"14000000001" in path.read_bytes() for path in folder.iterdir()] == [False] * 2


def test_a_new_portfolio_is_made_only_when_the_files_land(manager):
    address = choose(manager, bring(manager, ("people.csv", PEOPLE), portfolio="0", name="Second", lender=lender()))
    finish(manager, address)
    assert count(Portfolio) == 1

    manager.submit(address + "land/")
    finish(manager, address)

    assert sorted(db.session.scalars(select(Portfolio.name))) == ["P", "Second"]


def lender() -> str:
    return str(db.session.scalar(select(Portfolio.lender_id)))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("x.csv", b"", "The file is empty."),
        ("x.pdf", b"%PDF-1.7", "CSV and xlsx can be imported"),
        ("x.csv", b"one line only", "no separator between columns was found"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(manager, app, name, data, sentence):
    answer = manager.submit("/upload/", files=[(io.BytesIO(data), name)], portfolio="0", name="N", lender=lender())

    assert answer.status_code == 200
    assert sentence in answer.text
    before = {upload.names[0] for upload in store.waiting(app.config["CONCORD"].data_dir / "uploads")}
    assert name not in before


def test_a_landing_that_was_cut_off_says_so_and_is_finished(manager, app, monkeypatch):
    address = choose(manager, bring(manager, ("people.csv", PEOPLE)))
    finish(manager, address)
    folder, token = app.config["CONCORD"].data_dir / "uploads", address.split("/")[2]
    store.note(folder, token, "land", work.blank())

    page = manager.get(address).text
    assert "It was cut off after 0 rows" in page
    manager.submit(address + "land/")

    assert "What came of it" in finish(manager, address)
    assert count(Borrower) == 1


def test_a_failure_is_told_without_its_inside(manager, monkeypatch):
    address = choose(manager, bring(manager, ("people.csv", PEOPLE)))
    finish(manager, address)

    def broken(*given, **more):
        raise ValueError("secret inside")

    monkeypatch.setattr(work.portfolio, "place", broken)
    manager.submit(address + "land/")
    page = finish(manager, address)

    assert "Something broke on our side" in page
    assert "secret inside" not in page


def test_a_batch_is_taken_back_from_its_page_and_twice_is_harmless(manager):
    address = choose(manager, bring(manager, ("people.csv", PEOPLE)))
    finish(manager, address)
    manager.submit(address + "land/")
    finish(manager, address)
    batch_id = db.session.scalar(select(ImportBatch.id))
    page = manager.get(f"/imports/details/?id={batch_id}").text
    assert "Take back" in page
    assert "The value is missing." in page

    for _ in range(2):
        asked = manager.submit("/imports/action/", action="undo", rowid=str(batch_id))
        assert "Take this import back?" in asked.text or asked.status_code == 302
        manager.submit("/imports/action/", action="undo", rowid=str(batch_id), confirmed="1")

    assert count(Borrower) == 0
    assert "1 rows removed" in manager.get(f"/imports/details/?id={batch_id}").text


def test_the_landing_is_audited_in_the_name_of_the_person(manager):
    for name in ("Ann", "Anna"):
        data = PEOPLE.replace("Ann", name)
        address = choose(manager, bring(manager, ("people.csv", data)))
        finish(manager, address)
        manager.submit(address + "land/")
        finish(manager, address)

    entries = db.session.scalars(select(AuditEntry).filter_by(record="borrower").order_by(AuditEntry.id)).all()
    landed, revised = entries
    assert (landed.changes["row_count"], landed.record_id) == (1, None)
    assert revised.changes == {"name": ["Ann", "Anna"]}
    assert all(entry.user_id for entry in entries)
    made = select(AuditEntry).filter_by(record="import_batch", action=AuditAction.created).order_by(AuditEntry.id)
    batches = db.session.scalars(made).all()
    assert [len(entry.changes["file_hash"][1]) for entry in batches] == [64, 64]


def test_thrown_away_files_are_gone_and_strange_tokens_are_not_found(manager, app):
    address = bring(manager, ("people.csv", PEOPLE))
    token = address.split("/")[2]

    assert manager.submit(f"/upload/{token}/discard/").status_code == 302

    assert not (app.config["CONCORD"].data_dir / "uploads" / token).exists()
    for wrong in (token, "x", "..%2f..", "%00", "9" * 400):
        assert manager.get(f"/upload/{wrong}/").status_code == 404
        assert manager.get(f"/upload/{wrong}/columns/").status_code == 404
        assert manager.submit(f"/upload/{wrong}/discard/").status_code == 404


@pytest.mark.parametrize("role", [Role.collector, Role.auditor, Role.legal_partner])
def test_only_those_who_run_the_desk_may_upload(app, sign_in, role):
    start()
    browser, _ = sign_in(role)
    db.session.commit()

    assert browser.get("/upload/").status_code == 403
    assert browser.submit("/upload/").status_code == 403


def test_every_field_of_a_file_has_its_words():
    assert set(FIELDS) == set(rule.FIELDS)


MARKED = (
    "借据号,姓名,借款人编号,手机号,放款金额,应还日期,紧急联系人电话,停催标志,备注\n"
    "L1,张三,K1,14012345651,9000,2026-02-01,14012345671,看情况,略\n"
)


def fields_of_page(page: str) -> list[str]:
    """What each column of the page holds."""
    found = []
    for part in page.split("<select ")[1:]:
        if 'name="column-' in part.split(">")[0]:
            chosen = [each for each in part.split("</select>")[0].split("<option ") if " selected" in each]
            found.append(chosen[0].split('value="')[1].split('"')[0])
    return found


def test_the_pages_name_other_people_what_is_left_out_and_who_rests_on_a_word(manager):
    address = bring(manager, ("m.csv", MARKED))
    page = manager.get(address).text
    dry = finish(manager, choose(manager, address))

    assert fields_of_page(page)[6:] == ["", "stopped", ""]
    assert "Another person's" in page
    assert "these columns are left out: 紧急联系人电话, 备注" in dry
    assert "Of other people: 紧急联系人电话." in dry
    assert "&#39;看情况&#39; is neither yes nor no" in dry


def test_what_was_remembered_before_people_and_marks_were_told_apart_is_asked_anew(manager):
    portfolio_row = db.session.scalars(select(Portfolio)).one()
    headers = MARKED.splitlines()[0].split(",")
    old = dict(
        zip(
            headers,
            ("contract_no", "name", "borrower_reference", "phones", "principal", "due_on", "phones", "", ""),
            strict=True,
        )
    )
    layout = table.layout(headers)
    db.session.add(ImportMapping(lender_id=portfolio_row.lender_id, layout=layout, columns=old))

    address = bring(manager, ("m.csv", MARKED))
    assert fields_of_page(manager.get(address).text)[6:] == ["", "stopped", ""]
    choose(manager, address, **{"column-0-6": "phones", "column-0-7": ""})

    page = manager.get(bring(manager, ("n.csv", MARKED))).text
    assert fields_of_page(page)[6:] == ["phones", "", ""]
    assert "Another person's?" in page
    assert "Those it marks will be contacted" in page


def test_the_dry_run_shows_what_the_file_means_before_it_lands(manager):
    text = (
        "合同编号,姓名,手机号,本金,未还本金,逾期天数,状态,应还日期\n"
        "A1,张三,14012345601,1000,800,0,逾期,2026-01-01\nA2,李四,14012345602,1000,500,29,逾期,2026-02-01\n"
    )
    address = choose(manager, bring(manager, ("list.csv", text.encode("gb18030")), as_of="2026-03-02"))

    dry = finish(manager, address)

    assert "What the files mean" in dry
    assert "Rows whose figures contradict each other" in dry
    assert "The status says late, but 0 days past due." in dry
    assert count(Loan) == 0


def test_the_order_of_days_is_asked_once_on_the_page_and_remembered(manager):
    text = "Loan No,Full Name,Mobile,Principal,Due Date\nU1,Ann,14012345661,9,05/02/2026\n"
    columns = bring(manager, ("list.csv", text))
    assert "How its days are written" in manager.get(columns).text
    asked = finish(manager, choose(manager, columns))
    assert "say once for the file which it is" in asked

    address = choose(manager, columns, **{"order-0": "day_first"})
    finish(manager, address)
    manager.submit(address + "land/")
    finish(manager, address)

    assert db.session.scalars(select(Loan)).one().instalments[0].due_on.isoformat() == "2026-02-05"
    assert db.session.scalars(select(ImportMapping)).one().day_order == "day_first"


def test_a_workbook_with_two_header_rows_comes_in_by_the_page(manager):
    book, file = Workbook(), io.BytesIO()
    for row in (
        ("委外名单", None, None, None, None, None, None, None),
        ("借款人", None, "借款", None, None, "联系人一", None, None),
        ("姓名", "手机号", "借据号", "本金", "应还日期", "姓名", "关系", "电话"),
        ("张三", "14012345601", "JJ1", 900, "2026-02-01", "张母", "母亲", "14012345699"),
        ("合计", None, None, 900, None, None, None, None),
    ):
        book.active.append(row)
    book.save(file)
    columns = bring(manager, ("list.xlsx", file.getvalue()))
    assert manager.get(columns).text.count("Another person") == 3

    address = choose(manager, columns)
    finish(manager, address)
    manager.submit(address + "land/")
    finish(manager, address)

    assert [(row.name, [each.number for each in row.phones]) for row in db.session.scalars(select(Borrower))] == [
        ("张三", ["14012345601"])
    ]


def test_a_file_of_which_no_row_lands_says_the_one_reason_in_one_sentence(manager):
    rows = "\n".join(f"A{n},K{n},900,2026-10-05" for n in range(3))
    address = bring(manager, ("loans.csv", f"contract_no,borrower_reference,principal,due_on\n{rows}"))
    page = finish(manager, choose(manager, address))
    said = "every row is refused for one reason. Column borrower_reference: There is no borrower with this number"
    assert page.count(said) == 1
    good = "contract_no,borrower_reference,name,phones,principal,due_on\nA9,K9,Ann,14012345601,900,2026-10-05"
    page = finish(manager, choose(manager, bring(manager, ("good.csv", f"{good}\nA8,K8,Bob,14012345602,x,2026-10-05"))))
    assert "every row is refused" not in page
