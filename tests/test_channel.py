"""Channels against real local servers: e-mail, texts, letters and the file outbox."""

import asyncio
import hashlib
import hmac
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from jobs import nightly
from models import db
from models.audit import AuditAction, AuditEntry
from models.stage import Channel
from rules.access import Role
from rules.errors import RuleError
from services import paper
from services.channel import Message, Refused, Sent, Unknown, budget, imap, letter, mail, outbox
from services.channel.choice import senders
from services.channel.mail import Head
from services.channel.outbox import Outbox
from services.channel.sms import Sms
from services.channel.smtp import Smtp
from tests import imap_server
from tests.makers import TODAY

TO = "zhang@example.com"
AT = datetime(2026, 3, 2, 4, 5, 6, tzinfo=UTC)
BODY = "张先生您好：\n\n请联系我们。"
MAIL = Message("reminder-7", TO, "张伟", "您的还款", BODY, "zh_Hans", "Lender One", "2026-03-02", at=AT)
HEAD = Head("desk@lender.example", "replies@lender.example", "https://desk.lender.example")


class Inbox:
    """A mail server's ear: keeps what it takes, refuses `nobody`."""

    def __init__(self):
        self.taken = []
        self.answer = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(envelope)
        return self.answer


@pytest.fixture
def inbox():
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    # Port 0 lets the system choose; the controller's own test connection needs the number it chose.
    controller.port = free_port()
    controller.start()
    handler.sender = Smtp(f"smtp://127.0.0.1:{controller.port}", HEAD)
    yield handler
    controller.stop()


def free_port():
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return server.server_port


def test_an_e_mail_arrives_with_its_reference_and_its_chinese_whole(inbox):
    result = inbox.sender.send(MAIL)

    assert result == Sent("<reminder-7@lender.example>")
    (envelope,) = inbox.taken
    assert envelope.rcpt_tos == [TO]
    assert envelope.mail_from == "desk@lender.example"
    assert b"=?utf-8?" in envelope.content.lower()


def strictly(data: bytes):
    """An e-mail read by the strict policy; any defect in a header or part is an error."""
    assert all(len(line) <= 998 and line.isascii() for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    mail = BytesParser(policy=policy.strict).parsebytes(data)
    assert [part.defects for part in mail.walk()] == [[] for _ in mail.walk()]
    assert [defect for part in mail.walk() for value in part.values() for defect in value.defects] == []
    return mail


def words(found, kind):
    return found.get_body((kind,)).get_content().replace("\r\n", "\n")


def test_an_e_mail_holds_what_the_standards_ask_for(inbox):
    inbox.sender.send(MAIL._replace(stop="token.x" * 12))

    found = strictly(inbox.taken[0].content)
    link = f"https://desk.lender.example/stop/{'token.x' * 12}"
    for name in ("Date", "From", "To", "Reply-To", "Subject", "Message-ID", "MIME-Version", "List-Unsubscribe"):
        assert len(found.get_all(name)) == 1
    assert found["Date"].datetime == AT
    assert [(each.display_name, each.addr_spec) for each in found["From"].addresses] == [
        ("Lender One", "desk@lender.example")
    ]
    assert found["To"].addresses[0].display_name == "张伟"
    assert found["Reply-To"].addresses[0].addr_spec == "replies@lender.example"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Content-Language"] == "zh-Hans"
    assert f"List-Unsubscribe: <{link}>,\r\n <mailto:replies@lender.example".encode() in inbox.taken[0].content
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, page = words(found, "plain"), words(found, "html")
    assert plain == f"{BODY}\n\n不想再收到发往本邮箱的邮件，请打开：{link}\n"
    assert f'<a href="{link}">' in page
    assert '<html lang="zh-Hans">' in page
    assert "<p>请联系我们。</p>" in page


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ('歐陽修, "x"', "明德小额贷款有限责任公司，催收"),
        ("A\r\nBcc: b@c.example", "Desk <x@y.example>, Ltd."),
        ("", ""),
    ],
)
def test_no_name_breaks_an_e_mail(inbox, name, sender):
    tricky = MAIL._replace(name=name, sender=sender, subject="Line\r\nTwo " * 40, body="长" * 1500 + "<b>&")

    inbox.sender.send(tricky)

    found = strictly(inbox.taken[0].content)
    assert found["Bcc"] is None
    assert found["To"].addresses[0].addr_spec == TO
    assert found["From"].addresses[0].addr_spec == "desk@lender.example"
    assert words(found, "plain").strip() == tricky.body
    assert "&lt;b&gt;&amp;" in words(found, "html")


