"""The dead, the represented and who said stop: known by the words of a column, read by value, resting from the start."""

import csv
import io
import re
from datetime import date, datetime

import pytest
from sqlalchemy import select

from jobs import timetable
from models import db, transaction
from models.batch import ImportBatch
from models.borrower import Address, Borrower, Phone
from models.case import Case
from models.hold import Hold, HoldKind
from models.loan import Loan
from models.reminder import Reminder, ReminderStatus
from models.wish import Wish, WishKind
from rules.portfolio import marks as rule
from services import hold
from services.contact import wish
from services.portfolio import undo
from tests import desk
from tests.portfolio_files import NOW, TODAY, bring, id_number, land, start, text

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("mark", "headers"),
    [
        ("stopped", "停催标志 | 停催 | 是否停催 | 停止催收 | 暂停催收标识 | 禁止联系 | 勿扰 | 不再联系 | 停催註記 | 勿聯絡 | 停止催繳 | 拒絕聯絡"),
        ("stopped", "Cease And Desist | CeaseAndDesist | C&D Flag | Do Not Call | DNC | No Contact | Is No Contact | Opt Out | Collection Hold"),
        ("deceased", "是否死亡 | 死亡标志 | 已故 | 身故日期 | 死亡註記 | 過世 | Deceased | IsDeceased | Date of Death | DECEASED_FLAG"),
        ("represented", "律师代理 | 是否委托律师 | 律師代理 | Attorney Rep | Attorney Represented | Represented by Solicitor"),
        ("insolvent", "破产 | 破产状态 | 破產 | 更生 | Bankruptcy | BK Status | Insolvent | Chapter 13"),
        ("complained", "投诉 | 是否投诉 | 投訴 | 客訴 | Complaint | Complaint Open"),
        ("defrauded", "是否冒名 | 詐騙 | Fraud Flag | Identity Theft"),
        ("vulnerable", "困难户 | 重病 | 服刑 | Vulnerable | hardship_flag"),
        ("may_contact", "是否可联系 | 可否催收 | 允許聯絡 | May Contact | Contact Allowed"),
        (None, "备注 | 律师费 | 投诉电话 | Attorney Fee | Attorney Phone | hardship_amount | pub_rec_bankruptcies | Household"),
        (None, "催收状态 | 不良标志 | 终止日期 | 停息日 | 不能还款 | 可联系时间 | 停催解除日期 | hardship_end_date | Deadline | Threshold | public_record_bankrupt"),
    ],
)  # fmt: skip
def test_a_mark_is_known_by_the_words_of_its_column(mark, headers):
    assert {each: rule.of(each) for each in headers.split(" | ")} == dict.fromkeys(headers.split(" | "), mark)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        *((cell, ("yes",)) for cell in ("是", "Y", "yes", "1", 1, 1.0, True, "TRUE", "√", "有", "已停催", "死亡", "Deceased")),
        *((cell, ("yes",)) for cell in ("2026-01-05", "2026/1/5", datetime(2026, 1, 5), 46349, "2026年1月5日")),  # noqa: DTZ001
        *((cell, ()) for cell in ("否", "N", "no", "0", 0, 0.0, False, "false", "", None, "无", "没有", "正常", "未投诉", "not deceased")),
        ("待核实", ("待核实",)),
        ("X", ("X",)),
        ("2", ("2",)),
        ("14012345678", ("…5678",)),
        ("a@b.example", ("…",)),
        ("幸福路十二号三单元四百零一室", ("…",)),
    ],
)  # fmt: skip
def test_a_mark_is_read_by_its_value_and_an_unknown_one_is_kept_masked(cell, told):
    assert rule.told(cell) == told


def test_a_column_of_leave_stops_where_it_says_no():
    said = [rule.told_of_leave(cell) for cell in ("是", "", "否", "停催", "?")]

    assert said == [(), (), ("yes",), ("yes",), ("?",)]


