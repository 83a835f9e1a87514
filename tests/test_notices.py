"""The bell: what names a person or waits for their role, read and unread, and the digest by mail."""

import re
from datetime import timedelta

import pytest
from flask_login import login_user

from admin.base import notices
from jobs import nightly
from models import db
from models.case import CaseHolder
from models.notice_read import notice_read
from models.referral_work import QuestionCause, ReferralQuestion
from models.saved_view import SavedView
from models.user import User
from models.user_mail import MailKind, UserMail
from rules.access import Role
from services.user import digest
from tests import desk, makers
from tests.makers import TODAY


def badge(page):
    """The number at the bell, 0 where there is none."""
    found = re.search(r'<details class="menu bell">.*?</summary>', page, re.DOTALL)[0]
    number = re.search(r'class="count"[^>]*>(\d+)<', found)
    return int(number[1]) if number else 0


def test_what_was_read_is_counted_no_more_and_what_comes_after_it_is(sign_in):
    client, _ = sign_in(Role.manager)
    makers.make_breach(), makers.make_breach()
    assert badge(client.get("/cases/").text) == 2

    client.submit("/notices/read/", url="/cases/")
    page = client.get("/cases/").text
    assert badge(page) == 0
    assert re.search(r"Breaches to look at\s*2\b", re.sub(r"<[^>]*>", " ", page))

    makers.make_breach()
    assert badge(client.get("/cases/").text) == 1
    assert "1 new" in client.get("/notices/").text


def test_each_person_reads_for_themselves_and_one_kind_by_itself(sign_in):
    one, _ = sign_in(Role.manager)
    other, _ = sign_in(Role.administrator)
    makers.make_breach(), makers.make_override()

    one.submit("/notices/read/", kind="breaches_to_look_at")
    assert badge(one.get("/cases/").text) == 1
    assert badge(other.get("/cases/").text) == 2


def test_reading_twice_changes_nothing_and_keeps_only_what_waits(sign_in):
    client, person = sign_in(Role.manager)
    gone, stays = makers.make_breach(), makers.make_breach()
    client.submit("/notices/read/")
    gone.reviewed_on = TODAY
    db.session.commit()

    client.submit("/notices/read/")
    client.submit("/notices/read/")
    rows = db.session.execute(notice_read.select().where(notice_read.c.user_id == person.id)).all()
    assert [row.row_id for row in rows] == [stays.id]


def test_the_page_names_rows_with_their_way_the_unread_first(sign_in):
    client, _ = sign_in(Role.manager)
    breach = makers.make_breach(case=makers.make_case())
    makers.make_override()
    client.submit("/notices/read/", kind="breaches_to_look_at")

    page = client.get("/notices/").text
    assert f"/breaches/details/?id={breach.id}" in page
    assert page.index('id="overrides_waiting"') < page.index('id="breaches_to_look_at"')


def test_a_case_given_to_a_collector_is_told(sign_in):
    client, person = sign_in(Role.collector)
    case = makers.make_case(assignee=person)
    db.session.add(CaseHolder(case_id=case.id, user_id=person.id, since_on=TODAY))
    db.session.commit()

    page = client.get("/notices/").text
    assert "Cases given to you" in page
    assert f"/cases/details/?id={case.id}" in page


def test_the_bell_of_a_partner_opens_and_shows_nothing_of_the_desk(sign_in):
    client, _ = sign_in(Role.legal_partner)
    makers.make_breach()

    assert badge(client.get("/partner/").text) == 0
    assert client.get("/notices/").status_code == 200


def test_no_two_kinds_are_read_under_one_name(the_app, sign_in):
    _, person = sign_in(Role.manager)
    with the_app.test_request_context("/"):
        login_user(person)
        known = [each for each in (*notices.approvals(), *notices.decisions(), *notices.work()) if each]
        assert len(notices.asked(person, TODAY).asked) == len(known) > 10


@pytest.fixture
def wants(app):
    person = makers.make_user(role=Role.manager, gets_digest=True)
    makers.make_team()
    makers.make_breach()
    db.session.commit()
    return person


def night(day=TODAY, at=None):
    done = nightly.write_digests(day, at or desk.at(day, 2))
    assert done.problems == []
    return done.counts


def test_the_digest_comes_once_a_day_to_who_asked_for_it(wants):
    makers.make_user(role=Role.manager)
    makers.make_user(role=Role.manager, gets_digest=True, active=False)
    db.session.commit()

    assert night() == {"written": 1}
    assert night() == {}
    mail = db.session.query(UserMail).filter_by(kind=MailKind.daily_digest).one()
    assert mail.user == wants
    assert "Breaches to look at: 1" in mail.body


def test_a_night_that_is_made_up_later_writes_no_digest(wants):
    assert night(TODAY - timedelta(days=1), desk.at(TODAY, 2)) == {}


def test_nothing_waits_no_mail(app):
    makers.make_team()
    makers.make_user(role=Role.collector, gets_digest=True)
    db.session.commit()

    assert night() == {"quiet": 1}
    assert db.session.query(UserMail).count() == 0


def test_the_digest_tells_a_person_nothing_that_they_may_not_see(wants):
    collector, partner = makers.make_user(role=Role.collector), makers.make_user(role=Role.legal_partner)

    assert digest.counts(wants, TODAY)["breach"] == 1
    assert digest.counts(collector, TODAY) == {}
    assert digest.counts(partner, TODAY) == {}


def test_every_kind_has_its_word_in_each_language(wants):
    known = {kind for kind, _ in digest.kinds(wants, TODAY)}
    known |= {kind for kind, _ in digest.kinds(makers.make_user(role=Role.collector), TODAY)}

    assert all(known <= words.keys() for words in digest.WORDS.values())
    assert len({frozenset(words) for words in digest.WORDS.values()}) == 1


def test_a_referral_with_two_questions_stands_once_on_the_page_of_notices(sign_in):
    client, _ = sign_in(Role.manager)
    row = makers.make_referral()
    for fact in (1, 2):
        told = {"cause": QuestionCause.payment, "fact": fact, "happened_on": TODAY, "asked_at": makers.NOW}
        makers.kept(ReferralQuestion(referral=row, **told))

    assert client.get("/notices/").text.count(f"/referrals/details/?id={row.id}") == 1


def test_a_person_asks_for_the_digest_and_stops_it(sign_in):
    client, person = sign_in(Role.collector)

    client.submit("/notices/digest/", wanted="1")
    assert db.session.get_one(User, person.id).gets_digest
    client.submit("/notices/digest/")
    assert not db.session.get_one(User, person.id).gets_digest


def test_a_notice_without_filters_leads_past_the_view_that_opens_its_list(sign_in):
    client, person = sign_in(Role.manager)
    makers.make_breach()
    db.session.add(SavedView(noun="breach", owner=person, name="Mine", asked=[], opens=True))
    db.session.commit()

    assert 'href="/breaches/?view=0"' in client.get("/notices/").text
    assert 'aria-current="page" href="/breaches/?view=0">All<' in client.get("/breaches/?view=0").text
