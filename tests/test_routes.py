"""Every route, for every role and for nobody, with an own row, another's, a missing one and a malformed id."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from admin.base.bulk import Bulk
from models import db
from rules import access
from rules.access import PAGES, TABLE, Reach, Role
from tests import database, makers

# What a screen's route takes. A route that is in none of these tables fails the walk.
VERBS = {
    "index_view": "view",
    "details_view": "view",
    "ajax_lookup": "view",
    "create_view": "create",
    "edit_view": "edit",
    "delete_view": "delete",
    "export": "export",
    "reveal_view": "reveal",
    "action_view": "act",
    "ajax_update": "",
    "arrange_view": "view",
    "keep_view": "view",
    "views_view": "view",
    "inline_view": "edit",
    "run_view": "act",
}
# What a screen adds to the routes of the base: the record and the verb it takes, on a case in reach.
ON_CASES = {
    "case.log": ("contact", "create"),
    "case.take_back": ("contact", "create"),
    "case.call": ("contact", "create"),
    "case.write_message": ("contact", "create"),
    "case.ask_override": ("override", "create"),
    "case.open_hold": ("hold", "create"),
    "case.reage_loan": ("loan", "edit"),
    "case.call_due": ("loan", "edit"),
    "case.take_acceleration_back": ("loan", "edit"),
    "case.reamortise_loan": ("loan", "edit"),
    "case.charge_loan": ("charge", "create"),
    "case.reverse_charge": ("charge", "act"),
    "case.release_hold": ("hold", "act"),
    "case.pause_days": ("pause", "create"),
    "case.resume_days": ("pause", "create"),
    "case.open_dispute": ("dispute", "create"),
    "case.add_evidence": ("dispute", "act"),
    "case.decide_dispute": ("dispute", "act"),
    "case.open_evidence": ("dispute", "view"),
    "case.report_hardship": ("hardship", "create"),
    "case.end_hardship": ("hardship", "act"),
    "case.note_care": ("hardship", "create"),
    "case.state_means": ("hardship", "create"),
    "case.withdraw_means": ("hardship", "act"),
    "case.make_offer": ("offer", "create"),
    "case.withdraw_offer": ("offer", "act"),
    "case.record_payment": ("payment", "create"),
    "case.reverse_payment": ("payment", "act"),
    "case.waive_part": ("offer", "create"),
    "case.propose_plan": ("plan", "create"),
    "case.afford_plan": ("plan", "create"),
    "case.agree_plan": ("plan", "act"),
    "case.plan_scan": ("plan", "view"),
    "case.plan_agreement": ("plan", "view"),
    "case.cancel_plan": ("plan", "act"),
    "case.cancel_promise": ("promise", "act"),
    "case.record_deadline": ("referral", "act"),
    "case.refer_case": ("referral", "act"),
    "case.advance_referral": ("referral", "edit"),
    "case.act_on_guarantor": ("referral", "act"),
    "case.add_paper": ("referral", "act"),
    "case.build_packet": ("referral", "act"),
    "case.open_packet": ("referral", "view"),
    "case.open_file": ("referral", "view"),
    "case.draft_demand": ("referral", "act"),
    "case.dispatch_demand": ("referral", "act"),
    "case.settle_demand": ("referral", "act"),
    "case.cancel_demand": ("referral", "act"),
    "case.open_demand": ("referral", "view"),
    "case.instruct_referral": ("referral", "edit"),
    "case.decide_referral": ("referral", "edit"),
    "case.answer_item": ("referral", "act"),
    "case.record_cost": ("referral", "edit"),
    "case.reverse_cost": ("referral", "edit"),
    "case.record_remittance": ("referral", "edit"),
    "case.certify_deletion": ("referral", "edit"),
}
# Of these, what hands out a file of the case: withheld from who sees only masks.
FILES = {
    "case.open_evidence",
    "case.plan_scan",
    "case.plan_agreement",
    "case.open_packet",
    "case.open_file",
    "case.open_demand",
    "case.statement_pdf",
}
# Pages of a case that are only read: the record and the verb they take.
PAGES_OF_CASES = {
    "case.statement": ("payment", "view"),
    "case.statement_pdf": ("payment", "view"),
}
# Routes of one role only, tried in their own tests too.
OF_ADMINISTRATORS = {
    "user.invite_view": "/people/invite/",
    "user.invited_view": "/people/invited/",
    "user.leave_view": "/people/leave/",
    "user.sessions_view": "/people/sessions/",
    "lender.logo_view": "/lenders/logo/",
}
# Routes of who decides on receipts, tried in tests/test_bank_identity.py.
OF_DECIDERS = {"receipt.split": "/receipts/split/"}
# What versions, dry runs and proposals add, tried in tests/test_strategy_screens.py.
OF_STRATEGY = {
    "strategy_version.begin",
    "strategy_version.try_out",
    "strategy_version.rows",
    "strategy_trial.ask",
    "strategy_trial.rows",
    "dry_run.cases_of",
    "proposal.propose",
}
# The copy, the decision and the proof of a request about personal data, tried in tests/test_privacy.py.
OF_DATA = {"data_request.copy_view", "data_request.erase_view", "data_request.proof_view"}
# What the template workshop adds, tried in tests/test_workshop.py.
OF_AUTOMATION = {"automation.rehearse"}
OF_WORKSHOP = {f"{noun}.{name}" for noun in ("template", "notice_text") for name in ("preview", "try_words")}
# What files of the set-up add, tried in tests/test_configuration.py.
OF_CONFIGURATION = {"configuration.file_view", "configuration.bring_view"}
# Who is nobody may only come here: the choice of language, the first start of an empty book, a signed invitation.
PUBLIC = {"static", "preferences.choose", "first_run.start", "invitation.accept", "health"}
# A calendar comes by its secret address, tried in tests/test_portal.py.
SECRET = {"feeds.hearings"}
# Gateways come in by a signature, tried in tests/test_gateway.py.
SIGNED = {"hooks.from_http", "hooks.from_twilio", "hooks.from_aliyun", "hooks.from_tencent"}
# The link in an e-mail is signed, tried in tests/test_reply.py.
LINKED = {"stop.ask", "stop.stop"}
# Sign-in answers everyone, each in its own way; its own tests say how.
SIGN_IN = {"security"}
MISSING = "999999999"
MALFORMED = ("1,2", "%00", "9" * 40)
ROLES: tuple[Role | None, ...] = (*Role, None)


class Walk(NamedTuple):
    """A person at the routes: their browser, their rows and other people's, by record."""

    role: Role | None
    browser: Any
    own: dict[str, int]
    other: dict[str, int]


