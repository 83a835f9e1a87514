"""Lists as people arrange them: columns chosen and ordered, views kept for oneself, a role or everybody."""

import csv
import io
import re

import pytest
from sqlalchemy import event, select

from models import db
from models.case import CaseState
from models.saved_view import Audience, SavedView
from rules.access import Role
from rules.errors import RuleError
from services import saved_view
from services.saved_view import Wish
from tests import makers
from tests.test_base_lists import WILD


def heads(browser, path="/cases/"):
    """The labels of the columns of a list, in their order."""
    page = browser.get(path).get_data(as_text=True)
    row = page[page.index("<thead>") : page.index("</thead>")] if "<thead>" in page else ""
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r'<th scope="col".*?</th>', row, re.DOTALL)]


def arrange(browser, *names, path="/cases/", **given):
    """Choose the columns of a list, in this order."""
    return browser.submit(f"{path}arrange/", order=list(names), column=list(names), save="1", **given)


def names_of_views(browser, path="/cases/"):
    """The chips above a list."""
    page = browser.get(path).get_data(as_text=True)
    return re.findall(r'class="view"[^>]*>([^<]+?)\s*<b', page)


def test_columns_are_chosen_and_ordered_by_each_person_and_go_back_to_default(sign_in):
    browser, _ = sign_in(Role.manager)
    other, _ = sign_in(Role.manager)
    makers.make_case(reference="C-1")
    before = heads(browser)

    arrange(browser, "reference", "stage", "loan.contract_no", "closed_on")

    assert heads(browser) == ["Reference", "Stage", "Contract number", "Closed on"]
    assert heads(other) == before
    browser.submit("/cases/arrange/", reset="1", save="1")
    assert heads(browser) == before
    assert db.session.scalar(select(SavedView)) is None


def test_the_arrows_move_a_column_before_anything_is_kept(sign_in):
    browser, _ = sign_in(Role.manager)

    page = browser.submit("/cases/arrange/", order=["reference", "stage"], column=["reference", "stage"], up="stage")

    text = page.get_data(as_text=True)
    assert text.index('name="order" value="stage"') < text.index('name="order" value="reference"')
    assert db.session.scalar(select(SavedView)) is None


def test_a_page_has_as_many_rows_as_its_reader_chose(sign_in):
    browser, _ = sign_in(Role.manager)
    for _ in range(30):
        makers.make_case()

    assert browser.get("/cases/").get_data(as_text=True).count("<tr") == 26
    arrange(browser, "reference", size="50")
    assert browser.get("/cases/").get_data(as_text=True).count("<tr") == 31
    arrange(browser, "reference", size="7")
    assert browser.get("/cases/").get_data(as_text=True).count("<tr") == 26


