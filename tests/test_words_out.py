"""What leaves in words: a person's own message, printed letters, logs from elsewhere, and the auditor's page."""

import io
import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from admin.base import background
from models import db
from models.base import Language
from models.contact import Contact
from models.decision import Breach, Decision, DecisionKind
from models.payment import Component
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.template import Template
from rules import content, message, sms
from rules.access import Role
from rules.errors import RuleError
from services import case, charge, inbound, offer, reminder
from services.channel import Message
from services.channel.letter import Letter
from services.contact import elsewhere
from services.reminder import own_words, print_run
from services.reminder import text as template
from tests import ROOT, WORKED, desk, makers

pytestmark = pytest.mark.usefixtures("app")
DAY = desk.DUE + timedelta(days=5)
NOON = desk.at(DAY)
TODAY = makers.TODAY


@pytest.fixture
def row(app):
    found = desk.lend(desk.start())
    case.restage(found, DAY)
    db.session.commit()
    return found


@pytest.fixture
def person(row):
    return makers.make_user()


def test_a_persons_own_words_are_queued_with_their_name_and_a_decision(row, person):
    found = own_words.write(row, Channel.sms, "", "Could you pay by Friday?", person, NOON)
    assert found.status == ReminderStatus.queued
    assert found.body.splitlines()[-2:] == [person.name, "Reply STOP to opt out."]
    assert db.session.query(Decision).one().kind == DecisionKind.queue
    with pytest.raises(RuleError, match="today already"):
        own_words.write(row, Channel.sms, "", "And again?", person, NOON)


def test_a_message_that_was_stopped_today_leaves_the_day_to_a_persons_own_words(row, person):
    makers.make_reminder(borrower=row.borrower, stage=row.stage, queued_on=DAY, status=ReminderStatus.suppressed)

    found = own_words.write(row, Channel.sms, "", "Could you pay by Friday?", person, NOON)

    assert found.status == ReminderStatus.queued


@pytest.mark.parametrize(
    "text",
    [
        "Pay or we will break your legs.",
        "不还钱就曝光你的照片",
        "we will tell all your neighbours that you owe money",
        "我们将联系你的家人和单位",
        "We'll let your boss know.",
    ],
)
def test_words_that_threaten_or_shame_are_refused_with_the_phrase(row, person, text):
    with pytest.raises(RuleError, match="must not be sent") as refused:
        own_words.write(row, Channel.sms, "", text, person, NOON)
    assert refused.value.values["phrase"] in text


def test_a_message_needs_words_a_way_and_an_open_case(row, person):
    with pytest.raises(RuleError, match="Write what"):
        own_words.write(row, Channel.sms, "", " ", person, NOON)
    with pytest.raises(RuleError, match="usable"):
        own_words.write(row, Channel.letter, "Hello", "Hello", person, NOON)


def test_a_template_is_checked_before_it_is_saved(row):
    made = db.session.query(Template).first()
    template.check(made)
    for field, text, said in (
        ("body", "Pay or we will break your legs.", "must not be sent"),
        ("body", "再不處理，我們會聯絡您的親友", "must not be sent"),
        ("body", "Hello {{ nobody }}", "no variable"),
        ("gateway_variables", "sum", "fills no place"),
        ("gateway_variables", "sum=nothing", "fills no place"),
    ):
        before = getattr(made, field)
        setattr(made, field, text)
        with pytest.raises(RuleError, match=said):
            template.check(made)
        setattr(made, field, before)
    made.gateway_variables = "name=addressed, sum=amount"
    template.check(made)


def test_a_reminder_says_what_is_waived_by_when_while_an_offer_is_open(row):
    charge.post(row.loan.instalments[0], Component.penalty, Decimal("20.00"), DAY, DAY, "late")
    offer.make(row, Decimal("100.00"), DAY + timedelta(days=7), {Component.penalty: Decimal("20.00")}, DAY)
    row.borrower.language = Language.zh_Hans
    db.session.flush()
    assert reminder.queue([row.borrower_id], DAY) == {"queued": 1}
    [made] = db.session.query(Reminder).all()
    assert "还款¥100.00，我们减免¥20.00" in made.body
    assert "不晚于2026年2月13日（含当日）" in made.body


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates" / "messages").glob("*.*.*.txt")), ids=lambda path: path.name
)
def test_the_word_that_a_text_offers_to_opt_out_is_understood_and_its_words_pass(path):
    text, language = path.read_text("utf-8"), path.name.split(".")[2]
    assert content.check(text, language.replace("_", "-"), "borrower") == []
    for word in re.findall(r"(?:Reply |回复|回覆|回復)([A-Z]+)", text):
        assert inbound.is_stop(word)


