"""Every page: in its frame, under a strict policy, in the reader's language, and with words instead of errors."""

import re
from html.parser import HTMLParser

import pytest

from models import db
from rules.access import TABLE, Role
from tests import ROOT, makers, plans

RECORDS = sorted(noun for noun in TABLE if noun not in {"allocation", "sending"})  # They have no screen of rows.


class Page(HTMLParser):
    """What a page is made of: its tags with attributes, and scripts and styles written into it."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.inline = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "style" or (tag == "script" and "src" not in dict(attributes)):
            self.inline.append(tag)

    def count(self, tag):
        return sum(found == tag for found, _ in self.tags)


def checked(answer, language="en"):
    """Hold a page against the laws of every page."""
    text = answer.get_data(as_text=True)
    page = Page(text)
    assert answer.status_code < 500
    assert page.inline == []
    assert [name for _, given in page.tags for name in given if name.startswith("on") or name == "style"] == []
    assert [given for _, given in page.tags if re.match(r"(https?:)?//", given.get("src") or "")] == []
    assert (page.count("main"), page.count("h1")) == (1, 1)
    assert next(given for tag, given in page.tags if tag == "html")["lang"] == language
    names = [given["id"] for _, given in page.tags if "id" in given]
    assert len(names) == len(set(names))
    return text


@pytest.mark.parametrize("noun", RECORDS)
def test_every_list_form_and_page_of_a_row_keeps_the_laws_of_a_page(sign_in, the_app, noun):
    browser, _ = sign_in(Role.administrator)
    row = makers.MAKERS[noun]()
    db.session.flush()
    view = next(view for view in the_app.extensions["admin"][0]._views if getattr(view, "noun", "") == noun)

    for path in ("", "new/", f"details/?id={row.id}", f"details/?id={row.id}&tab=history", f"edit/?id={row.id}"):
        answer = browser.get(f"{view.url}/{path}")
        assert answer.status_code in (200, 403)
        checked(answer)


def test_every_answer_carries_a_strict_policy(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert client.get("/").headers["X-Frame-Options"] == "DENY"
    assert client.get("/").headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/lenders/", 403), ("/lenders/action/", 405)])
def test_errors_are_told_in_the_frame(sign_in, path, status):
    browser, _ = sign_in(Role.collector)

    answer = browser.get(path)
    assert answer.status_code == status
    assert 'class="frame"' in checked(answer)


def test_an_error_of_ours_is_told_without_its_traces(sign_in, the_app, monkeypatch):
    monkeypatch.setitem(the_app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(the_app.view_functions, "case.index_view", lambda: 1 / 0)
    browser, _ = sign_in(Role.manager)

    answer = browser.get("/cases/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.get_data(as_text=True)


def test_the_menu_holds_only_what_the_person_may_enter(sign_in):
    pages = {role: sign_in(role)[0].get("/referrals/").get_data(as_text=True) for role in Role}

    assert 'href="/setup/"' in pages[Role.administrator]
    assert 'href="/setup/"' not in pages[Role.collector]
    assert 'href="/cases/"' not in pages[Role.legal_partner]
    assert 'id="palette"' not in pages[Role.legal_partner]


def test_the_language_is_chosen_and_kept(sign_in):
    browser, person = sign_in(Role.collector)

    browser.submit("/preferences/", language="zh_Hant")
    assert person.language.name == "zh_Hant"
    checked(browser.get("/cases/"), "zh-Hant")
    browser.submit("/preferences/", language="klingon", theme="pink")
    assert (person.language.name, person.theme) == ("zh_Hant", "")


def test_the_theme_is_chosen_and_kept(sign_in):
    browser, person = sign_in(Role.collector)

    browser.submit("/preferences/", theme="dark")
    assert person.theme == "dark"
    assert 'data-theme="dark"' in browser.get("/cases/").get_data(as_text=True)


def test_an_empty_list_says_what_to_do_next(sign_in):
    browser, _ = sign_in(Role.administrator)

    page = browser.get("/lenders/").get_data(as_text=True)
    assert "Begin with one." in page
    assert 'href="/lenders/new/"' in page
    assert "Loosen the search" in browser.get("/lenders/?search=x").get_data(as_text=True)


def test_the_demo_says_that_it_is_one(sign_in):
    browser, _ = sign_in(Role.collector)
    assert "demo book" not in browser.get("/cases/").get_data(as_text=True)

    makers.make_team(is_demo=True)
    assert "demo book" in browser.get("/cases/").get_data(as_text=True)


def test_values_that_look_like_markup_are_text(sign_in):
    browser, _ = sign_in(Role.manager)
    case = makers.make_case(reference="<script>x</script>")
    makers.make_audit_entry(record="case", record_id=case.id, reason="<b>y</b>", changes={"<i>": ["<u>", "<s>"]})

    for path in ("/cases/", f"/cases/details/?id={case.id}", f"/cases/details/?id={case.id}&tab=history"):
        page = browser.get(path).get_data(as_text=True)
        assert not re.search(r"<script>x|<b>y|<i>|<u>|<s>", page)


def test_the_history_of_a_row_is_asked_for_where_it_is_shown(sign_in):
    browser, _ = sign_in(Role.manager)
    address = f"/borrowers/details/?id={makers.make_borrower().id}"

    with plans.watched() as plain:
        browser.get(address)
    with plans.watched() as history:
        browser.get(f"{address}&tab=history")

    assert not any("FROM audit_entry" in statement for statement, _ in plain)
    assert any("FROM audit_entry" in statement for statement, _ in history)


def test_every_icon_of_the_menu_is_drawn(the_app):
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (ROOT / "static" / "icons.svg").read_text("utf-8")))
    named = {getattr(view, "icon", "dot") for view in the_app.extensions["admin"][0]._views}

    assert named <= drawn


@pytest.mark.parametrize("flush", [True, False], ids=["flushed", "waiting"])
def test_a_request_that_leaves_its_changes_uncommitted_fails(app, client, monkeypatch, flush):
    def forgetful():
        db.session.add(makers.Team(name="Nobody keeps me"))
        if flush:
            db.session.flush()
        return "ok"

    monkeypatch.setitem(app.view_functions, "health", forgetful)

    with pytest.raises(AssertionError, match=r"nobody committed: .*'Team'"):
        client.get("/healthz")
