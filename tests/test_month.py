"""Month ends: rebuilt from the ledger or told by a former system, how accounts roll between them, and the commands."""

import csv
import json
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from models import db
from models.loan import FormerInstalment
from models.month_end import HistoryFile, MonthEnd
from models.payment import PaymentKind
from rules import month as rule
from rules.errors import RuleError
from rules.month import Stand
from rules.month import history as history_rule
from services import ageing, entry, loan, metric, month, payment
from services.month import figures, history
from tests import desk, makers, real_data

MONTHS = ("2005-09", "2005-08", "2005-07", "2005-06", "2005-05", "2005-04")
SAMPLE = 400


def stand(contract, days, balance=100, portfolio=1):
    return Stand(portfolio, contract, None, "CNY", days, Decimal(balance))


def stands(*rows):
    return {(row.portfolio_id, row.contract_no): row for row in rows}


@pytest.mark.parametrize(
    ("days", "name"), [(0, "C"), (1, "M1"), (30, "M1"), (31, "M2"), (90, "M3"), (150, "M5"), (151, "M6+"), (999, "M6+")]
)
def test_days_past_due_fall_into_months(days, name):
    assert rule.names()[rule.bucket(days)] == name


def test_a_roll_matrix_counts_the_same_accounts_and_each_row_is_whole():
    old = stands(stand("a", 15, 100), stand("b", 15, 300), stand("c", 0, 50), stand("d", 40, 10))
    new = stands(stand("b", 45, 280), stand("c", 0, 50), stand("d", 0, 0), stand("new", 3, 9))

    cells = {(cell.start, cell.end): cell for cell in rule.roll(old, new)}

    assert (cells["M1", "closed"].rate, cells["M1", "M2"].rate) == (Decimal("0.5"), Decimal("0.5"))
    assert (cells["M1", "closed"].balance_rate, cells["M1", "M2"].balance_rate) == (Decimal("0.25"), Decimal("0.75"))
    assert cells["M2", "C"].n == 1
    assert cells["M3", "C"].rate is None
    assert ("C", "closed") not in cells
    for start in rule.names():
        whole = [cell for cell in cells.values() if cell.start == start]
        assert sum(cell.n for cell in whole) == whole[0].n_from


def test_flow_takes_whole_buckets_and_cures_relapse():
    older, old = stands(stand("a", 15), stand("b", 20)), stands(stand("a", 0), stand("b", 0), stand("c", 12, 150))
    new = stands(stand("a", 3), stand("b", 0), stand("c", 45, 160))

    flow = {each.start: each.rate for each in rule.flow(old, new)}
    again, healed = rule.relapsed(older, old, new)

    assert flow["M1"] == Decimal("1.066667")
    assert [row.contract_no for row in rule.cured(older, old)] == ["a", "b"]
    assert ([row.contract_no for row in again], len(healed)) == (["a"], 2)
    assert rule.cured(stands(stand("x", 9)), {}) == []
    assert len(rule.cured(stands(stand("x", 9)), {}, frozenset({(1, "x")}))) == 1


def test_the_chain_multiplies_what_goes_one_bucket_further():
    old = stands(
        *(stand(f"c{n}", 0) for n in range(20)),
        *(stand(f"m{n}", 9) for n in range(10)),
        *(stand(f"n{n}", 40) for n in range(2)),
    )
    new = stands(
        stand("c0", 5),
        *(stand(f"c{n}", 0) for n in range(1, 20)),
        *(stand(f"m{n}", 40 if n < 3 else 0) for n in range(10)),
        stand("n0", 70),
        stand("n1", 0),
    )

    links = rule.chain(rule.roll(old, new), rule.Basis.count)

    assert [(each.rate, each.chain) for each in links[:3]] == [
        (Decimal("0.05"), Decimal("0.05")),
        (Decimal("0.3"), Decimal("0.015")),
        (Decimal("0.5"), Decimal("0.0075")),
    ]
    assert links[1].performance == Decimal("0.7")
    assert [(each.rate, each.chain) for each in links[3:]] == [(None, None)] * 3


@pytest.mark.parametrize(
    ("status", "days"),
    [("0", 0), ("-2", 0), ("C", 0), ("正常", 0), ("1", 1), ("M1", 1), ("2", 31), ("m3", 61), ("M6+", 151), ("8", 211)],
)
def test_a_status_means_the_least_days_of_its_month(status, days):
    assert history_rule.days_of(status) == days


def test_a_status_that_is_not_known_is_never_current():
    with pytest.raises(RuleError, match="is no status of a month end"):
        history_rule.days_of("probably fine")


@pytest.mark.parametrize("text", ["2005-04", "200504", "2005年4月", "2005/4", "2005-04-30", date(2005, 4, 12)])
def test_a_month_is_its_last_day(text):
    assert history_rule.month_end(text) == date(2005, 4, 30)


