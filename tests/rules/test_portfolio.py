"""Portfolio rows: which column is what, how cells are read, and what a loan's figures imply."""

import contextlib
import csv
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import portfolio
from rules.errors import RuleError
from rules.portfolio import Kind, LoanStatus, PaymentKind, PortfolioRow, identity, words
from rules.portfolio import mapping as portfolio_mapping
from rules.portfolio import values as portfolio_values
from rules.portfolio.headers import plain
from tests import real_data


def table(name):
    with real_data.path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def fields_of(headers, samples=()):
    return {match.header: match.field for match in portfolio.propose(headers, samples).columns if match.field}


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("2026/1/3", date(2026, 1, 3)),
        ("2026.01.03", date(2026, 1, 3)),
        ("20261123", date(2026, 11, 23)),
        (20261123, date(2026, 11, 23)),
        ("2026年11月23日", date(2026, 11, 23)),
        ("民國115年11月23日", date(2026, 11, 23)),
        ("２０２６－１１－２３", date(2026, 11, 23)),
        ("23.11.2026", date(2026, 11, 23)),
        ("11/23/2026", date(2026, 11, 23)),
        ("05/05/2026", date(2026, 5, 5)),
        ("2018-10-09 10:16:54", date(2018, 10, 9)),
        ("Mar-2018", date(2018, 3, 1)),
        ("23 Nov 2026", date(2026, 11, 23)),
        ("November 23, 2026", date(2026, 11, 23)),
        (46349, date(2026, 11, 23)),
        (46349.75, date(2026, 11, 23)),
        ("46349", date(2026, 11, 23)),
        (datetime(2026, 11, 23, 8), date(2026, 11, 23)),  # noqa: DTZ001
        (date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_however_it_is_written(cell, day):
    assert portfolio_values.a_date(cell) == day


@pytest.mark.parametrize(
    "cell", ["2026-02-30", "03.04.2026", "1/2/26", "yesterday", "2026", "19000101", "9999-12-31", True, "015/11/23", 7]
)
def test_what_is_no_day_or_two_days_is_refused(cell):
    with pytest.raises(RuleError):
        portfolio_values.a_date(cell)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1234.5", "1234.50"),
        ("1,234.56", "1234.56"),
        ("1,234", "1234.00"),
        ("￥1,234.56元", "1234.56"),
        ("NT$ 500", "500.00"),
        ("€12.30", "12.30"),
        ("１２３４．５６", "1234.56"),
        ("1.2万元", "12000.00"),
        ("1 234.56", "1234.56"),
        (0, "0.00"),
        (0.1 + 0.2, "0.30"),
        ("5649.359999999999", "5649.36"),
        (1234.5, "1234.50"),
    ],
)
def test_an_amount_is_read_however_it_is_written(cell, amount):
    assert portfolio_values.an_amount(cell) == Decimal(amount)


@pytest.mark.parametrize(
    "cell",
    [
        "1234,56",
        "1.234,56",
        "1.234",
        1.234,
        "-5",
        "(5.00)",
        "¥-5",
        -5.0,
        "abc",
        "1e5",
        "",
        "nan",
        "12\0",
        True,
        "9" * 14,
        float("inf"),
        date(2026, 1, 1),
        "1,23,456",
    ],
)
def test_what_is_no_amount_or_an_unclear_one_is_refused(cell):
    with pytest.raises(RuleError):
        portfolio_values.an_amount(cell)


@given(st.decimals(0, 9_999_999_999, places=2))
def test_every_amount_written_plainly_or_with_separators_is_read_exactly(amount):
    assert portfolio_values.an_amount(str(amount)) == amount
    assert portfolio_values.an_amount(f"{amount:,}") == amount


