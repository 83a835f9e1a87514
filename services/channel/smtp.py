"""E-mail through an SMTP server."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.errors import MessageError
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from rules import mail as rule
from rules.sentence import Sentence
from services.channel import Message, Refused, Sent, Unknown, budget, mail
from services.channel.mail import Head

READY, TAKEN, WILL_FORWARD = 220, 250, 251
NO_MAILBOX = (550, 551, 553)
"""Answers to a recipient that may mean it, where no enhanced code says what they are about. Source: RFC 5321 4.2.3."""
STATUS = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})\b")


class Smtp(NamedTuple):
    """One server, from smtp[s]://user:password@host:port; plain connections are raised to TLS where it is offered."""

    url: str
    head: Head

    def send(self, message: Message) -> Sent | Refused:
        """Send one e-mail; its Message-ID is the reference. Raises Unknown when the line breaks while it is taken."""
        if not message.to.isascii():
            return Refused(Sentence("The address has letters that no mail server takes."), final=True, asked=False)
        try:
            letter = mail.made(message, self.head)
        except (ValueError, IndexError, MessageError):
            return Refused(Sentence("The address is no e-mail address."), final=False, asked=False)
        server = self._server()
        with budget.spending(lambda: server.sock) as time:
            try:
                self._connect(server)
                time.check()
                return _hand_over(server, letter, message.to)
            except smtplib.SMTPResponseException as error:
                return Refused(Sentence("The mail server said %(code)s.", code=error.smtp_code), final=False)
            except (OSError, ValueError, OverflowError) as error:
                return Refused(
                    Sentence("The mail server cannot be reached: %(error)s.", error=type(error).__name__), final=False
                )
            finally:
                with suppress(OSError, ValueError):
                    server.quit()  # Whatever it says to that, it has answered the message.
                server.close()

    def _server(self) -> smtplib.SMTP:
        """The server before anybody spoke to it."""
        parts = urlsplit(self.url)
        if parts.scheme == "smtps":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(timeout=budget.SECONDS, context=context)
        else:
            server = smtplib.SMTP(timeout=budget.SECONDS)
        # Given to the constructor, the name that TLS checks would open the line before anything could cut it.
        server._host = parts.hostname or "localhost"  # type: ignore[attr-defined]
        return server

    def _connect(self, server: smtplib.SMTP) -> None:
        """Open the connection; a password never travels without TLS."""
        parts = urlsplit(self.url)
        is_closed = parts.scheme == "smtps"
        code, said = server.connect(parts.hostname or "localhost", parts.port or (465 if is_closed else 25))
        if code != READY:
            raise smtplib.SMTPConnectError(code, said)
        server.ehlo_or_helo_if_needed()
        if not is_closed and (parts.username or server.has_extn("starttls")):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))


def _hand_over(server: smtplib.SMTP, letter: EmailMessage, to: str) -> Sent | Refused:
    """Say from whom and to whom, then what; only from the last on can a broken line mean that it was taken."""
    code, said = server.mail(letter["From"].addresses[0].addr_spec)
    if code != TAKEN:
        return Refused(Sentence("The mail server refused the sender: %(code)s.", code=_code(code, said)), final=False)
    code, said = server.rcpt(to)
    if code not in (TAKEN, WILL_FORWARD):
        sentence = Sentence("The mail server refused the address: %(code)s.", code=_code(code, said))
        return Refused(sentence, final=_is_no_mailbox(code, said))
    try:
        code, said = server.data(letter.as_bytes())
    except smtplib.SMTPResponseException as error:
        code, said = error.smtp_code, b""
    except (OSError, ValueError) as error:
        raise Unknown(Sentence("The line to the mail server broke: %(error)s.", error=type(error).__name__)) from error
    if code != TAKEN:
        return Refused(Sentence("The mail server refused the message: %(code)s.", code=_code(code, said)), final=False)
    return Sent(str(letter["Message-ID"]))


def _code(code: int, said: bytes) -> str:
    """The code of an answer with the enhanced one behind it. Source: RFC 3463."""
    return f"{code} {_status(said)}".strip()


def _status(said: bytes) -> str:
    found = STATUS.match(said)
    return found[1].decode() if found else ""


def _is_no_mailbox(code: int, said: bytes) -> bool:
    """Whether a refused recipient is one that does not exist, rather than one that the server will not write to."""
    status = _status(said)
    return rule.is_no_such(status) if status else code in NO_MAILBOX