def test_a_month_end_is_rebuilt_from_what_was_paid_by_then(app):
    case = desk.lend(desk.start())
    due = desk.DUE
    payment.record(case.loan, Decimal("100.00"), rule.end(due).replace(day=1), rule.end(due), "B1")
    ends = [rule.end(due), rule.before(due)]

    found = [month.standing(day) for day in ends]

    assert found[0] == {} or next(iter(found[0].values())).days == 0
    paid_late = desk.lend(case.loan.portfolio)
    row = month.standing(rule.end(due))[paid_late.loan.portfolio_id, paid_late.loan.contract_no]
    assert (row.days, row.balance, row.loan_id) == ((rule.end(due) - due).days, Decimal("100.00"), paid_late.loan_id)


def test_the_ledger_says_nothing_of_a_loan_before_the_house_had_it(app):
    case = desk.lend(desk.start())
    case.loan.entered_on = rule.end(desk.DUE).replace(day=1)
    db.session.flush()

    assert month.standing(rule.before(case.loan.entered_on)) == {}
    assert len(month.standing(rule.end(case.loan.entered_on))) == 1


def written(folder, rows, head="contract_no,month,status,balance,payment"):
    path = folder / "history.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def run(app, *words):
    done = app.test_cli_runner().invoke(args=[str(each) for each in words])
    assert done.exit_code == 0, done.output
    return done


def test_a_former_history_comes_in_once_and_rows_that_say_nothing_are_named(app, tmp_path):
    book = desk.start()
    db.session.commit()
    rows = ["A1,2025-11,M1,100.00,0", "A1,2025-12,M2,100.00,5", "A2,2025-11,?,1,1", ",2025-11,1,1,1", "A3,2025-11,,1,1"]
    path = written(tmp_path, rows)

    told = [json.loads(run(app, "import-history", path, "--portfolio", book.name, "--json").stdout) for _ in range(2)]

    assert [(each["rows"], each["wrong"]) for each in told] == [(2, 3), (2, 3)]
    assert [each["row_no"] for each in told[0]["rejected"]] == [4, 5, 6]
    found = db.session.query(MonthEnd).order_by(MonthEnd.month_on).all()
    assert [(row.month_on, row.days, row.status, row.balance) for row in found] == [
        (date(2025, 11, 30), 1, "M1", Decimal("100.00")),
        (date(2025, 12, 31), 31, "M2", Decimal("100.00")),
    ]
    assert month.standing(date(2025, 12, 31))[book.id, "A1"].days == 31


def test_what_was_told_of_a_month_holds_before_the_ledger_and_can_be_taken_out(app, tmp_path):
    case = desk.lend(desk.start())
    loan, day = case.loan, rule.end(desk.DUE)
    path = written(tmp_path, [f"{loan.contract_no},{day:%Y-%m},77,55.00"], "合同号,月份,逾期天数,余额")
    for _ in history.take(history.opened(path, "h.csv"), loan.portfolio, "CNY", makers.NOW):
        db.session.flush()

    told = month.standing(day)[loan.portfolio_id, loan.contract_no]
    assert (told.days, told.balance, told.loan_id) == (77, Decimal("55.00"), loan.id)
    file = db.session.query(HistoryFile).one()
    history.take_out(file, makers.NOW)
    assert month.standing(day)[loan.portfolio_id, loan.contract_no].days == (day - desk.DUE).days
    with pytest.raises(RuleError, match="taken out already"):
        history.take_out(file, makers.NOW)


def test_a_file_that_was_taken_out_while_it_comes_in_comes_in_no_further(app, tmp_path, monkeypatch):
    monkeypatch.setattr(history, "ROWS", 1)
    book = desk.start()
    path = written(tmp_path, [f"A{n},2025-11,M1,100.00,0" for n in range(3)])
    steps = history.take(history.opened(path, "h.csv"), book, "CNY", makers.NOW)
    file = db.session.get_one(HistoryFile, next(steps).file_id)
    db.session.commit()

    history.take_out(file, makers.NOW)
    db.session.commit()

    with pytest.raises(RuleError, match="taken out meanwhile"):
        next(steps)
    assert db.session.query(MonthEnd).count() == 0


def test_a_file_without_days_or_status_is_refused_by_name(tmp_path):
    path = written(tmp_path, ["A1,2025-11,100.00"], "contract_no,month,balance")

    with pytest.raises(RuleError, match="No column holds days"):
        history.opened(path, "h.csv")


def test_the_currency_of_a_history_is_known_or_asked(app):
    book = desk.start()
    makers.make_loan(portfolio=book, currency="USD")
    assert history.money_of(book) == "USD"
    makers.make_loan(portfolio=book, currency="CNY")
    with pytest.raises(RuleError, match="say in which currency"):
        history.money_of(book)
    assert history.money_of(book, "USD") == "USD"