@pytest.mark.parametrize(
    ("read", "cell", "expected"),
    [
        (portfolio_values.a_percent, "10.91%", Decimal("10.91")),
        (portfolio_values.a_percent, 10.91, Decimal("10.91")),
        (portfolio_values.days, "12 天", 12),
        (portfolio_values.days, 12.0, 12),
        (portfolio_values.months, " 36 months", 36),
        (words.currency, "人民币", "CNY"),
        (words.currency, "eur", "EUR"),
        (words.status, "已逾期", LoanStatus.late),
        (words.status, "Late (31-120 days)", LoanStatus.late),
        (words.status, "Does not meet the credit policy. Status:Charged Off", LoanStatus.written_off),
        (words.status, "結清", LoanStatus.repaid),
        (words.yes_no, "是", True),
        (words.yes_no, "No", False),
        (words.language, "zh_TW", "zh_Hant"),
        (words.language, "zh-CN", "zh_Hans"),
        (words.language, "en-GB", "en"),
        (words.time_zone, "Asia/Taipei", "Asia/Taipei"),
        (words.payment_kind, "累计", PaymentKind.cumulative_to_date),
        (identity.phones, "13800138000、+886 912-345-678", ("13800138000", "+886912345678")),
        (identity.phones, 14000000001.0, ("14000000001",)),
        (identity.id_number, "99999919800101002x", "99999919800101002X"),
        (identity.id_number, "110101800101123", "110101800101123"),
        (identity.id_number, "A123456789", "A123456789"),
        (identity.email, "Li.Na@Example.COM", "Li.Na@example.com"),
        (identity.reference, 150070.0, "150070"),
        (identity.name, " 欧阳 娜 ", "欧阳 娜"),
    ],
)
def test_words_and_numbers_are_read_in_every_language(read, cell, expected):
    assert read(cell) == expected


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (portfolio_values.a_percent, "-1"),
        (portfolio_values.a_percent, "ten"),
        (portfolio_values.days, "1.5"),
        (portfolio_values.days, "-3"),
        (portfolio_values.months, "0"),
        (words.currency, "XYZ"),
        (words.status, "sleeping"),
        (words.yes_no, "maybe"),
        (words.language, "et_EE"),
        (words.time_zone, "Asia"),
        (words.time_zone, "Asia/Atlantis"),
        (words.time_zone, "../etc/passwd"),
        (words.payment_kind, "gift"),
        (identity.phones, "123"),
        (identity.phones, "1.4E+10"),
        (identity.phones, "00000000000"),
        (identity.id_number, "999999198301010014"),
        (identity.id_number, "999999198302300016"),
        (identity.id_number, "00010119800101001X"),
        (identity.id_number, "12345"),
        (identity.email, "li.na@"),
        (identity.reference, "1.23E+15"),
        (identity.name, "12345"),
        (identity.name, "李\ufffd"),
    ],
)
def test_what_cannot_be_is_refused(read, cell):
    with pytest.raises(RuleError):
        read(cell)


@given(st.text(max_size=40) | st.floats() | st.integers() | st.booleans() | st.dates() | st.datetimes())
def test_no_cell_makes_a_reader_fail_otherwise_than_with_a_sentence(cell):
    for read in portfolio_mapping.READERS.values():
        with contextlib.suppress(RuleError):
            read(cell)


@pytest.mark.parametrize(
    "header", ["合同編號", "合同编号", " 合同编号 ", "合同编号（必填）", "ContractNo", "CONTRACT_NO", "contract no."]
)
def test_a_header_is_known_however_it_is_written(header):
    assert fields_of([header]) == {header: "contract_no"}


def test_headers_in_simplified_and_traditional_chinese_name_the_same_fields():
    simplified = [
        "借款人编号",
        "姓名",
        "手机号",
        "身份证号",
        "合同号",
        "本金",
        "年利率",
        "放款日",
        "到期日",
        "应还日期",
        "逾期天数",
        "币种",
        "剩余本金",
    ]
    traditional = [
        "借款人編號",
        "姓名",
        "手機號",
        "身分證號",
        "合約編號",
        "本金",
        "年利率",
        "撥款日",
        "到期日",
        "應還日期",
        "逾期天數",
        "幣別",
        "剩餘本金",
    ]
    expected = (
        "borrower_reference name phones id_number contract_no principal annual_rate_pct opened_on maturity_on due_on "
        "days_past_due currency outstanding_principal"
    ).split()

    assert list(fields_of(simplified).values()) == expected
    assert list(fields_of(traditional).values()) == expected
    assert portfolio.kind_of(portfolio.propose(simplified)) == (Kind.borrowers, Kind.loans)


def test_a_header_with_several_meanings_follows_its_company():
    assert fields_of(["id", "name", "phone"])["id"] == "borrower_reference"
    assert fields_of(["id", "loan_amnt", "int_rate"])["id"] == "contract_no"
    assert fields_of(["合同号", "还款日", "还款金额", "流水号"])["还款日"] == "paid_on"
    assert fields_of(["合同号", "本金", "还款日"])["还款日"] == "due_on"
    assert fields_of(["contract_no", "date", "amount", "reference"])["reference"] == "reference"


def test_samples_decide_between_columns_and_never_reveal_whose_they_are():
    headers = ["contract_no", "principal", "loan amount", "x"]
    samples = [["A1", "see contract", "100.00", "999999198301010013"]]

    found = fields_of(headers, samples)

    assert found == {"contract_no": "contract_no", "loan amount": "principal"}