def rows_of(case: Any, **of_referral: Any) -> dict[str, Any]:
    """One row of each record that has a screen, on a case where it hangs on one."""
    nouns = [noun for noun in TABLE if noun in makers.MAKERS and noun not in ("team", "referral")]
    return {
        "referral": makers.make_referral(case=case, **{name: row for name, row in of_referral.items() if row}),
        **{noun: makers.on_case(noun, case) for noun in nouns},
    }


class Place(NamedTuple):
    """A book for a person of a role, by ids: the person, their rows and other people's."""

    person: int
    own: dict[str, int]
    other: dict[str, int]


def placed(role: Role | None) -> Place:
    """Make the person and the rows."""
    makers.make_team()
    person = makers.make_user(role=role) if role else makers.make_user()
    own = rows_of(makers.make_case(assignee=None if role == Role.legal_partner else person), partner=person.partner)
    other = rows_of(makers.make_case())
    own["team"] = other["team"] = db.session.get(makers.Team, 1) or makers.make_team()
    db.session.commit()
    return Place(person.id, *({noun: row.id for noun, row in rows.items()} for rows in (own, other)))


@pytest.fixture(
    params=[pytest.param(role, id=role.name if role else "nobody", marks=pytest.mark.slow) for role in ROLES]
)
def walk(request, as_user, client) -> Walk:
    role = request.param
    place = database.once(f"walk of {role}", lambda: placed(role))
    browser = as_user(db.session.get_one(makers.User, place.person)) if role else client
    # Asked as our own script asks, an error is told in a line, not on a page of the house: thousands are refused here.
    browser.environ_base["HTTP_ACCEPT"] = "application/json"
    return Walk(role, browser, place.own, place.other)


def screens(app) -> Iterator[Any]:
    """The screens of records."""
    return (view for view in app.extensions["admin"][0]._views if getattr(view, "noun", "") in TABLE)


def may(walk: Walk, verb: str, noun: str) -> bool:
    """Whether a screen is open to a person; a legal partner has no screen, only a page of their own."""
    return walk.role not in (None, Role.legal_partner) and access.may(walk.role, verb, noun)


def may_do(walk: Walk, endpoint: str, verb: str, noun: str) -> bool:
    """Whether what an address of a case does is open to a person."""
    withheld = endpoint in FILES and not (walk.role and access.takes_file(walk.role, "case"))
    return not withheld and may(walk, "view", "case") and may(walk, verb, noun)


