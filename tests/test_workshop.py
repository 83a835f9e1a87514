"""The template workshop: words beside what becomes of them, what is wrong with them, their versions, words for moments."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import db
from models.base import Language
from models.lender import Licence
from models.stage import Channel, Stage
from models.template import Notice, NoticeText, Template
from models.user_mail import MailKind, UserMail
from rules.access import Role
from rules.errors import RuleError
from rules.sms import Encoding
from services import case, strategy
from services.reminder import notice, workshop
from services.reminder.workshop import Typed
from tests import desk, makers

DAY = desk.DUE + timedelta(days=1)
THREAT = "Pay or we will break your legs."


@pytest.fixture
def opened(app, clock):
    """An open case in its first stage, on a desk whose first version a night has kept."""
    clock.now = desk.at(DAY)
    row = desk.lend(desk.start())
    case.restage(row, DAY)
    strategy.take_up(DAY)
    db.session.commit()
    return row


def in_use(row):
    makers.make_contact(borrower=row.borrower, case=row)
    db.session.commit()


def template(language=Language.en, channel=Channel.sms):
    query = select(Template).join(Stage).where(Stage.key == "initial")
    return db.session.scalars(query.where(Template.channel == channel, Template.language == language)).one()


def typed(body, language=Language.en, channel=Channel.sms, **more):
    row = template(language, channel)
    return Typed(row.stage_id, None, channel, language, more.pop("subject", ""), body, **more)


def shown(words, row=None, language=None):
    found = workshop.shown(words, row, "Lin", DAY)
    return next(each for each in found if each.language == (language or words.language))


def given(row, **changed):
    """What the form of a template sends."""
    names = {"stage": row.stage_id, "channel": row.channel.value, "language": row.language.value, "id": row.id}
    texts = {name: getattr(row, name) for name in ("subject", "body", "gateway_code", "gateway_variables")}
    return names | texts | changed


def test_words_become_what_would_leave_for_a_case_in_every_language(opened):
    body = "{{ lender }}: Dear {{ addressed }}, {{ amount }} of {{ contracts }}. Reply STOP to opt out."
    found = workshop.shown(typed(body), opened, "Lin", DAY)

    assert [each.language for each in found] == [Language.en, Language.zh_Hans, Language.zh_Hant]
    assert [each.is_typed for each in found] == [True, False, False]
    assert f"100.00 of {opened.loan.contract_no}" in found[0].body
    assert found[0].counted.encoding == Encoding.ucs2  # An operator of the mainland counts every sign.
    assert (found[0].problem, list(found[0].lacks)) == ("", [])
    assert opened.loan.contract_no in found[1].body or "逾期" in found[1].body
    assert all(not each.problem for each in found)


def test_the_length_is_counted_in_the_alphabet_that_it_travels_in(opened):
    opened.borrower.lender.licence = Licence.us_first_party
    db.session.commit()

    plain = shown(typed("{{ lender }}: Call us. Reply STOP to opt out."), opened).counted
    foreign = shown(typed("{{ lender }}: Call us “soon”. Reply STOP to opt out." + "a" * 60), opened).counted

    assert (plain.encoding, plain.parts) == (Encoding.gsm7, 1)
    assert (foreign.encoding, foreign.parts, foreign.foreign) == (Encoding.ucs2, 2, "“”")


def test_what_is_wrong_is_told_with_its_place():
    words = Typed(1, None, Channel.sms, Language.en, "", f"{{{{ nobody }}}} {THREAT}")
    found = workshop.marks(words.body, words.language, workshop.places(words))

    assert words.body[found[0].start : found[0].end] == "{{ nobody }}"
    assert "There is no variable nobody" in found[0].said
    assert "break your legs" in words.body[found[1].start : found[1].end]
    assert "CT-THREAT" in found[1].said


def test_a_text_that_says_neither_sender_nor_way_out_is_told_so(opened):
    assert list(shown(typed("Please call us"), opened).lacks) == [workshop.NO_SENDER, workshop.NO_WAY_OUT]


def test_the_approved_text_of_the_gateway_is_shown_with_what_fills_it(opened):
    words = typed("{{ lender }}: Hello. STOP", gateway_code="SMS_12", gateway_variables="sum=amount, day=today")
    found = shown(words, opened)

    assert found.code == "SMS_12"
    assert sorted(found.filled) == ["day", "sum"]
    assert "100.00" in found.filled["sum"]
    wrong = shown(words._replace(gateway_variables="sum=nothing"), opened)
    assert "fills no place" in wrong.problem


def test_without_a_case_a_sample_speaks_of_nobody(opened):
    found = shown(typed("{{ name }} {{ contracts }} {{ amount }} {{ collector }}"))

    assert found.body.startswith(f"Sample {workshop.SAMPLE_NO}")
    assert found.body.endswith("Lin")
    assert opened.borrower.name not in found.body


def test_a_case_of_which_nothing_is_overdue_says_so(opened):
    other = desk.lend(opened.loan.portfolio, [DAY + timedelta(days=30)])
    db.session.commit()

    with pytest.raises(RuleError, match="Nothing of"):
        workshop.shown(typed("Hello"), other, "Lin", DAY)


def test_an_empty_house_cannot_write_in_nobodys_name(app):
    words = Typed(None, Notice.thanks, Channel.sms, Language.en, "", "Thank you")

    with pytest.raises(RuleError, match="Set up a lender"):
        workshop.shown(words, None, "Lin", DAY)


def test_the_page_shows_places_and_preview_and_answers_while_somebody_types(opened, sign_in):
    browser, _ = sign_in(Role.manager)
    row = template()

    page = browser.get(f"/templates/edit/?id={row.id}").text
    assert 'data-place="amount"' in page
    assert "CN¥100.00" in page
    assert "workshop.js" in page

    answer = browser.submit("/templates/preview/", **given(row, body=THREAT, case=opened.id))
    found = answer.json
    assert found["marks"]["body"][0]["said"].startswith("Threat")
    assert "must not be sent" in found["html"]
    assert THREAT not in found["html"]
    assert ["amount", "Amount"] in found["places"]


def test_the_preview_takes_no_markup_and_no_nonsense(opened, sign_in):
    browser, _ = sign_in(Role.manager)
    row = template()

    html = browser.submit("/templates/preview/", **given(row, body="<b>{{ amount }}</b>", case="x")).json["html"]
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    for wrong in ({"stage": "9" * 30}, {"channel": "pigeon"}, {"language": ""}, {"stage": "x"}, {"case": "-1"}):
        assert browser.submit("/templates/preview/", **given(row, **wrong)).status_code == 200
    assert browser.submit("/templates/preview/", **given(row, body="{{ x " * 9000)).status_code == 200


@pytest.mark.parametrize("role", [Role.collector, Role.auditor, Role.legal_partner])
def test_nobody_else_tries_words(opened, sign_in, role):
    browser, _ = sign_in(role)

    for address in ("/templates/preview/", "/templates/try/", "/words-for-other-moments/try/"):
        assert browser.submit(address, **given(template())).status_code in (403, 404)


def test_a_test_goes_to_oneself_through_the_outbox_and_names_no_borrower(opened, sign_in):
    browser, person = sign_in(Role.manager)
    row = template()

    page = browser.submit("/templates/try/", **given(row, body="{{ lender }}: {{ name }} owes {{ amount }}. STOP"))

    assert page.status_code == 200
    assert "owes {{ amount }}" in page.text
    [mail] = db.session.scalars(select(UserMail).filter_by(kind=MailKind.words_test))
    assert (mail.user.email, mail.status.name) == (person.email, "queued")
    assert "Sample owes" in mail.body
    assert opened.borrower.name not in mail.body
    assert db.session.get_one(Template, row.id).body == row.body


def test_forbidden_words_are_no_test_and_there_are_only_so_many(opened, sign_in, monkeypatch):
    browser, _ = sign_in(Role.manager)
    row = template()

    assert "must not be sent" in browser.submit("/templates/try/", **given(row, body=THREAT)).text
    monkeypatch.setattr(workshop, "TESTS_AN_HOUR", 1)
    browser.submit("/templates/try/", **given(row))
    assert "wait a little" in browser.submit("/templates/try/", **given(row)).text
    assert db.session.query(UserMail).filter_by(kind=MailKind.words_test).count() == 1


def test_the_preview_of_another_language_is_that_of_the_draft(opened, sign_in):
    in_use(opened)
    browser, _ = sign_in(Role.manager)
    chinese = template(Language.zh_Hans)
    version = {"version": chinese.version}
    browser.submit(
        f"/templates/edit/?id={chinese.id}", **given(chinese, body="【甲】草稿{{ amount }}拒收请回复R") | version
    )
    assert strategy.draft() is not None

    html = browser.submit("/templates/preview/", **given(template(), case=opened.id)).json["html"]

    assert "【甲】草稿" in html


def test_the_versions_of_words_are_told_with_what_each_changed(opened, sign_in):
    in_use(opened)
    browser, _ = sign_in(Role.manager)
    row = template()
    changed = given(row, body=row.body.replace("Dear", "Good day")) | {"version": row.version}
    browser.submit(f"/templates/edit/?id={row.id}", **changed)

    page = browser.get(f"/templates/details/?id={row.id}").text

    assert "<del>Dear</del><ins>Good day</ins>" in page
    assert page.index("Version 2") < page.index("Version 1")


def moment(**more):
    names = {"notice": "thanks", "channel": "sms", "language": "en", "subject": ""}
    return names | {"body": "{{ lender }}: Thanks, {{ addressed }}! Reply STOP to opt out."} | more


def test_a_moment_begins_with_the_words_of_the_house_and_keeps_its_own(opened, sign_in):
    browser, _ = sign_in(Role.manager)
    assert "notice=thanks" in browser.get("/words-for-other-moments/").text
    page = browser.get("/words-for-other-moments/new/?notice=thanks&channel=sms&language=en").text
    assert "nothing of contract {{ contract }} is overdue any more" in page
    assert browser.get("/words-for-other-moments/new/?notice=thanks&channel=letter&language=xx").status_code == 200

    assert browser.submit("/words-for-other-moments/new/", **moment()).status_code == 302

    key = (Notice.thanks, Channel.sms, Language.en)
    assert notice.words(notice.known().texts, key).body.endswith("Thanks, {{ addressed }}! Reply STOP to opt out.")
    assert "own words" in browser.get("/words-for-other-moments/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body": "{{ instalments }}"}, "There is no variable instalments"),
        ({"body": THREAT}, "must not be sent"),
        ({"channel": "letter"}, "leaves by"),
        ({"channel": "email"}, "Write what to send"),
        ({"body": " "}, "required"),
    ],
)
def test_words_of_a_moment_that_cannot_be_sent_are_refused(opened, sign_in, wrong, said):
    browser, _ = sign_in(Role.manager)

    assert said in browser.submit("/words-for-other-moments/new/", **moment(**wrong)).text
    assert db.session.scalars(select(NoticeText)).all() == []


def test_words_of_a_moment_live_in_versions_and_go_back_to_those_of_the_house(opened, sign_in):
    in_use(opened)
    browser, _ = sign_in(Role.manager)
    browser.submit("/words-for-other-moments/new/", **moment())
    assert db.session.scalars(select(NoticeText)).all() == []
    [row] = strategy.draft().content["notice_text"]
    assert row["notice"] == "thanks"

    shown_there = browser.get(f"/strategy/details/?id={strategy.draft().id}").text
    assert "Words for another moment" in shown_there
    browser.submit("/words-for-other-moments/delete/", id=row["id"], confirmed="1")
    assert strategy.draft().content["notice_text"] == []


@pytest.mark.parametrize("each", list(Notice))
@pytest.mark.parametrize("language", list(Language))
def test_every_moment_can_be_tried_in_every_way_it_leaves(opened, each, language):
    for way in notice.channels(each):
        said = notice.of_house((each, way, language), opened.borrower.lender)
        words = Typed(None, each, way, language, *said)

        assert workshop.marks(said.body, language, workshop.places(words)) == []
        for row in (opened, None):
            found = shown(words, row)
            assert (found.problem, list(found.lacks)) == ("", [])
            assert "{{" not in found.body