def flags(case: str) -> bytes:
    """The file of a shape: Simplified Chinese, English, Traditional Chinese in Big5."""
    zh = "借据号,姓名,借款人编号,手机号,放款金额,剩余本金,应还日期,停催标志,是否死亡,律师代理,破产,投诉,备注"
    en = "Loan No,Full Name,Borrower ID,Mobile,Loan Amount,Principal Balance,Due Date,Cease And Desist,Deceased,Attorney Rep,Bankruptcy,Complaint,Notes"
    hant = "借據號,姓名,借款人編號,手機號碼,放款金額,剩餘本金,應還日期,停催註記,是否過世,律師代理,破產,客訴,備註"
    head, yes, no, encoding = {
        "zh": (zh, "是", "否", "utf-8-sig"),
        "gb": (zh, "1", "0", "gb18030"),
        "en": (en, "Y", "", "utf-8"),
        "hant": (hant, "是", "否", "big5"),
    }[case]
    rows = [[f"FL-{at}", f"王{at}", f"F{at}", f"1401234571{at}", "6000", "6000", "2026-10-01"] for at in range(1, 7)]
    for at, row in enumerate(rows):
        row += [yes if at == column else no for column in range(5)] + ["…" if encoding == "utf-8" else ""]
    buffer = io.StringIO()
    csv.writer(buffer).writerows([head.split(","), *rows])
    return buffer.getvalue().encode(encoding)


def live(app) -> None:
    """A night and the day after it, in the open hours of Shanghai."""
    for job in ("nightly", "daytime"):
        report = timetable.run_job(app, job)
        assert (report.ran, list(report.problems)) == (True, [])
    db.session.expire_all()


def reminded() -> list[str]:
    """The references of the borrowers who got a message."""
    db.session.expire_all()
    query = select(Borrower.reference).join(Reminder, Reminder.borrower_id == Borrower.id)
    return sorted(db.session.scalars(query.where(Reminder.status == ReminderStatus.sent)))


@pytest.fixture
def book(app, clock):
    """A fresh book of a small lender with a callback number, at noon in Shanghai."""
    clock.now = desk.at(DAY)
    desk.start().name = "P"
    db.session.commit()
    return app


def held() -> dict[str, list[HoldKind]]:
    """The holds that rest on the cases of each borrower."""
    query = select(Borrower.reference, Hold.kind).join(Case, Case.borrower_id == Borrower.id)
    query = query.join(Hold, Hold.case_id == Case.id).where(*hold.resting(DAY)).order_by(Hold.id)
    found: dict[str, list[HoldKind]] = {}
    for reference, kind in db.session.execute(query):
        found.setdefault(reference, []).append(kind)
    return found


KINDS = [HoldKind.stop, HoldKind.deceased, HoldKind.represented, HoldKind.insolvency, HoldKind.complaint]
MARKED = {f"F{at}": [kind] for at, kind in enumerate(KINDS, 1)}


@pytest.mark.parametrize("shape", ["zh", "gb", "en", "hant"])
def test_only_who_bears_no_mark_is_reminded(book, tmp_path, shape):
    told = bring(book, tmp_path, "flags.csv", flags(shape))
    live(book)

    assert (told["new"], told["wrong"], told["unclear"]) == (6, 0, [])
    assert told["left_out"] == [{"en": "Notes", "hant": "備註"}.get(shape, "备注")]
    assert held() == MARKED
    assert reminded() == ["F6"]
    assert {row.kind for row in db.session.scalars(select(Wish))} == {
        WishKind.cease, WishKind.deceased, WishKind.represented, WishKind.insolvent, WishKind.complained
    }  # fmt: skip
    assert all(row.review_on > DAY and row.reason for row in db.session.scalars(select(Hold)))


