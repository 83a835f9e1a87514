"""Flask-Admin's own words on our screens: each does what its documentation says, within reach and masks, or is refused."""

import csv
import io
import re
from types import SimpleNamespace

import pytest
from flask_admin.actions import action
from flask_admin.contrib.sqla.filters import FilterEqual
from flask_admin.form import rules
from flask_admin.model.template import LinkRowAction
from sqlalchemy import select
from wtforms import PasswordField, TextAreaField, validators

from admin.base.view import RecordView
from admin.borrower import BorrowerView
from admin.contact import ReminderView
from admin.lender import LenderView
from admin.offer import OfferView
from admin.plan import PlanView
from models import db
from models.borrower import Borrower, Phone
from models.case import Case
from models.lender import Lender
from models.plan import Plan
from rules.access import Role
from rules.errors import RuleError
from tests import application, makers


@pytest.fixture
def house(app, monkeypatch):
    """The application with one screen that says more in the place of its own; a browser of it for a role."""
    admin = app.extensions["admin"][0]

    def build(base, **words):
        view = type(base.__name__, (base,), words)()
        view.create_blueprint(admin)
        views = [view if type(each) is base else each for each in admin._views]
        (own,) = set(admin._views) - set(views)
        assert sorted(view._urls) == sorted(own._urls), "an address of its own needs an application of its own"
        monkeypatch.setattr(admin, "_views", views)
        monkeypatch.setitem(app.extensions, "concord_menu", {})
        for _, name, _ in view._urls:
            monkeypatch.setitem(app.view_functions, f"{view.endpoint}.{name}", getattr(view, name))

        def browser(role=Role.administrator, **given):
            person = makers.make_user(role=role, **given)
            client = application.signed_in(app, person)
            client.person = person
            return client

        return SimpleNamespace(view=view, browser=browser)

    return build


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))


def refused(base, **words):
    """What a screen with these words is told at start."""
    with pytest.raises(TypeError) as error:
        type(base.__name__, (base,), words)()
    return str(error.value)


# What narrows rights.


def test_can_export_false_hides_the_file_and_refuses_its_address(house):
    browser = house(LenderView, can_export=False).browser()
    makers.make_lender(name="Northwind")

    page = browser.get("/lenders/").get_data(as_text=True)
    assert "Northwind" in page
    assert "/lenders/export/" not in page
    assert browser.get("/lenders/export/csv/").status_code == 403


def test_can_view_details_false_closes_the_page_of_a_row_and_every_way_to_it(house):
    there = house(BorrowerView, can_view_details=False)
    browser = there.browser()
    row = makers.make_case(loan=makers.make_loan(borrower=makers.make_borrower(name="王小明"))).borrower
    phone = makers.make_phone(borrower=row)

    assert browser.get(f"/borrowers/details/?id={row.id}").status_code == 403
    for path in ("/borrowers/", "/cases/", f"/phones/details/?id={phone.id}"):
        page = browser.get(path).get_data(as_text=True)
        assert "王小明" in page, path
        assert "/borrowers/details/" not in page, path
    given = {"name": "王大明", "reference": row.reference, "language": "en", "version": row.version}
    answer = browser.submit(f"/borrowers/edit/?id={row.id}", **given, time_zone="Asia/Shanghai")
    assert answer.location.endswith("/borrowers/")
    assert browser.submit("/borrowers/reveal/", id=row.id, column="id_number", reason="asked to").status_code == 403


@pytest.mark.parametrize(("word", "path"), [("can_create", "new/"), ("can_edit", "edit/?id={}")])
def test_can_create_and_can_edit_false_close_their_forms(house, word, path):
    browser = house(LenderView, **{word: False}).browser()
    row = makers.make_lender()

    assert browser.get("/lenders/" + path.format(row.id)).status_code == 403


