"""The notice of sums in arrears: when a British lender owes it, what it says, and who waits for it."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from jobs import nightly
from models import db
from models.base import Language
from models.borrower import AddressKind
from models.demand import DemandKind
from models.lender import Licence
from rules.errors import RuleError
from rules.law import arrears as rule
from services import case, demand, doctor, document, ledger, payment, task
from services.demand import arrears
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
D = Decimal
UK = rule.LICENCES["uk_firm"]
FIRST, SECOND, THIRD = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
SHORT = SECOND + timedelta(days=1)


def required(*rows):
    return [rule.Required(day, D(asked), D(left)) for day, asked, left in rows]


@pytest.mark.parametrize(
    ("rows", "is_short"),
    [
        ([(FIRST, 100, 100)], False),
        ([(FIRST, 100, 100), (SECOND, 100, 100)], True),
        ([(FIRST, 100, 99), (SECOND, 100, 100)], False),
        ([(FIRST, 100, 50), (SECOND, 100, 50), (THIRD, 100, 100)], True),
        ([(FIRST, 300, 0), (SECOND, 100, 0), (THIRD, 100, 0)], False),
        ([(FIRST + timedelta(days=7 * n), 25, 25) for n in range(3)], False),
        ([(FIRST + timedelta(days=7 * n), 25, 25) for n in range(4)], True),
    ],
)
def test_two_missed_payments_or_four_weekly_ones_ask_for_a_notice(rows, is_short):
    assert UK.is_short(required(*rows)) is is_short


def test_the_day_itself_is_the_first_of_the_fourteen():
    assert UK.first_by(date(2026, 3, 2)) == date(2026, 3, 15)
    assert UK.again_by(date(2026, 8, 31)) == date(2027, 2, 28)


@pytest.fixture
def row(app, clock):
    portfolio = desk.start(licence=Licence.uk_firm)
    found = desk.lend(portfolio, (FIRST, SECOND, THIRD), currency="GBP", more={"interest": D("5.00")})
    found.borrower.lender.address = "9 Lender Way\nLeeds LS1 1AA"
    found.loan.overdue_rate = D("0.12")
    makers.make_address(borrower=found.borrower, kind=AddressKind.postal, value="1 High Street\nLeeds LS2 2BB")
    payment.record(found.loan, D("40.00"), date(2026, 2, 20), date(2026, 2, 20), "P1")
    case.restage(found, FIRST + timedelta(days=1))
    clock.now = desk.at(SHORT, 10)
    return found


def text_of(made):
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(document.read(made.document))).pages).split()
    )


def dispatched(row, on):
    made = demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), on)
    demand.dispatch(made, "Royal Mail", "1", "Notice", demand.postal(row)[0], on, desk.at(on, 12))
    db.session.flush()
    return made


def test_nothing_is_asked_before_the_second_payment_is_missed_in_full(row):
    assert list(arrears.told(SHORT)) == []
    payment.reverse(row.loan.payments[0], SHORT, "returned")
    assert [(each.case_id, each.last_on) for each in arrears.told(SHORT)] == [(row.id, SHORT + timedelta(days=13))]


def test_a_payment_meanwhile_does_not_move_the_last_day(row):
    later = THIRD + timedelta(days=20)
    (told,) = arrears.told(later)
    assert told.last_on == THIRD + timedelta(days=1) + timedelta(days=13)
    payment.record(row.loan, D("20.00"), later, later, "P2")
    assert [each.last_on for each in arrears.told(later + timedelta(days=1))] == [told.last_on]


def test_the_notice_says_what_the_regulations_prescribe(row):
    day = THIRD + timedelta(days=5)
    made = demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), day)
    said = "".join(text_of(made).split())
    missed = arrears.required(ledger.today(row.loan, day), row.loan)
    oldest, short = missed[0].left, sum(each.left for each in missed)
    interest = ledger.today(row.loan, day).overdue["overdue_interest"]
    assert (oldest + D("210.00"), interest > 1) == (short, True)
    for each in (
        "given in compliance with the Consumer Credit Act 1974, because you are behind with your payments",
        "Lender One, 9 Lender Way, Leeds LS1 1AA, telephone 021-1",
        f"{row.borrower.name}, 1 High Street, Leeds LS2 2BB",
        row.loan.contract_no,
        "made on 1 January 2026",
        f"on 6 April 2026 £{short} of the payments",
        f"beside this shortfall £{interest} of default sums",
        "1 February 2026",
        f"£105.00 £{oldest}",
        "first notice about this shortfall",
        "further notice of this kind at least every six months",
        "Please talk to us about your account",
        "copy of the current information sheet on arrears of the Financial Conduct Authority",
        "Financial Ombudsman Service",
    ):
        assert "".join(each.split()) in said, each


def test_no_notice_is_set_or_posted_twice(row):
    on = THIRD + timedelta(days=5)
    one = demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), on)
    db.session.refresh(row)
    with pytest.raises(RuleError, match="set already"):
        demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), on)
    demand.dispatch(one, "Royal Mail", "1", "Notice", demand.postal(row)[0], on, desk.at(on, 12))
    db.session.flush()
    db.session.refresh(row)
    with pytest.raises(RuleError, match="not due yet"):
        demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), on)


def test_six_months_later_the_next_one_tells_what_moved_since(row):
    on = THIRD + timedelta(days=5)
    dispatched(row, on)
    assert [each for each in arrears.told(on) if each.is_first] == []
    assert arrears.waiting(date(2026, 9, 21)) == {}
    assert arrears.waiting(date(2026, 9, 22)) == {row.id: date(2026, 10, 6)}
    payment.record(row.loan, D("75.00"), date(2026, 5, 2), date(2026, 5, 2), "P3")
    again = demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), date(2026, 9, 22))
    assert (
        "".join(text_of(again).split()).count("".join("the shortfall was £275.62. Since then £0.00 fell due".split()))
        == 1
    )


def test_the_night_asks_and_the_doctor_waits_for_it(row):
    day, last = THIRD + timedelta(days=1), THIRD + timedelta(days=14)
    db.session.commit()
    for count in ({"asked": 1}, {"quiet": 1}):
        assert nightly.ask_for_arrears_notices(day, desk.at(day)).counts == count
    assert "UK-ARR-01" in str(task.open_of(row).note)

    def late(today):
        found = doctor.examine(doctor.full(today, desk.at(today)))
        return [len(list(each.found)) for each in found if each.invariant.name == "arrears_notice_follows"]

    assert (late(last), late(last + timedelta(days=1))) == ([0], [1])
    dispatched(row, last)
    assert late(last + timedelta(days=1)) == [0]


def test_what_lacks_is_named_and_another_law_asks_for_none(row):
    row.borrower.lender.address = ""
    with pytest.raises(RuleError, match="lacks") as refused:
        demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), THIRD)
    assert "Lender One" in str(refused.value)
    row.borrower.lender.licence = Licence.hk_lender
    with pytest.raises(RuleError, match="asks for no notice"):
        demand.draft(row, DemandKind.arrears_notice, Language.en, makers.make_user(), THIRD)
    assert list(arrears.told(THIRD + timedelta(days=5))) == []


def test_after_a_judgment_nothing_is_asked(row):
    day = THIRD + timedelta(days=5)
    assert len(list(arrears.told(day))) == 1
    makers.make_referral(case=row, judgment_on=THIRD)
    assert list(arrears.told(day)) == []


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_in_another_language_the_prescribed_english_stands_below(row, language):
    said = arrears.words(row, language, THIRD + timedelta(days=5))
    assert "1974" in said.splitlines()[3]
    assert "given in compliance with the Consumer Credit Act 1974" in said
