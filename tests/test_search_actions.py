"""The search box beside names: what to do, pages by what they are for, help, and what was open last."""

import pytest

from admin.base import actions
from admin.case import sheet
from rules.access import Role
from tests import makers


def found(client, text="", **more):
    """The groups that a text finds: the labels and addresses of each."""
    answer = client.get("/search/", query_string={"q": text, **more}).json
    return {group["label"]: [(item["label"], item["address"]) for item in group["items"]] for group in answer["groups"]}


def labels(groups, name):
    return [label for label, _ in groups.get(name, ())]


@pytest.mark.parametrize("text", ["add person", "invite", "colleague", "Add a p"])
def test_a_person_is_added_from_the_search_box(sign_in, text):
    client, _ = sign_in(Role.administrator)

    assert ("Add a person", "/people/new/") in found(client, text)["Actions"]


@pytest.mark.parametrize("text", ["xzry", "新增人员", "add person"])
def test_an_action_is_found_in_the_readers_language_by_its_initials_and_in_english(sign_in, text):
    client, _ = sign_in(Role.administrator, language="zh_Hans")

    assert any(address == "/people/new/" for items in found(client, text).values() for _, address in items)


def test_nobody_is_offered_what_they_may_not_do(sign_in):
    manager, _ = sign_in(Role.manager)
    collector, _ = sign_in(Role.collector)
    auditor, _ = sign_in(Role.auditor)

    assert "Run the night" in labels(found(manager, "night"), "Actions")
    assert "Add a person" not in labels(found(manager, "add person"), "Actions")
    assert "Run the night" not in labels(found(collector, "night"), "Actions")
    assert labels(found(auditor, "waive"), "Actions") == []


def test_waiving_is_done_on_the_case_that_is_open_else_on_those_that_were_open_last(sign_in):
    client, _ = sign_in(Role.manager)
    cases = [makers.make_case() for _ in range(4)]
    marks = [f"case:{row.id}" for row in cases]
    page = "/cases/details/?id={}&add=waive#sheet"

    here = found(client, "waive a", here=marks[1], recent=",".join(marks))["Actions"]
    assert [address for label, address in here if label == "Waive a part"] == [page.format(cases[1].id)]
    near = found(client, "waive a", recent=",".join(marks))["Actions"]
    assert [to for label, to in near if label == "Waive a part"] == [page.format(row.id) for row in cases[:2]]
    nowhere = found(client, "waive a")["Actions"]
    assert ("Waive a part", "/cases/") in nowhere


def test_what_is_done_on_a_case_opens_a_sheet_that_the_case_page_has():
    sheets = {each.name for each in sheet.SHEETS}

    assert {each.where for each in actions.ON_CASE} - set(actions.IN_STRIP) <= sheets


def test_what_was_open_last_is_offered_within_reach_and_in_its_order(sign_in):
    client, person = sign_in(Role.collector)
    own, others = makers.make_case(assignee=person), makers.make_case()
    marks = f"borrower:{own.borrower_id},case:{others.id},page:promise,case:{own.id},page:setup,nonsense,case:x,user:1"

    recent = found(client, recent=marks)["Recent"]
    assert [address for _, address in recent] == [
        f"/borrowers/details/?id={own.borrower_id}",
        "/promises/",
        f"/cases/details/?id={own.id}",
    ]
    assert f"case:{own.id}" not in found(client, here=f"case:{own.id}", recent=marks)["Recent"]


def test_an_open_case_offers_what_may_be_done_on_it(sign_in):
    client, person = sign_in(Role.collector)
    own, others = makers.make_case(assignee=person), makers.make_case()

    assert "Take a promise" in labels(found(client, here=f"case:{own.id}", recent=""), "On this case")
    assert "On this case" not in found(client, here=f"case:{others.id}", recent="")


def test_pages_are_found_by_what_they_are_for_with_where_they_stand(sign_in):
    client, _ = sign_in(Role.administrator)

    assert "Authority limits" in labels(found(client, "granting plans"), "Pages")
    answer = client.get("/search/?q=Promises").json["groups"]
    page = next(item for group in answer if group["label"] == "Pages" for item in group["items"])
    assert (page["label"], page["hint"], page["address"]) == ("Promises", "Agreements", "/promises/")


def test_help_is_found_and_offered(sign_in):
    client, _ = sign_in(Role.collector)

    assert "Glossary" in labels(found(client, "gloss"), "Help")
    assert labels(found(client, recent=""), "Help") == ["Glossary", "Take the tour"]


def test_each_page_tells_the_browser_its_mark_and_no_name(sign_in):
    client, _ = sign_in(Role.manager)
    row = makers.make_borrower()

    assert f'data-here="borrower:{row.id}"' in client.get(f"/borrowers/details/?id={row.id}").text
    assert 'data-here="page:promise"' in client.get("/promises/").text
