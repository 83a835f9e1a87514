"""The outbox: a channel that is down costs nobody a message or a number, and what did not leave is shown."""

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from jobs import claim, daytime, timetable
from models import db
from models.base import Language
from models.borrower import AddressKind, Borrower, PointStatus
from models.circuit import Circuit
from models.contact import Contact
from models.decision import Decision, DecisionKind
from models.referral import ReferralStatus
from models.referral_work import PaymentNotice
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.user_mail import MailKind, UserMail
from rules.access import Level, Role
from rules.errors import RuleError
from services import case, reminder, user
from services.channel import Refused, Sent, Unknown, circuit
from services.channel.smtp import Smtp
from services.referral import partner
from services.reminder import by_hand, gate, own_words
from services.user import mail
from tests import desk, makers
from tests.program import free_port
from tests.test_channel import HEAD, Inbox, gateway
from tests.test_sign_in import post as submit

DAY = desk.DUE + timedelta(days=1)
DOWN = Refused("The text gateway cannot be reached: ConnectionRefusedError.", final=False)
NOBODY = Refused("The mail server refused the address: 550.", final=True)
MINUTES = timedelta(minutes=1)


class Line:
    """A channel that answers as it is told to, and counts; by default it takes everything. Each answer takes a second."""

    def __init__(self, clock):
        self.answer, self.messages, self.clock = None, [], clock

    def send(self, message):
        self.messages.append(message)
        self.clock.now += timedelta(seconds=1)
        answer = self.answer(message) if callable(self.answer) else self.answer
        if isinstance(answer, Exception):
            raise answer
        return answer or Sent(f"g-{len(self.messages)}")


@pytest.fixture
def line(clock):
    return Line(clock)


@pytest.fixture
def book(app, clock, line, monkeypatch):
    """Twelve borrowers with a text queued for each, at noon of the day, and a channel in the place of the gateway."""
    monkeypatch.setattr(daytime, "senders", lambda *_: {Channel.sms: line, Channel.email: line})
    portfolio = desk.start(is_demo=False)
    rows = [desk.lend(portfolio) for _ in range(12)]
    for row in rows:
        case.restage(row, DAY)
    clock.now = desk.at(DAY)
    reminder.queue([row.borrower_id for row in rows], DAY)
    db.session.commit()
    return rows


def pass_by(clock, minutes=5):
    """One pass of the day, so many minutes later."""
    clock.now += minutes * MINUTES
    counts = daytime.send_reminders(DAY, clock.now).counts
    db.session.expire_all()
    return dict(counts)


def statuses():
    return {str(row.status) for row in db.session.query(Reminder)}


def the_circuit(channel=Channel.sms):
    db.session.expire_all()
    return db.session.scalars(select(Circuit).filter_by(channel=channel)).one()


def test_a_channel_that_is_down_burns_no_message_and_asks_only_by_probes(book, line, clock):
    line.answer = DOWN

    first = pass_by(clock)
    assert first == {"queued": 3, "waiting": 9}
    assert (the_circuit().problem, the_circuit().opened_at) == (DOWN.reason, clock.now - timedelta(seconds=1))
    asked = len(line.messages)
    for _ in range(12):
        pass_by(clock)

    assert statuses() == {"queued"}
    assert len(line.messages) - asked == 3
    assert {row.phone.status for row in db.session.query(Reminder)} == {PointStatus.unverified}


def test_a_probe_that_is_taken_lets_all_that_waits_follow_each_once(book, line, clock):
    line.answer = DOWN
    pass_by(clock)
    line.answer = None

    pass_by(clock)
    assert the_circuit().opened_at is None
    for _ in range(3):
        pass_by(clock)

    assert statuses() == {"sent"}
    taken = [message.reference for message in line.messages]
    assert sorted(set(taken)) == sorted(f"reminder-{row.id}" for row in db.session.query(Reminder))
    assert len(taken) == 12 + 3