@pytest.mark.parametrize("wish", [True, property(lambda self: True)], ids=["value", "property"])
def test_no_wish_of_a_screen_widens_a_right(house, wish):
    words = dict.fromkeys(("can_create", "can_edit", "can_delete", "can_export", "can_view_details"), wish)
    browser = house(LenderView, **words).browser(Role.collector)
    row = makers.make_lender()

    for path in ("new/", f"edit/?id={row.id}", f"details/?id={row.id}", "export/csv/"):
        assert browser.get(f"/lenders/{path}").status_code == 403, path
    assert browser.submit("/lenders/delete/", id=row.id, confirmed="1").status_code == 403


def test_a_wish_that_is_set_later_widens_nothing_either(house):
    there = house(LenderView)
    there.view.can_delete = True
    row = makers.make_lender()

    assert there.browser().submit("/lenders/delete/", id=row.id, confirmed="1").status_code == 403


def test_column_exclude_list_leaves_a_column_out_of_list_sort_file_and_related_lists(house):
    browser = house(LenderView, column_exclude_list=("callback_number",)).browser()
    makers.make_lender(name="B", callback_number="021-1")
    makers.make_lender(name="A", callback_number="021-2")

    page = browser.get("/lenders/?sort=callback_number").get_data(as_text=True)
    assert "021-" not in page
    assert "Callback number" not in page
    assert page.index(">A<") < page.index(">B<"), "sorted as without a wish, the newest first"
    assert "Callback number" not in rows_of(browser.get("/lenders/export/csv/"))[0]


def test_column_details_list_says_all_that_the_page_of_a_row_shows(house):
    browser = house(LenderView, column_details_list=("name", "pay_to")).browser()
    row = makers.make_lender(name="Northwind", callback_number="021-1", pay_to="Account 9")
    row.callback_number = "021-2"
    db.session.commit()

    for tab in ("", "history"):
        page = browser.get(f"/lenders/details/?id={row.id}&tab={tab}").get_data(as_text=True)
        assert "021-" not in page, tab
    assert "Account 9" in browser.get(f"/lenders/details/?id={row.id}").get_data(as_text=True)


def test_column_details_exclude_list_hides_a_column_and_its_reveal(house):
    browser = house(BorrowerView, column_details_exclude_list=("id_number",)).browser()
    row = makers.make_borrower(id_number="110101199001011234")

    assert "1234" not in browser.get(f"/borrowers/details/?id={row.id}").get_data(as_text=True)
    assert browser.submit("/borrowers/reveal/", id=row.id, column="id_number", reason="asked to").status_code == 404


def test_column_export_list_and_its_exclusion_say_what_a_file_holds(house):
    words = {"column_export_list": ("name", "licence", "pay_to"), "column_export_exclude_list": ("licence",)}
    browser = house(LenderView, **words).browser()
    makers.make_lender(name="Northwind", pay_to="Account 9")

    assert rows_of(browser.get("/lenders/export/csv/")) == [{"Name": "Northwind", "Pay to": "Account 9"}]


def test_export_types_and_export_max_rows_narrow_the_file(house):
    browser = house(LenderView, export_types=["csv"], export_max_rows=2).browser()
    for _ in range(3):
        makers.make_lender()

    assert browser.get("/lenders/export/xlsx/").status_code == 404
    assert "export/xlsx" not in browser.get("/lenders/").get_data(as_text=True)
    assert len(rows_of(browser.get("/lenders/export/csv/"))) == 2


def test_form_columns_says_what_a_form_asks(house):
    browser = house(LenderView, form_columns=("name", Lender.pay_to)).browser()
    row = makers.make_lender(name="Northwind", callback_number="021-1")

    page = browser.get(f"/lenders/edit/?id={row.id}").get_data(as_text=True)
    assert 'name="name"' in page
    assert 'name="pay_to"' in page
    assert 'name="callback_number"' not in page
    given = {"name": "Southwind", "pay_to": "Account 9", "callback_number": "999", "version": row.version}
    browser.submit(f"/lenders/edit/?id={row.id}", **given)
    assert (row.name, row.pay_to, row.callback_number) == ("Southwind", "Account 9", "021-1")