def test_without_a_page_an_answer_ends_e_mails_and_without_a_mailbox_no_way_is_promised(tmp_path):
    for head, named, promised in (
        (
            Head("a@b.example", "r@b.example"),
            "<mailto:r@b.example?subject=unsubscribe>",
            "不想再收到发往本邮箱的邮件，请回复“退订”。",
        ),
        (Head("a@b.example"), None, None),
    ):
        found = strictly(mail.made(MAIL._replace(stop="t"), head).as_bytes())
        assert found["List-Unsubscribe"] == named
        assert found["List-Unsubscribe-Post"] is None
        assert words(found, "plain").strip() == "\n\n".join(filter(None, (BODY, promised)))


def test_a_refused_address_is_final_and_a_refused_message_is_not(inbox):
    assert inbox.sender.send(MAIL._replace(to="nobody@example.com")).final
    inbox.answer = "451 later"

    result = inbox.sender.send(MAIL)

    assert isinstance(result, Refused)
    assert not result.final


def test_a_line_that_breaks_while_the_message_is_taken_is_unknown(inbox):
    inbox.answer = "421 closing"

    async def hang_up(server, session, envelope):
        server.transport.abort()
        await asyncio.sleep(0)
        return "250 OK"

    inbox.handle_DATA = hang_up
    with pytest.raises(Unknown):
        inbox.sender.send(MAIL)


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for localhost that this process trusts; gives the server's side of TLS."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, *around(datetime.now(UTC)))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, SHA256())
    file = tmp_path / "localhost.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def around(now):
    return now - timedelta(days=1), now + timedelta(days=1)


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
@pytest.mark.parametrize(("host", "taken"), [("localhost", True), ("127.0.0.1", False)])
def test_tls_holds_for_the_name_of_the_server_alone(certificate, scheme, host, taken):
    handler = Inbox()
    closed = {"ssl_context": certificate} if scheme == "smtps" else {"tls_context": certificate}
    controller = Controller(handler, hostname="127.0.0.1", port=free_port(), **closed)
    controller.start()
    try:
        result = Smtp(f"{scheme}://{host}:{controller.port}", HEAD).send(MAIL)
    finally:
        controller.stop()

    assert isinstance(result, Sent) is taken
    assert len(handler.taken) == taken


@pytest.mark.parametrize("last", ["421 closing", "500 what?", ""])
def test_what_the_server_says_to_the_farewell_changes_nothing(inbox, last):
    """It took the message; 421 to QUIT, or silence, does not make that unknown."""

    async def handle_quit(server, session, envelope):
        if not last:
            server.transport.abort()
        return last or "221 bye"

    inbox.handle_QUIT = handle_quit

    assert inbox.sender.send(MAIL) == Sent("<reminder-7@lender.example>")
    assert len(inbox.taken) == 1


@pytest.mark.parametrize(
    ("answer", "final"),
    [
        ("550 5.1.1 no such user", True),
        ("550 no such user", True),
        ("550 5.7.1 relaying denied", False),
        ("554 5.7.1 blocked", False),
        ("552 5.2.2 mailbox full", False),
        ("450 4.2.0 greylisted", False),
    ],
)
def test_a_refused_recipient_is_final_where_the_mailbox_is_not_there(inbox, answer, final):
    async def handle_rcpt(server, session, envelope, address, options):
        return answer

    inbox.handle_RCPT = handle_rcpt

    result = inbox.sender.send(MAIL)

    assert isinstance(result, Refused)
    assert result.final is final
    assert inbox.taken == []


def test_a_line_that_breaks_before_the_message_was_handed_over_is_tried_again(inbox):
    async def hang_up(server, session, envelope, address, options):
        server.transport.abort()
        return "250 OK"

    inbox.handle_RCPT = hang_up

    result = inbox.sender.send(MAIL)

    assert isinstance(result, Refused)
    assert not result.final


@pytest.mark.parametrize("to", ["nobody", "a b@c", ""])
def test_what_is_no_address_is_no_fault_of_the_server(inbox, to):
    result = inbox.sender.send(MAIL._replace(to=to))

    assert (result.final, result.asked, inbox.taken) == (False, False, [])


@contextmanager
def dripping(first: bytes) -> Iterator[int]:
    """A server that begins its answer and then goes on for ever, a byte at a time, until the line is cut."""
    server = socket.create_server(("127.0.0.1", 0))
    cut = threading.Event()

    def serve():
        line, _ = server.accept()
        line.sendall(first)
        with line, suppress(OSError):
            while not cut.wait(0.01):
                line.sendall(b" ")

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1]
    cut.set()
    thread.join()
    server.close()


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", b"HTTP/1.1 200 OK\r\nX:"])
def test_an_answer_that_drips_ends_with_the_budget_of_the_message(monkeypatch, first):
    monkeypatch.setattr(budget, "SECONDS", 0.2)
    with dripping(first) as port, pytest.raises(Unknown):
        Sms(f"http://127.0.0.1:{port}/", "secret").send(MAIL)