def test_waits_grow_and_end_with_the_hours_and_the_words_of_a_message(book, line, clock):
    line.answer = DOWN
    pass_by(clock)
    row = db.session.query(Reminder).filter(Reminder.attempts == 1).first()
    waits = []
    for _ in range(4):
        waits.append(row.next_try_at - row.refused_at)
        row.status = ReminderStatus.sending
        row.attempts += 1
        reminder.attempt.make(row, line, reminder.message_of(row, DAY), clock.now)
    assert waits == [5 * MINUTES, 15 * MINUTES, 45 * MINUTES, 120 * MINUTES]
    db.session.commit()

    line.answer = None
    clock.now = desk.at(DAY, 15)
    assert set(pass_by(clock)) == {"waiting"}
    assert reminder.renew([each.id for each in db.session.query(Reminder)], DAY + timedelta(days=1)) == {"renewed": 12}


def test_a_channel_that_breaks_after_the_hand_over_does_not_make_the_whole_day_unknown(book, line, clock):
    line.answer = Unknown("The line to the text gateway broke: TimeoutError.")

    assert pass_by(clock) == {"unknown": 3, "waiting": 9}

    line.answer = None
    for _ in range(4):
        pass_by(clock)
    assert statuses() == {"unknown", "sent"}


def test_a_channel_that_refuses_everybody_marks_nobody(book, line, clock):
    """550 at every recipient: three of three were bad in one pass, for the mail server's own fault."""
    line.answer = NOBODY

    for minutes in (5, 5, 15, 45, 120):
        pass_by(clock, minutes)

    assert {row.phone.status for row in db.session.query(Reminder)} == {PointStatus.unverified}
    assert statuses() == {"queued"}
    assert the_circuit().opened_at is not None


@pytest.mark.parametrize("status", [400, 404])
def test_a_gateway_that_refuses_everybody_marks_nobody(book, clock, monkeypatch, status):
    """An account that is suspended, or an address that moved, at a real gateway."""
    with gateway(status, b'{"error": "account suspended"}') as seen:
        monkeypatch.setattr(daytime, "senders", lambda *_: {Channel.sms: seen.sender})
        for minutes in (5, 5, 15, 45):
            pass_by(clock, minutes)

    assert {row.phone.status for row in db.session.query(Reminder)} == {PointStatus.unverified}
    assert statuses() == {"queued"}
    assert len(seen.requests) < 12


@pytest.fixture
def server():
    """A mail server of this machine, and the channel that leads to it."""
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.channel = Smtp(f"smtp://127.0.0.1:{controller.port}", HEAD)
    yield handler
    controller.stop()


def test_a_mail_server_that_knows_nobody_marks_nobody_and_sends_all_once_it_is_well(app, clock, server, monkeypatch):
    """550 5.1.1 at every recipient: a real server whose list of users is gone, and comes back."""
    portfolio = desk.start(is_demo=False)
    for number in range(3):
        row = desk.lend(portfolio)
        row.borrower.phones[0].status = PointStatus.bad
        row.borrower.addresses[0].kind, row.borrower.addresses[0].value = AddressKind.email, f"nobody{number}@l.example"
        case.restage(row, DAY)
    clock.now = desk.at(DAY)
    reminder.queue([each.id for each in db.session.query(Borrower)], DAY)
    db.session.commit()
    monkeypatch.setattr(daytime, "senders", lambda *_: {Channel.email: server.channel})
    for _ in range(6):
        pass_by(clock, 20)
    assert {row.address.status for row in db.session.query(Reminder)} == {PointStatus.unverified}

    server.handle_RCPT = well
    for _ in range(4):
        pass_by(clock, 60)

    assert statuses() == {"sent"}
    assert len(server.taken) == 3


async def well(server, session, envelope, address, options):
    """A server that knows its users again."""
    envelope.rcpt_tos.append(address)
    return "250 OK"


