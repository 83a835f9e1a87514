"""Money says in what: on every list and in every file, in each language, and in the limits and fees of the set-up."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_currency
from sqlalchemy import inspect, text

from admin.base import columns, labels
from admin.base.columns import Kind
from models import db
from models.authority import AuthorityLimit
from models.base import Along, MoneyType, Record
from models.payment import Component
from models.tone import TONES
from rules.access import TABLE, Level, Reach, Role, right_of
from rules.errors import RuleError
from services import authority, case, offer, setup
from services.referral import remittance
from tests import makers

D = Decimal
LANGUAGES = ("en", "zh_Hans", "zh_Hant")
MODELS = sorted((mapper.class_ for mapper in Record.registry.mappers), key=lambda model: model.__name__)


def money_of(model):
    return [item.key for item in inspect(model).column_attrs if isinstance(item.columns[0].type, MoneyType)]


def end_of(model, path):
    """The attribute at the end of a path of relations."""
    for name in path.split(".")[:-1]:
        model = inspect(model).relationships[name].mapper.class_
    return inspect(model).attrs[path.rpartition(".")[2]]


# The structure: what a new record must say.


def test_every_record_with_money_says_its_currency():
    silent = [model.__name__ for model in MODELS if money_of(model) and not columns.currency_path(model)]

    assert silent == []


@pytest.mark.parametrize("model", [model for model in MODELS if money_of(model)], ids=lambda model: model.__name__)
def test_every_path_to_a_currency_ends_in_one(model):
    assert end_of(model, columns.currency_path(model)).columns[0].name == "currency"


def test_every_own_right_has_a_path_to_its_owner():
    owned = [noun for noun in TABLE if any(right_of(role, noun).reach == Reach.own for role in Role)]

    assert [noun for noun in owned if not labels.model(noun).belongs_to] == []
    for noun in owned:
        last = labels.model(noun).belongs_to.rpartition(".")[2]
        assert last in ("case", "loan", "borrower"), noun


@pytest.mark.parametrize("role", [Role.collector, Role.legal_partner])
def test_every_own_right_can_be_asked_of_the_database(the_app, role):
    from admin.base import scope

    with the_app.app_context():
        person = makers.User(role=role, id=1, partner_id=1)
        for model in MODELS:
            if model.belongs_to:
                db.session.scalars(db.select(model).where(scope.owned(model, person)).limit(1)).all()


def test_every_status_says_its_tones():
    found = {
        column.type.enum_class
        for model in MODELS
        for column in inspect(model).columns
        if column.key in ("status", "state") and getattr(column.type, "enum_class", None)
    }

    assert found
    assert sorted(kind.__name__ for kind in found - set(TONES)) == []


def test_the_currency_of_a_row_is_read_along_its_path(app):
    row = makers.make_offer(case=makers.make_case(loan=makers.make_loan(currency="TWD")))

    assert (row.currency, type(row).currency.path) == ("TWD", "case.loan.currency")
    assert isinstance(type(row).currency, Along)


# The screens: every list of money, in each language, and its file.


def screens_of_money(the_app):
    views = [view for view in the_app.extensions["admin"][0]._views if getattr(view, "noun", "") in TABLE]
    return [view for view in views if any(each.kind == Kind.money for each in view.shown(view.listed()))]


def filled_with_money(noun):
    """A row of a record, with an amount in each of its columns of money."""
    row = makers.MAKERS[noun]()
    for name in money_of(type(row)):
        setattr(row, name, D("3000.00"))
    return row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_money_shows_its_currency(sign_in, the_app, language):
    browser, _ = sign_in(Role.administrator, language=language)
    expected = {"zh_Hant": "人民幣3,000.00元"}.get(language) or format_currency(D("3000.00"), "CNY", locale=language)
    views = screens_of_money(the_app)
    assert len(views) >= 10
    for view in views:
        filled_with_money(view.noun)
        page = browser.get(f"{view.url}/").get_data(as_text=True)
        cells = re.findall(r'class="numeric money">(.*?)</td>', page)
        assert cells, view.noun
        for cell in cells:
            assert re.search(r"CN¥|¥|NT\$|人民幣", cell) or "none" in cell, (view.noun, cell)
        assert expected in " ".join(cells), view.noun


def test_every_file_of_money_has_its_currency(sign_in, the_app):
    browser, _ = sign_in(Role.administrator)
    for view in screens_of_money(the_app):
        filled_with_money(view.noun)
        answer = browser.get(f"{view.url}/export/csv/")
        if answer.status_code == 403:
            continue
        rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
        assert rows, view.noun
        assert {row["Currency"] for row in rows} == {"CNY"}, view.noun


def test_a_page_of_a_row_shows_the_currency_of_its_limits(sign_in):
    browser, _ = sign_in(Role.administrator)
    row = makers.make_authority_limit(penalty_max=D("200.00"), currency="USD")

    assert "$200.00" in browser.get(f"/authority-limits/details/?id={row.id}").get_data(as_text=True)


# The set-up: 200 is 200 of what?


def test_a_new_team_has_its_limits_in_the_money_of_its_country(app):
    answers = setup.Start("Team", "Lender", "uk_firm", "en", "Europe/London")
    setup.start(answers, makers.TODAY)

    assert set(db.session.scalars(db.select(AuthorityLimit.currency))) == {"GBP"}
    assert db.session.scalar(db.select(makers.Policy.currency)) == "GBP"


def test_a_new_limit_is_proposed_in_the_money_of_most_loans(sign_in):
    browser, _ = sign_in(Role.administrator)
    for currency in ("TWD", "TWD", "CNY"):
        makers.make_loan(currency=currency)

    assert 'value="TWD"' in browser.get("/legal-partners/new/").get_data(as_text=True)
    browser.submit("/legal-partners/new/", name="Firm", capacity="5", remittance_days="30", fee_basis="flat")
    page = browser.submit("/legal-partners/new/", name="Firm", capacity="5", currency="dollars").get_data(as_text=True)
    assert "Three capital letters, like CNY." in page


def test_a_limit_in_another_currency_says_nothing_about_a_loan(app):
    authority.load("CNY")
    loan = makers.make_loan(currency="USD", portfolio=makers.make_portfolio())
    part = makers.make_instalment(loan=loan, due_on=date(2026, 1, 1))
    makers.make_charge(loan=loan, instalment=part, component=Component.penalty, amount=D("50.00"), on=date(2026, 2, 1))
    collector = makers.make_user(role=Role.collector, level=Level.collector)

    with pytest.raises(authority.BeyondError) as error:
        authority.check_waiver(collector, loan, {Component.penalty: D("50.00")}, makers.TODAY)
    assert error.value.values == {"mine": "CNY", "currency": "USD", "level": "supervisor"}
    supervisor = makers.make_user(role=Role.manager, level=Level.supervisor)
    authority.check_waiver(supervisor, loan, {Component.penalty: D("50.00")}, makers.TODAY)
    loan.currency = "CNY"
    authority.check_waiver(collector, loan, {Component.penalty: D("50.00")}, makers.TODAY)


def staged(currency, minimum):
    """The stage of a case whose loan is in a currency, under a policy in CNY with a smallest overdue amount."""
    policy = makers.make_policy(currency="CNY", min_overdue=minimum, requires_sent=False)
    makers.make_stage(policy=policy, position=0, days=1)
    loan = makers.make_loan(currency=currency, portfolio=makers.make_portfolio(policy=policy))
    makers.make_instalment(loan=loan, due_on=date(2026, 1, 1), principal=D("1200.00"))
    row = makers.make_case(loan=loan)
    case.restage(row, makers.TODAY)
    db.session.refresh(row)
    return row


def test_a_smallest_amount_in_another_currency_starts_no_stage_and_says_so(app):
    assert staged("CNY", D("500.00")).stage is not None
    assert staged("USD", D("0.00")).stage is not None
    waits = staged("USD", D("500.00"))
    assert waits.stage is None
    assert "another currency" in waits.stage_reason


def test_the_worth_of_a_legal_case_is_told_in_one_currency_or_not_at_all(app):
    policy = makers.make_policy(currency="CNY", legal_recovery_rate=D("0.5"), legal_cost=D("100.00"))
    portfolio = makers.make_portfolio(policy=policy)
    mine = makers.make_case(loan=makers.make_loan(portfolio=portfolio, currency="CNY"))
    other = makers.make_case(loan=makers.make_loan(portfolio=portfolio, currency="USD"))

    assert offer.legal_value(mine) is not None
    assert offer.legal_value(other) is None
    policy.legal_cost = None
    assert offer.legal_value(other) is not None


def test_a_fee_of_amounts_is_not_counted_on_a_claim_in_another_currency(app):
    firm = makers.make_legal_partner(currency="CNY", flat_fee=D("100.00"), no_fee_before_demand=False)
    loan = makers.make_loan(currency="USD")
    row = makers.make_referral(partner=firm, case=makers.make_case(loan=loan))

    with pytest.raises(RuleError) as error:
        remittance.agreed_fee(row, D("1000.00"))
    assert error.value.values["agreed"] == "CNY"
    firm.flat_fee, firm.fee_rate = None, D("0.1")
    assert remittance.agreed_fee(row, D("1000.00")) == D("100.00")


@pytest.mark.heavy
def test_old_limits_take_the_money_of_most_loans_of_the_book(settings, tmp_path):
    from flask_migrate import downgrade

    from app import create_app
    from models.database import upgrade
    from tests import database

    app = create_app(settings._replace(database_url=database.fresh(tmp_path, "money")))
    with app.app_context():
        upgrade()
        downgrade(revision="0013")
        with db.engine.begin() as book:
            book.execute(text("INSERT INTO lender (name, licence, callback_number, complaints_number, pay_to, version)"
                              " VALUES ('L', 'hk_lender', '', '', '', 1)"))  # fmt: skip
        upgrade()
        with db.engine.connect() as book:
            assert set(book.scalars(text("SELECT currency FROM authority_limit"))) == {"HKD"}
        db.session.remove()
        db.engine.dispose()