def test_a_mail_server_that_drips_its_greeting_is_tried_again(monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 0.2)
    with dripping(b"220 we") as port:
        result = Smtp(f"smtp://127.0.0.1:{port}", HEAD).send(MAIL)

    assert isinstance(result, Refused)
    assert not result.final


def test_a_mailbox_that_drips_its_greeting_ends_with_the_budget(monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 0.2)

    with dripping(b"* OK we") as port, pytest.raises(imap.Error), imap.opened(f"imap://a:b@127.0.0.1:{port}"):
        pass


def test_a_mailbox_that_drips_an_answer_ends_with_the_budget(monkeypatch):
    with imap_server.serving() as (url, _folder):
        monkeypatch.setattr(imap_server.Session, "do_search", drip)
        monkeypatch.setattr(budget, "SECONDS", 0.2)

        with pytest.raises(imap.Error), imap.opened(url) as box:
            box.waiting()


def drip(session: imap_server.Session, rest: str) -> None:
    """Answer a search without an end, until the line is cut."""
    with suppress(OSError):
        while True:
            session.wfile.write(b" ")
            time.sleep(0.01)


def test_a_server_that_is_not_there_is_tried_again():
    result = Smtp(f"smtp://127.0.0.1:{free_port()}", HEAD).send(MAIL)

    assert isinstance(result, Refused)
    assert not result.final


@contextmanager
def gateway(status: int, body: bytes = b'{"id": "g-1"}') -> Iterator[SimpleNamespace]:
    """A text gateway that answers every message alike and keeps what it got."""
    seen = SimpleNamespace(requests=[])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            seen.requests.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    seen.sender = Sms(f"http://127.0.0.1:{server.server_port}/send?team=1", "secret")
    yield seen
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_text_is_signed_and_can_be_told_from_its_repetition():
    with gateway(200) as seen:
        result = seen.sender.send(MAIL)

    (path, headers, body), signed = seen.requests[0], hmac.new(b"secret", seen.requests[0][2], hashlib.sha256)
    assert result == Sent("g-1")
    assert path == "/send?team=1"
    assert headers["Idempotency-Key"] == "reminder-7"
    assert headers["X-Concord-Signature"] == f"sha256={signed.hexdigest()}"
    assert json.loads(body) == {"to": TO, "text": MAIL.body, "reference": "reminder-7"}


SUSPENDED = b'{"error": "account suspended"}'


@pytest.mark.parametrize(
    ("status", "body", "final"),
    [
        (422, b'{"error": "no_such_number"}', True),
        *((status, SUSPENDED, False) for status in (400, 401, 402, 403, 404, 422, 429, 503)),
        (400, b"<html>", False),
    ],
)
def test_only_a_word_about_the_number_itself_is_final(status, body, final):
    with gateway(status, body) as seen:
        result = seen.sender.send(MAIL)

    assert isinstance(result, Refused)
    assert result.final is final


NAMELESS = [
    b'{"id": null}',
    b'{"id": ""}',
    b'{"id": " "}',
    b'{"id": true}',
    b'{"id": {}}',
    b'{"id": "' + b"9" * 300 + b'"}',
]
DEEP = b"[" * 60000


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b""), (302, b""), (200, b"fine"), (200, b'{"ok": true}'), (200, DEEP), *((200, body) for body in NAMELESS)],
)
def test_an_answer_that_nobody_understands_is_unknown(status, body):
    with gateway(status, body) as seen, pytest.raises(Unknown):
        seen.sender.send(MAIL)


def test_a_gateway_that_is_not_there_is_tried_again():
    result = Sms(f"http://127.0.0.1:{free_port()}/", "secret").send(MAIL)

    assert isinstance(result, Refused)
    assert not result.final


def test_the_outbox_writes_a_message_once(tmp_path):
    post, text = Outbox(tmp_path, HEAD, sealed=False), Outbox(tmp_path, sealed=False)

    assert post.send(MAIL) == post.send(MAIL._replace(body="changed")) == Sent("outbox:reminder-7.eml")
    assert text.send(MAIL) == Sent("outbox:reminder-7.json")

    assert json.loads((tmp_path / "reminder-7.json").read_text(encoding="utf-8"))["body"] == MAIL.body
    assert sorted(file.name for file in tmp_path.iterdir()) == ["reminder-7.eml", "reminder-7.json"]


