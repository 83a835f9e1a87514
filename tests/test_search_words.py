"""Finding people and numbers: by any word, from any sign on, by pinyin initials, however a number is spelt."""

import pytest
from sqlalchemy import select

from admin.base import query
from models import db
from models.borrower import Borrower
from models.borrower_word import borrower_word
from models.case import Case
from models.loan import Loan
from models.payment import Payment
from rules.access import Role
from rules.fold import words
from services import bulk
from tests import makers
from tools import initials_table

NAMES = {
    "王小明": ("王", "王小", "小明", "明", "wxm", "XM", "xm", "王 明", "小明 王"),
    "張偉": ("张", "張", "张伟", "zw", "ZW"),
    "单晓燕": ("dxy", "sxy", "晓燕"),
    "欧阳建国": ("oyjg", "jg", "欧阳", "建国"),
    "阿卜杜拉·买买提": ("买买提", "mmt", "abdl", "阿卜杜拉·买"),
    "Jürgen Müller-Smith": ("jur", "mueller", "Müller", "smith", "muller-s", "smith j"),
    "O’Brien Jane": ("obr", "o'brien", "jane"),
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in NAMES.items() for text in texts])
def test_a_name_is_found_by_the_beginning_of_each_of_its_words(name, text):
    known = words.of(name)

    assert words.asked(text)
    assert all(any(word.startswith(asked) for word in known) for asked in words.asked(text))


@pytest.mark.parametrize("text", ["李", "wm", "ming", "x m x"])
def test_another_name_is_not_found(text):
    known = words.of("王小明")

    assert not all(any(word.startswith(asked) for word in known) for asked in words.asked(text))


def test_signs_alone_ask_for_nothing_and_words_have_bounds():
    assert words.asked("-- %_ ' ") == ()
    assert len(words.of("王" * 500)) <= words.MOST
    assert max(map(len, words.of("x" * 500))) <= words.LONGEST


def found(model, names, text):
    """The rows that a search shows, oldest first."""
    return list(db.session.scalars(select(model).where(query.matching(model, names, text)).order_by(model.id)))


def test_words_follow_the_name(app):
    row = makers.make_borrower(name="王小明")
    assert found(Borrower, ("name",), "xm") == [row]

    row.name = "李四"
    db.session.flush()

    assert found(Borrower, ("name",), "xm") == []
    assert found(Borrower, ("name",), "ls") == [row]


def test_borrowers_of_a_file_are_found_and_leave_no_word_behind(app):
    like = makers.make_borrower(name="王小明")
    columns = {column.key: getattr(like, column.key) for column in Borrower.__mapper__.columns}
    columns = {name: value for name, value in columns.items() if name not in ("id", "name_key", "reference_key")}

    ids = bulk.add(Borrower, [{**columns, "reference": f"B-X{no}", "name": "赵敏"} for no in range(2)])

    assert [row.id for row in found(Borrower, ("name",), "zm")] == ids
    bulk.drop(Borrower, ids)
    assert not db.session.scalar(select(borrower_word.c.word).where(borrower_word.c.borrower_id.in_(ids)))


@pytest.mark.parametrize("text", ["ab-2026/7", "AB2026", "ab 2026", "ａｂ２０２６"])
def test_a_contract_is_found_however_it_is_spelt(app, text):
    case = makers.make_case()
    case.loan.contract_no = "AB-2026-77"
    db.session.flush()

    assert found(Loan, ("contract_no",), text) == [case.loan]
    assert found(Case, ("reference", "borrower.name", "loan.contract_no"), text) == [case]
    assert found(Loan, ("contract_no",), "2026") == []


SEARCHED = ((Case, ("reference", "borrower.name", "loan.contract_no")), (Borrower, ("name", "reference")),
            (Payment, ("reference", "loan.contract_no")))  # fmt: skip


@pytest.mark.parametrize(("model", "names"), SEARCHED, ids=lambda each: getattr(each, "__name__", ""))
@pytest.mark.parametrize("text", ["王", "C-213", "wxm"])
def test_a_search_reads_no_table_from_end_to_end(app, model, names, text):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("A plan of PostgreSQL depends on how many rows there are; bench.counts looks at it.")
    asked = select(model.id).where(query.matching(model, names, text))
    plain = asked.compile(db.engine, compile_kwargs={"literal_binds": True})

    plan = [row[-1] for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {plain}")]

    assert plan
    assert [line for line in plan if line.startswith("SCAN") and "SUBQUERY" not in line.upper()] == []


def test_the_search_box_finds_a_person_by_initials(sign_in):
    makers.make_borrower(name="王小明")
    browser, _ = sign_in(Role.manager)

    groups = browser.get("/search/?q=wxm").json["groups"]

    assert [item["label"] for group in groups for item in group["items"]] == ["王小明"]


def test_the_table_of_initials_is_what_its_tool_writes():
    assert initials_table.PAGE.read_text(encoding="utf-8") == initials_table.page()
