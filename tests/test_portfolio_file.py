"""Portfolio files: encodings, separators, workbooks, and what is no table at all."""

import contextlib
import csv
import io
import random
import resource
import zipfile
from datetime import datetime
from itertools import islice

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import portfolio
from rules.errors import RuleError
from rules.portfolio import Kind, PortfolioRow
from services.portfolio import file as portfolio_file
from services.portfolio import xlsx

SIMPLIFIED = [["姓名", "手机号", "借款人编号"], ["梁鑫", "14000000001", "B1"], ["李畅", "14000000002", "B2"]]
TRADITIONAL = [["姓名", "手機號", "借款人編號"], ["陳怡君", "14000000001", "B1"], ["林志豪", "14000000002", "B2"]]
PLAIN = [["name", "phone", "borrower_id"], *SIMPLIFIED[1:]]
ENCODINGS = [
    ("utf-8", SIMPLIFIED),
    ("utf-8-sig", SIMPLIFIED),
    ("gb18030", SIMPLIFIED),
    ("gbk", PLAIN),
    ("cp950", TRADITIONAL),
    ("cp950", [PLAIN[0], *TRADITIONAL[1:]]),
    ("utf-16", TRADITIONAL),
    ("utf-16-le", SIMPLIFIED),
    ("utf-16-be", SIMPLIFIED),
]