def test_a_number_is_bad_when_it_is_refused_twice_while_others_are_taken(book, line, clock):
    bad = db.session.query(Reminder).order_by(Reminder.id).first()
    number = bad.phone.number
    line.answer = lambda message: Refused("There is no such number.", final=True) if message.to == number else None

    pass_by(clock)
    assert (bad.status, bad.phone.status) == (ReminderStatus.queued, PointStatus.unverified)
    pass_by(clock)

    assert (bad.status, bad.phone.status) == (ReminderStatus.failed, PointStatus.bad)
    assert the_circuit().opened_at is None
    assert statuses() == {"failed", "sent"}


def test_what_the_house_itself_finds_wrong_is_not_held_against_the_channel(book, line, clock):
    line.answer = Refused("The number is no telephone number.", final=True, asked=False)
    pass_by(clock)

    assert statuses() == {"failed"}
    assert {row.phone.status for row in db.session.query(Reminder)} == {PointStatus.bad}
    assert db.session.query(Circuit).count() == 0


def test_a_message_that_alone_is_refused_fails_in_the_end_and_is_shown(book, line, clock, sign_in):
    odd = db.session.query(Reminder).order_by(Reminder.id).first()
    line.answer = lambda message: DOWN if message.reference == f"reminder-{odd.id}" else None
    for minutes in (5, 6, 16, 46, 121):
        pass_by(clock, minutes)
        circuit.took(Channel.sms, clock.now)
        db.session.commit()

    assert (odd.status, odd.attempts) == (ReminderStatus.failed, 5)
    assert odd.phone.status == PointStatus.unverified
    browser, _ = sign_in(Role.manager)
    assert "Messages that failed" in browser.get("/reminders/?status=failed").text


def test_words_of_a_person_that_no_channel_took_in_time_have_failed(app, clock, line, monkeypatch):
    """What the night does not write anew is not stopped in silence."""
    monkeypatch.setattr(daytime, "senders", lambda *_: {Channel.sms: line})
    row = desk.lend(desk.start(is_demo=False))
    case.restage(row, DAY)
    clock.now, line.answer = desk.at(DAY), DOWN
    made = own_words.write(row, Channel.sms, "", "Please call us.", makers.make_user(), clock.now)
    db.session.commit()
    pass_by(clock)
    assert made.status == ReminderStatus.queued

    pass_by(clock, 4 * 24 * 60)

    assert (made.status, made.problem) == (ReminderStatus.failed, gate.LATE)


@pytest.fixture
def failed(book, line, clock):
    """A text that failed, of a channel that works."""
    pass_by(clock)
    row = db.session.query(Reminder).order_by(Reminder.id).first()
    row.status, row.problem, row.sent_at = ReminderStatus.failed, "Not taken.", None
    for contact in row.borrower.contacts:
        db.session.delete(contact)
    db.session.commit()
    return row


def test_a_failed_message_is_sent_again_by_a_person_and_the_gate_is_asked_anew(failed, line, clock, sign_in):
    browser, _ = sign_in(Role.manager)
    before = len(line.messages)

    answer = browser.submit("/reminders/action/", action="again", rowid=failed.id, confirmed="1")
    assert answer.status_code in (200, 302)
    db.session.expire_all()
    assert failed.status == ReminderStatus.queued
    pass_by(clock)

    assert failed.status == ReminderStatus.sent
    assert len(line.messages) == before + 1
    asked = select(Decision).filter_by(reminder_id=failed.id, kind=DecisionKind.send)
    assert len(db.session.scalars(asked).all()) == 2


def test_what_is_not_true_any_more_or_was_followed_is_not_sent_again(failed, clock):
    with pytest.raises(RuleError, match="too long"):
        by_hand.again(failed, DAY + gate.GOOD_FOR + timedelta(days=1))
    makers.make_reminder(borrower=failed.borrower, queued_on=DAY + timedelta(days=1))
    with pytest.raises(RuleError, match="newer"):
        by_hand.again(failed, DAY)
    failed.status = ReminderStatus.unknown
    with pytest.raises(RuleError, match="Only a message that failed"):
        by_hand.again(failed, DAY)