def accounts(count=None):
    """The card accounts of the data set, the first so many."""
    with real_data.path("uci_default.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return rows[:count] if count else rows


def long(rows):
    """Six months of each account, one line a month."""
    for row in rows:
        for at, name in enumerate(MONTHS):
            status = row["PAY_0" if at == 0 else f"PAY_{at + 1}"]
            yield f"{row['ID']},{name},{status},{row[f'BILL_AMT{at + 1}']},{row[f'PAY_AMT{at + 1}']}"


def counted(rows):
    """The same roll rates by a plain count."""
    place = lambda text: "C" if int(text) <= 0 else f"M{text}" if int(text) < 6 else "M6+"  # noqa: E731
    found, whole = defaultdict(int), defaultdict(int)
    for row in rows:
        codes = [place(row["PAY_0" if at == 0 else f"PAY_{at + 1}"]) for at in range(6)][::-1]
        for at in range(5):
            months = MONTHS[5 - at], MONTHS[4 - at]
            found[(*months, codes[at], codes[at + 1])] += 1
            whole[(*months, codes[at])] += 1
    return {key: (n, whole[key[:3]]) for key, n in found.items()}


def rolled(app, tmp_path, rows):
    """What the command says of these accounts."""
    desk.start()
    db.session.commit()
    path = written(tmp_path, long(rows), "account id,month,status,bill amount,payment")
    told = json.loads(run(app, "import-history", path, "--portfolio", "Cards", "--currency", "TWD", "--json").stdout)
    assert (told["rows"], told["wrong"]) == (len(rows) * 6, 0)
    return json.loads(run(app, "rollrates", "--portfolio", "Cards", "--json").stdout)


def test_a_sample_of_card_accounts_rolls_as_a_plain_count_says(app, tmp_path):
    rows = accounts(SAMPLE)

    found = {
        (each["from_month"], each["to_month"], each["from_bucket"], each["to_bucket"]): (each["n"], each["n_from"])
        for each in rolled(app, tmp_path, rows)
        if each["n"] and each["from_month"] != "ALL"
    }

    assert len(found) > 30
    assert found == counted(rows)


@pytest.mark.heavy
def test_all_card_accounts_roll_as_published(app, tmp_path):
    with real_data.path("expected/uci_roll_rates.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    key = ("from_month", "to_month", "from_bucket", "to_bucket")

    found = {tuple(each[name] for name in key): each for each in rolled(app, tmp_path, accounts())}

    assert len(expected) == 294
    for row in expected:
        each = found[tuple(row[name] for name in key)]
        assert (each["n"], each["n_from"]) == (int(row["n"]), int(row["n_from"]))
        assert each["rate"] is None if not each["n_from"] else f"{each['rate']:.6f}" == f"{float(row['rate']):.6f}"


def test_the_figures_of_a_week_are_printed_as_kept_and_else_as_they_stand(app):
    book = desk.start()
    desk.lend(book)
    db.session.flush()
    metric.measure(date(2026, 2, 9), desk.at(date(2026, 2, 16), 1))
    db.session.commit()

    kept = json.loads(run(app, "metrics", "--week", "2026-W07", "--json").stdout)
    anew = json.loads(run(app, "metrics", "--week", "2026-W08", "--portfolio", book.name, "--json").stdout)

    assert (kept["kept"], anew["kept"], kept["from"], kept["to"]) == (True, False, "2026-02-09", "2026-02-15")
    figures = {row["name"]: row for row in kept["figures"]}
    assert figures["overdue_closing"]["numerator"] in ("100", "100.000000", "100.00")
    assert {row["name"] for row in anew["figures"]} == set(figures)
    assert "overdue_closing" in run(app, "metrics", "--week", "2026-W07").stdout
    wrong = app.test_cli_runner().invoke(args=["metrics", "--week", "30"])
    assert (wrong.exit_code, "2026-W30" in wrong.output) == (2, True)


def test_roll_rates_are_printed_as_text_and_refused_for_edges_that_do_not_rise(app, tmp_path):
    book = desk.start()
    db.session.commit()
    path = written(tmp_path, ["A1,2025-11,M1,100.00,0", "A1,2025-12,M2,100.00,5", "A2,2026-02,C,1,1"])
    told = run(app, "import-history", path, "--portfolio", book.name).stdout
    assert "3 month ends taken, 0 rows wrong" in told

    text = run(app, "rollrates", "--portfolio", book.name).stdout
    lines = [line.split() for line in text.splitlines()]
    wrong = app.test_cli_runner().invoke(args=["rollrates", "--portfolio", book.name, "--edges", "0,9,3"])

    assert ["2025-11", "2025-12", "M1", "M2", "1", "/", "1", "1.000000"] in lines
    assert not [line for line in lines if line[1] == "2026-02"]
    assert (wrong.exit_code, "Edges must start with 0" in wrong.output) == (1, True)


def test_taken_out_a_later_file_leaves_what_the_earlier_one_said(app, tmp_path):
    book = desk.start()
    db.session.flush()

    def take(number, status):
        path = written(tmp_path, [f"K-1,2025-12,{status},90.00,0.00"])
        for step in history.take(history.opened(path, f"h{number}.csv"), book, "CNY", makers.NOW):
            file_id = step.file_id
        return db.session.get_one(HistoryFile, file_id)

    def told():
        return [row.days for row in month.standing(date(2025, 12, 31), book).values()]

    take(1, "M2")
    same, other = take(2, "M2"), take(3, "M3")
    assert told() == [61]
    history.take_out(other, makers.NOW)
    assert told() == [31]
    history.take_out(same, makers.NOW)
    assert told() == [31]


@pytest.mark.parametrize("code", ["XYZ", "30"])
def test_a_currency_or_a_step_nobody_knows_stops_by_name(code):
    where = history_rule.columns(["contract", "month", "status", "currency"])
    cells = ["K-1", "2025-12", code, "CNY"] if code == "30" else ["K-1", "2025-12", "M1", code]

    with pytest.raises(RuleError, match=code):
        history_rule.read(cells, where)


def test_a_currency_by_its_common_name_is_its_code():
    where = history_rule.columns(["contract", "month", "status", "currency"])

    assert history_rule.read(["K-1", "2025-12", "M1", "人民币"], where).currency == "CNY"


def test_a_newer_file_is_no_new_schedule_for_portfolio_at_risk_and_an_agreed_one_is(app):
    case = desk.lend(desk.start(), dues=(date(2026, 1, 1), date(2026, 6, 1)))
    other = desk.lend(case.loan.portfolio, dues=(date(2026, 6, 1),))
    db.session.add(
        FormerInstalment(loan=case.loan, number=1, due_on=date(2026, 1, 1), principal=1, interest=0, fee=0,
                         counts_from=None, entered_on=None, replaced_on=date(2026, 1, 5))
    )  # fmt: skip
    entry.book(other.loan, Decimal("100.00"), date(2026, 1, 9), date(2026, 1, 9), "m", kind=PaymentKind.moved)
    db.session.flush()

    assert figures._agreed_anew(date(2026, 1, 8)) == set()
    assert figures._agreed_anew(date(2026, 1, 31)) == {other.loan_id}


def test_a_past_month_end_stays_as_it_was_when_a_newer_file_replaces_the_schedule(app):
    case = desk.lend(desk.start(), dues=(date(2026, 1, 1), date(2026, 2, 1)))
    row, day = case.loan, date(2026, 1, 31)
    payment.record(row, Decimal("40.00"), date(2026, 1, 20), date(2026, 1, 20), "part")
    before, aged = month.standing(day), ageing.ageing(day, (0, 30))
    ((_, stood),) = before.items()
    assert (stood.days, stood.balance) == (30, Decimal("160.00"))

    loan.set_instalments(row, [loan.Part(date(2026, 4, 1), Decimal("300.00"))], date(2026, 2, 10))
    db.session.flush()

    assert month.standing(day) == before
    assert ageing.ageing(day, (0, 30)) == aged
    ((_, now),) = month.standing(date(2026, 2, 28)).items()
    assert (now.days, now.balance) == (0, Decimal("260.00"))


def test_what_a_newer_file_adds_is_not_owed_before_it_came(app):
    case = desk.lend(desk.start(), dues=(date(2026, 1, 1),))
    row, day = case.loan, date(2026, 1, 31)
    before = month.standing(day)
    parts = [loan.Part(date(2025, 12, 1), Decimal("70.00")), loan.Part(date(2026, 1, 1), Decimal("100.00"))]
    loan.set_instalments(row, parts, date(2026, 2, 10))
    db.session.flush()

    assert month.standing(day) == before
    ((_, now),) = month.standing(date(2026, 2, 28)).items()
    assert (now.days, now.balance) == (89, Decimal("170.00"))


def test_money_that_was_taken_back_after_the_end_counts_until_then_on_the_schedule_of_then(app):
    case = desk.lend(desk.start(), dues=(date(2026, 1, 1), date(2026, 3, 1)))
    row, day = case.loan, date(2026, 1, 31)
    paid = payment.record(row, Decimal("100.00"), date(2026, 1, 20), date(2026, 1, 20), "whole")
    before = month.standing(day)
    payment.reverse(paid, date(2026, 2, 5), "bounced")
    loan.set_instalments(row, [loan.Part(date(2026, 1, 1), Decimal("500.00"))], date(2026, 2, 10))
    db.session.flush()

    assert month.standing(day) == before
