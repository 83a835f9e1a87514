"""Answers by e-mail through a real IMAP server: contacts, wishes and bounces; a wish stops the next e-mail."""

from datetime import timedelta
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart

import pytest
from aiosmtpd.controller import Controller

from jobs import daytime, timetable
from models import db
from models.borrower import AddressKind, PointStatus
from models.contact import Contact, Direction
from models.decision import Decision
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.wish import Wish, WishKind
from services import case, reminder
from services.contact import unsubscribe
from tests import desk, imap_server, makers
from tests.program import free_port
from tests.test_channel import Inbox

WRITER = "zhang@example.com"
DAY = desk.DUE + timedelta(days=1)


@pytest.fixture
def mailbox(app, settings):
    with imap_server.serving() as (url, folder):
        app.config["CONCORD"] = settings._replace(imap_url=url, reply_to="replies@lender.example")
        yield folder
        app.config["CONCORD"] = settings


@pytest.fixture
def row(app, clock):
    found = desk.lend(desk.start(is_demo=False))
    for phone in found.borrower.phones:
        phone.status = PointStatus.bad
    for address in found.borrower.addresses:
        address.status = PointStatus.bad
    makers.make_address(borrower=found.borrower, kind=AddressKind.email, value=WRITER)
    db.session.flush()
    db.session.expire(found.borrower)
    case.restage(found, DAY)
    clock.now = desk.at(DAY)
    db.session.commit()
    return found


@pytest.fixture
def sent(row):
    """An e-mail that went out."""
    made = makers.make_reminder(
        borrower=row.borrower, channel=Channel.email, address=address_of(row), status=ReminderStatus.sent
    )
    db.session.commit()
    return made


def address_of(row):
    return next(each for each in row.borrower.addresses if each.value == WRITER)


def answer(words, to=None, sender=WRITER, subject="Re: Your payment"):
    said = EmailMessage()
    said["From"], said["Subject"], said["Message-ID"] = sender, subject, f"<{abs(hash((words, sender)))}@mua.example>"
    if to:
        said["In-Reply-To"] = f"<reminder-{to.id}@lender.example>"
    said.set_content(words)
    return said.as_bytes()


def bounce(row, status="5.1.1", to=WRITER, name="reminder"):
    report = MIMEMultipart("report", report_type="delivery-status")
    told, one, back = Message(), Message(), Message()
    told.set_type("message/delivery-status")
    one["Final-Recipient"], one["Action"], one["Status"] = f"rfc822; {to}", "failed", status
    one["Diagnostic-Code"] = f"smtp; 550 {status} no such user"
    told.set_payload([Message(), one])
    back.set_type("text/rfc822-headers")
    back.set_payload(f"From: desk@lender.example\nMessage-ID: <{name}-{row.id}@lender.example>\n")
    for part in (told, back):
        report.attach(part)
    report["From"], report["Auto-Submitted"] = "MAILER-DAEMON@mx.example", "auto-replied"
    return report.as_bytes()


def read(clock):
    counts = dict(daytime.read_mail(DAY, clock()).counts)
    db.session.expire_all()
    return counts


def test_an_answer_lands_on_the_case_once(mailbox, sent, clock):
    mailbox.add(answer("I pay on Friday.\n\nOn Monday Desk wrote:\n> unsubscribe", to=sent))

    assert read(clock) == {"replied": 1}
    mailbox.flags[0].clear()
    assert read(clock) == {"replied": 1}
    assert read(clock) == {}

    said = db.session.query(Contact).filter_by(direction=Direction.inbound).one()
    assert (said.channel, said.address_id, said.note) == (
        Channel.email,
        sent.address_id,
        "Re: Your payment\nI pay on Friday.",
    )
    assert mailbox.flags == [{"\\Seen"}]
    assert sent.address.status == PointStatus.unverified


