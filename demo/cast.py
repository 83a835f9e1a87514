"""The people of the demo: those who sign in, and 200 plainly synthetic loans.

Phones are 140 and eight digits, ID numbers of area 999999: nobody can be reached.
"""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from demo.book import DAYS, ZONE, Book
from demo.script import HABITS, LATE_DAYS, Habit
from models.base import Language, db
from models.borrower import Address, AddressKind, Borrower, Phone, PointSource
from models.lender import Lender, Licence
from models.loan import Loan
from models.partner import LegalPartner
from models.portfolio import Portfolio
from models.stage import Policy
from models.user import User
from rules import schedule
from rules.access import Level, Role
from rules.calendar import add_months
from rules.portfolio.identity import check_sign
from services import loan, setup, user

LOANS = 200
PASSWORD = "concord-demo"  # noqa: S105 — the demo listens on this machine only and holds nobody's data.
YEARLY = Decimal("0.144")

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = (
    "伟",
    "芳",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "秀英",
    "霞",
    "平",
    "刚",
)
CITIES = (
    "上海市浦东新区",
    "北京市朝阳区",
    "广东省深圳市南山区",
    "浙江省杭州市西湖区",
    "四川省成都市武侯区",
    "湖北省武汉市洪山区",
)


class Person(NamedTuple):
    """Somebody who signs in to the demo."""

    email: str
    name: str
    role: Role
    level: Level


PEOPLE = (
    Person("admin@demo.example", "Administrator", Role.administrator, Level.director),
    Person("manager@demo.example", "Manager One", Role.manager, Level.manager),
    Person("collector1@demo.example", "Collector One", Role.collector, Level.collector),
    Person("collector2@demo.example", "Collector Two", Role.collector, Level.supervisor),
    Person("auditor@demo.example", "Auditor One", Role.auditor, Level.collector),
    Person("partner@demo.example", "Partner One", Role.legal_partner, Level.collector),
)


def begin(book: Book) -> None:
    """Start the team, its people, two portfolios and the borrowers."""
    answers = setup.Start(
        "Demo desk", "Harbour Microcredit (demo)", Licence.cn_micro_lender, Language.en, str(ZONE), True
    )
    lender = setup.start(answers, book.first_day)
    lender.callback_number, lender.complaints_number = "14000000000", "14000000001"
    lender.pay_to = "Demo account 0000 0000"
    lender.pay_to_zh_hans, lender.pay_to_zh_hant = "演示账户 0000 0000", "示範帳戶 0000 0000"
    lender.name_zh_hans, lender.name_zh_hant = "港湾小额贷款（演示）", "港灣小額貸款（示範）"
    lender.address = "上海市示范区演示路1号\n200000"
    partner = LegalPartner(name="Partner Law Firm (demo)", jurisdictions="上海, 北京", capacity=60)
    partner.agreement_until = book.last_day + timedelta(days=200)
    partner.fee_rate, partner.evaluated_on = Decimal("0.15"), book.first_day
    db.session.add(partner)
    for person in PEOPLE:
        firm = partner if person.role == Role.legal_partner else None
        signed = person.email, person.name, person.role, person.level, PASSWORD
        added = user.add(*signed, partner=firm, language=Language.en)
        added.toured_on = book.first_day  # Visitors begin the tour from the menu.
    policy = db.session.scalars(select(Policy)).one()
    portfolios = [Portfolio(lender=lender, policy=policy, name=name) for name in ("Consumer loans", "Small business")]
    db.session.add_all(portfolios)
    for number in range(1, LOANS + 1):
        borrow(book, lender, portfolios[number % 3 == 0], number)


def borrow(book: Book, lender: Lender, portfolio: Portfolio, number: int) -> None:
    """One borrower with a loan; every tenth borrower has a second one instead of a new neighbour."""
    borrower = None
    if number % 10 == 0:
        borrower = db.session.scalar(select(Borrower).where(Borrower.reference == f"D{number - 1:04}"))
    borrower = borrower or new_borrower(book, lender, number)
    opened_on = book.first_day - timedelta(days=book.dice.randrange(0, 28))
    if number % 3 == 1:
        opened_on = book.first_day + timedelta(days=book.dice.randrange(0, DAYS - 20))
    principal = Decimal(book.dice.randrange(30, 400)) * 100
    terms = schedule.annuity(principal, YEARLY, 12)
    parts = [loan.Part(add_months(opened_on, row.no), row.principal, row.interest) for row in terms.rows]
    row = loan.open(
        portfolio,
        borrower,
        f"DEMO-{number:05}",
        "CNY",
        principal,
        opened_on,
        parts,
        annual_rate=YEARLY,
        maturity_on=parts[-1].due_on,
        instalment=terms.instalment,
    )
    db.session.flush()
    book.habits[row.id] = book.habits.get(row.id) or book.dice.choice(HABITS)
    expect_payments(book, row)


def new_borrower(book: Book, lender: Lender, number: int) -> Borrower:
    """A synthetic person with a phone, mostly an e-mail, always an address."""
    language = (Language.zh_Hans, Language.zh_Hans, Language.zh_Hans, Language.zh_Hant, Language.en)[number % 5]
    body = f"9999991{book.dice.randrange(960, 999)}{book.dice.randrange(1, 13):02}15{number % 1000:03}"
    row = Borrower(
        lender=lender,
        reference=f"D{number:04}",
        name=book.dice.choice(SURNAMES) + book.dice.choice(GIVEN),
        language=language,
        id_number=body + check_sign(body),
    )
    row.phones = [Phone(number=f"140{number:08}", source=PointSource.lender_file)]
    street = f"{book.dice.choice(CITIES)}示范路{number}号"
    row.addresses = [Address(kind=AddressKind.postal, value=street, source=PointSource.lender_file)]
    if number % 4:
        email = f"borrower{number}@demo.example"
        row.addresses.append(Address(kind=AddressKind.email, value=email, source=PointSource.lender_file))
    db.session.add(row)
    return row


def expect_payments(book: Book, owed: Loan) -> None:
    """Put the payments that this borrower's habit means on their way; the silent stop after two instalments."""
    habit = book.habits[owed.id]
    for part in owed.instalments:
        if habit is Habit.silent and part.number <= 1:
            low, high = 0, 3
        else:
            low, high = LATE_DAYS[habit]
        day = part.due_on + timedelta(days=book.dice.randint(low, high))
        book.arriving[max(day, book.first_day)].append((owed.id, part.unpaid))


def the_manager() -> User:
    """The manager of the demo."""
    return db.session.scalars(select(User).where(User.role == Role.manager)).one()


def the_partner() -> LegalPartner:
    """The law firm of the demo."""
    return db.session.scalars(select(LegalPartner)).one()