def test_form_columns_alone_makes_a_form(house):
    browser = house(LenderView, form_groups=(), form_columns=("licence", "name")).browser()

    page = browser.get("/lenders/new/").get_data(as_text=True)
    assert "<legend>Lender</legend>" in page
    assert page.index('name="licence"') < page.index('name="name"')
    assert browser.submit("/lenders/new/", name="Northwind", licence="cn_bank").status_code == 302


def test_form_excluded_columns_leaves_fields_out(house):
    browser = house(LenderView, form_excluded_columns=("pay_to",)).browser()
    row = makers.make_lender(pay_to="Account 9")

    assert 'name="pay_to"' not in browser.get(f"/lenders/edit/?id={row.id}").get_data(as_text=True)
    given = {"name": "Northwind", "licence": "cn_bank", "pay_to": "Account 0", "version": row.version}
    browser.submit(f"/lenders/edit/?id={row.id}", **given)
    assert (row.name, row.pay_to) == ("Northwind", "Account 9")


def test_form_excluded_columns_alone_asks_all_the_others(house):
    there = house(LenderView, form_groups=(), form_excluded_columns=("archived_on",))

    own = ["name", "licence", "callback_number", "complaints_number", "pay_to", "name_zh_hans", "name_zh_hant"]
    own += ["pay_to_zh_hans", "pay_to_zh_hant", "address", "credit_code", "before_due_days", "thanks"]
    own += ["receipts", "plan_due_days", "dispute_answers", "welcomes"]
    assert there.view.form_names() == [*own, "reports_credit", "logo"]


def test_form_widget_args_shape_a_field_and_what_is_disabled_cannot_be_changed(house):
    args = {"pay_to": {"disabled": True}, "licence": {"disabled": True}, "callback_number": {"maxlength": 7}}
    browser = house(LenderView, form_widget_args=args).browser()
    row = makers.make_lender(pay_to="Account 9", licence="cn_bank")

    page = browser.get(f"/lenders/edit/?id={row.id}").get_data(as_text=True)
    assert 'maxlength="7"' in page
    assert page.count(" disabled") == 2
    given = {"name": "Northwind", "licence": "uk_firm", "pay_to": "Account 0", "version": row.version}
    assert browser.submit(f"/lenders/edit/?id={row.id}", **given).status_code == 302
    assert (row.name, row.pay_to, row.licence) == ("Northwind", "Account 9", "cn_bank")


def test_form_args_bring_labels_notes_defaults_and_checks(house):
    args = {
        "name": {"label": "Full name", "description": "As on its licence", "validators": [validators.Length(min=3)]},
        "pay_to": {"default": "Account 9"},
    }
    browser = house(LenderView, form_args=args).browser()

    page = browser.get("/lenders/new/").get_data(as_text=True)
    assert "Full name" in page
    assert "As on its licence" in page
    assert 'value="Account 9"' in page
    page = browser.submit("/lenders/new/", name="AB", licence="cn_bank").get_data(as_text=True)
    assert "at least 3 characters" in page
    assert db.session.scalar(select(Lender)) is None


def test_a_check_in_form_args_binds_a_sealed_field_too(house):
    browser = house(BorrowerView, form_args={"id_number": {"validators": [validators.Length(min=18)]}}).browser()
    row = makers.make_borrower()

    given = {"name": "王小明", "reference": row.reference, "language": "en", "time_zone": "Asia/Shanghai"}
    page = browser.submit(f"/borrowers/edit/?id={row.id}", **given, id_number="123").get_data(as_text=True)
    assert "at least 18 characters" in page


def test_form_overrides_give_a_plain_column_another_field(house):
    browser = house(LenderView, form_overrides={"pay_to": TextAreaField}).browser()

    assert re.search('<textarea[^>]* id="pay_to"', browser.get("/lenders/new/").get_data(as_text=True))