def test_a_person_finds_out_what_became_of_an_unknown_message(failed, clock):
    failed.status = ReminderStatus.unknown
    by_hand.did_not_leave(failed)
    assert failed.status == ReminderStatus.failed
    with pytest.raises(RuleError, match="It is known"):
        by_hand.did_leave(failed, clock.now)

    failed.status = ReminderStatus.unknown
    by_hand.did_leave(failed, clock.now)
    db.session.flush()
    assert (failed.status, failed.sent_at) == (ReminderStatus.sent, failed.claimed_at)
    assert db.session.query(Contact).filter_by(reminder_id=failed.id).count() == 1


def test_a_channel_that_is_down_is_told_in_the_bell_and_tried_by_a_person(book, line, clock, sign_in):
    line.answer = DOWN
    pass_by(clock)
    for role, told in ((Role.administrator, True), (Role.manager, True), (Role.collector, False)):
        browser, _ = sign_in(role)
        page = browser.get("/", follow_redirects=True).text
        assert ("Channels that are down" in page) is told
        assert ("ConnectionRefusedError" in page) is told
    page = browser.get("/channels/")
    assert page.status_code == 403

    manager, _ = sign_in(Role.manager)
    assert "ConnectionRefusedError" in manager.get("/channels/").text
    row = the_circuit()
    row.probe_at = clock.now + timedelta(hours=1)
    db.session.commit()
    manager.submit("/channels/action/", action="probe", rowid=row.id, confirmed="1")
    line.answer = None

    assert pass_by(clock, 0)["sent"] == 9
    with pytest.raises(RuleError, match="not down"):
        circuit.probe(the_circuit(), clock.now)


def test_a_channel_that_is_set_anew_is_tried_with_the_next_pass(book, line, clock, sign_in):
    line.answer = DOWN
    pass_by(clock)
    assert Channel.sms in circuit.shut(clock.now)
    browser, _ = sign_in(Role.administrator)
    whole = {"sms_gateway": "http", "sms_url": "https://sms.example", "sms_secret": "s"}

    assert browser.submit("/sending/text/", **whole).status_code == 302

    assert circuit.shut(clock.now) == set()


def test_a_test_that_is_taken_closes_the_circuit(app, clock, server, settings, sign_in):
    makers.make_team()
    circuit.failed(Channel.email, "The mail server cannot be reached: TimeoutError.", clock.now, most=1)
    browser, _ = sign_in(Role.administrator)
    port = server.channel.url.rpartition(":")[2]
    form = {"mail_server": "127.0.0.1", "mail_port": port, "mail_security": "starttls", "mail_from": "d@desk.example"}

    browser.submit("/sending/mail/", **form, **{"try": "1"})

    assert len(server.taken) == 1
    assert the_circuit(Channel.email).opened_at is None


def test_one_definite_answer_among_others_is_not_two(book, line, clock):
    row = db.session.query(Reminder).order_by(Reminder.id).first()
    told = [DOWN, DOWN, DOWN, DOWN, NOBODY, NOBODY]
    line.answer = lambda message: told.pop(0) if message.reference == f"reminder-{row.id}" else None
    for minutes in (5, 6, 16, 46, 121):
        pass_by(clock, minutes)
        circuit.took(Channel.sms, clock.now)
        db.session.commit()
    assert (row.status, row.phone.status, told) == (ReminderStatus.queued, PointStatus.unverified, [NOBODY])

    pass_by(clock, 241)

    assert (row.status, row.phone.status) == (ReminderStatus.failed, PointStatus.bad)


def test_a_mail_server_that_is_down_is_known_by_a_real_line(app, clock):
    desk.start(is_demo=False)
    row = desk.lend(makers.make_portfolio())
    for _ in range(3):
        made = makers.make_reminder(
            borrower=row.borrower,
            channel=Channel.email,
            address=row.borrower.addresses[0],
            status=ReminderStatus.sending,
        )
        made.attempts = 1
        reminder.send(made, {Channel.email: Smtp(f"smtp://127.0.0.1:{free_port()}", HEAD)}, clock.now)
        assert made.status == ReminderStatus.queued
        made.status = ReminderStatus.suppressed
        db.session.flush()

    assert "cannot be reached" in the_circuit(Channel.email).problem
    assert the_circuit(Channel.email).opened_at == clock.now