def test_unsubscribe_by_answer_stops_the_next_e_mail(app, mailbox, row, clock):
    """Queued by the night; the answer comes before the morning: nothing leaves."""
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        app.config["CONCORD"] = app.config["CONCORD"]._replace(
            smtp_url=f"smtp://127.0.0.1:{server.port}", mail_from="desk@lender.example"
        )
        assert reminder.queue([row.borrower_id], DAY)["queued"] == 1
        db.session.commit()
        mailbox.add(answer("Unsubscribe"))
        assert daytime.has_work()

        timetable.run_job(app, "daytime")
    finally:
        server.stop()

    db.session.expire_all()
    assert inbox.taken == []
    assert db.session.query(Reminder).one().status == ReminderStatus.suppressed
    wish = db.session.query(Wish).one()
    assert (wish.kind, wish.said) == (WishKind.opt_out, "E-mail: Unsubscribe")
    assert address_of(row).status == PointStatus.opted_out


def test_a_bounce_marks_the_address_it_names_and_nothing_else(mailbox, sent, clock):
    mailbox.add(bounce(sent, to="somebody@else.example"))
    assert read(clock) == {"unknown_sender": 1}
    assert sent.address.status == PointStatus.unverified

    mailbox.add(bounce(sent, status="5.2.2"))
    assert read(clock) == {"bounced": 1}
    assert sent.address.status == PointStatus.unverified
    assert "no such user" in str(sent.problem)

    mailbox.add(bounce(sent))
    assert read(clock) == {"bounced": 1}
    assert sent.address.status == PointStatus.bad
    assert db.session.query(Contact).count() == 0


def test_a_bounce_of_mail_to_a_partner_is_shown_as_failed(mailbox, row, clock):
    sent = makers.make_user_mail(status=ReminderStatus.sent, body=None)
    db.session.commit()

    mailbox.add(bounce(sent, to="somebody@else.example", name="user-mail"))
    assert read(clock) == {"unknown_sender": 1}
    mailbox.add(bounce(sent, to=sent.user.email, name="user-mail"))
    assert read(clock) == {"bounced": 1}

    assert sent.status == ReminderStatus.failed
    assert "no such user" in str(sent.problem)


def test_what_belongs_to_nobody_stays_for_a_person(mailbox, sent, clock):
    mailbox.add(answer("Buy our toner", sender="toner@shop.example"))
    away = answer("I am away").replace(b"Subject:", b"Auto-Submitted: auto-replied\nSubject:")
    mailbox.add(away)

    assert read(clock) == {"unknown_sender": 1, "automatic": 1}
    assert mailbox.flags == [{"\\Flagged"}, {"\\Seen"}]
    assert read(clock) == {}
    assert db.session.query(Contact).count() == 0


def test_an_answer_from_another_address_stands_with_the_borrower_it_was_written_to(mailbox, sent, clock):
    mailbox.add(answer("退订", to=sent, sender="work@office.example"))

    assert read(clock) == {"opted_out": 1}
    assert sent.address.status == PointStatus.opted_out


def test_a_mailbox_that_cannot_be_opened_is_told(app, mailbox, clock):
    app.config["CONCORD"] = app.config["CONCORD"]._replace(imap_url="imap://desk:wrong@127.0.0.1:1")
    makers.make_team()
    db.session.commit()

    report = timetable.run_job(app, "daytime")

    assert report.status == "failed"
    assert report.problems[0]["step"] == "read_mail"


def test_one_click_stops_and_a_look_does_not(client, sent):
    token = unsubscribe.token(sent.address_id)
    assert client.get(f"/stop/{token}").status_code == 200
    db.session.expire_all()
    assert sent.address.status == PointStatus.unverified
    for _ in range(2):
        answered = client.post(f"/stop/{token}", data={"List-Unsubscribe": "One-Click"})
        assert answered.status_code == 200
    db.session.expire_all()
    assert sent.address.status == PointStatus.opted_out
    assert db.session.query(Wish).count() == 1
    assert db.session.query(Decision).count() == 0
    assert client.get(f"/stop/{token}x").status_code == 404
    assert sent.borrower.name not in answered.text