def test_an_action_gets_only_the_ids_in_scope_and_only_from_those_who_may_act(house):
    pressed = []

    @action("praise", "Praise", "Praise these plans?")
    def praise(self, ids):
        pressed.append(ids)

    there = house(PlanView, action_praise=praise)
    browser = there.browser(Role.collector)
    mine, other = makers.make_plan(case=makers.make_case(assignee=browser.person)), makers.make_plan()
    chosen = {"action": "praise", "rowid": [mine.id, other.id, "abc", 10**30]}

    assert "Praise" in browser.get("/plans/").get_data(as_text=True)
    assert "Praise these plans?" in browser.submit("/plans/action/", **chosen).get_data(as_text=True)
    assert pressed == []
    browser.submit("/plans/action/", **chosen, confirmed="1")
    assert pressed == [[str(mine.id)]]
    assert browser.submit("/plans/action/", action="praise", rowid=other.id, confirmed="1").status_code == 404
    auditor = there.browser(Role.auditor)
    assert "Praise" not in auditor.get("/plans/").get_data(as_text=True)
    assert auditor.submit("/plans/action/", **chosen, confirmed="1").status_code == 404
    assert pressed == [[str(mine.id)]]


def test_an_action_without_a_question_runs_at_once_in_one_transaction_and_may_refuse(house):
    @action("rename", "Rename")
    def rename(self, ids):
        for number, row in enumerate(db.session.scalars(select(Lender).where(Lender.id.in_(map(int, ids))))):
            row.name = f"Renamed {number}"
        if len(ids) > 1:
            raise RuleError("One at a time.")

    browser = house(LenderView, action_rename=rename).browser()
    one, two = makers.make_lender(name="One"), makers.make_lender(name="Two")

    browser.submit("/lenders/action/", action="rename", rowid=[one.id, two.id])
    assert (one.name, two.name) == ("One", "Two")
    assert "One at a time." in browser.get("/lenders/").get_data(as_text=True)
    browser.submit("/lenders/action/", action="rename", rowid=one.id)
    assert (one.name, two.name) == ("Renamed 0", "Two")


def test_action_disallowed_list_takes_a_button_away(house):
    browser = house(PlanView, action_disallowed_list=["cancel"]).browser()
    row = makers.make_plan()

    assert 'value="cancel"' not in browser.get("/plans/").get_data(as_text=True)
    given = {"action": "cancel", "rowid": row.id, "confirmed": "1", "reason": "asked to"}
    assert browser.submit("/plans/action/", **given).status_code == 404


def test_nothing_deletes_many_rows_at_once(house):
    browser = house(LenderView).browser()
    row = makers.make_lender()

    assert browser.submit("/lenders/action/", action="delete", rowid=row.id, confirmed="1").status_code == 404
    assert db.session.get(Lender, row.id)


# What shapes a list.


def test_column_formatters_get_view_context_row_and_name(house):
    got = []

    def shout(view, context, model, name):
        got.append((view.noun, context is not None, name))
        return getattr(model, name).upper()

    browser = house(LenderView, column_formatters={"name": shout}).browser()
    row = makers.make_lender(name="Northwind")

    assert "NORTHWIND" in browser.get("/lenders/").get_data(as_text=True)
    assert "NORTHWIND" in browser.get(f"/lenders/details/?id={row.id}").get_data(as_text=True)
    assert rows_of(browser.get("/lenders/export/csv/"))[0]["Name"] == "NORTHWIND"
    assert set(got) == {("lender", True, "name"), ("lender", False, "name")}


def test_a_formatter_gets_the_masked_value_along_every_relation(house):
    def tell(view, context, model, name):
        phones = " ".join(f"{phone.number} {phone}" for phone in model.borrower.phones)
        return f"{model} {model.borrower} {model.borrower.name} {model.borrower.id_number} {phones}"

    from admin.case.view import CaseView

    browser = house(CaseView, column_formatters={"reference": tell}).browser(Role.auditor)
    borrower = makers.make_borrower(name="欧阳娜娜", id_number="110101199001011234")
    makers.make_case(loan=makers.make_loan(borrower=borrower))
    makers.make_phone(borrower=borrower, number="13812345678")

    for path in ("/cases/", "/cases/export/csv/"):
        page = browser.get(path).get_data(as_text=True)
        assert "欧阳*" in page, path
        for secret in ("娜娜", "110101199001011234", "13812345678"):
            assert secret not in page, (path, secret)