@pytest.fixture
def firm(app, clock):
    """A partner with a referral in hand, of which a direct payment is to be told, and nobody who signs in yet."""
    portfolio = desk.start(is_demo=False)
    found = makers.make_referral(case=desk.lend(portfolio), status=ReferralStatus.sent, referred_on=makers.TODAY)
    paid = makers.make_payment(loan=found.case.loan)
    db.session.add(PaymentNotice(referral=found, payment=paid, told_on=makers.TODAY))
    db.session.commit()
    return found.partner


@pytest.fixture
def post(line, monkeypatch):
    """The channel in the place of the mail server."""
    monkeypatch.setattr(mail, "sender", lambda _: line)
    return line


def tell(clock, minutes=0):
    clock.now += minutes * MINUTES
    daytime.tell_partners(makers.TODAY, clock.now)
    counts = dict(daytime.send_mail(makers.TODAY, clock.now).counts)
    db.session.expire_all()
    return counts


def reader(firm, **given):
    person = makers.make_user(role=Role.legal_partner, partner=firm, **given)
    db.session.commit()
    return person


def test_a_partner_without_a_reader_is_told_once_there_is_one(firm, post, clock):
    assert partner.waiting() == []
    assert tell(clock) == {}

    person = reader(firm)
    assert len(partner.waiting()) == 1
    assert tell(clock) == {"sent": 1}
    assert tell(clock) == {}

    assert [message.to for message in post.messages] == [person.email]


def test_a_mail_to_a_partner_that_does_not_leave_is_tried_again_and_then_shown(firm, post, clock, sign_in):
    person = reader(firm)
    post.answer = Refused("The mail server said 421.", final=False)
    assert tell(clock) == {"queued": 1}
    assert tell(clock) == {}

    wrong = person.email
    post.answer = lambda message: Refused("Refused.", final=True) if message.to == wrong else None
    other = reader(firm)
    for minutes in (5, 15, 45):
        mail.queue(other, MailKind.password_notice, "S", "B", clock.now)
        db.session.commit()
        tell(clock, minutes)
    row = db.session.scalars(select(UserMail).filter_by(user_id=person.id)).one()
    assert row.status == ReminderStatus.failed

    browser, _ = sign_in(Role.manager)
    assert "Mail to people that did not leave" in browser.get("/").text
    person.email = "right@firm.example"
    db.session.commit()
    browser.submit("/mail-to-people/action/", action="again", rowid=row.id, confirmed="1")
    tell(clock)
    assert (post.messages[-1].to, row.status, row.body) == ("right@firm.example", ReminderStatus.sent, None)


def test_a_mail_is_at_most_once_on_its_way(app, post, clock):
    makers.make_team()
    row = mail.queue(makers.make_user(), MailKind.password_notice, "S", "B", clock.now)
    db.session.commit()
    assert mail.begin(row, clock.now) == "sending"
    db.session.commit()

    assert claim.send_mail(row, post, clock) == "waiting"
    assert mail.sweep(clock.now + timedelta(minutes=11)) == {"unknown": 1}
    assert post.messages == []
    assert mail.ready(clock.now + timedelta(hours=1)) == []
    mail.did_not_leave(row)
    mail.again(row, clock.now)
    db.session.commit()
    assert claim.send_mail(row, post, clock) == "sent"


def test_a_link_that_could_not_leave_in_time_is_not_sent_late(app, post, clock):
    makers.make_team()
    row = mail.queue(makers.make_user(), MailKind.password_link, "S", "https://secret.example", clock.now)
    db.session.commit()
    post.answer = Refused("The mail server cannot be reached: TimeoutError.", final=False)
    assert tell(clock) == {"queued": 1}
    post.answer = None

    assert tell(clock, 121) == {"failed": 1}

    assert (row.body, post.messages[1:]) == (None, [])
    with pytest.raises(RuleError, match="of no use"):
        mail.again(row, clock.now)