def written(table, encoding="utf-8", delimiter=",", end="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(table)
    return io.BytesIO(text.getvalue().encode(encoding))


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    found = io.BytesIO()
    book.save(found)
    return found


def rows_of(found):
    return [list(cells) for _, cells in found.sheets[0].rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(("encoding", "table"), ENCODINGS)
def test_a_file_of_two_rows_is_read_in_every_encoding_and_with_every_separator(encoding, table, delimiter):
    found = portfolio_file.read(written(table, encoding, delimiter), "borrowers.csv")

    assert list(found.sheets[0].headers) == table[0]
    assert rows_of(found) == table[1:]
    assert found.delimiter == delimiter
    assert rows_of(found) == table[1:], "a table can be read again"


@given(
    st.lists(st.sampled_from("王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"), min_size=1, max_size=1),
    st.lists(st.text("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英", min_size=1, max_size=2), min_size=2, max_size=5),
)
def test_short_lists_of_names_in_gbk_are_never_taken_for_big5(family, names):
    table = [PLAIN[0], *([family[0] + name, "14000000001", "B1"] for name in names)]

    assert rows_of(portfolio_file.read(written(table, "gbk"), "x.csv")) == table[1:]


def test_a_file_on_disk_is_read_by_its_path(tmp_path):
    path = tmp_path / "借款人.csv"
    path.write_bytes(written(SIMPLIFIED, "gbk").getvalue())

    assert portfolio_file.read(path).name == "借款人.csv"
    assert rows_of(portfolio_file.read(str(path))) == SIMPLIFIED[1:]


def test_chinese_far_down_in_the_file_still_decides(tmp_path):
    table = [["name", "x"], *(["Li Na", "y"] for _ in range(400_000)), ["梁鑫", "y"], ["李畅", "y"]]

    found = portfolio_file.read(written(table, "gbk"), "x.csv")

    assert found.encoding == "gb18030"
    assert rows_of(found)[-2:] == table[-2:]


def test_one_broken_byte_spoils_one_cell():
    data = written(SIMPLIFIED * 20).getvalue().replace("李畅".encode(), b"\xe6\x9d", 1)

    found = portfolio_file.read(io.BytesIO(data), "x.csv")

    assert found.encoding == "utf-8"
    assert [cells[0] for _, cells in found.sheets[0].rows()].count("李畅") == 19


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    data = '某某公司贷款明细\n\n合同号,本金,备注\nA1,5,"two\nlines"\n,,\n\nA2,6,ok\n'.encode()

    found = portfolio_file.read(io.BytesIO(data), "x.csv")

    assert found.sheets[0].headers == ("合同号", "本金", "备注")
    assert list(found.sheets[0].rows()) == [(4, ("A1", "5", "two\nlines")), (7, ("A2", "6", "ok"))]


@pytest.mark.parametrize("broken", ['"A2,6,x', 'A2,"6,x', 'A2,6,"x'])
def test_a_quote_that_is_never_closed_spoils_only_its_row(broken):
    lines = ["contract_no,principal,x", "A1,5,ok", broken, *(f'A{no},7,"fine"' for no in range(3, 40))]

    rows = rows_of(portfolio_file.read(io.BytesIO("\n".join(lines).encode()), "x.csv"))

    assert len(rows) == 39
    assert rows[0] == ["A1", "5", "ok"]
    assert "\ufffd" in "".join(rows[1])
    assert [row[0] for row in rows[2:]] == [f"A{no}" for no in range(3, 40)]


def test_short_rows_are_filled_up_and_long_ones_kept():
    rows = rows_of(portfolio_file.read(io.BytesIO(b"contract_no,principal\nA1\nA2,5,extra\n"), "x.csv"))

    assert rows == [["A1", None], ["A2", "5", "extra"]]


def test_every_sheet_of_a_workbook_is_a_table_with_its_own_types():
    data = workbook(
        loans=[
            ["title"],
            ["合同号", "本金", "放款日"],
            ["A1", 530, datetime.fromisoformat("2026-01-02")],
            [None, None],
            ["A2", 0.5, None],
        ],
        empty=[],
        payments=[["contract_no", "paid_on", "amount"], ["A1", "2026-02-01", 5.5]],
    )

    found = portfolio_file.read(data, "x.xlsx")

    assert [sheet.name for sheet in found.sheets] == ["loans", "payments"]
    assert list(found.sheets[0].rows()) == [
        (3, ("A1", 530, datetime.fromisoformat("2026-01-02"))),
        (5, ("A2", 0.5, None)),
    ]
    assert found.encoding is None
    assert list(found.sheets[1].rows()) == [(2, ("A1", "2026-02-01", 5.5))]


def test_a_cell_shown_as_percentage_is_that_percentage():
    book = openpyxl.load_workbook(workbook(loans=[["contract_no", "int_rate"], ["A1", 0.1091]]))
    book.active["B2"].number_format = "0.00%"
    data = io.BytesIO()
    book.save(data)

    assert rows_of(portfolio_file.read(data, "x.xlsx")) == [["A1", "10.91%"]]


def _zip(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return data.getvalue()


def _bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * (xlsx.SMALL + 1))
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7 ...", "not a table"),
        (b"just words\nand more words\n", "not a table"),
        (b"<html><table><tr><td>1</td></tr></table>", "web page"),
        (b"a,b\n1,2\0\n", "NUL bytes"),
        (bytes(range(256)) * 40, "encoding"),
        (bytes(range(64)) * 40, "NUL bytes"),
        (OLE + b"\0" * 600, "old .xls"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (_zip(**{"a.csv": "a,b"}), "archive"),
        (_zip(**{"xl/workbook.xml": "<broken"}), "damaged"),
        (workbook(loans=[["a", "b"]]).getvalue()[:-400], "damaged"),
        (_bomb(), "too many bytes"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(RuleError, match=sentence):
        portfolio_file.read(io.BytesIO(data), "x")


def test_a_workbook_without_cells_is_empty():
    with pytest.raises(RuleError, match="empty"):
        portfolio_file.read(workbook(loans=[]), "x.xlsx")


def test_a_cell_without_end_is_named_and_does_not_fill_the_memory():
    data = b"contract_no,principal\nA1,5\nA2," + b"9" * 200_000 + b"\n"

    with pytest.raises(RuleError, match="at line 3"):
        portfolio_file.read(io.BytesIO(data), "x.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(data):
    with contextlib.suppress(RuleError):
        for sheet in portfolio_file.read(io.BytesIO(data), "x").sheets:
            assert all(len(cells) >= len(sheet.headers) for _, cells in sheet.rows())


def test_many_rows_do_not_fill_the_memory(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write("合同号,姓名,本金\n")
        file.writelines(f"A{no},梁鑫,530.00\n" for no in range(200_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    found = portfolio_file.read(path)

    assert sum(1 for _ in found.sheets[0].rows()) == 200_000
    assert list(islice(found.sheets[0].rows(), 1)) == [(2, ("A0", "梁鑫", "530.00"))]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000


BROKEN = {
    "contract_no": "",
    "borrower_id": "1.2E+10",
    "currency": "XYZ",
    "principal": "-530",
    "annual_rate_pct": "ten",
    "opened_on": "2017-02-30",
    "due_on": "soon",
    "maturity_on": "03.04.2020",
    "instalment": "1,2,3",
    "outstanding_principal": "355.123",
    "outstanding_interest": "1234,56",
    "days_past_due": "-1",
    "status": "asleep",
    "disputed": "perhaps",
    "as_of": "2019-13-01",
}
GOOD = ["A1", "B1", "EUR", "530", "24.58", "2017-10-02", "2019-02-01", "2020-11-02", "19.54", "355.1", "5.34", "7"]
GOOD += ["逾期", "否", "2019-02-08"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_of_a_thousand_rows_each_wrong_one_is_named_and_the_rest_is_read(encoding):
    order = random.Random(7)
    table, wrong = [list(BROKEN)], {}
    for number in range(2, 1002):
        row = [f"A{number}", *GOOD[1:]]
        if number % 10 == 0:
            column = order.choice(list(BROKEN))
            row[list(BROKEN).index(column)] = BROKEN[column]
            wrong[number] = [column]
        table.append(row)

    sheet = portfolio_file.read(written(table, encoding), "loans.csv").sheets[0]
    parse = portfolio.parser(Kind.loans, portfolio.propose(sheet.headers, sheet.samples))
    outcomes = {number: parse(cells) for number, cells in sheet.rows()}

    assert {
        n: [each.column for each in found] for n, found in outcomes.items() if not isinstance(found, PortfolioRow)
    } == wrong
    assert sum(isinstance(found, PortfolioRow) for found in outcomes.values()) == 900