def test_a_formatter_sees_no_more_through_properties_and_methods_of_a_row(house, monkeypatch):
    monkeypatch.setattr(Borrower, "loud", property(lambda self: self.name + "!"), raising=False)
    monkeypatch.setattr(Borrower, "spoken", lambda self: f"<{self.name}>", raising=False)
    words = {"column_formatters": {"reference": lambda v, c, m, p: m.loud + m.spoken()}}
    browser = house(BorrowerView, **words).browser(Role.auditor)
    makers.make_borrower(name="欧阳娜娜")

    page = browser.get("/borrowers/").get_data(as_text=True)
    assert "欧阳*!" in page
    assert "娜娜" not in page


def test_a_formatter_gets_texts_of_the_house_with_the_name_masked(house):
    browser = house(ReminderView, column_formatters={"stage": lambda v, c, m, p: m.body}).browser(Role.auditor)
    makers.make_reminder(borrower=makers.make_borrower(name="欧阳娜娜"), body="欧阳娜娜, please call.")

    assert "娜娜" not in browser.get("/reminders/").get_data(as_text=True)


def test_a_formatter_of_money_answers_an_amount_and_the_page_brings_the_currency(house):
    browser = house(OfferView, column_formatters={"pay_amount": lambda v, c, m, p: m.pay_amount * 2}).browser()
    makers.make_offer(pay_amount="1500.00")

    assert "CN¥3,000.00" in browser.get("/offers/").get_data(as_text=True)
    assert rows_of(browser.get("/offers/export/csv/"))[0]["Pay amount"] == "3000.00"


def test_what_a_formatter_answers_is_escaped_like_any_text(house):
    browser = house(LenderView, column_formatters={"name": lambda v, c, m, p: f"<b>{m.name}</b>"}).browser()
    makers.make_lender(name="<script>")

    page = browser.get("/lenders/").get_data(as_text=True)
    assert "&lt;b&gt;&lt;script&gt;" in page


def test_column_formatters_detail_and_export_go_before_the_general_ones(house):
    words = {
        "column_formatters": {"name": lambda v, c, m, p: "in the list"},
        "column_formatters_detail": {"name": lambda v, c, m, p: "on the page"},
        "column_formatters_export": {},
    }
    browser = house(LenderView, **words).browser()
    row = makers.make_lender(name="Northwind")

    assert "in the list" in browser.get("/lenders/").get_data(as_text=True)
    page = browser.get(f"/lenders/details/?id={row.id}").get_data(as_text=True)
    assert "on the page" in page
    assert "in the list" not in page
    assert rows_of(browser.get("/lenders/export/csv/"))[0]["Name"] == "Northwind"


def test_column_labels_name_a_column_at_its_head_filter_field_page_and_in_the_file(house):
    words = {"column_labels": {"licence": "Permit"}}
    browser = house(LenderView, **words).browser()
    row = makers.make_lender()

    for path in ("/lenders/", "/lenders/new/", f"/lenders/details/?id={row.id}"):
        page = browser.get(path).get_data(as_text=True)
        assert "Permit" in page, path
        assert "Licence<" not in page, path
    assert "Permit" in rows_of(browser.get("/lenders/export/csv/"))[0]


def test_column_descriptions_stand_at_the_head_and_below_the_field(house):
    browser = house(LenderView, column_descriptions={"licence": 'What it is in "law"'}).browser()
    makers.make_lender()

    assert 'title="What it is in &#34;law&#34;"' in browser.get("/lenders/").get_data(as_text=True)
    assert "What it is in &#34;law&#34;</p>" in browser.get("/lenders/new/").get_data(as_text=True)