def test_the_same_file_again_changes_nothing_and_a_mark_that_is_gone_lifts_nothing(book, tmp_path):
    bring(book, tmp_path, "flags.csv", flags("gb"))
    again = bring(book, tmp_path, "flags.csv", flags("gb"))
    none = bring(book, tmp_path, "none.csv", re.sub(rb",1(?=[,\r])", b",0", flags("gb")))

    assert (again["unchanged"], none["unchanged"]) == (6, 6)
    assert held() == MARKED


def test_what_a_person_released_is_not_set_again_by_the_same_mark(book, tmp_path):
    bring(book, tmp_path, "flags.csv", flags("zh"))
    row = db.session.scalars(select(Hold).where(Hold.kind == HoldKind.represented)).one()
    hold.release(row, DAY)
    db.session.commit()

    bring(book, tmp_path, "flags.csv", flags("zh"))

    assert "F3" not in held()


def test_an_unknown_word_rests_the_case_and_is_named_masked(book, tmp_path):
    data = (
        flags("zh")
        .decode("utf-8-sig")
        .replace("F1,14012345711,6000,6000,2026-10-01,是", "F1,14012345711,6000,6000,2026-10-01,看情况")
    )
    data = data.replace(
        "F6,14012345716,6000,6000,2026-10-01,否,否", "F6,14012345716,6000,6000,2026-10-01,否,14012345679"
    )

    told = bring(book, tmp_path, "flags.csv", data.encode())
    live(book)

    assert [(each["row_no"], each["column"]) for each in told["unclear"]] == [(2, "停催标志"), (7, "是否死亡")]
    assert "'看情况' is neither yes nor no" in told["unclear"][0]["reason"]
    assert (held()["F1"], held()["F6"], reminded()) == ([HoldKind.unclear], [HoldKind.unclear], [])
    reasons = list(db.session.scalars(select(Hold.reason).where(Hold.kind == HoldKind.unclear)))
    assert reasons == ["停催标志: 看情况", "是否死亡: …5679"]


def test_a_mark_counts_where_the_rest_of_its_row_is_wrong(book, tmp_path):
    head = "借据号,姓名,借款人编号,手机号,放款金额,剩余本金,应还日期,停催标志\n"
    row = "FL-1,王一,F1,14012345711,6000,{},2026-10-01,{}\n"
    bring(book, tmp_path, "a.csv", (head + row.format("6000", "否")).encode())

    told = bring(book, tmp_path, "b.csv", (head + row.format("abc", "是")).encode())
    live(book)

    assert (told["wrong"], held(), reminded()) == (1, {"F1": [HoldKind.stop]}, [])


def test_a_mark_of_the_person_holds_every_loan_and_those_that_come_later(book, tmp_path):
    people = "borrower_id,name,mobile,deceased\nB1,Ann,14012345711,Y\nB2,Bob,14012345712,N\n"
    loans = "contract_no,borrower_id,principal,opened_on,due_on\n"
    row = "{},{},1000,2026-01-01,2026-10-01\n"

    bring(book, tmp_path, "people.csv", people.encode())
    bring(book, tmp_path, "loans.csv", (loans + row.format("L1", "B1") + row.format("L2", "B2")).encode())
    live(book)
    bring(book, tmp_path, "more.csv", (loans + row.format("L3", "B1")).encode())

    assert held() == {"B1": [HoldKind.deceased] * 2}
    assert reminded() == ["B2"]


def test_a_loans_file_and_a_payments_file_bear_marks_too(book, tmp_path):
    one = "contract_no,borrower_id,name,mobile,principal,opened_on,due_on\nL{0},B{0},Ann {0},1401234571{0},1000,2026-01-01,2026-10-01\n"
    bring(book, tmp_path, "a.csv", one.format(1).encode())
    bring(book, tmp_path, "b.csv", one.format(2).encode())
    bring(
        book, tmp_path, "l.csv", b"contract_no,principal,due_on,borrower_id,Do Not Contact\nL1,1000,2026-10-01,B1,1\n"
    )
    bring(book, tmp_path, "p.csv", b"contract_no,paid_on,amount,Bankruptcy\nL2,2026-11-01,10,Y\n")

    assert held() == {"B1": [HoldKind.stop], "B2": [HoldKind.insolvency]}


