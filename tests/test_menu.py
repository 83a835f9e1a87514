"""The menu: at most seven entries, tabs with their counts, Set-up, and that every page is reached from somewhere."""

import re

import pytest

from admin.base import menu, places, purpose, rights
from models.promise import PromiseStatus
from rules import access
from rules.access import Role
from tests import makers, plans

MOST = 7
SHAPE = {
    Role.administrator: ["Monday", "Cases", "Agreements", "Money in", "Legal", "Insight", "Set-up"],
    Role.manager: ["Monday", "Desks", "Cases", "Agreements", "Money in", "Legal", "Insight"],
    Role.collector: ["My day", "Cases", "Borrowers", "Money in", "Legal", "My figures"],
    Role.auditor: ["Cases", "Decisions", "Audit", "Insight"],
    Role.legal_partner: ["Referrals"],
}


def words(html):
    """The texts of a page's links by their address."""
    found = re.findall(r'<a [^>]*?href="([^"#]*)[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(address.replace("&amp;", "&"), re.sub(r"<[^>]*>", " ", text).strip()) for address, text in found]


def part(html, begin, end):
    """What stands between two marks of a page."""
    return html.partition(begin)[2].partition(end)[0]


def entries(html):
    """The entries of the menu: their address and their label."""
    doors = part(html, '<ul class="doors">', "</ul>")
    return re.findall(r'<a href="([^"]*)"[^>]*>.*?<span class="grow">(.*?)</span>', doors, re.DOTALL)


@pytest.mark.parametrize("role", Role)
def test_the_menu_has_the_shape_of_the_role(sign_in, role):
    client, _ = sign_in(role)
    page = client.get("/", follow_redirects=True).text

    assert [label for _, label in entries(page)] == SHAPE[role]
    assert len(entries(page)) <= MOST
    icons = re.findall(r"#([a-z]+)", part(page, '<ul class="doors">', "</ul>"))
    assert len(icons) == len(set(icons)) == len(SHAPE[role])


def walked(client, start="/"):
    """Every address without a question that the menu, the tabs and Set-up lead to, and what each page leads to."""
    ways, left = {}, [start]
    while left:
        address = left.pop()
        if address in ways:
            continue
        page = client.get(address, follow_redirects=True)
        assert page.status_code == 200, address
        text = page.text
        places_of = "".join(re.findall(r"<nav.*?</nav>|<ul class=\"cards\">.*?</ul>", text, re.DOTALL))
        ways[address] = {href for href, _ in words(text)}
        left += [href.partition("?")[0] for href, _ in words(places_of) if href.startswith("/")]
    return ways


@pytest.mark.parametrize("role", Role)
def test_every_page_that_a_role_may_enter_is_reached(the_app, sign_in, role):
    client, person = sign_in(role)
    case = makers.make_case(assignee=person) if role == Role.collector else makers.make_case()
    makers.make_referral(case=case)
    ways = walked(client)

    open_to = {}
    for view in the_app.extensions["admin"][0]._views:
        noun, name = getattr(view, "noun", ""), getattr(view, "page", view.endpoint)
        if access.may(role, "view", noun) if noun else access.may_open(role, name):
            open_to[view.endpoint] = (view.url or "").rstrip("/") + "/"
    missing = {name: url for name, url in open_to.items() if url not in ways}
    beside = {"home", *places.ELSEWHERE, *(() if role != Role.legal_partner else ("referral",))}
    assert set(missing) <= beside, set(missing) - beside


def test_pages_that_stand_elsewhere_are_led_to_from_there(the_app):
    names = {view.endpoint: view for view in the_app.extensions["admin"][0]._views}

    assert set(places.ELSEWHERE) | set(places.ELSEWHERE.values()) <= names.keys()
    for noun in ("phone", "address"):
        assert noun in {other for other, _ in names["borrower"].related}


def test_no_page_has_two_places_and_no_place_is_of_nothing(the_app):
    known = {view.endpoint for view in the_app.extensions["admin"][0]._views}
    inside = [name for names in (*places.ROOMS.values(), *places.CARDS.values()) for name in names]
    named = {name for doors in places.DOORS.values() for door in doors for name in door.pages}

    assert named | set(inside) <= known | places.ROOMS.keys()
    twice = {name for name in inside if inside.count(name) > 1}
    assert twice == {"legal_partner"}, "A partner of the firm is a card too: it is set up once."


def test_every_page_says_what_it_is_for(the_app):
    known = {view.endpoint for view in the_app.extensions["admin"][0]._views}

    assert known - purpose.PURPOSES.keys() == set()


def test_the_tabs_of_a_room_count_what_is_open_in_one_statement(sign_in):
    client, _ = sign_in(Role.manager)
    for status in (PromiseStatus.open, PromiseStatus.open, PromiseStatus.kept):
        makers.make_promise(status=status)
    makers.make_hold(), makers.make_pause()

    with plans.watched() as asked:
        page = client.get("/holds/").text
    tabs = part(page, '<nav class="tabs"', "</nav>")

    assert "/promises/?status=open" in tabs
    assert re.search(r'/promises/\?status=open"[^>]*>2</a>', tabs)
    assert re.search(r'href="/holds/" aria-current="page">Holds</a><b class="count"[^>]*>1</b>', tabs)
    assert len([each for each, _ in asked if "pause" in each and "promise" in each and "hardship" in each]) == 1


def test_a_pause_that_was_ended_is_not_counted(sign_in):
    client, _ = sign_in(Role.manager)
    row = makers.make_pause()
    makers.make_pause(loan=row.loan, action="resume")

    assert not re.search(r'href="/pauses/"[^>]*>Pauses</a><b', client.get("/promises/").text)


def test_tabs_count_only_what_is_in_reach(sign_in):
    client, person = sign_in(Role.collector)
    makers.make_promise(), makers.make_promise(case=makers.make_case(assignee=person))

    tabs = part(client.get("/promises/").text, 'class="tabs inner"', "</nav>")
    assert re.search(r'/promises/\?status=open"[^>]*>1</a>', tabs)


def test_what_waits_is_counted_at_the_entry(sign_in):
    client, _ = sign_in(Role.manager)
    makers.make_breach(), makers.make_breach()

    doors = part(client.get("/cases/").text, '<ul class="doors">', "</ul>")
    assert re.search(r'Insight</span><b class="count"[^>]*>2<', doors)


def test_a_row_of_a_page_has_no_tabs_above_it(sign_in):
    client, _ = sign_in(Role.manager)
    case = makers.make_case()

    assert 'class="tab' in client.get("/cases/").text
    assert 'class="tab ' not in client.get(f"/cases/details/?id={case.id}").text


def test_set_up_is_found_by_card_and_what_stands_nowhere_else_stands_there(the_app, sign_in, monkeypatch):
    monkeypatch.setitem(places.CARDS, "Bank", ("bank_account",))
    monkeypatch.setitem(the_app.extensions, "concord_menu", {})
    client, _ = sign_in(Role.administrator)

    page = client.get("/setup/").text
    assert 'data-narrow=".cards"' in page
    assert purpose.of("stage") in page
    rest = page.partition("Records</h2>")[2]
    assert "Explained bank words" in rest
    monkeypatch.setitem(the_app.extensions, "concord_menu", {})


def test_nobody_has_no_menu(the_app):
    with the_app.test_request_context("/"):
        assert menu.entries() == ()
        assert rights.role() is None