@pytest.fixture
def letters(row, settings):
    address = makers.make_address(borrower=row.borrower, kind="postal", value="Road 1")
    found = [
        makers.make_reminder(
            borrower=row.borrower,
            channel=Channel.letter,
            status=ReminderStatus.typeset,
            address=address,
            queued_on=TODAY - timedelta(days=n),
        )
        for n in range(2)
    ]
    for each in found:
        Letter(settings.data_dir / "letters").send(
            Message(f"reminder-{each.id}", "Road 1", "A B", "Your payment", "Hello", "en", "Lender", "1 March")
        )
    return found


def test_the_print_run_is_one_pdf_and_each_letter_is_printed_once(letters, settings, sign_in):
    browser, _ = sign_in(Role.manager)
    assert "2 letters wait" in browser.get("/letters/").text
    made = browser.submit("/letters/print/")
    assert len(PdfReader(io.BytesIO(made.data)).pages) == 2
    db.session.expire_all()
    assert print_run.waiting() == []
    [day] = print_run.days()
    again = browser.submit("/letters/print/", day=day.isoformat())
    assert len(PdfReader(io.BytesIO(again.data)).pages) == 2


def test_a_letter_whose_file_is_gone_is_named(letters, settings):
    (settings.data_dir / "letters" / f"reminder-{letters[0].id}.pdf").unlink()
    with pytest.raises(RuleError, match="not in the folder"):
        print_run.pdf([row.id for row in letters], settings.data_dir / "letters")
    with pytest.raises(RuleError, match="no letter"):
        print_run.pdf([], settings.data_dir)


@pytest.fixture
def many(letters, monkeypatch):
    """Two letters that count as many; what was printed of them is forgotten in the end."""
    monkeypatch.setattr("admin.letters.AT_ONCE", 1)
    yield letters
    ended()
    background.WORKS.clear()
    background.THREADS.clear()


def ended():
    """Wait until nothing is printed in the background any more."""
    for thread in list(background.THREADS.values()):
        thread.join()


def test_many_letters_are_printed_in_the_background_told_once_and_taken_once(many, sign_in):
    browser, _ = sign_in(Role.manager)
    other, _ = sign_in(Role.manager)

    assert browser.submit("/letters/print/").location == "/letters/"
    ended()
    text = browser.get("/cases/").text
    assert "2 letters are printed:" in text
    assert '<a href="/letters/">take them</a>' in text
    assert "take them" not in browser.get("/cases/").text
    assert "Take the PDF" in browser.get("/letters/").text
    assert "Take the PDF" not in other.get("/letters/").text
    assert len(print_run.waiting()) == 2

    made = browser.submit("/letters/take/")
    assert len(PdfReader(io.BytesIO(made.data)).pages) == 2
    db.session.expire_all()
    assert print_run.waiting() == []
    assert browser.submit("/letters/take/").location == "/letters/"
    assert other.submit("/letters/take/").location == "/letters/"


def test_how_far_the_printing_is_stands_on_the_page(many, sign_in):
    browser, person = sign_in(Role.manager)
    browser.submit("/letters/print/")
    ended()
    work = background.WORKS[person.id, "letters"]
    assert work.done == 1
    made, work.made = work.made, None

    text = browser.get("/letters/").text
    assert "Printing: 1 of 2." in text
    assert 'http-equiv="refresh"' in text
    assert "Print all as one PDF" not in text
    browser.submit("/letters/print/")
    assert background.WORKS[person.id, "letters"] is work
    assert browser.submit("/letters/take/").location == "/letters/"
    work.made = made
    assert 'http-equiv="refresh"' not in browser.get("/letters/").text


def test_letters_that_are_no_longer_right_are_not_taken_from_the_background(many, sign_in):
    browser, _ = sign_in(Role.manager)
    browser.submit("/letters/print/")
    ended()
    many[0].status = ReminderStatus.suppressed

    assert browser.submit("/letters/take/").location == "/letters/"
    assert "Not all of these letters are right any more" in browser.get("/letters/").text
    assert [row.status for row in many] == [ReminderStatus.suppressed, ReminderStatus.typeset]


def test_printing_that_fails_says_why(many, settings, sign_in):
    browser, person = sign_in(Role.manager)
    (settings.data_dir / "letters" / f"reminder-{many[0].id}.pdf").unlink()
    browser.submit("/letters/print/")
    ended()
    assert "is not in the folder any more" in browser.get("/letters/").text

    work = background.WORKS[person.id, "letters"]
    work.problem, work.is_told = ZeroDivisionError(), False
    assert "The letters could not be printed." in browser.get("/letters/").text