def test_on_a_real_book_a_message_lies_sealed_and_is_read_by_its_name(app, tmp_path):
    folder = tmp_path / "outbox"
    for box in (Outbox(folder, HEAD), Outbox(folder)):
        box.send(MAIL)

    for path in (folder / "reminder-7.eml.sealed", folder / "reminder-7.json.sealed"):
        assert path.stat().st_mode & 0o077 == 0
        for told in (MAIL.to, MAIL.body, MAIL.name):
            assert told.encode() not in path.read_bytes()
    assert folder.stat().st_mode & 0o077 == 0
    assert {each.name for each in outbox.lying(folder)} == {"reminder-7.eml", "reminder-7.json"}
    assert MAIL.name in outbox.read(folder, "reminder-7.json")
    with pytest.raises(RuleError, match="no message"):
        outbox.read(folder, "../keys")


def test_what_lay_for_a_month_is_removed(tmp_path):
    Outbox(tmp_path, sealed=False).send(MAIL)
    now = datetime.now(UTC)

    assert outbox.sweep(tmp_path, now + timedelta(days=29)) == 0
    assert outbox.sweep(tmp_path, now + timedelta(days=30, minutes=1)) == 1
    assert outbox.lying(tmp_path) == []


def test_the_command_and_the_screen_read_the_outbox_and_the_reading_is_written_down(app, sign_in):
    folder = app.config["CONCORD"].data_dir / "outbox"
    Outbox(folder).send(MAIL._replace(reference="try-outbox"))
    runner = app.test_cli_runner()
    assert "try-outbox.json" in runner.invoke(args=["outbox"]).output
    assert MAIL.name in runner.invoke(args=["outbox", "try-outbox.json"]).output
    assert runner.invoke(args=["outbox", "none"]).exit_code == 1

    browser, _ = sign_in(Role.administrator)
    assert "try-outbox.json" in browser.get("/outbox/").text
    assert MAIL.name in browser.submit("/outbox/message/", name="try-outbox.json").text
    db.session.rollback()
    told = db.session.scalars(db.select(AuditEntry).filter_by(action=AuditAction.viewed)).one()
    assert told.changes == {"file": "try-outbox.json"}
    assert nightly.sweep_outbox(TODAY, datetime.now(UTC)).counts == {}
    (folder / "try-outbox.json.sealed").unlink()


def test_a_letter_is_a_pdf_whatever_its_words_look_like(tmp_path):
    tricky = MAIL._replace(
        to="Road 1\nTown", body='#panic("x") $ 100 [a] *b* _c_ <d> @e \\ "f"', language="en", name="A B"
    )

    result = letter.Letter(tmp_path).send(tricky._replace(subject="Your payment", sender="Lender"))

    assert result == Sent("letter:reminder-7.pdf")
    assert (tmp_path / "reminder-7.pdf").read_bytes().startswith(b"%PDF")


def test_a_chinese_letter_needs_a_chinese_font_and_says_so(tmp_path, monkeypatch):
    paper.has_chinese_font.cache_clear()
    paper.fonts.cache_clear()
    monkeypatch.setattr(paper.typst, "Fonts", lambda **_: SimpleNamespace(families=lambda: ["DejaVu Sans"]))

    with pytest.raises(RuleError, match="fonts-noto-cjk"):
        letter.Letter(tmp_path).send(MAIL)

    paper.has_chinese_font.cache_clear()
    paper.fonts.cache_clear()
    assert not (tmp_path / "reminder-7.pdf").exists()


EMPTY = {"sms_gateway": "http", "sms_id": "", "sms_from": "", "sms_app": "", "url": "", "reply_to": "", "imap_url": ""}


def test_what_is_configured_is_used_but_never_in_a_demo(tmp_path):
    settings = SimpleNamespace(
        data_dir=tmp_path, smtp_url="smtp://x", mail_from="a@b.example", sms_url="http://x", sms_secret="s", **EMPTY
    )
    nothing = SimpleNamespace(data_dir=tmp_path, smtp_url="", mail_from="", sms_url="", sms_secret="", **EMPTY)

    real, demo, silent = senders(settings, False, None), senders(settings, True, None), senders(nothing, False, None)

    assert isinstance(real[Channel.email], Smtp)
    assert isinstance(real[Channel.sms], Sms)
    for found in (demo, silent):
        assert isinstance(found[Channel.email], Outbox)
        assert isinstance(found[Channel.sms], Outbox)