def sees_all(walk: Walk, noun: str) -> bool:
    """Whether all rows of a record are in reach."""
    return walk.role is not None and access.right_of(walk.role, noun).reach == Reach.all


def turned_away(walk: Walk, answer: Any) -> bool:
    """Whether an answer refuses: nobody is asked to sign in, a person is told that it is not theirs."""
    return answer.status_code in (302, 401) if walk.role is None else answer.status_code == 403


def test_every_route_is_listed_with_who_may_enter(the_app):
    known = {view.endpoint for view in screens(the_app)}
    unlisted = []
    for rule in the_app.url_map.iter_rules():
        owner, _, name = rule.endpoint.rpartition(".")
        listed = (
            rule.endpoint
            in PUBLIC
            | SECRET
            | SIGNED
            | LINKED
            | OF_STRATEGY
            | OF_DATA
            | OF_WORKSHOP
            | OF_AUTOMATION
            | OF_CONFIGURATION
            | ON_CASES.keys()
            | PAGES_OF_CASES.keys()
            | OF_ADMINISTRATORS.keys()
            | OF_DECIDERS.keys()
            or owner in {*SIGN_IN, *PAGES}
        )
        if not listed and not (owner in known and name in VERBS):
            unlisted.append(rule.endpoint)

    assert unlisted == []


def test_what_is_done_on_a_case_is_done_by_those_who_may(walk, the_app):
    rules = {rule.endpoint: rule.rule for rule in the_app.url_map.iter_rules()}
    before = counted()
    for endpoint, (noun, verb) in ON_CASES.items():
        for id, there in ((walk.own["case"], True), (walk.other["case"], sees_all(walk, "case")), (MISSING, False)):
            answer = walk.browser.submit(f"{rules[endpoint]}?id={id}")
            if may_do(walk, endpoint, verb, noun):
                assert answer.status_code in ((200, 302, 404) if there else (404,)), (endpoint, id)
            else:
                assert turned_away(walk, answer), (endpoint, id)
        for wrong in MALFORMED:
            assert walk.browser.submit(f"{rules[endpoint]}?id={wrong}").status_code in (302, 401, 403, 404)
        assert walk.browser.get(rules[endpoint]).status_code == 405
    assert counted() == before


def test_pages_of_a_case_open_to_those_in_whose_reach_it_is(walk, the_app):
    rules = {rule.endpoint: rule.rule for rule in the_app.url_map.iter_rules()}
    for endpoint, (noun, verb) in PAGES_OF_CASES.items():
        allowed = may_do(walk, endpoint, verb, noun)
        found = {id: walk.browser.get(f"{rules[endpoint]}?id={id}") for id in (walk.own["case"], walk.other["case"])}
        wrong = [walk.browser.get(f"{rules[endpoint]}?id={id}") for id in (MISSING, *MALFORMED)]
        if not allowed:
            assert all(turned_away(walk, answer) for answer in (*found.values(), *wrong)), endpoint
            continue
        assert found[walk.own["case"]].status_code == 200, endpoint
        assert found[walk.other["case"]].status_code == (200 if sees_all(walk, "case") else 404), endpoint
        assert all(answer.status_code == 404 for answer in wrong), endpoint


def test_people_are_invited_by_administrators(walk):
    for path in OF_ADMINISTRATORS.values():
        for id in (MISSING, *MALFORMED):
            answer = walk.browser.submit(path, id=id)
            allowed = (302, 404, 405) if walk.role == Role.administrator else (302, 401, 403, 405)
            assert answer.status_code in allowed


def test_lists_and_files_open_to_those_who_may(walk, the_app):
    for view in screens(the_app):
        for path, verb in (
            ("", "view"),
            ("ajax/lookup/", "view"),
            ("export/csv/", "export"),
            ("export/xlsx/", "export"),
        ):
            answer = walk.browser.get(f"{view.url}/{path}")
            allowed = may(walk, "view", view.noun) and may(walk, verb, view.noun)
            given = (200, 303) if verb == "export" else (200,)  # A long list waits for a second person.
            assert answer.status_code in given if allowed else turned_away(walk, answer), (view.noun, path)
        assert walk.browser.get(f"{view.url}/export/exe/").status_code in (302, 401, 403, 404)