def test_who_left_gets_no_mail(app, post, clock):
    makers.make_team()
    row = mail.queue(makers.make_user(active=False), MailKind.invitation, "S", "B", clock.now)
    db.session.commit()

    assert tell(clock) == {"suppressed": 1}
    assert (row.body, post.messages) == (None, [])


def test_reminders_and_mail_share_the_circuit_of_e_mail(app, post, clock):
    makers.make_team()
    for _ in range(4):
        mail.queue(makers.make_user(), MailKind.invitation, "S", "B", clock.now)
    db.session.commit()
    post.answer = Refused("The mail server cannot be reached: TimeoutError.", final=False)

    assert tell(clock) == {"queued": 3, "waiting": 1}
    assert Channel.email in circuit.shut(clock.now)
    assert reminder.may_leave([reminder.Ready(1, Channel.email), reminder.Ready(2, Channel.sms)], clock.now) == [2]


def test_the_words_of_a_mail_stand_sealed_and_on_no_page(app, clock, sign_in):
    makers.make_team()
    row = mail.queue(makers.make_user(), MailKind.invitation, "S", "https://secret.example", clock.now)
    db.session.commit()

    kept = db.session.execute(db.text("SELECT body FROM user_mail")).scalar_one()
    assert b"secret" not in bytes(kept)
    browser, _ = sign_in(Role.administrator)
    for page in ("/mail-to-people/", f"/mail-to-people/details/?id={row.id}", "/audit-trail/"):
        assert "secret.example" not in browser.get(page).text


@pytest.fixture
def house(app, settings):
    """A house whose mail leaves; nobody listens there."""
    makers.make_team()
    app.config["CONCORD"] = settings._replace(smtp_url="smtp://127.0.0.1:1", mail_from="desk@desk.example")
    yield app
    app.config["CONCORD"] = settings


def kinds():
    db.session.expire_all()
    return [row.kind for row in db.session.scalars(select(UserMail).order_by(UserMail.id))]


def test_an_invitation_is_mailed_through_the_outbox(house, sign_in):
    browser, _ = sign_in(Role.administrator)
    given = {"email": "one@desk.example", "name": "One", "role": "collector", "level": "collector", "language": "en"}
    browser.submit("/people/new/", **given)

    assert "on its way to one@desk.example" in browser.get("/people/invited/").text
    assert kinds() == [MailKind.invitation]


def test_words_about_passwords_go_through_the_outbox_with_the_change_they_tell_of(house, client, clock):
    password, new = "correct horse battery", "a quite new sentence"
    user.add("ann@example.com", "Ann", Role.collector, Level.collector, password, language=Language.en)
    db.session.commit()
    submit(client, "/reset", email="ann@example.com")
    submit(client, "/login", email="ann@example.com", password=password)
    submit(client, "/change", password=password, new_password=new, new_password_confirm=new)

    assert kinds() == [MailKind.password_link, MailKind.password_notice]
    assert daytime.send_mail(makers.TODAY, clock.now).counts == {"queued": 2}
    assert submit(house.test_client(), "/login", email="ann@example.com", password=new).status_code == 302


def test_mail_leaves_at_once_where_this_process_schedules(house, monkeypatch, clock):
    sent = []
    monkeypatch.setattr(daytime, "send_mail", lambda today, now: sent.append(now))
    for is_held in (True, False):
        monkeypatch.setattr(timetable.lock, "held", lambda app, is_held=is_held: is_held)
        timetable.mail_at_once(house)
        assert sent == []
        mail.queue(makers.make_user(), MailKind.invitation, "S", "B", clock.now)
        db.session.commit()
        timetable.mail_at_once(house)
        assert sent == ([clock.now] if is_held else [])
        sent.clear()
        db.session.query(UserMail).delete()
        db.session.commit()
