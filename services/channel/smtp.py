"""E-mail through an SMTP server."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from rules.sentence import Sentence
from services.channel import Message, Refused, Sent, Unknown, mail
from services.channel.mail import Head

TIMEOUT_SECONDS = 20
PERMANENT = 500


class Smtp(NamedTuple):
    """One server, from smtp[s]://user:password@host:port; plain connections are raised to TLS where it is offered."""

    url: str
    head: Head

    def send(self, message: Message) -> Sent | Refused:
        """Send one e-mail; its Message-ID is the reference. Raises Unknown when the line breaks while it is taken."""
        if not message.to.isascii():
            return Refused(Sentence("The address has letters that no mail server takes."), final=True)
        try:
            server = self._connect()
        except smtplib.SMTPResponseException as error:
            return Refused(Sentence("The mail server said %(code)s.", code=error.smtp_code), final=False)
        except OSError as error:
            return Refused(
                Sentence("The mail server cannot be reached: %(error)s.", error=type(error).__name__), final=False
            )
        with server:
            return _hand_over(server, mail.made(message, self.head))

    def _connect(self) -> smtplib.SMTP:
        """Open the connection; a password never travels without TLS."""
        parts = urlsplit(self.url)
        host, context = parts.hostname or "localhost", ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
            server.ehlo()
            if parts.username or server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        return server


def _hand_over(server: smtplib.SMTP, letter: EmailMessage) -> Sent | Refused:
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        code, _ = next(iter(error.recipients.values()))
        return Refused(Sentence("The mail server refused the address: %(code)s.", code=code), final=code >= PERMANENT)
    except smtplib.SMTPResponseException as error:
        return Refused(Sentence("The mail server refused the message: %(code)s.", code=error.smtp_code), final=False)
    except OSError as error:
        raise Unknown(Sentence("The line to the mail server broke: %(error)s.", error=type(error).__name__)) from error
    return Sent(str(letter["Message-ID"]))
