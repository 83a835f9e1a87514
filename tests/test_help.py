"""Help where it is needed: what a page is for, its keys, the glossary, and the tour of a role."""

import re

import pytest

from admin.base import examples, places, purpose
from admin.base.terms import terms
from admin.house import tour
from models import db
from models.user import User
from rules.access import Role
from tests import makers
from tests.makers import TODAY


@pytest.mark.parametrize("path", ["/my-day/", "/cases/", "/promises/", "/my-figures/"])
def test_every_page_says_what_it_is_for_and_its_keys(sign_in, path):
    client, _ = sign_in(Role.collector)
    page = client.get(path).text

    assert page.count('<dialog id="keys"') == 1
    name = path.strip("/").replace("-", "_").removesuffix("s" if path in ("/cases/", "/promises/") else "-")
    assert purpose.of(name) in page.replace("&#39;", "'")
    assert "<kbd>?</kbd>" in page


def test_my_day_names_its_own_keys_and_a_partner_has_no_search(sign_in):
    collector, _ = sign_in(Role.collector)
    partner, _ = sign_in(Role.legal_partner)

    assert "<kbd>j</kbd>" in collector.get("/my-day/").text
    assert "<kbd>j</kbd>" not in collector.get("/cases/").text
    assert "<kbd>/</kbd>" not in partner.get("/partner/").text


@pytest.mark.parametrize("role", Role)
def test_the_glossary_is_one_click_away_for_everyone(sign_in, role):
    client, _ = sign_in(role)

    assert 'href="/glossary/"' in client.get("/", follow_redirects=True).text
    page = client.get("/glossary/").text
    assert page.count("<dt>") >= len(terms()) > 100


def test_the_glossary_speaks_the_readers_language(sign_in):
    client, _ = sign_in(Role.collector, language="zh_Hant")

    page = client.get("/glossary/").text
    assert "<b>借款人</b>" in page
    assert terms()[2].told not in page


@pytest.mark.parametrize("role", Role)
def test_a_tour_has_five_steps_on_pages_that_the_role_may_enter(sign_in, role):
    client, person = sign_in(role, toured_on=None)
    seen = []

    address = client.get("/", follow_redirects=True).request.path
    for number in range(1, 6):
        page = client.get(address).text
        assert f"Step {number} of 5" in page
        seen.append(re.search(r'<aside class="tour".*?<b>(.*?)</b>', page, re.DOTALL)[1])
        answer = client.submit("/tour/step/", way="next")
        address = answer.location
        assert client.get(address).status_code == 200

    assert len(set(seen)) == len(tour.STEPS[role]) == 5
    assert 'class="tour"' not in client.get(address).text
    assert db.session.get_one(User, person.id).toured_on is not None


def test_the_tour_is_left_goes_back_and_begins_again(sign_in):
    client, person = sign_in(Role.manager, toured_on=None)

    client.submit("/tour/step/", way="next")
    assert "Step 2 of 5" in client.get("/cases/").text
    client.submit("/tour/step/", way="back")
    assert "Step 1 of 5" in client.get("/cases/").text
    client.submit("/tour/step/", way="leave")
    assert 'class="tour"' not in client.get("/cases/").text
    assert db.session.get_one(User, person.id).toured_on is not None
    assert client.get("/tour/").status_code == 302
    assert "Step 1 of 5" in client.get("/cases/").text


def test_who_has_left_the_tour_is_not_asked_again(sign_in):
    client, person = sign_in(Role.manager)

    assert person.toured_on == TODAY
    assert 'class="tour"' not in client.get("/").text


def test_a_step_names_the_way_to_its_page(sign_in):
    client, _ = sign_in(Role.collector, toured_on=None)
    makers.make_case()

    assert 'href="/my-day/">Go there' in client.get("/cases/").text
    assert "Go there" not in client.get("/my-day/").text


# What a field says by its name: names, days, languages, words and rows that are chosen from a list.
PLAIN = set(
    "name email language partner time_zone gets_report gets_digest reviewed_on evaluated_on evaluation note lender day "
    "country published_on source month_on user portfolio starts_on ends_on kind level policy stage step channel body "
    "notice name_zh_hans name_zh_hant pay_to_zh_hans pay_to_zh_hant credit_code fee_basis costs_advanced_by trigger "
    "version late before paid offers_plan archived_on assignee".split()
)


def test_every_form_of_set_up_says_what_a_value_does_with_an_example(the_app):
    views = {view.endpoint: view for view in the_app.extensions["admin"][0]._views}
    silent = []
    for noun in (name for names in places.CARDS.values() for name in names if hasattr(views[name], "noun")):
        view = views[noun]
        with the_app.test_request_context("/"):
            for each in view._create_form_class():
                told = view.form_notes.get(each.short_name) or examples.of(noun, each.short_name)
                if each.short_name not in PLAIN and not told:
                    silent.append(f"{noun}.{each.short_name}")

    assert silent == []


def test_every_example_is_of_a_field_and_holds_one(the_app):
    known = {view.noun: view for view in the_app.extensions["admin"][0]._views if hasattr(view, "noun")}

    for name, told in examples.EXAMPLES.items():
        noun, _, field = name.rpartition(".")
        assert "Example: " in told._args[0], name
        assert not noun or hasattr(known[noun].model, field), name


def test_a_form_shows_its_example(sign_in):
    client, _ = sign_in(Role.administrator)

    assert "Example: 120; empty: any number." in client.get("/people/new/").text
