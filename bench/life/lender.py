"""The lender outside: its portfolio files, and the bank's file of each working day."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from openpyxl import Workbook

from bench.life.life import FIRST, Debtor, Life
from demo.script import HABITS, LATE_DAYS, Habit
from rules.calendar import add_months
from rules.portfolio.identity import check_sign

HEADERS = (
    "合同编号",
    "姓名",
    "手机号",
    "邮箱",
    "身份证号",
    "地址",
    "币种",
    "贷款本金",
    "放款日",
    "应还日期",
    "到期日",
    "每期应还",
)
BANK = ("交易日期", "贷方发生额", "交易流水号", "对方户名", "手机号", "附言")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳敏静丽强磊军洋勇"


def lend(life: Life, count: int) -> list[Debtor]:
    """New loans of half a year, some instalments of which are due already; their money is on its way."""
    found = [borrow(life, len(life.debtors) + number) for number in range(1, count + 1)]
    life.debtors |= {each.contract: each for each in found}
    for each in found:
        expect(life, each)
    return found


def borrow(life: Life, number: int) -> Debtor:
    """A borrower with a loan."""
    dice = life.dice
    each = Decimal(dice.randrange(3, 30)) * 100
    opened_on = life.day - timedelta(days=dice.randrange(20, 240))
    dues = [add_months(opened_on, month) for month in range(1, 7)]
    name = dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)
    email = f"borrower{number}@life.example" if number % 3 else ""
    return Debtor(f"LIFE-{number:04}", name, f"140{number:08}", email, dice.choice(HABITS), each * 6, dues, each)


def row(debtor: Debtor) -> tuple[object, ...]:
    """A borrower with a loan as a line of the lender's file."""
    number = debtor.contract[-4:]
    body = f"99999919800101{number[1:]}"
    person = (
        debtor.contract,
        debtor.name,
        debtor.phone,
        debtor.email,
        body + check_sign(body),
        f"上海市示范路{number}号",
    )
    opened_on = add_months(debtor.dues[0], -1)
    return (*person, "CNY", debtor.principal, opened_on, debtor.dues[0], debtor.dues[-1], debtor.each)


def wrong(debtor: Debtor) -> tuple[object, ...]:
    """A line that cannot be read: its amount is a word."""
    cells = dict(zip(HEADERS, row(debtor), strict=True)) | {"合同编号": f"{debtor.contract}X", "贷款本金": "abc"}
    return tuple(cells.values())


def expect(life: Life, debtor: Debtor) -> None:
    """The money that a habit means: early, late, in parts, twice, without a word on what it is for."""
    for number, due_on in enumerate(debtor.dues):
        low, high = (0, 3) if debtor.habit is Habit.silent and number < 2 else LATE_DAYS[debtor.habit]
        day = due_on + timedelta(days=life.dice.randint(low, high))
        way = life.dice.choice(("on time", "on time", "on time", "early", "in parts", "twice", "unnamed"))
        if way == "early":
            life.pay(debtor, max(day - timedelta(days=9), FIRST), debtor.each)
        elif way == "in parts":
            life.pay(debtor, max(day, FIRST), debtor.each / 2)
            life.pay(debtor, max(day, FIRST) + timedelta(days=4), debtor.each / 2)
        elif way == "unnamed":
            life.pay(debtor, max(day, FIRST), debtor.each, "转账")
        else:
            life.pay(debtor, max(day, FIRST), debtor.each)
        if way == "twice" and number == 1:
            life.pay(debtor, max(day, FIRST) + timedelta(days=1), debtor.each)


def arrived(life: Life) -> list[tuple[object, ...]]:
    """The lines of the bank's file: what came since the last one, some of it entered a day late."""
    days = sorted(day for day in life.coming if day <= life.day)
    lines = [line for day in days for line in life.coming.pop(day)]
    return [
        (line.paid_on, line.amount, line.reference, line.debtor.name, line.debtor.phone, line.memo) for line in lines
    ]


def csv_file(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A file as an old Chinese program saves it."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([headers, *rows])
    return buffer.getvalue().encode("gb18030")


def xlsx_file(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook."""
    book, buffer = Workbook(), io.BytesIO()
    for line in (headers, *rows):
        book.active.append(list(line))
    book.save(buffer)
    return buffer.getvalue()


def file(day: date, name: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> tuple[str, bytes]:
    """A file of a day: a workbook on odd days."""
    if day.day % 2:
        return f"{name}-{day}.xlsx", xlsx_file(headers, rows)
    return f"{name}-{day}.csv", csv_file(headers, rows)