def test_an_earlier_choice_wins_and_a_field_is_given_only_once():
    chosen = portfolio.propose(["a", "principal"], remembered={"a": "principal"})

    assert chosen.chosen() == {"a": "principal"}
    with pytest.raises(RuleError, match="Two columns"):
        portfolio.choose(["a", "b"], {0: "principal", 1: "principal"})
    assert portfolio.choose(["a", "b"], {0: "phones", 1: "phones"}).fields.keys() == {"phones"}


def test_the_lending_club_files_get_sensible_proposals_and_clear_errors():
    full, short = table("lc_full151.csv"), table("lc_openintro_10000.csv")

    assert fields_of(full[0], full[1:51]).items() >= {
        "id": "contract_no",
        "loan_amnt": "principal",
        "int_rate": "annual_rate_pct",
        "out_prncp": "outstanding_principal",
        "installment": "instalment",
        "issue_d": "opened_on",
        "next_pymnt_d": "due_on",
        "loan_status": "status",
    }.items()  # fmt: skip
    mapping = portfolio.propose(short[0], short[1:51])
    assert mapping.chosen().items() >= {"loan_amount": "principal", "balance": "outstanding_principal"}.items()
    assert "rownames" in mapping.left_out, "the number of a row is no contract's: it is another's in the next file"
    assert (mapping.kinds, portfolio.lacking(Kind.loans, mapping.fields)) == ((), ("contract_no",))


@pytest.mark.parametrize("folder", ["panel_import_bondora", "panel_import_ibm"])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_row_of_the_real_portfolios_is_read(folder, kind):
    headers, *rows = table(f"{folder}/{kind}.csv")
    mapping = portfolio.propose(headers, rows[:50])
    parse = portfolio.parser(kind, mapping)

    assert mapping.kinds == (kind,)
    assert all(isinstance(parse(row), PortfolioRow) for row in rows)


def test_the_instalments_of_the_real_loans_add_up_and_start_on_the_feeds_day():
    headers, *rows = table("panel_import_bondora/loans.csv")
    parse = portfolio.parser(Kind.loans, portfolio.propose(headers, rows[:50]))
    late = {True: 0, False: 0}
    for values in (parse(row).values for row in rows):
        parts = portfolio.instalments_of(values)
        assert sum(part.principal for part in parts) == values["outstanding_principal"]
        assert all(one.due_on < other.due_on for one, other in pairwise(parts))
        if values["status"] is LoanStatus.late:
            assert parts[0].due_on == values["due_on"]
            assert max((values["as_of"] - parts[0].due_on).days, 0) == portfolio.days_past_due(values)
            late[portfolio.days_past_due(values) > 0] += 1
        elif parts:
            assert parts[0].due_on >= values["as_of"]
    assert late == {True: 850, False: 44}


LOAN = {
    "contract_no": "A1",
    "principal": Decimal("1000.00"),
    "due_on": date(2026, 1, 31),
    "maturity_on": date(2026, 4, 30),
    "as_of": date(2026, 2, 10),
}


def parts_of(**changes):
    return [(part.due_on, str(part.principal)) for part in portfolio.instalments_of(LOAN | changes)]


def test_a_balance_is_cut_into_equal_monthly_parts_the_last_taking_the_rest():
    assert parts_of(outstanding_principal=Decimal("100.00")) == [
        (date(2026, 1, 31), "25.00"),
        (date(2026, 2, 28), "25.00"),
        (date(2026, 3, 31), "25.00"),
        (date(2026, 4, 30), "25.00"),
    ]
    assert [part for _, part in parts_of(outstanding_principal=Decimal("100.03"))] == ["25.00"] * 3 + ["25.03"]


def test_a_last_series_day_near_to_maturity_gives_way_to_it():
    assert [day for day, _ in parts_of(maturity_on=date(2026, 3, 8))] == [date(2026, 1, 31), date(2026, 3, 8)]


def test_interest_and_fees_stand_in_the_first_part():
    parts = portfolio.instalments_of(
        LOAN | {"outstanding_interest": Decimal("7.00"), "outstanding_fees": Decimal("3.00")}
    )

    assert [(part.interest, part.fees) for part in parts] == [(7, 3), (0, 0), (0, 0), (0, 0)]


@pytest.mark.parametrize("changes", [{"maturity_on": date(2026, 1, 31)}, {"instalment": Decimal("1000.00")}])
def test_a_loan_due_at_once_is_one_part(changes):
    assert parts_of(**changes) == [(date(2026, 1, 31), "1000.00")]


def test_a_repaid_loan_has_no_parts_and_one_with_a_balance_has():
    assert parts_of(status=LoanStatus.repaid) == []
    assert parts_of(outstanding_principal=Decimal("0.00")) == []
    assert parts_of(status=LoanStatus.repaid, outstanding_principal=Decimal("4.00")) != []