def test_leave_that_is_refused_stops(book, tmp_path):
    head = "Loan No,Borrower ID,Full Name,Mobile,Loan Amount,Due Date,May Contact\n"
    rows = "".join(
        f"L{at},B{at},Ann {at},1401234571{at},1000,2026-10-01,{word}\n" for at, word in enumerate(("Y", "N", ""))
    )

    bring(book, tmp_path, "m.csv", (head + rows).encode())
    live(book)

    assert (held(), reminded()) == ({"B1": [HoldKind.stop]}, ["B0", "B2"])


def test_a_batch_that_is_taken_back_takes_its_marks_along(book, tmp_path):
    bring(book, tmp_path, "flags.csv", flags("zh").replace("是".encode(), "否".encode()))
    bring(book, tmp_path, "marks.csv", flags("zh"))
    batch = db.session.scalars(select(ImportBatch).filter_by(file_name="marks.csv")).one()
    kept = db.session.scalars(select(Hold).where(Hold.kind == HoldKind.deceased)).one()
    kept.review_on = date(2027, 1, 1)
    db.session.commit()

    with transaction.writing():
        done = undo.undo(batch, DAY)

    assert [(each.record, str(each.reason)) for each in done.kept] == [("hold", "review_on was changed since.")]
    assert (held(), done.removed) == ({"F2": [HoldKind.deceased]}, 9)
    assert db.session.scalars(select(Wish)).all() == []


def test_a_whole_batch_goes_with_its_marks(book, tmp_path):
    bring(book, tmp_path, "marks.csv", flags("zh"))
    live(book)
    db.session.execute(Reminder.__table__.update().values(status=ReminderStatus.suppressed))
    batch = db.session.scalars(select(ImportBatch)).one()
    db.session.commit()

    with transaction.writing():
        done = undo.undo(batch, DAY)

    assert {each.record for each in done.kept} <= {"borrower", "loan"}
    assert [len(db.session.scalars(select(model)).all()) for model in (Hold, Wish)] == [0, 0]
    assert len(db.session.scalars(select(Loan)).all()) == 1, "only the one who was really reminded stays"


def test_the_dry_run_and_the_plain_answer_name_what_is_left_out(book, tmp_path):
    dry = bring(book, tmp_path, "flags.csv", flags("zh"), "--dry-run")
    done = book.test_cli_runner().invoke(args=["import", str(tmp_path / "flags.csv"), "--portfolio", "P"])

    assert dry["left_out"] == ["备注"]
    assert held() == MARKED
    assert "columns left out: 备注" in done.stdout


CONTACTS = {
    "44-nophone": (
        "借据号,姓名,借款人编号,手机号,放款金额,剩余本金,应还日期,紧急联系人,紧急联系人电话,联系人邮箱",
        "NP-1,张三,K1,,10000,9000,2026-10-01,张母,14012345671,zhangmu@x.example",
        "NP-2,李四,K2,14012345652,5000,5000,2026-10-05,李父,14012345672,lifu@x.example",
    ),
    "english": (
        "Loan No,Full Name,Borrower ID,Mobile,Loan Amount,Principal Balance,Due Date,Employer Phone,Spouse Email,Reference 1 Phone",
        "NP-1,Ann,K1,,10000,9000,2026-10-01,14012345671,zhangmu@x.example,14012345673",
        "NP-2,Bob,K2,14012345652,5000,5000,2026-10-05,14012345672,lifu@x.example,14012345674",
    ),
    "bare": (
        "借據號,姓名,借款人編號,手機號碼,放款金額,剩餘本金,應還日期,緊急聯絡人,關係,電話",
        "NP-1,張三,K1,,10000,9000,2026-10-01,張母,母親,14012345671",
        "NP-2,李四,K2,14012345652,5000,5000,2026-10-05,李父,父親,14012345672",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "encoding"), [("44-nophone", "utf-8-sig"), ("english", "utf-8"), ("bare", "big5")])