def test_rows_open_to_those_in_whose_reach_they_are(walk, the_app):
    for view in screens(the_app):
        noun = view.noun
        for path, verb in (("details/", "view"), ("edit/", "edit")):
            own = walk.browser.get(f"{view.url}/{path}?id={walk.own[noun]}")
            open_to = may(walk, "view", noun) and may(walk, verb, noun) and (verb == "view" or view._edit_names())
            assert own.status_code == 200 if open_to else turned_away(walk, own), (noun, path)
            other = walk.browser.get(f"{view.url}/{path}?id={walk.other[noun]}")
            expected = 200 if sees_all(walk, noun) else 404
            assert other.status_code == expected if open_to else turned_away(walk, other), (noun, path)
            for wrong in (MISSING, *MALFORMED):
                answer = walk.browser.get(f"{view.url}/{path}?id={wrong}")
                assert answer.status_code == 404 if open_to else turned_away(walk, answer), (noun, path, wrong)


def test_forms_open_to_those_who_may_create(walk, the_app):
    for view in screens(the_app):
        answer = walk.browser.get(f"{view.url}/new/")
        can = may(walk, "view", view.noun) and may(walk, "create", view.noun) and type(view).can_create is not False
        can = can and bool(view.form_groups)
        assert answer.status_code == 200 if can else turned_away(walk, answer), view.noun


def test_nothing_is_written_by_those_who_may_not(walk, the_app):
    """Posts with an own, another's, a missing and a malformed id: refused, asked about, or told what is wrong."""
    for view in screens(the_app):
        noun, before = view.noun, counted()
        for id in (walk.own[noun], walk.other[noun], "abc"):
            for path, verb, data in (
                (f"edit/?id={id}", "edit", {}),
                ("delete/", "delete", {"id": id}),
                ("action/", "act", {"rowid": id, "action": "nonsense"}),
                ("reveal/", "reveal", {"id": id, "column": "id", "reason": "curious"}),
                ("ajax/update/", "", {"list_form_pk": id}),
            ):
                answer = walk.browser.submit(f"{view.url}/{path}", **data)
                assert answer.status_code < 500, (noun, path)
                if not may(walk, "view", noun) or (verb and verb != "act" and not may(walk, verb, noun)):
                    assert turned_away(walk, answer), (noun, path)
        assert walk.browser.submit(f"{view.url}/new/").status_code < 500
        assert counted() == before or may(walk, "create", noun) or may(walk, "edit", noun), noun


def counted() -> int:
    """How many rows there are in all."""
    names = db.metadata.tables.keys() - {"audit_entry"}
    return db.session.scalar(db.text("SELECT " + " + ".join(f"(SELECT count(*) FROM {name})" for name in names)))


NOTED = {"audit_entry", "user_session"}
"""What a page that is only read may write: that it was read, and that somebody is there."""


def test_reading_changes_nothing(walk, the_app):
    before = kept()
    for rule in the_app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments - {"export_type"}:
            path = rule.rule.replace("<export_type>", "csv")
            noun = rule.endpoint.partition(".")[0]
            for query in ("", f"?id={walk.own.get(noun, walk.own['case'])}", "?url=https://evil.example/&next=//evil"):
                answer = walk.browser.get(path + query)
                assert answer.status_code < 500, path
                assert "evil" not in answer.headers.get("Location", "").partition("?")[0], path
    assert kept() == before


def kept() -> dict[str, Any]:
    """Every row but those that tell of reading."""
    db.session.rollback()
    found = database.read(database.cursor())
    db.session.rollback()
    return {name: rows for name, rows in found.items() if name not in NOTED}


def test_a_button_of_anothers_row_does_nothing(walk, the_app):
    for view in screens(the_app):
        if may(walk, "act", view.noun) and not sees_all(walk, view.noun):
            names = [button.name for button in vars(type(view)).values() if isinstance(button, Bulk)]
            for name in names:
                data = {"action": name, "rowid": walk.other[view.noun], "confirmed": "1"}
                assert walk.browser.submit(f"{view.url}/action/", **data).status_code == 404, (view.noun, name)


def test_pages_open_to_those_they_are_for(walk, the_app):
    for rule in the_app.url_map.iter_rules():
        owner, _, _ = rule.endpoint.rpartition(".")
        if owner in PAGES and "GET" in rule.methods and not rule.arguments:
            answer = walk.browser.get(rule.rule)
            allowed = walk.role is not None and access.may_open(walk.role, owner)
            assert answer.status_code in (200, 302, 404) if allowed else turned_away(walk, answer), rule.rule