LOG = """borrower_reference,at,channel,direction,outcome,note,reason
{who},2026-02-05 10:00,call,outbound,NA,rang out,
{who},2026-02-05 23:30,call,outbound,NA,late,wrong clock
{who},2026-02-05T04:00:00+00:00,sms,inbound,,will pay,
nobody,2026-02-05 10:00,call,outbound,NA,,
{who},2026-02-30 10:00,call,outbound,NA,,
{who},2030-01-01 10:00,call,outbound,NA,,
{who},2026-02-05 11:00,smoke,outbound,NA,,
{who},2026-02-05 11:00,call,outbound,XX,,
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_log_from_elsewhere_is_told_truthfully_and_its_breaches_are_raised(row, encoding):
    data = LOG.format(who=row.borrower.reference).replace("late", "太晚了").encode(encoding)
    done = elsewhere.land(data, row.borrower.lender, DAY, NOON + timedelta(days=30))
    assert done.counts == {"landed": 3}
    assert [each.row_no for each in done.wrong] == [5, 6, 7, 8, 9]
    [found] = db.session.query(Breach).all()
    assert (found.contact.note, found.reason) == ("太晚了", "wrong clock")
    again = elsewhere.land(data, row.borrower.lender, DAY, NOON + timedelta(days=30))
    assert again.counts == {"known": 3}
    assert db.session.query(Contact).count() == 3


def test_a_log_from_elsewhere_names_the_recordings_of_its_calls(row):
    head = "borrower_reference,at,channel,recording,recording_kept,recording_seconds"
    rows = ["2026-02-05 10:00,call,R-1,vault 3,75", "2026-02-05 11:00,call,R-2,,60", "2026-02-05 12:00,call,R-3,x,1:15"]
    data = "\n".join([head, *(f"{row.borrower.reference},{each}" for each in rows)]).encode()
    done = elsewhere.land(data, row.borrower.lender, DAY, NOON + timedelta(days=30))
    assert (done.counts, [str(each.error) for each in done.wrong]) == (
        {"landed": 1},
        ["A recording needs its reference and where it is kept.", "'1:15' is no number of seconds."],
    )
    [found] = db.session.query(Contact).all()
    assert (found.recording, found.recording_kept, found.recording_seconds) == ("R-1", "vault 3", 75)


def test_a_log_without_its_columns_is_refused(row):
    with pytest.raises(RuleError, match="no column borrower_reference"):
        elsewhere.land(b"a,b\n1,2\n", row.borrower.lender, DAY, NOON)


def test_the_auditor_runs_worked_examples_against_the_rules(sign_in):
    makers.make_team()
    browser, _ = sign_in(Role.auditor)
    examples = json.loads((WORKED / "contact.json").read_text("utf-8"))
    examples.append({"id": "X-1", "kind": "contact", "given": {}, "expect": {"verdict": "allowed"}})
    page = browser.submit("/proof/", file=(io.BytesIO(json.dumps(examples).encode()), "contact.json")).text
    assert f"{len(examples) - 1} passed, 1 failed" in page
    assert "X-1" in page
    assert "no list of examples" in browser.submit("/proof/", file=(io.BytesIO(b"{}"), "x.json")).text
    assert db.session.query(Reminder).count() == 0


def test_a_persons_own_text_is_signed_as_gateways_ask_and_counted(row, person):
    row.borrower.language, person.name = Language.zh_Hans, "王"
    found = own_words.write(row, Channel.sms, "", "还" * 50, person, NOON)

    assert found.body == f"【{row.borrower.lender.name}】{'还' * 50}\n王\n拒收请回复R"
    reminder.count(found)
    assert (found.parts, str(found.encoding)) == (2, "ucs2")


@pytest.mark.parametrize("stage", ["initial", "mild", "firm"])
@pytest.mark.parametrize("language", [*Language])
def test_every_text_says_how_to_pay_who_writes_and_how_to_stop(row, stage, language):
    """An English one keeps its plain alphabet, whatever the name of who reads it."""
    words = db.session.query(Template).join(Template.stage).filter_by(key=stage)
    body = words.filter(Template.channel == Channel.sms, Template.language == language).one().body

    assert "{{ pay_to }}" in body
    assert sms.framed(body, "X", str(language)) == body
    named = message.fill(body, dict.fromkeys(message.VARIABLES, "1") | {"addressed": message.greeted("张伟", language)})
    assert (sms.counted(named).encoding == "gsm7") is (language == Language.en)