def test_column_sortable_list_says_what_sorts(house):
    browser = house(LenderView, column_sortable_list=("licence",)).browser()
    makers.make_lender(name="B", licence="cn_bank")
    makers.make_lender(name="A", licence="uk_firm")

    page = browser.get("/lenders/?sort=name&desc=1").get_data(as_text=True)
    assert '"/lenders/?sort=licence' in page
    assert '"/lenders/?sort=name' not in page
    assert page.index(">A<") < page.index(">B<")
    page = browser.get("/lenders/?sort=licence").get_data(as_text=True)
    assert page.index(">B<") < page.index(">A<")


@pytest.mark.parametrize(
    "by", ["case.reference", Case.reference, ("case.state", "case.reference")], ids=["path", "attribute", "several"]
)
def test_column_sortable_list_sorts_a_relation_by_a_column_of_its_row(house, by):
    browser = house(PlanView, column_sortable_list=(("case", by),)).browser()
    for reference in ("C-2", "C-1", "C-3"):
        makers.make_plan(case=makers.make_case(reference=reference))

    page = browser.get("/plans/?sort=case").get_data(as_text=True)
    assert page.index("C-1") < page.index("C-2") < page.index("C-3")
    page = browser.get("/plans/?sort=case&desc=1").get_data(as_text=True)
    assert page.index("C-3") < page.index("C-2") < page.index("C-1")


def test_nobody_sorts_by_what_they_see_masked(house):
    words = {"column_sortable_list": (("case", "case.borrower.name"),), "column_default_sort": "case.borrower.name"}
    there = house(PlanView, **words)
    for name, reference in (("b", "C-1"), ("a", "C-2"), ("c", "C-3")):
        borrower = makers.make_borrower(name=name)
        makers.make_plan(case=makers.make_case(reference=reference, loan=makers.make_loan(borrower=borrower)))

    manager = there.browser(Role.manager).get("/plans/").get_data(as_text=True)
    assert manager.index("C-2") < manager.index("C-1") < manager.index("C-3")
    page = there.browser(Role.auditor).get("/plans/?sort=case").get_data(as_text=True)
    assert '"/plans/?sort=case' not in page
    assert page.index("C-3") < page.index("C-2") < page.index("C-1")


@pytest.mark.parametrize(
    "given", ["name", ("name", False), [("licence", False), ("name", False)]], ids=["name", "pair", "several"]
)
def test_column_default_sort_takes_a_name_a_pair_or_several(house, given):
    browser = house(LenderView, column_default_sort=given).browser()
    for name in ("B", "A", "C"):
        makers.make_lender(name=name, licence="cn_bank")

    page = browser.get("/lenders/").get_data(as_text=True)
    assert page.index(">A<") < page.index(">B<") < page.index(">C<")


def test_page_size_says_how_many_rows_a_page_has(house):
    browser = house(LenderView, page_size=2).browser()
    for number in range(3):
        makers.make_lender(name=f"Lender {number}")

    page = browser.get("/lenders/").get_data(as_text=True)
    assert page.count('class="row-link"') == 2
    assert "Page 1 of 2" in page


def test_can_set_page_size_and_its_options_say_what_the_address_may_ask(house):
    there = house(LenderView, page_size=2, can_set_page_size=False)
    for number in range(3):
        makers.make_lender(name=f"Lender {number}")

    assert there.browser().get("/lenders/?page_size=25").get_data(as_text=True).count('class="row-link"') == 2
    there.view.can_set_page_size, there.view.page_size_options = True, (1, 2)
    assert there.browser().get("/lenders/?page_size=1").get_data(as_text=True).count('class="row-link"') == 1
    assert there.browser().get("/lenders/?page_size=50").get_data(as_text=True).count('class="row-link"') == 2


def test_without_a_column_list_the_model_says_the_columns_and_column_display_pk_its_id(house):
    there = house(LenderView, column_list=None, column_display_pk=True)
    makers.make_lender()

    assert there.view.listed()[:3] == ["id", "name", "licence"]
    assert not {"version", "fs_uniquifier"} & set(there.view.listed())
    assert there.browser().get("/lenders/").status_code == 200


