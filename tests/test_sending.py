"""Mail and texts set up on a screen: what counts, what is kept secret, and that the server's environment comes first."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller

from jobs import daytime
from models import db
from models.audit import AuditEntry
from models.base import Language
from models.sending import Gateway, MailSecurity, Sending
from models.stage import Channel
from rules.access import Level, Role
from rules.errors import RuleError
from services import sending, user
from services.channel import choice
from services.channel.aliyun import Aliyun
from services.channel.outbox import Outbox, read
from services.channel.smtp import Smtp
from tests import makers
from tests.program import free_port
from tests.test_channel import Inbox, strictly
from tests.test_sign_in import post

MAIL = {"mail_server": "smtp.desk.example", "mail_user": "desk", "mail_password": "p@ss/word:1"}
FORM = {**MAIL, "mail_port": "", "mail_security": "tls", "mail_from": "desk@desk.example"}
TEXT = {"sms_gateway": "aliyun", "sms_account": "key", "sms_secret": "hidden one", "sms_from": "示范"}


@pytest.fixture
def admin(sign_in):
    makers.make_team()
    browser, _ = sign_in(Role.administrator, email="admin@desk.example")
    return browser


@pytest.fixture
def mail_server():
    """A mail server of this machine; gives its port and what it took."""
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller.port, handler.taken
    controller.stop()


@pytest.fixture
def gateway():
    """A text gateway of this machine; gives its address and what it took."""
    taken = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"id": "g-1"}')

        def log_message(self, *words):
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sms", taken
    server.shutdown()
    thread.join()
    server.server_close()


def the():
    db.session.expire_all()
    return db.session.scalars(db.select(Sending)).one()


def raw(column):
    return db.session.execute(db.text(f"SELECT {column} FROM sending")).scalar_one()


def test_what_an_administrator_sets_counts_at_once_and_is_sealed(admin, settings):
    assert admin.submit("/sending/mail/", **FORM).status_code == 302
    assert admin.submit("/sending/text/", **TEXT).status_code == 302

    now = sending.now(settings)
    assert now.smtp_url == "smtps://desk:p%40ss%2Fword%3A1@smtp.desk.example:465"
    found = choice.senders(now, False, None)
    assert (type(found[Channel.email]), type(found[Channel.sms])) == (Smtp, Aliyun)
    assert found[Channel.sms].secret == "hidden one"
    assert b"p@ss" not in bytes(raw("mail_password"))
    assert b"hidden" not in bytes(raw("sms_secret"))


def test_secrets_stand_on_no_page_and_in_no_trail(admin):
    admin.submit("/sending/mail/", **FORM)
    admin.submit("/sending/text/", **TEXT)

    trail = json.dumps([row.changes for row in db.session.scalars(db.select(AuditEntry))], default=str)
    page = admin.get("/sending/").text
    for secret in ("p@ss", "hidden one"):
        assert secret not in page
        assert secret not in trail
    assert "smtp.desk.example" in trail


def test_an_empty_password_keeps_the_old_one_only_while_it_goes_to_the_same_place(admin):
    admin.submit("/sending/mail/", **FORM)

    admin.submit("/sending/mail/", **FORM | {"mail_password": "", "mail_from": "other@desk.example"})
    assert (the().mail_password, the().mail_from) == (MAIL["mail_password"], "other@desk.example")

    answer = admin.submit("/sending/mail/", **FORM | {"mail_password": "", "mail_server": "elsewhere.example"})
    assert "Password is missing" in answer.text
    assert the().mail_server == "smtp.desk.example"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"mail_server": "user:secret@host"}, "is not the name of a server"),
        ({"mail_from": ""}, "is missing"),
        ({"mail_from": "nobody"}, "is not an e-mail address"),
        ({"mail_port": "70000"}, "between 1 and 65535"),
    ],
)
def test_what_cannot_send_is_refused_by_name(admin, wrong, sentence):
    assert sentence in admin.submit("/sending/mail/", **FORM | wrong).text
    assert db.session.query(Sending).count() == 0


@pytest.mark.parametrize("gateway", list(Gateway))
def test_each_gateway_asks_for_what_it_needs(app, settings, gateway):
    whole = dict.fromkeys(sending.ASKED[gateway], "x") | {"sms_gateway": gateway}
    whole |= {"sms_url": "https://sms.example"} if "sms_url" in whole else {}
    for name in sending.ASKED[gateway]:
        with pytest.raises(RuleError, match="is missing"):
            sending.set_text(settings, whole | {name: ""})
        db.session.rollback()
    assert choice.has_gateway(sending.now(settings)) is False
    sending.set_text(settings, whole)
    assert choice.has_gateway(sending.now(settings)) is True


@pytest.mark.parametrize("url", ["sms.example", "ftp://sms.example", "https://user:secret@sms.example"])
def test_a_gateway_has_an_address_without_secrets(app, settings, url):
    with pytest.raises(RuleError, match="is not an address"):
        sending.set_text(settings, {"sms_gateway": Gateway.http, "sms_url": url, "sms_secret": "s"})


def test_the_environment_comes_first_and_is_shown_without_its_secrets(admin, app, settings, monkeypatch):
    admin.submit("/sending/mail/", **FORM)
    admin.submit("/sending/text/", **TEXT)
    named = settings._replace(
        smtp_url="smtp://who:topsecret@mail.house.example", sms_url="https://sms.house.example/k3y", sms_secret="s3cret"
    )
    monkeypatch.setitem(app.config, "CONCORD", named)

    now = sending.now(named)
    assert (now.smtp_url, now.mail_from) == (named.smtp_url, "desk@desk.example")
    assert (now.sms_gateway, now.sms_url, now.sms_secret, now.sms_id) == ("http", named.sms_url, "s3cret", "")
    page = admin.get("/sending/").text
    assert "mail.house.example" in page
    assert "Set by the server" in page
    for secret in ("topsecret", "k3y", "s3cret", "who:"):
        assert secret not in page

    admin.submit("/sending/text/", sms_gateway="twilio", sms_url="https://thief.example", sms_secret="x", sms_from="F")
    assert (sending.now(named).sms_url, sending.now(named).sms_secret) == (named.sms_url, "s3cret")
    assert the().sms_secret == "hidden one"


def test_a_test_mail_leaves_by_what_was_just_typed(admin, mail_server):
    port, taken = mail_server
    form = {"mail_server": "127.0.0.1", "mail_port": port, "mail_security": "starttls", "mail_from": "d@desk.example"}

    assert admin.submit("/sending/mail/", **form, **{"try": "1"}).status_code == 302

    assert "on its way to admin@desk.example" in admin.get("/sending/").text
    assert [each.rcpt_tos for each in taken] == [["admin@desk.example"]]


def newest(outbox):
    """What was put into a folder last."""
    return read(
        outbox, max(outbox.glob("try-*.eml*"), key=lambda file: file.stat().st_mtime_ns).stem.split(".")[0] + ".eml"
    )


def test_without_a_server_the_test_says_where_it_lies(admin, settings):
    admin.submit("/sending/mail/", mail_security="starttls", **{"try": "1"})

    assert "nothing left this machine" in admin.get("/sending/").text
    assert "<admin@desk.example>" in newest(settings.data_dir / "outbox")


def test_a_test_text_leaves_by_what_was_just_typed(admin, gateway):
    url, taken = gateway

    answer = {"sms_gateway": "http", "sms_url": url, "sms_secret": "s", "to": "14000000001", "try": "1"}
    assert admin.submit("/sending/text/", **answer).status_code == 302

    assert "on its way to 14000000001" in admin.get("/sending/").text
    assert [each["to"] for each in taken] == ["14000000001"]


def test_a_demo_sends_nothing_whatever_is_set(app, settings):
    makers.make_team(is_demo=True)
    db.session.add(Sending(mail_server="smtp.desk.example", mail_from="d@desk.example", mail_security=MailSecurity.tls))
    db.session.flush()

    assert user.is_configured(settings) is False
    assert isinstance(choice.senders(sending.now(settings), True, None)[Channel.email], Outbox)


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        (Language.en, "A new password for Concord", "Choose a new password here:"),
        (Language.zh_Hant, "和衷的新密碼", "請在此設定新密碼："),
    ],
)
def test_a_forgotten_password_is_renewed_by_the_row_without_a_restart(
    app, client, clock, mail_server, language, subject, words
):
    """In the language of who signs in, whatever the browser asks for."""
    makers.make_team()
    user.add("ann@example.com", "Ann", Role.collector, Level.collector, "correct horse battery", language=language)
    db.session.commit()
    assert client.get("/reset").status_code == 404

    port, taken = mail_server
    db.session.add(Sending(mail_server="127.0.0.1", mail_port=port, mail_from="d@desk.example"))
    db.session.commit()
    assert "/reset" in client.get("/login").text
    post(client, "/reset", email="ann@example.com")
    daytime.send_mail(makers.TODAY, clock.now)

    assert [each.rcpt_tos for each in taken] == [["ann@example.com"]]
    mail = strictly(taken[0].content)
    assert mail["Subject"] == subject
    assert words in mail.get_body(("plain",)).get_content()
    assert "http" in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.administrator])
def test_nobody_but_administrators_sets_it_up(sign_in, role):
    makers.make_team()
    browser, _ = sign_in(role)

    assert browser.get("/sending/").status_code == 403
    assert browser.submit("/sending/mail/", **FORM).status_code == 403
    assert browser.submit("/sending/text/", **TEXT).status_code == 403