def test_nobody_but_the_borrower_is_written_to(book, tmp_path, name, encoding):
    rows = CONTACTS[name]

    told = bring(book, tmp_path, f"{name}.csv", "\n".join(rows).encode(encoding))
    live(book)

    assert [row.number for row in db.session.scalars(select(Phone))] == ["14012345652"]
    assert db.session.scalars(select(Address)).all() == []
    assert reminded() == ["K2"]
    stopped = db.session.scalars(select(Reminder).where(Reminder.status == ReminderStatus.suppressed)).one()
    assert (stopped.borrower.reference, "usable" in stopped.problem) == ("K1", True)
    assert told["others"] == rows[0].split(",")[7:]
    assert set(told["others"]) <= set(told["left_out"])


def test_a_guarantors_number_is_never_the_borrowers(book, tmp_path):
    rows = (
        "借据号,姓名,手机号,放款金额,剩余本金,应还日期,担保人,担保人证件,联系人电话",
        f"CT-3,张三,14012345653,10000,9000,2026-10-01,赵保,{id_number(1)},14012345695",
        f"CT-4,李四,14012345654,5000,5000,2026-10-05,钱保,{id_number(2)},14012345696",
    )

    bring(book, tmp_path, "noid.csv", "\n".join(rows).encode("gb18030"))

    assert [(row.id_number, [each.number for each in row.phones]) for row in db.session.scalars(select(Borrower))] == [
        (None, ["14012345653"]),
        (None, ["14012345654"]),
    ]


def test_an_agencys_template_gives_one_phone_each(book, tmp_path):
    head = (
        "客户姓名,身份证号,手机号码,合同编号,贷款日期,还款期数,每期还款日,每期还款金额(元),合同金额(元),剩余本金(元),逾期天数,逾期日期,"
        "家庭住址,家庭固话,工作单位电话,联系人1姓名,联系人1与客户关系,联系人1手机号码,联系人1住宅电话,联系人1现居地址"
    )
    row = "乙{0},{1},1401234570{0},HTP{0},2025/9/10,12,10,1000,10000,6000,45,2026/10/6,家路1号,075512345678,075587654321,父{0},父亲,1401234560{0},075511112222,父家路"

    told = bring(
        book,
        tmp_path,
        "p.csv",
        "\n".join([head, *(row.format(n, id_number(n)) for n in (8, 9))]).encode("gb18030"),
        as_of=date(2026, 11, 20),
    )

    assert sorted(row.number for row in db.session.scalars(select(Phone))) == ["14012345708", "14012345709"]
    assert {row.value for row in db.session.scalars(select(Address))} == {"家路1号"}
    assert told["others"] == head.split(",")[-6:]
    assert (told["new"], told["wrong"]) == (2, 0)
    assert {row.case_file[0].overdue_since for row in db.session.scalars(select(Loan))} == {date(2026, 10, 6)}


def test_a_cease_that_was_taken_back_is_not_set_again_by_the_same_words(app):
    portfolio_id = start()
    rows = [
        ("contract_no", "borrower_id", "name", "phone", "principal", "due_on", "Cease"),
        ("L1", "B1", "Ann", "14000000001", "9", "2026-02-01", "Y"),
    ]
    land([text("a.csv", rows)], portfolio_id)
    with transaction.writing():
        wish.end(db.session.scalars(select(Wish)).one(), NOW, "by phone")
        hold.release(db.session.scalars(select(Hold)).one(), TODAY)

    land([text("a.csv", rows)], portfolio_id)

    assert [row.released_on for row in db.session.scalars(select(Hold))] == [TODAY]
    assert len(db.session.scalars(select(Wish)).all()) == 1