@pytest.mark.parametrize(
    ("status", "claimed", "counted", "first"),
    [
        (LoanStatus.late, 10, 10, date(2026, 1, 31)),
        (LoanStatus.late, 40, 40, date(2026, 1, 1)),
        (LoanStatus.late, 0, 0, date(2026, 1, 31)),
        (LoanStatus.current, 10, 0, date(2026, 2, 28)),
        (LoanStatus.written_off, 10, 0, date(2026, 1, 31)),
    ],
)
def test_days_past_due_count_only_while_late(status, claimed, counted, first):
    loan = LOAN | {"status": status, "days_past_due": claimed}

    assert portfolio.days_past_due(loan) == counted
    assert portfolio.first_due_on(loan) == first


def test_a_term_stands_in_for_missing_days():
    loan = {"principal": Decimal("300.00"), "opened_on": date(2026, 1, 31), "term_months": 3}

    assert [part.due_on for part in portfolio.instalments_of(loan)] == [
        date(2026, 2, 28),
        date(2026, 3, 28),
        date(2026, 4, 30),
    ]


def test_cumulative_payments_are_history():
    assert portfolio.is_history({"kind": PaymentKind.cumulative_to_date})
    assert not portfolio.is_history({"kind": PaymentKind.payment})
    assert not portfolio.is_history({})


def test_all_that_is_wrong_with_a_row_is_said_at_once_and_sealed_values_stay_hidden():
    headers = ["借款人编号", "姓名", "手机号", "身份证号", "邮箱"]
    mapping = portfolio.propose(headers)

    problems = portfolio.parse_row(Kind.borrowers, mapping, ["B1", "", "12", "999999198301010014", "x@y", "extra"])

    assert [(each.column, each.field) for each in problems] == [
        ("手机号", "phones"),
        ("身份证号", "id_number"),
        ("邮箱", "email"),
        ("姓名", "name"),
        ("", None),
    ]
    assert "99999919" not in str(problems)


def test_a_personal_number_in_a_wrong_column_is_not_quoted():
    mapping = portfolio.propose(["contract_no", "borrower_id", "principal", "due_on"])

    problems = portfolio.parse_row(Kind.loans, mapping, ["A1", "B1", "x13800138000", "a@b.example"])

    assert "13800138000" not in str(problems)
    assert "a@b" not in str(problems)


def test_several_phone_columns_are_read_together():
    mapping = portfolio.propose(["name", "phone 1", "phone 2"])

    row = portfolio.parse_row(Kind.borrowers, mapping, ["李娜", "14000000001", "14000000002;14000000001"])

    assert row.values["phones"] == ("14000000001", "14000000002", "14000000001")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"principal": "0"}, "principal"),
        ({"due_on": ""}, "due_on"),
        ({"opened_on": "2026-05-01"}, "due_on"),
        ({"borrower_id": ""}, "borrower_reference"),
        ({"contract_no": "-"}, "contract_no"),
    ],
)
def test_a_loan_that_makes_no_sense_is_named(changes, field):
    cells = {"contract_no": "A1", "borrower_id": "B1", "principal": "5", "opened_on": "", "due_on": "2026-04-01"}
    mapping = portfolio.propose(list(cells))

    assert isinstance(portfolio.parse_row(Kind.loans, mapping, list(cells.values())), PortfolioRow)
    problems = portfolio.parse_row(Kind.loans, mapping, list((cells | changes).values()))

    assert [each.field for each in problems] == [field]


def test_a_payment_is_more_than_nothing_and_than_its_parts():
    mapping = portfolio.propose(["contract_no", "paid_on", "amount", "to_principal"])

    for amount, part in (("0", ""), ("5.00", "5.01")):
        problems = portfolio.parse_row(Kind.payments, mapping, ["A1", "2026-04-01", amount, part])
        assert [each.field for each in problems] == ["amount"]


def test_a_chinese_speaker_needs_a_chinese_number_or_a_permit():
    mapping = portfolio.propose(["name", "borrower_id", "id_number", "locale"])

    assert isinstance(portfolio.parse_row(Kind.borrowers, mapping, ["李娜", "B1", "E12345678", "zh_CN"]), PortfolioRow)
    assert not isinstance(
        portfolio.parse_row(Kind.borrowers, mapping, ["李娜", "B1", "1234567", "zh_CN"]), PortfolioRow
    )


@given(st.text(max_size=30))
def test_the_plain_form_of_a_header_is_stable(header):
    assert plain(plain(header)) == plain(header)
