"""Whose money a line of a bank file is: what speaks for a loan, and when it is sure."""

from decimal import Decimal

import pytest

from rules import match
from rules.match import BankReceipt, Known, Sign

HUNDRED = Decimal("100.00")


def loan(id=1, borrower=1, contract="HT2024001", **given):
    """A loan of a borrower that asks for 400, 100 of it overdue."""
    about = {"owed": Decimal("400.00"), "overdue": Decimal("150.00"), "instalments": (HUNDRED,), **given}
    return Known(id, borrower, contract, f"C-{id:06}", about.pop("name", "张伟"), about.pop("currency", "CNY"), **about)


def line(memo="", payer="", amount="77.00", currency="CNY"):
    return BankReceipt(Decimal(amount), currency, payer, memo)


@pytest.mark.parametrize(
    ("said", "given", "signs"),
    [
        (line("还款 HT2024001"), {}, (Sign.contract,)),
        (line("合同号：ht2024001，张伟"), {}, (Sign.contract,)),
        (line("ＨＴ２０２４００１"), {}, (Sign.contract,)),
        (line("repayment C-000001"), {}, (Sign.case,)),
        (line("合同:借字第001号 还款"), {"contract": "借字第001号"}, (Sign.contract,)),
        (line(), {"has_phone": True}, (Sign.phone,)),
        (line(payer="张 伟"), {}, (Sign.payer,)),
        (line(payer="张伟", amount="400"), {}, (Sign.payer, Sign.payoff)),
        (line(payer="张伟", amount="150"), {}, (Sign.payer, Sign.overdue)),
        (line(payer="张伟", amount="100"), {}, (Sign.payer, Sign.instalment)),
    ],
)
def test_a_loan_is_a_candidate_for_what_speaks_for_it(said, given, signs):
    assert [each.signs for each in match.find(said, [loan(**given)]).candidates] == [signs]


@pytest.mark.parametrize(
    ("said", "given"),
    [
        (line(amount="100"), {}),
        (line("HT20240011"), {}),
        (line("HT2024001", currency="USD"), {}),
        (line("还款 100 元"), {"contract": "100"}),
        (line("谢谢 THANKS"), {"contract": "THANKS"}),
        (line(payer="张伟明"), {}),
    ],
)
def test_an_amount_alone_or_a_part_of_a_reference_makes_no_candidate(said, given):
    found = match.find(said, [loan(**given)])

    assert (found.candidates, found.borrower_id, found.likely) == ((), None, None)


@pytest.mark.parametrize(
    ("said", "given", "is_sure"),
    [
        (line("HT2024001"), {}, True),
        (line("C-000001", payer="李娜"), {}, True),
        (line(payer="张伟"), {"has_phone": True}, True),
        (line(amount="100"), {"has_phone": True}, True),
        (line(), {"has_phone": True}, False),
        (line(payer="张伟", amount="100"), {}, False),
        (line("HT2024001"), {"owed": Decimal(0)}, False),
        (line("100"), {"contract": "100"}, True),
    ],
)
def test_a_reference_or_two_signs_of_which_one_is_the_phone_are_sure(said, given, is_sure):
    found = match.find(said, [loan(**given)])

    assert (found.borrower_id == 1) == is_sure
    assert found.likely == 1


def test_two_borrowers_who_are_both_meant_are_left_to_a_person():
    found = match.find(line("HT2024001 HT2024002"), [loan(), loan(2, 2, "HT2024002")])

    assert (found.borrower_id, found.likely, len(found.candidates)) == (None, None, 2)


def test_one_who_leads_by_far_is_sure_and_comes_first():
    other = loan(2, 2, "HT2024002", has_phone=True)

    found = match.find(line("HT2024001", payer="张伟", amount="100"), [other._replace(name="李娜"), loan()])

    assert found.borrower_id == 1
    assert [each.loan_id for each in found.candidates] == [1, 2]


@pytest.mark.parametrize(
    ("said", "has_phone", "is_sure"),
    [
        (line("HT2024001"), True, True),  # 80 against the 50 of a phone
        (line("HT2024001", payer="李娜", amount="100"), False, False),  # 80 against the 60 of name and amount
    ],
)
def test_who_leads_by_exactly_the_margin_is_sure_and_by_less_is_not(said, has_phone, is_sure):
    other = loan(2, 2, "HT2024002", name="李娜", has_phone=has_phone)

    found = match.find(said, [loan()._replace(instalments=()), other])

    assert (found.borrower_id == 1) == is_sure
    assert len(found.candidates) == 2


def test_the_loans_that_a_payer_names_are_told_apart_from_the_others_of_the_borrower():
    loans = [loan(), loan(2, 1, "HT2024002"), loan(3, 1, "HT2024003")]

    assert match.find(line("HT2024002", payer="张伟"), loans).named == (2,)
    assert match.find(line("HT2024002+HT2024003"), loans).named == (2, 3)
    assert match.find(line(payer="张伟"), [each._replace(has_phone=True) for each in loans]).named == ()


@pytest.mark.parametrize(
    ("memo", "phone", "veiled"),
    [
        ("还款13812345678", "13812345678", "还款…5678"),
        ("+86 138-1234-5678", "13812345678", "…5678"),
        ("13812345678 13912345678", None, "…5678 …5678"),
        ("身份证110101199001011234", None, "身份证…1234"),
        ("HT13812345678 L-13812345678", None, "HT13812345678 L-13812345678"),
        ("合同 HT2024001", None, "合同 HT2024001"),
    ],
)
def test_a_memo_gives_a_phone_and_shows_only_its_end(memo, phone, veiled):
    assert match.phone_in(memo) == phone
    assert match.veiled(memo) == veiled


def test_every_sign_has_its_points():
    assert set(match.POINTS) == set(Sign)