def test_a_file_has_the_chosen_columns(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_case(reference="C-1")
    arrange(browser, "stage", "reference")

    text = browser.get("/cases/export/csv/").get_data().decode("utf-8-sig")

    assert next(csv.reader(io.StringIO(text))) == ["Stage", "Reference"]


# What nobody, or not this role, reads on a page of the record.
CLOSED = {
    Role.administrator: (("/people/", "password"), ("/people/", "fs_uniquifier"), ("/cases/", "borrower.id_number")),
    Role.manager: (("/people/", "password"), ("/people/", "theme"), ("/cases/", "borrower.lender.name")),
    Role.collector: (("/cases/", "loan.portfolio"), ("/borrowers/", "password"), ("/cases/", "lender")),
    Role.auditor: (("/cases/", "version"), ("/audit-trail/", "changes")),
}


@pytest.mark.parametrize("role", CLOSED)
def test_no_chosen_column_shows_what_the_page_of_a_row_keeps_from_a_role(sign_in, role):
    browser, _ = sign_in(role)
    makers.make_case(assignee=None)
    for path, name in CLOSED[role]:
        if browser.get(path).status_code != 200:
            continue
        before = heads(browser, path)
        arrange(browser, name, "nonsense", "__class__", "id.x", "x" * 500, path=path)
        assert heads(browser, path) == before, (path, name)
        assert f'value="{name}"' not in browser.get(f"{path}arrange/").get_data(as_text=True)


def test_a_chosen_name_is_masked_for_an_auditor_and_sorts_nothing(sign_in):
    browser, _ = sign_in(Role.auditor)
    case = makers.make_case(loan=makers.make_loan(borrower=makers.make_borrower(name="欧阳娜娜")))
    arrange(browser, "reference", "borrower.name", "borrower")
    assert heads(browser) == ["Reference", "Borrower"]

    page = browser.get("/cases/").get_data(as_text=True)

    assert "欧阳*" in page
    assert "娜娜" not in page
    assert "sort=borrower" not in page
    assert "娜娜" not in browser.get("/cases/export/csv/").get_data().decode("utf-8-sig")
    assert case.reference in page


def test_a_view_is_kept_shown_counted_and_deleted(sign_in):
    browser, _ = sign_in(Role.collector)
    other, _ = sign_in(Role.collector)
    me = db.session.scalars(select(makers.User).order_by(makers.User.id)).first()
    makers.make_case(assignee=me, state=CaseState.closed)
    makers.make_case(assignee=me, state=CaseState.open)

    browser.submit("/cases/keep/?state=closed&sort=balance&desc=1", name="Done with", save="1")

    row = db.session.scalars(select(SavedView)).one()
    assert (row.asked, row.audience) == ([["state", "closed"], ["sort", "balance"], ["desc", "1"]], Audience.me)
    assert names_of_views(browser) == ["Done with"]
    assert names_of_views(other) == []
    assert browser.get("/cases/views/").json == {str(row.id): "1"}
    assert other.get("/cases/views/").json == {}
    page = browser.get(f"/cases/?state=closed&view={row.id}").get_data(as_text=True)
    assert re.search(r'class="view" aria-current="page"[^>]*>Done with', page)
    browser.submit(f"/cases/keep/?view={row.id}", drop="1")
    assert names_of_views(browser) == []


def test_a_view_brings_its_own_columns(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_case()
    arrange(browser, "stage", "reference")
    browser.submit("/cases/keep/?state=open", name="Two columns", save="1")
    arrange(browser, "reference")
    row = db.session.scalars(select(SavedView).where(SavedView.name != "")).one()

    assert heads(browser, f"/cases/?state=open&view={row.id}") == ["Stage", "Reference"]
    assert heads(browser) == ["Reference"]


def test_a_list_opens_with_the_view_that_opens_it_until_another_is_asked_for(sign_in):
    browser, _ = sign_in(Role.manager)
    makers.make_case(reference="C-OPEN", state=CaseState.open)
    makers.make_case(reference="C-SHUT", state=CaseState.closed)
    browser.submit("/cases/keep/?state=closed", name="Shut", opens="1", save="1")

    page = browser.get("/cases/").get_data(as_text=True)

    assert ("C-OPEN" in page, "C-SHUT" in page) == (False, True)
    assert 'href="/cases/?view=0"' in page
    assert "C-OPEN" in browser.get("/cases/?view=0").get_data(as_text=True)
    assert "C-OPEN" not in browser.get("/cases/export/csv/").get_data().decode("utf-8-sig")


def test_views_for_a_role_and_for_everybody_come_from_managers_alone(sign_in):
    manager, _ = sign_in(Role.manager)
    collector, _ = sign_in(Role.collector)
    auditor, _ = sign_in(Role.auditor)
    manager.submit("/cases/keep/?state=open", name="For collectors", audience="role", role="collector", save="1")
    manager.submit("/cases/keep/?state=open", name="For all", audience="everybody", save="1")
    collector.submit("/cases/keep/?state=open", name="Mine for all", audience="everybody", save="1")

    assert names_of_views(manager) == ["For collectors", "For all"]
    assert names_of_views(collector) == ["For collectors", "For all"]
    assert names_of_views(auditor) == ["For all"]


def test_only_its_owner_or_an_administrator_changes_a_shared_view(sign_in):
    manager, _ = sign_in(Role.manager)
    collector, _ = sign_in(Role.collector)
    administrator, _ = sign_in(Role.administrator)
    manager.submit("/cases/keep/?state=open", name="For all", audience="everybody", save="1")
    row = db.session.scalars(select(SavedView)).one()

    collector.submit(f"/cases/keep/?view={row.id}", drop="1")
    assert names_of_views(manager) == ["For all"]
    administrator.submit(f"/cases/keep/?view={row.id}", drop="1")
    assert names_of_views(manager) == []


def test_what_others_see_narrows_by_nobody_and_shows_each_only_what_is_open_to_them(sign_in):
    manager, _ = sign_in(Role.manager)
    auditor, _ = sign_in(Role.auditor)
    collector, person = sign_in(Role.collector)
    makers.make_case(assignee=person)
    arrange(manager, "reference", "loan.portfolio")
    asked = f"state=open&search=张伟&borrower={makers.make_borrower(name='张伟').id}"
    manager.submit(f"/cases/keep/?{asked}", name="Shared", audience="everybody", save="1")

    row = db.session.scalars(select(SavedView).where(SavedView.name == "Shared")).one()

    assert row.asked == [["state", "open"]]
    assert heads(collector, f"/cases/?view={row.id}") == ["Reference"]
    assert "张伟" not in auditor.get(f"/cases/?view={row.id}").get_data(as_text=True)


def test_a_view_of_another_person_is_as_if_it_were_not_there(sign_in):
    manager, _ = sign_in(Role.manager)
    other, _ = sign_in(Role.manager)
    arrange(manager, "reference")
    manager.submit("/cases/keep/", name="Secret name", save="1")
    row = db.session.scalars(select(SavedView).where(SavedView.name != "")).one()
    before = heads(other)

    page = other.get(f"/cases/?view={row.id}").get_data(as_text=True)

    assert heads(other, f"/cases/?view={row.id}") == before
    assert "Secret name" not in page
    assert other.submit(f"/cases/keep/?view={row.id}", drop="1").status_code == 200
    assert db.session.get(SavedView, row.id) is not None


@pytest.mark.parametrize("arguments", [*WILD, "view=abc", f"view={10**30}", "view=-1", "view=1&view=2", "view="])
def test_no_argument_breaks_what_is_kept_of_a_list(sign_in, arguments):
    browser, _ = sign_in(Role.manager)
    makers.make_case()

    browser.submit(f"/cases/keep/?{arguments}", name="<b>%s{{7*7}}</b>", audience="nonsense", role="x", save="1")
    row = db.session.scalars(select(SavedView)).one()

    assert browser.get(f"/cases/?{arguments}&view={row.id}").status_code == 200
    assert browser.get("/cases/views/").status_code == 200
    for path in ("arrange", "keep", "views"):
        assert browser.get(f"/cases/{path}/?{arguments}").status_code == 200
    page = browser.get("/cases/").get_data(as_text=True)
    assert "&lt;b&gt;%s{{7*7}}&lt;/b&gt;" in page


def test_two_hundred_views_are_no_trouble(sign_in, app):
    browser, _ = sign_in(Role.manager)
    others = [makers.make_user(role=Role.manager) for _ in range(5)]
    for at in range(200):
        wish = Wish(f"View {at}", Audience.everybody)
        saved_view.keep("case", others[at % 5], wish, [["state", "open"]], ["reference"])
    db.session.commit()

    page = browser.get("/cases/").get_data(as_text=True)

    assert page.count("View ") >= 200
    assert len(browser.get("/cases/views/").json) == 8
    with pytest.raises(RuleError, match="40 views"):
        saved_view.keep("case", others[0], Wish("One more"), [], [])


def test_chips_are_counted_in_one_statement(sign_in):
    browser, _ = sign_in(Role.manager)
    for name in ("one", "two", "three"):
        browser.submit("/cases/keep/?state=open", name=name, save="1")
    asked: list[str] = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731

    event.listen(db.engine, "before_cursor_execute", listener)
    browser.get("/cases/views/")
    event.remove(db.engine, "before_cursor_execute", listener)

    assert len([text for text in asked if "case_file" in text]) == 1


def test_views_stand_in_the_order_of_their_owner(sign_in):
    browser, _ = sign_in(Role.manager)
    for name in ("one", "two", "three"):
        browser.submit("/cases/keep/", name=name, save="1")
    last = db.session.scalars(select(SavedView).where(SavedView.name == "three")).one()

    browser.submit(f"/cases/keep/?view={last.id}", move="back")
    browser.submit(f"/cases/keep/?view={last.id}", move="back")

    assert names_of_views(browser) == ["three", "one", "two"]


@pytest.mark.parametrize("role", Role)
def test_lists_are_arranged_by_whoever_may_see_them(sign_in, the_app, role):
    browser, _ = sign_in(role)
    for view in [each for each in the_app.extensions["admin"][0]._views if getattr(each, "noun", "")]:
        seen = browser.get(f"{view.url}/").status_code
        for path in ("arrange", "keep", "views"):
            assert browser.get(f"{view.url}/{path}/").status_code == seen, (view.noun, path)


def test_the_height_of_rows_is_kept_with_the_person(sign_in):
    browser, _ = sign_in(Role.manager)

    assert "data-density" not in browser.get("/cases/").get_data(as_text=True)
    arrange(browser, "reference", density="compact")
    assert 'data-density="compact"' in browser.get("/borrowers/").get_data(as_text=True)
    browser.submit("/preferences/", density="nonsense")
    assert 'data-density="compact"' in browser.get("/borrowers/").get_data(as_text=True)
    browser.submit("/preferences/", density="")
    assert "data-density" not in browser.get("/cases/").get_data(as_text=True)


def test_every_empty_list_says_what_comes_into_it_and_leads_to_where_that_begins(sign_in, the_app):
    browser, _ = sign_in(Role.administrator)
    collector, _ = sign_in(Role.collector)
    for view in [each for each in the_app.extensions["admin"][0]._views if getattr(each, "noun", "")]:
        assert view.empty, view.noun

    assert 'href="/upload/"' in browser.get("/cases/").get_data(as_text=True).split('class="empty"')[1]
    assert 'href="/cases/"' in collector.get("/holds/").get_data(as_text=True).split('class="empty"')[1]
    assert 'href="/upload/"' not in collector.get("/cases/").get_data(as_text=True)


def test_a_view_that_is_changed_stays_one_view_under_its_new_name(sign_in):
    browser, _ = sign_in(Role.manager)
    browser.submit("/cases/keep/?state=open", name="Open", save="1")
    browser.submit("/cases/keep/?state=closed", name="Closed", save="1")
    row = db.session.scalars(select(SavedView).order_by(SavedView.id)).first()

    there = browser.submit(f"/cases/keep/?state=open&sort=balance&view={row.id}", name="By balance", save="1").location
    refused = browser.submit(f"/cases/keep/?state=open&view={row.id}", name="Closed", save="1")

    assert f"view={row.id}" in there
    assert sorted(names_of_views(browser)) == ["By balance", "Closed"]
    assert (row.name, row.asked) == ("By balance", [["state", "open"], ["sort", "balance"]])
    assert "Another view has this name." in refused.text


def test_an_administrator_who_changes_a_shared_view_leaves_it_to_its_owner(sign_in):
    browser, owner = sign_in(Role.manager)
    other, _ = sign_in(Role.administrator)
    third, _ = sign_in(Role.collector)
    browser.submit("/cases/keep/?state=open", name="Open", audience="everybody", save="1")
    row = db.session.scalars(select(SavedView)).one()

    third.submit(f"/cases/keep/?state=closed&view={row.id}", name="Mine", save="1")
    other.submit(f"/cases/keep/?state=open&view={row.id}", name="Open ones", audience="everybody", save="1")

    rows = db.session.scalars(select(SavedView).order_by(SavedView.id)).all()
    assert [(each.name, each.owner is owner) for each in rows] == [("Open ones", True), ("Mine", False)]


def test_nobody_sorts_by_a_text_of_which_they_see_a_mask(sign_in):
    auditor, _ = sign_in(Role.auditor)
    manager, _ = sign_in(Role.manager)
    makers.make_reminder()
    for browser, there in ((auditor, False), (manager, True)):
        arrange(browser, "queued_on", "subject", path="/reminders/")
        assert ("sort=subject" in browser.get("/reminders/").text) is there