def test_columns_may_be_named_by_attributes_of_the_model(house):
    words = {"column_list": (Plan.total, Case.reference), "column_filters": [Plan.status]}
    there = house(PlanView, **words)

    assert there.view.listed() == ["total", "case.reference"]
    assert there.browser().get("/plans/?status=kept").status_code == 200


def test_templates_of_list_form_and_page_are_those_the_screen_names(house):
    words = dict.fromkeys(("list_template", "create_template", "details_template"), "welcome.html")
    there = house(LenderView, **words)

    assert (there.view.list_template, there.view.create_template) == ("welcome.html", "welcome.html")


# What the base cannot honour.

LATER = [
    ("column_editable_list", ("name",), "form"),
    ("column_choices", {"licence": [("cn_bank", "Bank")]}, "enumeration"),
    ("column_type_formatters", {}, "column_formatters"),
    ("column_display_actions", False, "first column"),
    ("column_extra_row_actions", [LinkRowAction("x", "https://example.com")], "bulk"),
    ("column_filters", (FilterEqual(Lender.name, "Name"),), "columns"),
    ("column_select_related_list", ("name",), "by itself"),
    ("create_modal", True, "create_template"),
    ("extra_css", ["/a.css"], "concord.css"),
    ("form", object, "form_groups"),
    ("form_ajax_refs", {"case": {"fields": ("reference",)}}, "lookup_fields"),
    ("form_columns", ("nonsense",), "no column"),
    ("form_columns", ("version",), "kept by the house"),
    ("form_args", {"case": {"query_factory": list}}, "in reach"),
    ("form_choices", {"name": [("a", "A")]}, "enumeration"),
    ("form_extra_fields", {"password": PasswordField()}, "column on the model"),
    ("form_rules", [rules.Header("x")], "form_groups"),
    ("form_widget_args", {"name": {"style": "color: red"}}, "concord.css"),
    ("form_widget_args", {"name": {"onclick": "alert()"}}, "concord.js"),
    ("inline_models", (Phone,), "related"),
    ("page_size", 0, "1 to 1000"),
    ("export_types", ["json"], "csv"),
    ("simple_list_pager", True, "10,000"),
    ("get_query", lambda self: None, "rules/access.py"),
    ("after_model_change", lambda self, form, model, is_created: None, "on_model_change"),
    ("rename_columns", {"name": "Title"}, "column_labels"),
    ("column_label", {"name": "Title"}, "column_labels"),
    ("can_exports", False, "can_export"),
]


@pytest.mark.parametrize(("word", "value", "ours"), LATER, ids=[word for word, *_ in LATER])
def test_a_word_that_the_base_cannot_honour_is_refused_at_start_with_ours(app, word, value, ours):
    told = refused(LenderView, **{word: value})
    assert f"LenderView.{word}" in told
    assert ours in told


def test_a_foreign_key_is_in_no_form_because_it_would_pass_by_the_reach(app):
    assert "name the relation, case" in refused(PlanView, form_columns=("case_id",))


def test_a_masked_or_related_column_keeps_its_field(app):
    assert "id_number" in refused(BorrowerView, form_overrides={"id_number": TextAreaField})
    assert "lender" in refused(BorrowerView, form_overrides={"lender": TextAreaField})


def test_every_word_of_flask_admin_is_honoured_refused_or_known_to_mean_nothing_here():
    """A new Flask-Admin brings new words: each must be placed."""
    from flask_admin.contrib.sqla import ModelView
    from flask_admin.model import BaseModelView

    from admin.base import options

    theirs = {name for kind in (ModelView, BaseModelView) for name in vars(kind) if not name.startswith("_")}
    ours = {name for kind in RecordView.__mro__[: RecordView.__mro__.index(ModelView)] for name in vars(kind)}

    assert sorted(theirs - ours - set(options.REFUSED) - options.KEPT) == []
